-- The judgement of each person's row by the rules and weights in force. Derived; officers see it as alerts and their reasons alone.
create table watched (
  person_id bigint primary key references person,
  level text collate "C" not null check (level in ('emergency', 'high', 'medium', 'watch')),
  probability real not null check (probability between 0 and 1),
  fired jsonb not null default '{}',           -- rule: grade
  weights text collate "C" not null,           -- version of the weights
  changes_at timestamptz,                      -- when silence alone changes the answer
  judged_at timestamptz not null) with (fillfactor = 80);
create index watched_changes_at on watched (changes_at) where changes_at is not null;

alter table watched enable row level security;
create policy nation on watched to kawal_nation using (true) with check (true);
create policy scope on watched to kawal_web using (false);
grant select on watched to kawal_web;  -- its policy shows no row
grant select, insert, update, delete on watched to kawal_nation;
