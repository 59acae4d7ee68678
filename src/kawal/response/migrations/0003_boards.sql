-- The counts of the board, from the index alone: it holds every column that `repatriation.waiting` asks for a count, and only people
-- on the way home.
create index picture_waiting on picture (
  country, stay, return_requested_at, nationality_verified_at, travel_document_at, exit_cleared_at, return_planned_at,
  left_at, returned_at, handed_over_at, home_at, leave_on)
where (stay = 'in_return' or return_requested_at is not null or nationality_verified_at is not null
    or travel_document_at is not null or exit_cleared_at is not null or return_planned_at is not null
    or left_at is not null or returned_at is not null)
  and home_at is null and stay not in ('home', 'settled_elsewhere', 'died');

-- Who left and did not arrive, the longest gone first.
create index picture_missing on picture (left_at, person_id)
where left_at is not null and returned_at is null and handed_over_at is null and home_at is null
  and stay not in ('home', 'settled_elsewhere', 'died');
