"""A row of the table of pictures as a card."""

from dataclasses import replace
from typing import Any

from kawal.access.asking import Question
from kawal.access.scope import Category, Scope
from kawal.situation.pictures.cards import OF_ROW, PictureCard, card
from kawal.situation.pictures.models import Picture

PICTURE = Question(f"""select p.person_id, p.kawal_id, p.name, {", ".join(f"c.{column}" for column in OF_ROW)}
 from picture c join person p using (person_id) where {{p seen}} and c.person_id = %(person)s""")


def picture_of(scope: Scope, person_id: int) -> PictureCard | None:
    """Nothing where there is none, or it is out of scope."""
    return next((card_of_row(row, scope) for row in PICTURE.ask(scope, person=person_id)), None)


def card_of_row(row: Any, scope: Scope) -> PictureCard:
    """A row in the order of the card's fields."""
    card = PictureCard(*row)
    return card if scope.sees(Category.PROTECTION) else replace(card, screenings=())


def card_of(row: Picture, scope: Scope) -> PictureCard:
    """A row with its person as a card."""
    values: dict[str, Any] = {field.attname: getattr(row, field.attname) for field in Picture._meta.fields}
    protected = scope.sees(Category.PROTECTION)
    return card(row.person_id, row.person.kawal_id, row.person.name, values, protected=protected)
