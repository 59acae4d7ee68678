"""Names for the codes of facts, as the reference tables give them, and facts as sentences in the reader's language."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import translation

from kawal.facts.contract.fields import Field
from kawal.facts.contract.kinds import KINDS
from kawal.facts.contract.sentences import Lang, sentence
from kawal.facts.contract.words import CODE_WORDS
from kawal.foundation.areas import AreaCode, InvalidArea
from kawal.reference import selectors as reference

# Which lists of the reference data give a field of `data` its words; several where kinds use the field differently.
LISTS: dict[str, tuple[str, ...]] = {
    "channel": ("channels",),
    "category": ("fee_categories",),
    "document": ("documents",),
    "travel_document": ("documents",),
    "status": ("document_statuses",),
    "stage": ("contract_stages",),
    "visa": ("visas",),
    "problems": ("problems",),
    "scheme": ("schemes",),
    "service": ("services",),
    "mode": ("modes",),
    "onward": ("onward_ways",),
    "to": ("receivers",),
    "reason": ("deportation_reasons",),
    "reasons": ("deportation_reasons",),
    "outcome": ("screening_outcomes", "case_outcomes"),
    "act": ("tppo_act",),
    "means": ("tppo_means",),
    "purpose": ("htcds_type_of_exploitation", "tppo_purpose"),
    "indicators": ("ilo_forced_labour",),
    "result": ("registry_match",),
    "ticket_payer": ("payers",),
    "occupation": ("zero_cost_jobs",),
}
PLACES = {
    "mission",
    "shelter",
    "post",
    "from",
    "by",
    "handed_to",
    "provider",
    "assessor",
    "destination",
    "system",
    "witness",
}

# How a law is cited in English, as the rules cite it; ministries' regulations keep their names.
CITED = (
    (re.compile(r"\bUU (?=\d)"), "Law "),
    (re.compile(r"\bPasal (?=\d+\s*[–-]|\d+,|\d+ dan )"), "Articles "),
    (re.compile(r"\bPasal (?=\d)"), "Article "),
    (re.compile(r"\(restitusi\)"), "(restitution)"),
)


def language() -> Lang:
    """The reader's language as the contract and the reference tables name it."""
    return "en" if (translation.get_language() or "id").startswith("en") else "id"


class ReferenceLabels:
    """Labels for sentences. Areas are asked for together beforehand, so that a timeline costs one query at most."""

    def __init__(self, areas: Iterable[str] = ()) -> None:
        wanted = {code for code in areas if _is_area(code)}
        self._areas = reference.area_labels(wanted) if wanted else {}

    def label(self, list_name: str, code: str, lang: str) -> str | None:
        """``list_name`` is post, area, country, or the name of a field of `data`; nothing where it is not known."""
        if list_name == "area":
            return self._areas.get(code) or reference.area_label(code)
        if list_name == "country":
            return reference.country_label(code, language=lang)
        if code in CODE_WORDS:  # said as within a sentence; the labels of lists are headings
            return None
        text = _listed(list_name, code, lang)
        if text:
            return _within_a_sentence(text)
        return _place(code, lang) if list_name in PLACES else None


def _listed(field: str, code: str, lang: str) -> str | None:
    cards = (reference.find_code(name, code) for name in LISTS.get(field, ()))
    return next((card.label(lang) for card in cards if card), None)


def _within_a_sentence(text: str) -> str:
    """``Kesehatan`` as ``kesehatan``; ``SPLP`` stays."""
    return f"{text[:1].lower()}{text[1:]}" if text[1:2].islower() else text


def _place(code: str, lang: str) -> str | None:
    """A post, an office, a country or an area that is named by its code."""
    if post := reference.find_post(code):
        return post.name
    if agency := reference.find_agency(code):
        return agency.short_name
    if len(code) == 3 and code.isupper() and (country := reference.find_country(code)):
        return country.label(lang)
    return reference.area_label(code) if _is_area(code) else None


def _is_area(code: str) -> bool:
    try:
        AreaCode.parse(code)
    except InvalidArea:
        return False
    return True


def labels_for(facts: Iterable[Any]) -> ReferenceLabels:
    """Labels for these facts (anything with ``place`` and ``data``)."""
    said = [
        value for fact in facts for value in ((fact.place or {}).get("area"), fact.data.get("destination"))
    ]
    return ReferenceLabels(code for code in said if isinstance(code, str) and code)


def said(kind: str, data: Mapping[str, Any], place: Mapping[str, Any] | None, labels: ReferenceLabels) -> str:
    """One fact as a sentence."""
    return sentence(kind, data, place, language(), labels)


def source_name(code: str) -> str:
    """The short name of an agency."""
    return reference.agency_label(code)


def place_name(code: str) -> str:
    """A post, an office, a country or an area by its name; an unknown code is its own."""
    return _place(code, language()) or code


def home_label(code: str | None) -> str:
    """Where somebody comes from: the kabupaten, or as far as it is known. From memory."""
    if not code:
        return ""
    return reference.area_label(".".join(code.split(".")[:2]))


def kind_label(kind: str) -> str:
    """What a kind of fact is called."""
    known = KINDS.get(kind)
    if known is None:
        return kind.replace("_", " ")
    return known.label_en if language() == "en" else known.label_id


def field_label(field: Field) -> str:
    return field.label_en if language() == "en" else field.label_id


def code_choices(field: Field) -> list[tuple[str, str]]:
    """The codes a field may hold, with their words: those of the contract, else those of the reference list."""
    lang = language()
    if field.codes:
        return [(code, code_word(field.name, code)) for code in field.codes]
    lists = LISTS.get(field.name, ())
    return [(card.code, card.label(lang)) for card in (reference.list_codes(lists[0]) if lists else ())]


def code_word(field: str, code: str) -> str:
    """A code as a heading or a choice."""
    lang = language()
    text = _listed(field, code, lang) or CODE_WORDS.get(code, {}).get(lang) or code.replace("_", " ")
    return f"{text[:1].upper()}{text[1:]}"


def law_words(basis: str) -> str:
    """`UU 21/2007 Pasal 52` as the reader's language cites it."""
    if language() == "en":
        for written, said in CITED:
            basis = written.sub(said, basis)
    return basis
