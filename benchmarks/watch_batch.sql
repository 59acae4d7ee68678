-- Twenty-five columns of everybody as DuckDB would be asked for them, in narrow passes. Journeys are not cut: less than the reducer does.
with events as (select * from {events}),
answers as (
  select person, max(n) as answered_n from events
  where kind = {CHECKED_IN} and flags & 4 <> 0 or kind >= {RESCUED} and kind <= {DIED} group by person),
before as (
  select person, min(day) filter (where kind in ({RECRUITED}, {REGISTERED})) as recruited_on,
    arg_max(c, n) filter (where kind = {RECRUITED} and c >= 0) as promised_wage_pct,
    arg_max(flags >> 13 & 3, n) filter (where kind = {RECRUITED} and flags >> 13 & 3 > 0) as licensed,
    sum(a) filter (where kind = {FEE_PAID} and a > 0) as fees_idr, sum(a) filter (where kind = {LENT} and a > 0) as loans_idr,
    min(day) filter (where kind = {ADVANCED}) as advanced_on,
    bool_or(kind = {CONTRACT_SEEN} and flags & 2 <> 0) as contract_verified
  from events where kind < {DEPARTED} or kind in ({FEE_PAID}, {LENT}, {ADVANCED}) group by person),
papers as (
  select person, bit_or(flags & 511) as seen, min(day) filter (where flags & 256 <> 0) as papers_held_on, max(a) as card_issued,
    min(b) filter (where b > 0) as passport_issued
  from events where kind = {DOCUMENT_SEEN} group by person),
leaving as (
  select person, max(day) filter (where kind = {DEPARTED}) as departed_on, max(day) filter (where kind = {ARRIVED_ABROAD}) as arrived_on,
    arg_max(c, n) filter (where kind = {DEPARTED} and c > 0) as exit_visa,
    arg_max(flags >> 21 & 3, n) filter (where kind = {DEPARTED} and flags >> 21 & 3 > 0) as one_way,
    arg_max(b & 32767, n) filter (where kind = {ARRIVED_ABROAD} and b > 0) as arrival_country
  from events where kind in ({DEPARTED}, {ARRIVED_ABROAD}) group by person),
word as (
  select person, max(day) as last_heard_on, max(n) as heard_n, count(distinct day) filter (where kind = {REMITTED}) as remittances,
    max(day) filter (where kind = {REMITTED}) as remitted_on, arg_max(a, n) filter (where kind = {WAGE_REPORTED} and a > 0) as paid
  from events where kind >= {CHECKED_IN} and kind <= {CONTACT_CHANGED} and kind <> {CHECK_IN_MISSED} group by person),
calls as (
  select person, max(day) filter (where flags & 16 <> 0 and n > coalesce(answered_n, -1)) as distress_on,
    max(day) filter (where flags & 32 <> 0 and n > coalesce(answered_n, -1)) as severe_on,
    max(day) filter (where flags & 64 <> 0 and n > coalesce(answered_n, -1)) as missing_on,
    count(distinct day) filter (where flags & 128 <> 0) as wage_complaints
  from events left join answers using (person) where kind in ({CHECKED_IN}, {COMPLAINED}, {FAMILY_REPORTED}) group by person),
missed as (
  select person, count(*) filter (where n > coalesce(heard_n, -1)) as missed_in_row, max(day) as missed_on
  from events left join word using (person) where kind = {CHECK_IN_MISSED} and flags & 1024 = 0 group by person),
sent as (select person, max(day) as sent_home_on, max(n) as sent_n from events where kind in ({DEPORTED}, {RESCUED}) group by person),
again as (
  select person, min(day) - min(sent_home_on) as redeparted_days from events join sent using (person)
  where kind = {DEPARTED} and n > sent_n group by person),
told as (
  select * from (select distinct person from events) left join before using (person) left join papers using (person)
    left join leaving using (person) left join word using (person) left join calls using (person) left join missed using (person)
    left join sent using (person) left join again using (person))
select count(*), count(recruited_on), count(departed_on), max(last_heard_on), count(distress_on), sum(fees_idr), sum(missed_in_row),
  max(redeparted_days), sum(remittances), count(severe_on), count(missing_on), max(promised_wage_pct), max(licensed), sum(loans_idr),
  count(advanced_on), count(contract_verified), max(seen), count(papers_held_on), max(passport_issued - card_issued), count(arrived_on),
  max(exit_visa), max(one_way), max(arrival_country), max(remitted_on), max(paid), sum(wage_complaints), count(missed_on)
from told
