-- The picture once more, from the words of the contract and not from the reducer: sets and windows, no state.
-- `told` holds the standing facts: person, kind, moment, day_only, source, id, country (of the place) and `d` (data as JSON).
with kinds(kind, rank, grp) as (
  values
    ('recruited', 0, 'up'), ('registered', 0, 'up'), ('document_seen', 0, 'up'), ('civil_registry_checked', 0, 'check'),
    ('contract_seen', 0, 'up'), ('fee_paid', 0, 'up'), ('lent', 0, 'up'), ('advanced', 0, 'up'), ('accommodated', 0, 'up'),
    ('trained', 0, 'up'), ('family_stated', 0, 'up'), ('departure_deferred', 0, 'up'),
    ('departed', 1, 'out'), ('transited', 2, 'out'), ('arrived_abroad', 3, 'out'),
    ('reported_in', 4, 'contact'), ('checked_in', 4, 'contact'), ('employment_changed', 4, 'contact'),
    ('wage_reported', 4, 'contact'), ('remitted', 4, 'contact'), ('contact_changed', 4, 'contact'),
    ('port_called', 4, 'contact'), ('permit_seen', 4, 'contact'), ('family_reported', 4, 'family'),
    ('contact_lost', 4, 'silent'), ('complained', 5, 'trouble'), ('rescued', 5, 'trouble'), ('detained', 6, 'custody'),
    ('return_requested', 7, 'step'), ('nationality_verified', 7, 'step'), ('travel_document_issued', 7, 'step'),
    ('exit_cleared', 7, 'step'), ('return_planned', 7, 'back'), ('deported', 7, 'back'), ('repatriated', 7, 'back'),
    ('boarded', 7, 'back'), ('disembarked', 7, 'back'), ('unaccounted', 7, 'none'),
    ('returned', 7, 'back'), ('sheltered', 7, 'back'), ('left_shelter', 7, 'back'), ('handed_over', 8, 'back'),
    ('reached_home', 8, 'home'), ('followed_up', 8, 'home'), ('settled_elsewhere', 9, 'settled'),
    ('departed_again', 10, 'out'), ('died', 11, 'died'), ('remains_returned', 11, 'none')),
read as (
  select told.*, cast(moment + interval 7 hour as date) as day, coalesce(rank, 4) as rank,
    coalesce(country = 'IDN', false) as inside,
    case
      when kind = 'checked_in' and (d->>'distress' = 'true' or d->>'safe' = 'no' or severe_said) then 'trouble'
      when kind = 'family_reported' then case d->>'what' when 'safe' then 'contact' when 'missing' then 'silent' else 'none' end
      when kind = 'handed_over' and d->>'to' in ('family', 'village') then 'home'
      -- a look at what is no sign of leaving: cards of everybody, papers of a return, papers that are not there
      when kind = 'document_seen' and (coalesce(d->>'document', '') in ('', 'ktp', 'kk', 'splp')
        or coalesce(d->>'status', '') in ('missing', 'held_by_other')) then 'check'
      else coalesce(grp, 'none') end as grp,
    kind = 'checked_in' and d->>'safe' = 'yes' and not severe_said and coalesce(d->>'distress', '') <> 'true'
      or kind = 'family_reported' and d->>'what' = 'safe' as safe,
    coalesce(case kind when 'checked_in' then d->>'distress' = 'true' or coalesce(d->>'safe', '') = 'no' or severe_said
      when 'complained' then list_has_any(cast(d->'problems' as varchar[]),
        ['documents_withheld', 'confinement', 'violence', 'sexual_violence', 'threats'])
      when 'family_reported' then d->>'what' = 'missing' else kind = 'contact_lost' end, false) as danger
  from (select *,
      coalesce(d->>'held' = 'true' or d->>'forced' = 'true' or d->>'threatened' = 'true' or d->>'documents_held' = 'true', false)
        as severe_said from told) told
  left join kinds using (kind)),
numbered as (
  select *, row_number() over (partition by person order by day, rank,
      case when not day_only then 1 when danger then 2 else 0 end, date_trunc('minute', moment), danger, moment, source, id) as n,
    -- what moves her: after home and on the way there, facts placed in Indonesia do not
    case when grp in ('up', 'out', 'back', 'home', 'settled', 'died') then grp
      when grp in ('contact', 'silent', 'trouble', 'custody') and not inside then 'abroad'
      when kind = 'family_reported' and grp = 'silent' then 'abroad' end as mark
  from read),
marked as (
  select *, last_value(mark ignore nulls) over before as prior,
    coalesce(bool_or(grp = 'died') over before, false) as was_dead
  from numbered window before as (partition by person order by n rows between unbounded preceding and 1 preceding)),
turned as (
  select *, case when kind = 'returned' then 'back' when kind <> 'departed_again' and grp in ('out', 'up') and prior in ('home', 'settled') then 'new'
      when grp = 'out' then 'out' end as turn
  from marked),
opened as (
  select *, not was_dead and (
      turn = 'new' or kind = 'departed_again' and prior <> 'up'
      or grp = 'out' and last_value(turn ignore nulls) over before = 'back') as opens
  from turned window before as (partition by person order by n rows between unbounded preceding and 1 preceding)),
journey as (
  select * from (select *, max(n) filter (where opens) over (partition by person) as began from opened)
  where n >= coalesce(began, 1)),
shown as (
  select *,
    coalesce(bool_or(grp = 'out' or kind in ('deported', 'repatriated', 'returned')
      or grp in ('contact', 'silent', 'trouble', 'custody') and (not inside or kind = 'family_reported')) over before, false) as gone
  from journey window before as (partition by person order by n rows between unbounded preceding and 1 preceding)),
