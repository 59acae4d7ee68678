-- What a unit can work in a day, where its supervisor has said so; its kind's default otherwise.
create table alert_budget (
  agency text collate "C" primary key,
  key text collate "C" not null,               -- of the rows it works on
  per_day int not null check (per_day between 1 and 500),
  set_by text not null,
  set_at timestamptz not null);

-- Watched alerts drawn by lot into a unit's day, so that what lies below the threshold becomes known. The engine's own: whoever
-- works on one must not be able to tell. `chance` is how likely each of the pool was to be drawn.
create table alert_audit (
  alert_id bigint primary key references alert,
  key text collate "C" not null,
  drawn_on date not null,
  chance double precision not null check (chance > 0 and chance <= 1));
create index alert_audit_drawn on alert_audit (key, drawn_on);

alter table alert_budget enable row level security;
alter table alert_audit enable row level security;
create policy scope on alert_budget to kawal_web using ('a:' || agency = any ((select scope_keys())::text[]));
create policy nation on alert_budget to kawal_nation using (true) with check (true);
create policy scope on alert_audit to kawal_web using (false);
create policy nation on alert_audit to kawal_nation using ((select scope_self()) is null) with check (true);
grant select on alert_budget to kawal_web;
grant select, insert, update on alert_budget to kawal_nation;
grant select, insert on alert_audit to kawal_nation;
