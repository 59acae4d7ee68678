-- Whom a fact goes past: 'a:AGENCY' and 'o:LOGIN', as the engine understood what its `about` says. Read by nobody but the engine.
create table fact_past (
  seq bigint primary key,
  past text[] collate "C" not null check (cardinality(past) > 0));
alter table fact_past enable row level security;
create policy scope on fact_past to kawal_web using (false);
create policy nation on fact_past to kawal_nation using ((select scope_self()) is null) with check (true);
grant select, insert on fact_past to kawal_nation;

create function fact_goes_past(fact bigint) returns boolean language sql stable security definer set search_path = public, pg_temp as
$$ select exists (select from fact_past p where p.seq = fact and p.past && scope_self()) $$;
revoke execute on function fact_goes_past from public;
grant execute on function fact_goes_past to kawal_web, kawal_nation;

-- Only these kinds say whom they are about; every other fact is read as before.
create policy past on fact as restrictive for select to kawal_web, kawal_nation using (
  (select scope_self()) is null or kind not in ('complained', 'family_reported') or not fact_goes_past(seq));
