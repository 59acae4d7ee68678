"""Reads of issues and of who may get something. Other sites' issues are read as the engine, and told as a day alone."""

from datetime import date, datetime
from typing import NamedTuple

from kawal.access.asking import Question, rows
from kawal.access.scope import NotVisible, Power, Scope
from kawal.access.wall import as_engine
from kawal.response.aid.entitlements.rules import Had, Recipient, verdicts
from kawal.response.aid.issues.cards import GivenCount, IssueCard, PersonCard, RecipientCard
from kawal.response.aid.models import Receipt, Site

MOST = 50
MOST_ISSUES = 500
PERSON = Question("""select p.person_id, p.kawal_id, p.name, coalesce(i.sex, '') as sex, i.birth_year::int as birth_year,
 i.departed_at::date as departed_on
 from person p left join picture i using (person_id) where p.person_id = person_of(%(kawal_id)s) and {p seen}""")
PEOPLE = Question("""select p.person_id, p.kawal_id, p.name, coalesce(i.sex, '') as sex, i.birth_year::int as birth_year
 from person p join picture i using (person_id)
 where {p seen} and p.survivor is null and p.keys && %(places)s::text[] and i.died_at is null
   and (%(q)s = '' or p.name ilike '%%' || %(q)s || '%%')
 order by p.name_sort, p.person_id limit %(most)s""")
STANDING = """select entitlement, period, given_at, again_at from aid_issue
 where person_id = %(person)s and ended = '' order by given_at desc"""
ISSUES = Question("""select i.issue_id, i.act::text, coalesce(p.kawal_id, '') as kawal_id, coalesce(p.name, '') as name, s.name as site,
 i.entitlement, i.item, i.size, i.quantity, i.given_at, i.by_actor, i.receipt, r.issue_id is not null as has_image, i.ended, i.double_of
 from aid_site s join aid_issue i using (site_id) left join aid_receipt r using (issue_id)
 left join person p on p.person_id = i.person_id and {p seen}
 where {s seen} and (%(site)s = '' or s.code = %(site)s) and (%(doubles)s is false or i.double_of is not null and i.ended = '')
 order by i.given_at desc, i.issue_id desc limit %(most)s""")
# Things by movement, since one issue may come out of two lots; only those of this donor, or of all.
GIVEN = """select l.item, coalesce(c.sex, '') as sex,
 case when c.birth_year is null then null else extract(year from i.given_at) - c.birth_year < 18 end as is_child,
 sum(m.quantity)::int as things, count(distinct i.person_id)::int as people
 from aid_movement m join aid_lot l using (lot_id) join aid_issue i on i.act = m.act and i.ended = ''
 left join picture c on c.person_id = i.person_id
 where m.kind = 'give' and m.undoes is null and l.donor_id = %(donor)s group by 1, 2, 3 order by 1, 2, 3"""


class Known(NamedTuple):
    """Somebody with what the rules ask about her; the departure is told to nobody."""

    person_id: int
    kawal_id: str
    name: str
    sex: str
    birth_year: int | None
    departed_on: date | None


def person_at(*, scope: Scope, kawal_id: str) -> Known:
    """:raises NotAllowed: the officer may not give aid. :raises NotVisible: nobody of that id in scope."""
    scope.require(Power.GIVE_AID)
    found = PERSON.ask(scope, kawal_id=kawal_id)
    if not found:
        raise NotVisible("person")
    return Known(*found[0])


def get_recipient(*, scope: Scope, kawal_id: str, now: datetime) -> RecipientCard:
    """Who she is, and what she may get now with the reasons. Two queries.

    :raises NotAllowed: the officer may not give aid. :raises NotVisible: nobody of that id in scope.
    """
    known = person_at(scope=scope, kawal_id=kawal_id)
    with as_engine():
        had = standing_of(scope=scope, person_id=known.person_id)
    who = Recipient(known.sex, known.birth_year, known.departed_on)
    return RecipientCard(PersonCard(*known[:5]), tuple(verdicts(who, had, now)))


def standing_of(*, scope: Scope, person_id: int) -> list[Had]:
    """What she got at any site and still stands. The caller has entered the wall as the engine: of other sites
    the day is told, never the place."""
    scope.require(Power.GIVE_AID)
    return [Had(*row) for row in rows(STANDING, {"person": person_id})]


def list_people(*, scope: Scope, site: str, q: str = "") -> list[PersonCard]:
    """Who is or is expected at the post or shelter of a site, by name; at a warehouse nobody. Two queries, at most fifty.

    :raises NotAllowed: the officer may not give aid. :raises NotVisible: no site of hers.
    """
    scope.require(Power.GIVE_AID)
    found = Site.objects.visible_to(scope).filter(code=site).first()
    if found is None:
        raise NotVisible(f"site {site}")
    places = [f"b:{found.place}", f"s:{found.place}"] if found.place else []
    wanted = q.strip().replace("\\", "").replace("%", "").replace("_", "")
    return [PersonCard(*row) for row in PEOPLE.ask(scope, places=places, q=wanted, most=MOST)]


def list_issues(*, scope: Scope, site: str = "", doubles: bool = False) -> list[IssueCard]:
    """What was given at the reader's sites, the latest first; only those that doubled another, if ``doubles``. One query.

    :raises NotAllowed: the officer may not give aid.
    """
    scope.require(Power.GIVE_AID)
    return [IssueCard(*row) for row in ISSUES.ask(scope, site=site, doubles=doubles, most=MOST_ISSUES)]


def get_receipt(*, scope: Scope, issue_id: int) -> tuple[str, bytes]:
    """The kind of picture and the picture.

    :raises NotAllowed: the officer may not give aid. :raises NotVisible: none at a site of hers.
    """
    scope.require(Power.GIVE_AID)
    found = Receipt.objects.visible_to(scope).filter(pk=issue_id).first()
    if found is None:
        raise NotVisible("receipt")
    return str(found.kind), bytes(found.image)


def count_given(*, scope: Scope, donor_id: int) -> list[GivenCount]:
    """How many things of a donor went to how many people of which sex and age, at all sites: counts, no names.

    :raises NotAllowed: the officer may not manage stock.
    """
    scope.require(Power.MANAGE_STOCK)
    with as_engine():
        return [GivenCount(*row) for row in rows(GIVEN, {"donor": donor_id})]
