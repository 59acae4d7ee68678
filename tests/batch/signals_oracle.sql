-- Signals once more, from what `columns.py` says they mean: sets and windows, no state. `told` holds the standing facts: person, kind,
-- moment, day_only, source, id, country (of the place) and `d` (data as JSON). Rupiah only.
with kinds(kind, rank, grp) as (
  values
    ('recruited', 0, 'up'), ('registered', 0, 'up'), ('document_seen', 0, 'up'), ('civil_registry_checked', 0, 'look'),
    ('contract_seen', 0, 'up'), ('fee_paid', 0, 'up'), ('lent', 0, 'up'), ('advanced', 0, 'up'), ('accommodated', 0, 'up'),
    ('trained', 0, 'up'), ('family_stated', 0, 'up'), ('departure_deferred', 0, 'up'),
    ('departed', 1, 'out'), ('transited', 2, 'out'), ('arrived_abroad', 3, 'out'),
    ('reported_in', 4, 'word'), ('checked_in', 4, 'word'), ('employment_changed', 4, 'word'), ('wage_reported', 4, 'word'),
    ('remitted', 4, 'word'), ('contact_changed', 4, 'word'), ('port_called', 4, 'word'), ('permit_seen', 4, 'word'),
    ('family_reported', 4, 'family'), ('contact_lost', 4, 'lost'), ('complained', 5, 'word'), ('rescued', 5, 'word'),
    ('detained', 6, 'held'), ('return_requested', 7, 'none'), ('nationality_verified', 7, 'none'),
    ('travel_document_issued', 7, 'none'), ('exit_cleared', 7, 'none'), ('return_planned', 7, 'way'), ('deported', 7, 'way'),
    ('repatriated', 7, 'way'), ('boarded', 7, 'way'), ('disembarked', 7, 'way'), ('unaccounted', 7, 'none'), ('returned', 7, 'way'),
    ('sheltered', 7, 'way'), ('left_shelter', 7, 'way'), ('handed_over', 8, 'way'), ('reached_home', 8, 'home'),
    ('followed_up', 8, 'home'), ('settled_elsewhere', 9, 'settled'), ('departed_again', 10, 'out'), ('died', 11, 'dead'),
    ('remains_returned', 11, 'none')),
read as (
  select told.*, cast(moment + interval 7 hour as date) as day, coalesce(rank, 4) as rank, coalesce(country = 'IDN', false) as inside,
    case
      when kind = 'handed_over' and d->>'to' in ('family', 'village') then 'home'
      when kind = 'contract_seen' and d->>'stage' = 'abroad' then 'lost'  -- says where she is, and is no word of hers
      when kind = 'document_seen' and (coalesce(d->>'document', '') in ('', 'ktp', 'kk', 'splp')
        or coalesce(d->>'status', '') in ('missing', 'held_by_other')) then 'look'
      when kind = 'family_reported' then case d->>'what' when 'safe' then 'safe' when 'missing' then 'missing' else 'none' end
      else coalesce(grp, 'none') end as grp,
    coalesce(d->>'held' = 'true' or d->>'forced' = 'true' or d->>'threatened' = 'true' or d->>'documents_held' = 'true', false)
      as told_severe,
    coalesce(case kind when 'checked_in' then d->>'distress' = 'true' or coalesce(d->>'safe', '') = 'no' or told_severe
      when 'complained' then list_has_any(from_json(d->'problems', '["VARCHAR"]'),
        ['documents_withheld', 'confinement', 'violence', 'sexual_violence', 'threats'])
      when 'family_reported' then d->>'what' = 'missing' else kind = 'contact_lost' end, false) as danger
  from told left join kinds using (kind)),
numbered as (
  select *, row_number() over (partition by person order by day, rank,
      case when not day_only then 1 when danger then 2 else 0 end, date_trunc('minute', moment), danger, moment, source, id) as n,
    case when grp in ('way', 'home', 'settled', 'dead') then grp when grp in ('out', 'missing') then 'abroad'
      when grp in ('word', 'lost', 'held') and not inside then 'abroad' end as hard
  from read),
placed as (  -- where she was by what moves her whatever went before
  select *, last_value(hard ignore nulls) over earlier as hard_before, coalesce(bool_or(grp = 'dead') over earlier, false) as was_dead
  from numbered window earlier as (partition by person order by n rows between unbounded preceding and 1 preceding)),
