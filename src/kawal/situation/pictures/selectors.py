"""Reads of pictures: one, a list, counts. The list narrows by columns first, so that the walls look at few rows."""

from datetime import datetime

from django.db.models import Count, Q

from kawal.access.guard import Rows
from kawal.access.scope import NotVisible, Power, Scope
from kawal.situation.paging import Page, cursor_of, parts_of
from kawal.situation.pictures import listing
from kawal.situation.pictures.cards import PictureCard
from kawal.situation.pictures.listing import Within
from kawal.situation.pictures.models import Picture
from kawal.situation.pictures.reading import card_of

__all__ = ["ALL", "Within", "count_changes", "count_stays", "get_picture", "list_pictures"]
ALL = Within()


def get_picture(*, scope: Scope, kawal_id: str) -> PictureCard:
    """:raises NotAllowed: no power to read people. :raises NotVisible: unknown, or out of scope."""
    scope.require(Power.READ_PERSON)
    row = Picture.objects.visible_to(scope).select_related("person").filter(person__kawal_id=kawal_id).first()
    if row is None:
        raise NotVisible("picture")
    return card_of(row, scope)


def list_pictures(
    *, scope: Scope, within: Within = ALL, limit: int = 25, cursor: str | None = None
) -> Page[PictureCard]:
    """Those longest in their present stay last, the newest change first.

    :raises NotAllowed: no power to read people. :raises BadCursor: not one of ours.
    """
    scope.require(Power.READ_PERSON)
    after = parts_of(cursor, None, int)
    found = listing.pictures(scope, within, limit + 1, (after[0], after[1]) if after else None)
    last = found[limit - 1] if len(found) > limit else None
    following = cursor_of(last.stay_since and last.stay_since.isoformat(), last.person_id) if last else None
    return Page(found[:limit], following)


def count_stays(*, scope: Scope, within: Within = ALL) -> dict[str, int]:
    """How many people of the scope are in each stay.

    :raises NotAllowed: no power to read people.
    """
    scope.require(Power.READ_PERSON)
    counted = within.narrow(_home_ground(scope)).values("stay").annotate(people=Count("pk")).order_by()
    return {row["stay"]: row["people"] for row in counted}


def count_changes(*, scope: Scope, since: datetime) -> dict[str, int]:
    """How many people of the scope came into each stay since a moment: what a start page calls news.

    :raises NotAllowed: no power to read people.
    """
    scope.require(Power.READ_PERSON)
    changed = _home_ground(scope).filter(stay_since__gte=since)
    return dict(changed.values_list("stay").annotate(Count("pk")).order_by())


def _home_ground(scope: Scope) -> Rows:
    """Visible rows, narrowed by plain columns where all keys have one: an index serves them, a policy none."""
    rows: Rows = Picture.objects.visible_to(scope)
    if scope.is_nationwide:
        return rows
    columns = {"p": "province", "k": "regency", "b": "post", "s": "shelter"}
    near = Q(pk__in=())
    for key in scope.keys:
        kind, _, code = key.partition(":")
        if kind == "k":
            code = f"{code[:2]}.{code[2:]}"
        if kind == "v":
            near |= Q(home=_dotted(code))
        elif kind in columns:
            near |= Q(**{columns[kind]: code})
        else:
            return rows  # missions and granted keys have no column of their own
    return rows.filter(near)


def _dotted(digits: str) -> str:
    return ".".join((digits[:2], digits[2:4], digits[4:6], digits[6:]))
