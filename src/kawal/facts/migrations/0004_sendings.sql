-- How often a source sends: a batch is one sending, however many facts it holds.
alter table source_freshness
  add first_recorded_at timestamptz,
  add sendings bigint not null default 1;
update source_freshness set first_recorded_at = last_recorded_at;
alter table source_freshness alter first_recorded_at set not null;