marked as (  -- and by what moves her only from there
  select *, case
      when hard is not null then hard
      when grp = 'up' and coalesce(hard_before, 'home') in ('home', 'settled') then 'before'
      when grp = 'look' and hard_before is null then 'before'
      when grp = 'safe' and not (inside and coalesce(hard_before, '') in ('way', 'home', 'settled', 'dead')) then 'abroad' end as mark
  from placed),
phased as (
  select *, coalesce(last_value(mark ignore nulls) over earlier, 'unknown') as phase
  from marked window earlier as (partition by person order by n rows between unbounded preceding and 1 preceding)),
turned as (
  select *, case when kind = 'returned' then 'back' when grp = 'up' and phase in ('home', 'settled') then 'new'
      when grp = 'out' then 'out' end as turn,
    max(n) filter (where kind in ('deported', 'repatriated')) over earlier as sent_n,
    max(n) filter (where kind = 'departed') over earlier as departed_n
  from phased window earlier as (partition by person order by n rows between unbounded preceding and 1 preceding)),
opened as (
  select *, not was_dead and (turn = 'new'
      or kind = 'departed_again' and phase <> 'before'
      or grp = 'out' and (phase in ('home', 'settled') or last_value(turn ignore nulls) over earlier = 'back')
      or kind = 'departed' and phase = 'way' and sent_n > coalesce(departed_n, 0)) as opens
  from turned window earlier as (partition by person order by n rows between unbounded preceding and 1 preceding)),
whole as (
  select *, max(n) filter (where opens) over (partition by person) as began,
    grp = 'word' or grp = 'safe' as heard,
    kind = 'checked_in' and d->>'safe' = 'yes' and not told_severe and coalesce(d->>'distress', '') <> 'true' or grp = 'safe' as is_safe
  from opened),
journey as (
  select *, heard as hears,
    is_safe or grp in ('way', 'home', 'settled', 'dead') or kind = 'rescued' as answers
  from whole where n >= coalesce(began, 1)),
lasts as (
  select person, max(n) filter (where answers) as answered_n, max(n) filter (where hears) as heard_n,
    max(day) filter (where hears) as heard_day, max(n) filter (where grp in ('home', 'settled', 'dead')) as closed_n,
    max(n) filter (where kind in ('departed', 'departed_again')) as left_n,
    min(n) filter (where kind in ('departed', 'departed_again', 'arrived_abroad')) as gone_n
  from journey group by person),
sends as (  -- of all journeys
  select person, max(n) as last_sent, max_by(day, n) as sent_home_on from whole where kind in ('deported', 'rescued') group by person),
again as (
  select whole.person, min_by(date_diff('day', sent_home_on, day), n) as redeparted_days
  from whole join sends using (person)
  where n > last_sent and kind in ('departed', 'departed_again')
    and (phase in ('way', 'home', 'settled', 'dead') or date_diff('day', sent_home_on, day) >= 7)
  group by whole.person),
proven as (select person, 1 as confirmed from whole where kind = 'case_decided' and d->>'outcome' = 'proven' group by person),
fees as (
  select person, sum(amount)::bigint as fees_idr from (
    select distinct on (person, coalesce(d->>'receipt', day::text || amount || coalesce(d->>'payee', ''))) person, amount
    from (select *, (d->>'amount')::bigint as amount from journey where kind = 'fee_paid' and d->>'currency' = 'IDR') group_of)
  group by person),
loans as (
  select person, sum((d->>'amount')::bigint)::bigint as loans_idr from journey where kind = 'lent' and d->>'currency' = 'IDR' group by person),
money as (
  select person, count(*) as remittances, max(day) as remitted_on, max(pause) as remittance_gap_days from (
    select *, date_diff('day', lag(day) over (partition by person order by day), day) as pause
    from (select distinct person, day from journey where kind = 'remitted')) group by person),
papers as (
  select *, kind = 'document_seen' and coalesce(d->>'status', '') not in ('missing', 'invalid')
      and coalesce(try_cast(d->>'expires_on' as date) >= day, true) as good from journey),