said as (
  select *, case
      when grp = 'up' then case when gone then null else 'up' end
      when grp = 'check' then case when not gone and coalesce(prior, 'up') = 'up' then 'up' end
      when grp in ('contact', 'silent', 'trouble', 'custody') and inside and prior in ('back', 'home', 'settled')
        and not (kind = 'family_reported' and grp = 'silent') then null
      when grp = 'contact' and inside and kind <> 'family_reported' and not gone and coalesce(prior, 'up') = 'up' then null
      when grp in ('step', 'none') then null
      else grp end as says
  from shown),
lasts as (
  select person,
    max(n) filter (where says = 'died') as died_n,
    max(n) filter (where kind in ('disembarked', 'returned', 'sheltered', 'left_shelter', 'handed_over')
      or grp in ('home', 'settled', 'died')) as seen_n,
    max(n) filter (where kind = 'boarded') as boarded_n,
    max(n) filter (where says = 'trouble') as trouble_n,
    max(n) filter (where says in ('back', 'home', 'settled', 'custody') or says = 'contact' and safe) as out_of_trouble_n,
    max(n) filter (where says = 'custody') as custody_n,
    max(n) filter (where says in ('back', 'home', 'settled', 'trouble', 'out', 'contact')) as out_of_custody_n,
    arg_max(says, n) filter (where says is not null) as last_says,
    max(n) filter (where grp in ('back', 'home', 'settled', 'died') or safe or kind = 'rescued') as answered_n,
    max(n) filter (where grp = 'out' and kind <> 'transited') as base_n,
    max(n) filter (where grp = 'contact' or grp = 'trouble') as word_n,
    bool_or(kind = 'check_in_missed') or count(distinct day) filter (where
      kind in ('reported_in', 'checked_in', 'contact_changed') or kind = 'family_reported' and grp = 'contact') >= 2 as expected
  from said group by person),
days as (
  select lasts.*, base.day as base_day, word.day as word_day
  from lasts
  left join said base on base.person = lasts.person and base.n = base_n
  left join said word on word.person = lasts.person and word.n = word_n),
stays as (
  select *, case
      when not expected then null
      when base_day + 3 > coalesce(word_day, date '1900-01-01') then base_day + 3
      when base_day + 14 > word_day then base_day + 14
      when base_day + 30 > word_day then base_day + 30
      else word_day + 30 end as due_day,
    case
      when died_n is not null then 'died'
      when trouble_n > coalesce(out_of_trouble_n, 0) then 'in_trouble'
      when custody_n > coalesce(out_of_custody_n, 0) then 'in_custody'
      when last_says in ('out', 'contact') then 'abroad_in_contact'
      when last_says = 'up' then 'preparing'
      when last_says = 'silent' then 'abroad_silent'
      when last_says = 'back' then 'in_return'
      when last_says = 'settled' then 'settled_elsewhere'
      else coalesce(last_says, 'unknown')
    end as by_facts
  from days),
whole as (select person, count(distinct (source, id)) as facts, max(moment) as last_fact_at from read group by person)
select whole.person, whole.facts, whole.last_fact_at,
  case when by_facts = 'abroad_in_contact' and $as_of >= due_day + interval '16 hours 59 minutes 59 seconds' then 'abroad_silent' else by_facts end as stay,
  case when by_facts in ('abroad_in_contact', 'abroad_silent') then due_day + interval '16 hours 59 minutes 59 seconds' end as contact_due_at,
  arg_max(moment, n) filter (where kind in ('departed', 'departed_again')) as departed_at,
  arg_max(moment, n) filter (where kind = 'arrived_abroad') as arrived_at,
  arg_min(moment, n) filter (where kind in ('deported', 'repatriated')) as left_at,
  arg_min(moment, n) filter (where kind = 'returned') as returned_at,
  arg_max(moment, n) filter (where kind = 'handed_over') as handed_over_at,
  arg_min(moment, n) filter (where kind = 'died') as died_at,
  arg_min(moment, n) filter (where kind = 'return_requested') as return_requested_at,
  arg_min(moment, n) filter (where kind = 'nationality_verified') as nationality_verified_at,
  arg_min(moment, n) filter (where kind = 'travel_document_issued') as travel_document_at,
  arg_max(moment, n) filter (where kind = 'return_planned') as return_planned_at,
  arg_max(moment, n) filter (where grp in ('contact', 'trouble')) as last_contact_at,
  arg_max(moment, n) filter (where kind = 'checked_in' and d->>'distress' = 'true' and n > coalesce(answered_n, 0)) as distress_at,
  arg_max(moment, n) filter (where kind = 'family_reported' and d->>'what' = 'missing' and n > coalesce(answered_n, 0)) as family_missing_at,
  arg_max(moment, n) filter (where n > coalesce(answered_n, 0) and (severe_said and kind = 'checked_in' or kind = 'complained' and
    list_has_any(cast(d->'problems' as varchar[]), ['documents_withheld', 'confinement', 'violence', 'sexual_violence', 'threats']))) as severe_complaint_at,
  arg_max(moment, n) filter (where kind = 'contact_lost' and n > greatest(coalesce(answered_n, 0), coalesce(word_n, 0))) as contact_lost_at,
  -- the latest boarding that nobody saw the end of, else the first time she was looked for in vain
  coalesce(arg_max(moment, n) filter (where kind = 'boarded' and n > coalesce(seen_n, 0)),
    arg_min(moment, n) filter (where kind = 'unaccounted' and n > greatest(coalesce(seen_n, 0), coalesce(boarded_n, 0)))) as awaited_at,
  any_value(moment) filter (where n = began) as began_at
from whole join said using (person) join stays using (person)
group by whole.person, whole.facts, whole.last_fact_at, by_facts, due_day
