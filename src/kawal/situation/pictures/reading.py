"""A row of the table of pictures as a card."""

from typing import Any

from kawal.access.scope import Category, Scope
from kawal.situation.pictures.cards import PictureCard, card
from kawal.situation.pictures.models import Picture


def card_of(row: Picture, scope: Scope) -> PictureCard:
    """A row with its person as a card."""
    values: dict[str, Any] = {field.attname: getattr(row, field.attname) for field in Picture._meta.fields}
    protected = scope.sees(Category.PROTECTION)
    return card(row.person_id, row.person.kawal_id, row.person.name, values, protected=protected)
