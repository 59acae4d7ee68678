-- While a second officer is awaited on two people, the higher level of their alerts counts for both: in the ordered list alone,
-- the alert keeps its own, and only under keys that open both.
create or replace function list_rows_of(alerts bigint[]) returns setof alert_scope language sql stable set search_path = public, pg_temp as $$
  with together as materialized (
    select t.person_id, o.level_rank, o.keys from counted_together t join alert o on o.person_id = t.other_id and o.state <> 'closed')
  select k, least(a.level_rank, min(t.level_rank)), (case
      when left(k, 1) in ('n', 'a', 'r') then 0
      when a.desk = 'mission' then (left(k, 1) <> 'm')::int
      when a.desk = 'shelter' then (left(k, 1) not in ('p', 'k', 's'))::int
      when a.desk = 'post' then (left(k, 1) not in ('p', 'k', 'b'))::int
      else (left(k, 1) not in ('p', 'k'))::int end)::smallint, a.due_at, a.alert_id, a.desk, a.taken_by
  from alert a cross join unnest(a.keys || 'n'::text) k
  left join together t on t.person_id = a.person_id and (k = 'n' or k = any (t.keys))
  where a.alert_id = any (alerts) and a.state <> 'closed' group by a.alert_id, k $$;

create or replace function list_alerts_again(alerts bigint[]) returns void language plpgsql set search_path = public, pg_temp as $$
declare listed bigint[] := alerts || array(
  select o.alert_id from alert a join counted_together t on t.person_id = a.person_id
  join alert o on o.person_id = t.other_id and o.state <> 'closed' where a.alert_id = any (alerts));
begin
  delete from alert_scope s where s.alert_id = any (listed) and (s.key, s.level_rank, s.acts, s.due_at, s.alert_id)
    not in (select w.key, w.level_rank, w.acts, w.due_at, w.alert_id from list_rows_of(listed) w);
  insert into alert_scope as s select * from list_rows_of(listed)
    on conflict (key, level_rank, acts, due_at, alert_id) do update set desk = excluded.desk, taken_by = excluded.taken_by
    where (s.desk, s.taken_by) is distinct from (excluded.desk, excluded.taken_by);
end $$;
