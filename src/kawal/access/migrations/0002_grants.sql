-- Logging in happens before anybody is known, so these tables are the web role's own to read and write.
-- The access log is append-only for everybody, its owner included.
grant select, insert, update on officer, entry_link, agency_key to kawal_web, kawal_nation;
grant select, insert, delete on login_attempt to kawal_web, kawal_nation;
grant select, insert on trace to kawal_web, kawal_nation;
grant usage on all sequences in schema public to kawal_web, kawal_nation;

create function refuse_trace_change() returns trigger language plpgsql as
$$ begin raise exception 'the access log is append-only'; end $$;
create trigger append_only before update or delete on trace for each row execute function refuse_trace_change();
create trigger append_only_all before truncate on trace for each statement execute function refuse_trace_change();
