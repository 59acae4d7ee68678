-- Few of all pictures are on the way home; the board reads those alone. The condition is `repatriation.selectors.RETURNING`.
create index picture_way_home on picture (person_id) where
  (stay = 'in_return' or return_requested_at is not null or nationality_verified_at is not null or travel_document_at is not null
    or exit_cleared_at is not null or return_planned_at is not null or left_at is not null or returned_at is not null)
  and home_at is null and stay not in ('home', 'settled_elsewhere', 'died');
