"""The fictional country uses posts, offices and companies that the reference lists have."""

from kawal.reference.loading import agencies, sources
from kawal_simulation import companies, routes


def test_every_post_and_shelter_of_a_route_is_listed():
    posts = {row[0] for row in sources.posts()}
    used = {it.post for it in routes.ROUTES.values()} | set(routes.AIRPORTS.values())
    used |= {it.shelter for it in routes.ROUTES.values() if it.shelter}
    used |= {code for table in routes.EXITS.values() for code in table.values}
    assert used <= posts


def test_every_office_that_sends_facts_is_listed():
    listed = {row[0] for row in agencies.agencies()}
    used = {*routes.MISSIONS.values(), *routes.MISSION_BY_CORRIDOR.values(), *routes.BP3MI.values()}
    used |= {it.shelter_source for it in routes.ROUTES.values() if it.shelter_source}
    used |= {f"{kind}-53" for kind in ("desa", "disnaker", "dinsos", "uptd-ppa")}
    assert used <= listed


def test_the_invented_companies_are_the_same():
    listed = {row[1]: (row[3], row[6]) for row in sources.companies()}
    assert listed == {it.name: (it.licence, it.province) for it in companies.companies()}