said as (
  select person,
    min(day) filter (where kind in ('recruited', 'registered')) as recruited_on,
    max(day) filter (where n = left_n) as departed_on,
    max(day) filter (where kind = 'arrived_abroad') as arrived_on,
    max_by(d->>'visa', n) filter (where kind = 'departed' and d->>'visa' is not null) as left_on_visa,
    min_by(d->>'visa', n) filter (where kind = 'arrived_abroad' and d->>'visa' is not null) as came_on_visa,
    max_by(d->>'one_way' = 'true', n) filter (where kind = 'departed' and d->>'one_way' is not null) as one_way,
    max_by(country, n) filter (where kind = 'arrived_abroad' and not inside and country is not null) as arrival_country,
    bool_or(kind = 'contract_seen' and d->>'stage' = 'verified') as contract_verified,
    bool_or(good and d->>'document' = 'e_pmi') as e_pmi,
    bool_or(kind = 'trained' or good and d->>'document' = 'training') as qualified,
    bool_or(kind in ('recruited', 'registered', 'contract_seen')) as work_bound,
    bool_or(kind = 'family_stated' and d->>'knows' = 'true') as knows,
    bool_or(kind = 'family_stated' and d->>'knows' = 'false') as knows_not,
    bool_or(kind = 'family_stated' and d->>'consents' = 'true' or kind = 'registered' and d->>'family_permission' = 'true'
      or good and d->>'document' = 'family_permission') as consents,
    bool_or(kind = 'family_stated' and d->>'consents' = 'false') as consents_not,
    max_by(day, n) filter (where kind = 'permit_seen') as permit_on,
    max(coalesce(try_cast(d->'contract'->>'end' as date), try_cast(d->>'end' as date)))
      filter (where kind in ('registered', 'contract_seen')) as contract_ends_on,
    max(day) filter (where kind = 'checked_in' and d->>'distress' = 'true' and n > coalesce(answered_n, 0)) as distress_on,
    max(day) filter (where (kind = 'checked_in' and told_severe or kind = 'complained' and list_has_any(
      from_json(d->'problems', '["VARCHAR"]'), ['documents_withheld', 'confinement', 'violence', 'sexual_violence', 'threats']))
      and n > coalesce(answered_n, 0)) as severe_on,
    max(day) filter (where grp = 'missing' and n > coalesce(answered_n, 0)) as missing_on,
    max(day) filter (where kind = 'contact_lost' and n > greatest(coalesce(answered_n, 0), coalesce(heard_n, 0))) as lost_on,
    max(day) filter (where kind = 'contact_changed' and day >= heard_day and n > coalesce(closed_n, 0)) as number_changed_on,
    max(heard_day) as last_heard_on,
    max(day) filter (where is_safe and kind = 'checked_in' and d->>'by' = 'self') as safe_on,
    max(day) filter (where kind = 'reported_in') as reported_in_on,
    max(day) filter (where kind = 'followed_up' and d->>'safe' = 'true') as followed_safe_on,
    max(day) filter (where kind = 'screened') as screened_on,
    min(day) filter (where kind = 'died') as died_on,
    max_by((d->>'months_unpaid')::int, n) filter (where kind = 'wage_reported' and d->>'months_unpaid' is not null) as unpaid_months,
    min(day) filter (where kind = 'document_seen' and d->>'document' in ('passport', 'ktp') and d->>'status' = 'held_by_other'
      and d->>'held_by' = 'recruiter') as papers_held_on,
    min(day) filter (where kind = 'accommodated' and d->>'by' = 'recruiter' and n < coalesce(gone_n, n + 1)) as housed_on
  from papers join lasts using (person) group by person)
select person, recruited_on, departed_on, arrived_on, coalesce(left_on_visa, came_on_visa) as exit_visa, one_way::int as one_way,
  arrival_country, nullif(contract_verified::int, 0) as contract_verified, nullif(e_pmi::int, 0) as e_pmi,
  nullif(qualified::int, 0) as qualified, nullif(work_bound::int, 0) as work_bound,
  case when knows and knows_not then 'contradicting' when knows then 'yes' when knows_not then 'no' end as family_knows,
  case when consents and consents_not then 'contradicting' when consents then 'yes' when consents_not then 'no' end as family_consents,
  permit_on, contract_ends_on, distress_on, severe_on, missing_on, lost_on, number_changed_on, last_heard_on, safe_on, reported_in_on,
  followed_safe_on, screened_on, died_on, unpaid_months, papers_held_on, housed_on, sent_home_on, redeparted_days, confirmed,
  fees_idr, loans_idr, remittances, remitted_on, remittance_gap_days,
  case when departed_on >= recruited_on then date_diff('day', recruited_on, departed_on) end as preparation_days
from said left join sends using (person) left join again using (person) left join proven using (person) left join fees using (person)
  left join loans using (person) left join money using (person)
