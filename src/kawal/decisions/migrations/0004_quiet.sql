-- Word that was due is put down to its source while that sends nothing: nobody is called silent for it, for two weeks at most.
create table silence_held (
  person_id bigint primary key references person,
  source text collate "C" not null,
  since timestamptz not null,                  -- when the source last sent
  held_at timestamptz not null,
  back_at timestamptz,                         -- when it was seen sending again
  recheck_at timestamptz not null);
create index silence_held_recheck on silence_held (recheck_at);

alter table silence_held enable row level security;
create policy nation on silence_held to kawal_nation using (true) with check (true);
create policy scope on silence_held to kawal_web using (exists (select from person p where p.person_id = silence_held.person_id));
grant select on silence_held to kawal_web;
grant select, insert, update, delete on silence_held to kawal_nation;
