-- Columns that whole records, voyages, answers and employers tell, written by a job of their own: what the drawing of rings writes
-- beside them is another's, and neither erases the other's.
alter table measured add column wide jsonb not null default '{}';
alter table measured add column wide_behind jsonb not null default '{}';

-- Whose measures are to be looked at again. A job takes them in small steps.
create table measure_due (claim_id bigint primary key);
alter table measure_due enable row level security;
create policy scope on measure_due to kawal_web using (false);
create policy nation on measure_due to kawal_nation using (true) with check (true);
grant select on measure_due to kawal_web;
grant select, insert, update, delete on measure_due to kawal_nation;

-- Parts of a simhash: two answers that differ in few bits nearly always have one in common (`networks/keys.py`, bands).
create function word_bands(said bigint) returns int[] language sql immutable parallel safe
 return array[(said & 8191)::int, (8192 + (said >> 13 & 8191))::int, (16384 + (said >> 26 & 8191))::int,
  (24576 + (said >> 39 & 8191))::int, (32768 + (said >> 52 & 4095))::int];
create index link_trace_words on link_trace using gin (word_bands(key)) where kind = 'words';
