-- Counts of people, refreshed every few minutes. No row names anybody, yet a count of one person is that person: so the wall
-- stands before the exact counts, and what every reader of statistics may have has its small cells hidden already.

-- Exact counts under the key of those who may have them: `n` the nation's, `p:53`, `k:5304`, `m:kjri-kuching` as keys of people are,
-- and `c:MYS`, which no scope carries, so only the nation reads it. Reading is by key, however many people there are.
create table figure (
  key text collate "C" not null,
  period text collate "C" not null,            -- now | 30d | month | year, and before_ each
  measure text collate "C" not null,           -- a stock, or something that happened in the period
  level text collate "C" not null,             -- whole | province | regency | country
  code text collate "C" not null,              -- 53, 53.04, MYS; - or 53.- where it is not known
  people int not null check (people > 0),
  primary key (key, level, period, measure, code)) with (fillfactor = 80);

-- What any reader of statistics may have. `people` is null where the number is hidden.
create table open_figure (
  period text collate "C" not null,
  measure text collate "C" not null,
  level text collate "C" not null,
  code text collate "C" not null,
  people int check (people >= 0),
  primary key (period, measure, level, code));

create table figures_drawn (
  single boolean primary key default true check (single),
  as_of timestamptz not null,
  people int not null);

alter table figure enable row level security;
create policy nation on figure to kawal_nation using (true) with check (true);
create policy scope on figure to kawal_web using (key = any ((select scope_keys())::text[]));
grant select on figure, open_figure, figures_drawn to kawal_web, kawal_nation;
grant insert, update, delete on figure, open_figure, figures_drawn to kawal_nation;
