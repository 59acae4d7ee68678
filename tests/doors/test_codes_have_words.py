"""No officer reads a raw code: whatever agencies send from the known lists has words in both languages."""

import re
from itertools import product

import pytest

from kawal.doors.web import labels
from kawal.facts.contract.kinds import KINDS
from kawal.facts.contract.sentences import sentence
from kawal.facts.contract.words import CODE_WORDS
from kawal.reference import selectors as reference
from kawal_simulation import country, days, reading
from kawal_simulation.settings import Settings

pytestmark = pytest.mark.django_db
CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
NAMES_ITS_OWN = {"batch"}  # what an agency calls a group of travellers


@pytest.fixture(scope="module")
def facts(tmp_path_factory):
    """What the agencies of a small fictional country send."""
    folder = tmp_path_factory.mktemp("country")
    country.simulate(Settings(300, "words", days.window_of("", 24, "2026-10-01")), folder, processes=1)
    return list(reading.facts_in(folder))


def shown(kind, data, place, lang):
    return sentence(kind, data, place, lang, labels.ReferenceLabels())


def raw_in(text, code):
    """The code itself, or its words run together, where nobody said that these are its words."""
    words = code.replace("_", " ")
    return re.search(rf"(?<![\w-])({re.escape(code)}|{re.escape(words)})(?![\w-])", text)


def coded(kind):
    """Fields that hold codes, each with those that lists and contract know."""
    for name, field in KINDS[kind].data.items():
        codes = dict.fromkeys(field.codes)
        for listed in labels.LISTS.get(name, ()):
            codes |= dict.fromkeys(it.code for it in reference.list_codes(listed))
        if field.type in ("code", "codes"):
            yield name, field.type, list(codes)


def test_every_code_of_the_lists_has_words_in_the_sentences_of_every_kind():
    told = 0
    for kind in KINDS:
        for name, type_, codes in coded(kind):
            for code in codes:
                data = {name: [code] if type_ == "codes" else code}
                told += 1
                text = shown(kind, data, None, "id")
                assert not raw_in(text, code) or is_indonesian(name, code), (kind, name, code, text)
    assert told > 200


def is_indonesian(name, code):
    """Its words in Indonesian are spelled as the code is: visa, transit, administratif."""
    said = CODE_WORDS.get(code, {}).get("id") or labels.ReferenceLabels().label(name, code, "id") or ""
    return code.replace("_", " ") in said.lower()


def test_what_agencies_send_is_shown_in_words(facts):
    raw = set()
    for it in facts:
        data = it.get("data") or {}
        text = shown(it["kind"], data, it.get("place"), "id")
        for name, value in data.items():
            for code in value if isinstance(value, list) else [value]:
                is_code = isinstance(code, str) and CODE.fullmatch(code) and name not in NAMES_ITS_OWN
                if is_code and raw_in(text, code) and not is_indonesian(name, code):
                    raw.add((it["kind"], name, code))
    assert sorted(raw) == [] and len(facts) > 500


def test_systems_of_placement_are_called_by_their_names():
    pairs = product(("siskop2mi", "siapkerja"), ("id", "en"))
    said = [shown("registered", {"system": system}, None, lang) for system, lang in pairs]
    assert said == [
        "Terdaftar pada SISKOP2MI.",
        "Registered in SISKOP2MI.",
        "Terdaftar pada SIAPkerja.",
        "Registered in SIAPkerja.",
    ]


def test_words_say_something_else_than_the_code_unless_it_is_a_word():
    for code, words in CODE_WORDS.items():
        assert set(words) == {"id", "en"} and all(words.values()), code
        assert "_" not in words["id"] + words["en"], code
