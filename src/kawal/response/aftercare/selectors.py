"""Reading the time after home: who is due for a visit, how journeys ended, plans and surveys of one person."""

from collections import Counter
from datetime import datetime, timedelta

from kawal.access.asking import Question
from kawal.access.scope import Power, Scope
from kawal.response.aftercare.cards import HomeRow, OfferCard, PlanCard, SurveyCard
from kawal.response.aftercare.endings import ENDINGS
from kawal.response.aftercare.programmes import MAY_BECOME
from kawal.response.aftercare.sight import may_care

WINDOW = timedelta(days=365 + 31)  # whom nobody visited for so long is no longer waited for
# The clock of a visit stands in the picture; who has none left was visited for a year.
_DUE = """(select min((k ->> 'due_at')::timestamptz) from jsonb_array_elements(c.clocks) k where k ->> 'kind' = 'follow_up_due')"""
_RETURNS = """(select count(*) from (
  select f.occurred_at - lag(f.occurred_at) over (order by f.occurred_at) as gap from standing s join fact f on f.claim_id = s.claim_id
  where s.person_id = c.person_id and f.kind = 'returned' and not exists (
   select from fact_correction x where x.source_id = f.source_id and x.corrects = f.fact_id)) r
 where r.gap is null or r.gap > interval '14 days')"""
_LIST = Question(f"""with due as materialized (
  select c.person_id, {_DUE} as due_at from picture c join person p using (person_id)
  where c.stay = 'home' and c.home_at > %(since)s and {{p seen}}),
 found as (select * from due where due_at is not null and (%(after)s::timestamptz is null or (due_at, person_id) > (%(after)s, %(person)s))
  order by due_at, person_id limit %(limit)s)
 select c.person_id, p.kawal_id, p.name, c.sex, c.birth_year, c.home, c.home_at, f.due_at, {_RETURNS} as returns,
  exists (select from reintegration_plan g join standing s on s.claim_id = g.claim_id where s.person_id = c.person_id
   and g.closed_at is null) as has_plan
 from found f join picture c using (person_id) join person p using (person_id) order by f.due_at, c.person_id""")
_CAME = "(c.returned_at is not null or c.handed_over_at is not null or c.home_at is not null)"
# The same as `endings.ending_of`, which a test compares with it.
ENDING = f"""case when c.stay = 'died' then 'died' when c.stay = 'settled_elsewhere' then 'settled'
 when c.stay = 'in_custody' and {_CAME} then 'in_custody'
 when c.contact_lost_at is not null and {_CAME} and c.stay <> 'home' then 'lost'
 when c.stay = 'home' then 'home' when c.stay = 'in_return' and c.shelter is not null and {_CAME} then 'in_care'
 when c.stay = 'in_return' then 'on_the_way'
 when c.began_at is not null and c.stay in ('abroad_in_contact', 'abroad_silent', 'in_trouble', 'in_custody') then 'left_again'
  || case when c.procedure in ('procedural', 'nonprocedural') then '_' || c.procedure else '' end else '' end"""
_ENDINGS = Question(f"""select {ENDING} as ending, count(*) as people from picture c join person p using (person_id)
 where {{p seen}} and c.stay in ('died', 'settled_elsewhere', 'in_custody', 'home', 'in_return', 'abroad_silent')
 or {{p seen}} and c.began_at is not null group by 1""")
_PLANS = Question("""select g.plan_id, g.agency, g.goal, g.opened_at, g.closed_at, o.offer_id, o.kind, o.code, o.provider, o.due_on,
  o.state, o.changed_at, coalesce((select n.note from reintegration_change n where n.offer_id = o.offer_id
   order by n.change_id desc limit 1), '') as note
 from reintegration_plan g join standing s on s.claim_id = g.claim_id join person p on p.person_id = s.person_id
 left join reintegration_offer o using (plan_id)
 where {p seen} and p.person_id = person_of(%(kawal_id)s) order by g.closed_at is null desc, g.plan_id desc, o.offer_id""")
_SURVEYS = Question("""select v.instrument, v.version, v.months, v.agency, v.scores, v.asked_at
 from survey_answer v join standing s on s.claim_id = v.claim_id join person p on p.person_id = s.person_id
 where {p seen} and p.person_id = person_of(%(kawal_id)s) order by v.asked_at desc, v.survey_id desc""")


def list_home(
    *, scope: Scope, now: datetime, limit: int = 25, after: tuple[datetime, int] | None = None
) -> list[HomeRow]:
    """People in their year at home (and a month more) whose next visit is open, the longest overdue first."""
    scope.require(Power.HAND_OVER)
    at, person = after or (None, 0)
    found = _LIST.ask(scope, limit=limit, after=at, person=person, since=now - WINDOW)
    return [HomeRow(*row) for row in found]


def count_endings(*, scope: Scope) -> dict[str, int]:
    """People of the scope by how their journey ended, in the order of `ENDINGS`."""
    scope.require(Power.HAND_OVER)
    found = Counter({row.ending: int(row.people) for row in _ENDINGS.ask(scope) if row.ending})
    return {ending: found[ending] for ending in ENDINGS if found[ending]}


def list_plans(*, scope: Scope, kawal_id: str) -> list[PlanCard]:
    """The plans with somebody, open ones first; nothing for readers who see no care."""
    if not may_care(scope):
        return []
    found: dict[int, PlanCard] = {}
    offers: dict[int, list[OfferCard]] = {}
    for row in _PLANS.ask(scope, kawal_id=kawal_id):
        is_own = row.agency == scope.agency
        made = offers.setdefault(row.plan_id, [])
        found.setdefault(
            row.plan_id,
            PlanCard(row.plan_id, row.agency, row.goal, row.opened_at, row.closed_at, is_own, made),
        )
        if row.offer_id is not None:
            follows = MAY_BECOME[row.state] if is_own and row.closed_at is None else ()
            made.append(
                OfferCard(
                    row.offer_id,
                    row.kind,
                    row.code,
                    row.provider,
                    row.due_on,
                    row.state,
                    row.changed_at,
                    row.note,
                    follows,
                )  # fmt: skip
            )
    return list(found.values())


def list_surveys(*, scope: Scope, kawal_id: str) -> list[SurveyCard]:
    """The newest first; nothing for readers who see no care."""
    return [SurveyCard(*row) for row in _SURVEYS.ask(scope, kawal_id=kawal_id)] if may_care(scope) else []
