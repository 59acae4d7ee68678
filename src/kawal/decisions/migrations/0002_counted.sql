-- How many alerts wait is told on every page that lists them: counted from this index alone.
create index alert_scope_counted on alert_scope (key, level_rank, desk, taken_by);
