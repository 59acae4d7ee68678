"""Every read of people under one name: ``from kawal.situation.people import selectors as people``."""

from kawal.situation.paging import BadCursor, Page
from kawal.situation.people.cards import ClaimCard, FactCard, NoteCard, PersonRow, PersonView
from kawal.situation.people.searching import find_people
from kawal.situation.people.timeline import count_categories, get_fact, list_cited, list_facts, list_reported
from kawal.situation.people.viewing import get_person

__all__ = [
    "BadCursor",
    "ClaimCard",
    "FactCard",
    "NoteCard",
    "Page",
    "PersonRow",
    "PersonView",
    "count_categories",
    "find_people",
    "get_fact",
    "get_person",
    "list_cited",
    "list_facts",
    "list_reported",
]
