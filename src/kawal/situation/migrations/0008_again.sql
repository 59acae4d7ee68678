-- When the present journey began, where an earlier one is known: whoever is abroad on such a one has left again.
alter table picture add column began_at timestamptz;
create index picture_began on picture (person_id) where began_at is not null;
