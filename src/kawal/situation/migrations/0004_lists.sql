-- A list of people in a stay, the newest first, is walked along these and ended where the page is full.
drop index picture_stay, picture_regency, picture_province;
create index picture_stay on picture (stay, stay_since desc nulls last, person_id desc);
create index picture_regency on picture (regency, stay, stay_since desc nulls last, person_id desc);
create index picture_province on picture (province, stay, stay_since desc nulls last, person_id desc);

-- People by keys that no column of the picture tells: missions, posts, shelters, villages, cases, referrals. Owner's rights, because
-- behind a policy the index of keys would be asked for all the scope sees; so it asks the scope itself.
create function carriers_of(wanted text[]) returns table (person_id bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.person_id from person p where p.keys && wanted
    and (current_setting('kawal.keys', true) = 'n' or p.keys && scope_keys()) $$;
revoke execute on function carriers_of from public;
grant execute on function carriers_of to kawal_web, kawal_nation;
