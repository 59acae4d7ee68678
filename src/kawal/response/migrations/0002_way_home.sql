-- The board of returns in its order: the most endangered first, among them the longest waiting. Few of all pictures are on it.
-- Condition and expressions are those of `repatriation.waiting`; a test holds the index to them.
create index picture_way_home on picture (
  (case when distress_at is not null then 2
        when severe_complaint_at is not null or family_missing_at is not null or contact_lost_at is not null
          or stay in ('in_trouble', 'in_custody') then 1
        else 0 end) desc,
  (coalesce(home_at, handed_over_at, returned_at, left_at, return_planned_at, exit_cleared_at, travel_document_at,
    nationality_verified_at, return_requested_at, stay_since, drawn_at)),
  person_id)
where (stay = 'in_return' or return_requested_at is not null or nationality_verified_at is not null
    or travel_document_at is not null or exit_cleared_at is not null or return_planned_at is not null
    or left_at is not null or returned_at is not null)
  and home_at is null and stay not in ('home', 'settled_elsewhere', 'died');
