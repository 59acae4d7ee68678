"""Whom an officer may have before him: the people at his post or shelter, else those on the way home in his area."""

from collections.abc import Sequence
from dataclasses import dataclass

from kawal.access.scope import Scope
from kawal.doors.web import labels, places
from kawal.doors.web.kit.words import SEXES
from kawal.doors.web.people.rows import shown_name
from kawal.situation.pictures import selectors as pictures
from kawal.situation.pictures.cards import PictureCard
from kawal.situation.pictures.selectors import Within

MOST = 300


@dataclass(frozen=True, slots=True)
class HereRow:
    """One person in a list to choose from; ``about`` is sex, birth year and home."""

    kawal_id: str
    name: str
    about: str


def people_here(scope: Scope, *, batch: str = "", chosen: Sequence[str] = ()) -> list[HereRow]:
    """At most 300, those who are ``chosen`` first, wherever they are.

    :raises NotVisible: one of the chosen is unknown or out of scope.
    """
    place = places.here(scope).post
    within = Within(
        stays=("in_return",),
        post=place if scope.role == "border_post" else "",
        shelter=place if scope.role == "shelter" else "",
        batch=batch,
    )
    found = pictures.list_pictures(scope=scope, within=within, limit=MOST).results
    first = [pictures.get_picture(scope=scope, kawal_id=it) for it in dict.fromkeys(chosen[:MOST])]
    return [_row(it) for it in {it.kawal_id: it for it in (*first, *found)}.values()]


def about(sex: str, birth_year: int | None, home: str | None) -> str:
    """`perempuan, 1999 · Kab. Belu`."""
    who = ", ".join(filter(None, [str(SEXES.get(sex, "")), str(birth_year or "")]))
    return " · ".join(filter(None, [who, labels.home_label(home)]))


def _row(picture: PictureCard) -> HereRow:
    return HereRow(
        picture.kawal_id, shown_name(picture.name), about(picture.sex, picture.birth_year, picture.home)
    )
