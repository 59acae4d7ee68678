"""What the demo's post and social office have begun before you come: a reception tonight, a plan with somebody who is home.

Everybody received is made up, as the whole country is.
"""

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from kawal.access.scope import Scope

ABOUT = "R-REKAAN-01 dari Kuching"
EXPECTED = 12
GOAL = "Ingin membuka warung kecil dan tidak berutang lagi"
# Name, sex, year of birth, origin, what may not wait.
TONIGHT = (
    ("Mawar Contohwati", "female", "1997", "99.04", ("pregnant",)),
    ("Gilang Umpama", "male", "1988", "99.04", ()),
    ("Kenari Misal", "female", "2022", "99.04", ("child",)),
    ("Suryo Andaikan", "male", "1979", "99.01", ()),
    ("Teguh Rekawan", "male", "1991", "99.01", ("ill",)),
    ("Ilalang Contoh", "female", "2001", "99.71", ("threatened",)),
    ("Arum Misalnya", "female", "1994", "99.71", ()),
)


def receive_tonight(scope: Scope, post: str, now: datetime) -> None:
    """A reception that is under way: seven of twelve are here, one of them looked after already."""
    from kawal.homecoming import receiving
    from kawal.homecoming.receiving import Row
    from kawal.response.reception import services

    began = now - timedelta(minutes=40)
    code = services.open_reception(scope=scope, post=post, about=ABOUT, expected=EXPECTED, now=began)
    for place, (name, sex, birth, area, needs) in enumerate(TONIGHT):
        subject = {"name": name, "sex": sex, "birth_date": birth, "address": {"area": area}}
        row = Row(uuid5(NAMESPACE_URL, f"{ABOUT}/{place}"), subject, needs, {"post": post})
        receiving.receive(scope=scope, code=code, row=row, now=began + timedelta(minutes=4 * place))
    services.mark_served(scope=scope, code=code, number=1, now=now)


def plan_after_home(scope: Scope, now: datetime) -> None:
    """The one whose visit is longest overdue: a plan, and a first offer that she took."""
    from kawal.homecoming import aftercaring
    from kawal.response.aftercare import selectors, services

    for row in selectors.list_home(scope=scope, now=now, limit=1):
        plan = services.open_plan(scope=scope, kawal_id=row.kawal_id, goal=GOAL, now=now)
        offer = services.offer(
            scope=scope, plan_id=plan, act=uuid5(NAMESPACE_URL, f"{ABOUT}/plan"), kind="service", code="training",
            provider="Balai latihan kerja", due_on=None, now=now,
        )  # fmt: skip
        aftercaring.change_offer(
            scope=scope, kawal_id=row.kawal_id, offer_id=offer, state="accepted", note="", now=now
        )
