-- Whoever sees many people sees thousands of questions: the first are found along the order of the queue, the others left alone.
drop index match_proposal_queue;
create index match_proposal_queue on match_proposal ((state = 'open'), priority, weight desc nulls last, proposal_id)
  where state <> 'answered';

-- The first questions both of whose people the reader sees, but for those that wait for another officer than this one. Owner's rights,
-- as of `find_person`: it asks the scope itself, and the caller reads what it names again through the wall.
create function first_questions(reason text, asker text, least_weight double precision, most int) returns setof bigint
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan
set enable_hashjoin = off set enable_mergejoin = off set enable_sort = off as $$
declare k text[] := string_to_array(nullif(current_setting('kawal.keys', true), ''), ',');
begin
  if k = array['n'] then k := null; elsif k is null then return; end if;
  return query
    select n.proposal_id from match_proposal n
      join standing x on x.claim_id = n.low_claim join person p on p.person_id = x.person_id
      join standing y on y.claim_id = n.high_claim join person q on q.person_id = y.person_id
    where n.state <> 'answered' and (reason = '' or reason = any (n.why) or n.state = reason)
      and (n.weight is null or n.weight >= least_weight or n.cause <> 'alike')
      and not (n.state = 'second' and n.wanted_by = asker) and (n.kind = 'merge') = (p.person_id <> q.person_id)
      and (k is null or p.keys && k and q.keys && k)
    order by n.state = 'open', n.priority, n.weight desc nulls last, n.proposal_id limit most;
end $$;
revoke execute on function first_questions from public;
grant execute on function first_questions to kawal_web, kawal_nation;
