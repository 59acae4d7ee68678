-- Every exact count anew, written where it differs. Bits of grouping(): province 8, regency 4, country 2, mission 1; a bit is set
-- where the place is not told. A count stands under the key of each reader it is for.
with shape (bits, kind, level) as (values
  (15, 'n', 'whole'), (7, 'n', 'province'), (3, 'n', 'regency'), (13, 'n', 'country'),
  (7, 'p', 'whole'), (3, 'p', 'regency'), (5, 'p', 'country'),
  (3, 'k', 'whole'), (1, 'k', 'country'),
  (14, 'm', 'whole'), (6, 'm', 'province'), (12, 'm', 'country'),
  (13, 'c', 'whole'), (5, 'c', 'province')
), span (period, first, last) as (
  select * from unnest(%(periods)s::text[], %(firsts)s::timestamptz[], %(lasts)s::timestamptz[])
), people as materialized (
  select stay, procedure, coalesce(province, '-') as province, coalesce(regency, coalesce(province, '-') || '.-') as regency,
         coalesce(country, '-') as country, coalesce(mission, '-') as mission,
         departed_at, arrived_at, left_at, returned_at, handed_over_at, home_at, return_requested_at, leave_on,
         stay in ('abroad_in_contact', 'abroad_silent', 'in_trouble', 'in_custody') as is_abroad
  from picture
), stocks as (
  select province, regency, country, mission,
    count(*) filter (where stay = 'preparing') as preparing,
    count(*) filter (where is_abroad) as abroad,
    count(*) filter (where is_abroad and stay <> 'abroad_in_contact') as attention,
    count(*) filter (where stay = 'abroad_silent') as silent,
    count(*) filter (where stay in ('in_trouble', 'in_custody')) as trouble,
    count(*) filter (where is_abroad and procedure = 'nonprocedural') as nonprocedural,
    count(*) filter (where is_abroad and return_requested_at is not null and left_at is null and returned_at is null) as waiting,
    count(*) filter (where stay = 'in_return') as in_return,
    -- as the board of returns counts them (`response/repatriation/waiting.py`)
    count(*) filter (where left_at is not null and returned_at is null and handed_over_at is null and home_at is null
      and stay not in ('home', 'settled_elsewhere', 'died')
      and coalesce(leave_on, (left_at at time zone 'Asia/Jakarta')::date) < %(today)s - 2) as unaccounted
  from people group by province, regency, country, mission
), flows as (
  select period, province, regency, mission,
    count(*) filter (where departed_at >= first and departed_at < last) as departed,
    count(*) filter (where arrived_at >= first and arrived_at < last) as arrived,
    count(*) filter (where returned_at >= first and returned_at < last) as returned,
    count(*) filter (where home_at >= first and home_at < last) as reached_home
  from span cross join people group by period, province, regency, mission
), fine as (
  select 'now' as period, m.measure, province, regency, country, mission, m.people
  from stocks cross join lateral (values ('preparing', preparing), ('abroad', abroad), ('attention', attention), ('silent', silent),
    ('trouble', trouble), ('nonprocedural', nonprocedural), ('waiting', waiting), ('in_return', in_return),
    ('unaccounted', unaccounted)) m(measure, people) where m.people > 0
  union all
  select period, f.measure, province, regency, '', mission, f.people
  from flows cross join lateral (values ('departed', departed), ('arrived', arrived), ('returned', returned),
    ('reached_home', reached_home)) f(measure, people) where f.people > 0
), counted as (
  select period, measure, grouping(province, regency, country, mission) as bits,
         province, regency, country, mission, sum(people)::int as people
  from fine
  group by period, measure, grouping sets ((), (province), (province, regency), (country), (province, country),
    (province, regency, country), (mission), (mission, province), (mission, country))
), fresh as (
  select case kind when 'n' then 'n' when 'p' then 'p:' || province when 'k' then 'k:' || replace(regency, '.', '')
                   when 'm' then 'm:' || mission else 'c:' || country end as key,
         level, period, measure,
         case level when 'whole' then '' when 'province' then province when 'regency' then regency else country end as code, people
  from counted join shape using (bits)
  where (period = 'now' or bits & 2 = 2) and (kind = 'n' or case kind when 'p' then province <> '-' when 'k' then regency not like '%%-' when 'm' then mission <> '-'
                      else country <> '-' end)
), gone as (
  delete from figure f where not exists (
    select from fresh n where (n.key, n.level, n.period, n.measure, n.code) = (f.key, f.level, f.period, f.measure, f.code))
)
insert into figure (key, level, period, measure, code, people)
select key, level, period, measure, code, people from fresh
on conflict (key, level, period, measure, code) do update set people = excluded.people
where figure.people <> excluded.people
