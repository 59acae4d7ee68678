"""Reads of pictures: one, a list, counts. The list narrows by columns first, so that the walls look at few rows."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q

from kawal.access.guard import Rows
from kawal.access.scope import NotVisible, Power, Scope
from kawal.situation.paging import Page, cursor_of, parts_of
from kawal.situation.pictures.cards import PictureCard
from kawal.situation.pictures.models import Picture
from kawal.situation.pictures.reading import card_of

_EPOCH = datetime.fromisoformat("1900-01-01T00:00:00+00:00")


@dataclass(frozen=True, slots=True)
class Within:
    """Which pictures a list is about; empty fields do not narrow."""

    stays: tuple[str, ...] = ()
    procedure: str = ""
    province: str = ""
    regency: str = ""
    country: str = ""
    post: str = ""
    shelter: str = ""
    batch: str = ""

    def narrow(self, rows: Rows) -> Rows:
        said = {
            name: getattr(self, name)
            for name in ("procedure", "province", "regency", "country", "post", "shelter", "batch")
            if getattr(self, name)
        }
        rows = rows.filter(**said)
        return rows.filter(stay__in=self.stays) if self.stays else rows


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
    rows = within.narrow(_home_ground(scope)).select_related("person")
    rows = rows.order_by(F("stay_since").desc(nulls_last=True), "-person_id")
    after = parts_of(cursor, None, int)
    if after:
        since, person = after
        if since:
            older = Q(stay_since__lt=since) | Q(stay_since=since, person_id__lt=person) | Q(stay_since=None)
        else:
            older = Q(stay_since=None, person_id__lt=person)
        rows = rows.filter(older)
    found = list(rows[: limit + 1])
    last = found[limit - 1] if len(found) > limit else None
    following = cursor_of(last.stay_since and last.stay_since.isoformat(), last.person_id) if last else None
    return Page([card_of(row, scope) for row in found[:limit]], following)


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
