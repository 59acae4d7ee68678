"""Aid in a small world: a warehouse in Pontianak, a post and a shelter; what came in; people who may get something."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django.db import connection

from kawal.access.scope import ENGINE, Scope
from kawal.homecoming import giving
from kawal.homecoming.giving import Given
from kawal.response.aid.issues.services import Gift
from kawal.response.aid.stock import services
from kawal.response.aid.stock.services import Arrival, Line, Want
from tests.rooms.returning import behind_the_wall
from tests.world import NOW, fact, officer, person_of

KALBAR = officer("supervisor", agency="bp3mi-kalbar", keys=("p:61",), actor="gudang")
POST = officer("border_post", agency="bp3mi-kalbar", keys=("b:plbn-entikong",), actor="bayu")
AID = officer("aid", agency="pmi-kalbar", keys=("b:plbn-entikong",), actor="melati")
SHELTER = officer("shelter", agency="rptc-bambu-apus", keys=("s:rptc-bambu-apus",), actor="intan")
OTHERS = officer("supervisor", agency="bp3mi-jatim", keys=("p:35",), actor="galih")


def a_site(
    name: str = "Gudang Pontianak", *, scope: Scope = KALBAR, kind: str = "warehouse", place: str = ""
) -> str:
    with behind_the_wall(scope):
        return services.open_site(scope=scope, name=name, kind=kind, place=place, now=NOW)


def a_post_site(name: str = "Pos Entikong") -> str:
    return a_site(name, scope=POST, kind="post", place="plbn-entikong")


def a_shelter_site(name: str = "Rumah Melati") -> str:
    return a_site(name, scope=SHELTER, kind="shelter", place="rptc-bambu-apus")


def line(item: str = "kit_women", counted: int = 10, **more: Any) -> Line:
    return Line(item=item, **{"said": counted, "counted": counted} | more)


def received(
    site: str, *lines: Line, scope: Scope = KALBAR, act: UUID | None = None, donor: str = "Mitra Contoh"
) -> str:
    """A consignment; its code."""
    arrival = Arrival(
        act=act or uuid4(),
        site=site,
        donor=donor,
        handed_by="Tiara Andai",
        received_by="Surya Misal",
        lines=lines or (line(),),
        letter="001/MC/XI/2026",
    )
    with behind_the_wall(scope):
        return services.receive(scope=scope, arrival=arrival, now=NOW)


def sent(site: str, to: str, *wants: tuple[str, int], scope: Scope = KALBAR, act: UUID | None = None) -> str:
    with behind_the_wall(scope):
        return services.send(
            scope=scope,
            act=act or uuid4(),
            site=site,
            to=to,
            wants=[Want(item, "", n) for item, n in wants],
            carrier="truk",
            now=NOW,
        )


def somebody(
    name: str = "Seruni Umpama",
    *,
    sex: str = "female",
    birth: str = "1999",
    post: str = "plbn-entikong",
    **more: Any,
) -> str:
    """Who has returned through a post and may be given something there; her `kawal_id`."""
    subject = {"name": name, "sex": sex, "birth_date": birth, **more}
    subject = {key: value for key, value in subject.items() if value}
    return person_of(fact("returned", "2026-11-19", subject=subject, place={"post": post}))


def gift(kawal_id: str, site: str, entitlement: str = "women-kit", **more: Any) -> Gift:
    return Gift(
        act=more.pop("act", None) or uuid4(), kawal_id=kawal_id, site=site, entitlement=entitlement, **more
    )


def given(
    kawal_id: str,
    site: str,
    entitlement: str = "women-kit",
    *,
    scope: Scope = POST,
    now: Any = NOW,
    **more: Any,
) -> Given:
    with behind_the_wall(scope):
        return giving.give(scope=scope, gift=gift(kawal_id, site, entitlement, **more), now=now)


def a_kit(code: str, parts: dict[str, int], sizes: Sequence[str] = ()) -> None:
    """A kit of the catalogue that is made of these."""
    values = "insert into aid_item (code, label_id, label_en, kind, sizes) values (%s, %s, %s, 'kit', %s) on conflict do nothing"
    with behind_the_wall(ENGINE), connection.cursor() as cursor:
        cursor.execute(values, [code, "Paket Umpama", "Sample kit", list(sizes)])
        for item, many in parts.items():
            cursor.execute(
                "insert into aid_kit_part values (%s, %s, '', %s) on conflict do nothing", [code, item, many]
            )


def balances() -> dict[str, int]:
    """Everything by account."""
    found = asked(
        "select account, sum(quantity)::int from aid_balance group by account having sum(quantity) <> 0"
    )
    return dict(found)


def unbalanced() -> list[Any]:
    return asked("select lot_id from aid_unbalanced()")


def asked(statement: str, values: Sequence[Any] = ()) -> list[Any]:
    with behind_the_wall(ENGINE), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
