-- When each source last sent. Several rows a source, one a slot: batches that record at the same moment would otherwise
-- wait for each other's commit on one row.
create table source_freshness (
  source_id smallint not null references source,
  slot smallint not null,
  last_recorded_at timestamptz not null,
  facts bigint not null,
  primary key (source_id, slot)) with (fillfactor = 50);

grant select on source_freshness to kawal_web, kawal_nation;
grant insert, update on source_freshness to kawal_nation;

insert into source_freshness (source_id, slot, last_recorded_at, facts)
  select source_id, 0, max(recorded_at), count(*) from fact_key group by source_id;
