-- Who asks: the agency and the officer, as rows name those whom they go past. Nothing for the system itself.
create function scope_self() returns text[] language sql stable set search_path = public, pg_temp as
$$ select string_to_array(nullif(current_setting('kawal.self', true), ''), ',') $$;
-- Does a row with these marks go past who asks?
create function goes_past(past text[]) returns boolean language sql stable set search_path = public, pg_temp as
$$ select coalesce(past && scope_self(), false) $$;
