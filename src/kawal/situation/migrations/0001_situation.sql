-- What is believed now: one row a person, drawn from the standing facts, rebuilt at any time.
create table picture (
  person_id bigint primary key references person,
  facts int not null,
  stay text collate "C" not null,
  stay_since timestamptz,
  procedure text collate "C" not null,
  procedure_rules text[] collate "C" not null default '{}',  -- dep-N1 … that are broken
  last_contact_at timestamptz,
  last_fact_at timestamptz,
  sex text collate "C" not null default '',
  birth_year smallint,
  home text collate "C",                       -- dotted area code, as fine as it is known
  province text collate "C",                   -- 53
  regency text collate "C",                    -- 53.04
  country text collate "C",                    -- alpha-3: where she is or was last abroad, or is bound for
  mission text collate "C",                    -- whose desk that is
  post text collate "C",                       -- border post where she is or is expected
  shelter text collate "C",                    -- shelter where she stays or is expected
  batch text collate "C",                      -- of the return that is planned
  departed_at timestamptz,
  arrived_at timestamptz,                      -- abroad
  left_at timestamptz,                         -- the host country
  returned_at timestamptz,                     -- at the debarkation
  handed_over_at timestamptz,
  home_at timestamptz,
  died_at timestamptz,
  return_requested_at timestamptz,
  nationality_verified_at timestamptz,
  travel_document_at timestamptz,
  exit_cleared_at timestamptz,
  return_planned_at timestamptz,
  leave_on date,
  contact_due_at timestamptz,
  distress_at timestamptz,                     -- the latest that nothing has answered yet; so the three below
  family_missing_at timestamptz,
  severe_complaint_at timestamptz,
  contact_lost_at timestamptz,
  next_due_at timestamptz,                     -- when silence alone may change something
  clocks jsonb not null default '[]',          -- [{kind, due_at, because: [{source, id}]}]
  because jsonb not null default '{}',         -- column: [{source, id}]
  procedure_because jsonb not null default '[]', -- [{rule, answer: yes|no|unknown, because}]
  screenings jsonb not null default '[]',      -- [{outcome, assessor, at, source, id}]: protection roles only
  drawn_at timestamptz not null) with (fillfactor = 80);
create index picture_due_at on picture (next_due_at) where next_due_at is not null;
create index picture_regency on picture (regency, stay, stay_since desc);
create index picture_province on picture (province, stay, stay_since desc);
create index picture_mission on picture (mission, stay, stay_since desc);
create index picture_place on picture (post, stay);
create index picture_shelter on picture (shelter, stay);
create index picture_stay on picture (stay, stay_since desc);

-- Keys that an open case or a referral adds to a person, until a day. The drawing joins them to those the facts give.
create table key_grant (
  person_id bigint not null references person,
  key text collate "C" not null,
  cause text collate "C" not null,             -- case:K-12 …
  since timestamptz not null,
  until timestamptz,
  primary key (person_id, key, cause));

do $$ declare t text; begin
  foreach t in array array['picture', 'key_grant'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy nation on %I to kawal_nation using (true) with check (true)', t);
  end loop;
end $$;
create policy scope on picture to kawal_web using (exists (select from person p where p.person_id = picture.person_id));
create policy scope on key_grant to kawal_web using (false);
grant select on picture, key_grant to kawal_web;  -- of the second its policy shows no row
grant select, insert, update, delete on picture, key_grant to kawal_nation;
