-- A ring has one open alert, beside those its members may have of their own. It stands on the member to act on first.
alter table alert add ring_id bigint references ring;
drop index alert_one_open;
create unique index alert_one_open on alert (person_id) where state <> 'closed' and ring_id is null;
create unique index alert_one_open_ring on alert (ring_id) where state <> 'closed' and ring_id is not null;
create index alert_ring on alert (ring_id) where ring_id is not null;
