"""Small words that stand on many pages: numbers that are masked, spans of days, what is known of somebody, the field of the header."""

import re

import pytest
from django.utils import translation

from kawal.doors.web.identity.differing import marked
from kawal.doors.web.kit import figures, times
from kawal.doors.web.kit.cards.people import PersonRow
from kawal.doors.web.labels import law_words
from kawal.facts.contract.sentences import sentence
from tests.doors.people_pages import client_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("9953044606020001", "99•• •••• •••• 0001"),
        ("+628000000123", "+6••• •••• 0123"),
        ("X00123456", "X0••• 3456"),
        ("SP123456789012345", "SP••• •••• •••• 2345"),
        ("12345", "•••45"),
    ],
)
def test_a_masked_number_keeps_its_last_four_together_and_no_sign_alone(number, shown):
    assert figures.masked(number) == shown


def test_thousands_of_days_are_written_as_other_thousands_are():
    assert times.span(3056) == "3.056 hari"
    with translation.override("en"):
        assert (times.span(3056), times.span(1)) == ("3,056 days", "1 day")


@pytest.mark.parametrize(
    ("known", "shown"),
    [
        ({"sex": "female", "birth_year": 1999, "origin": "Kab. Malang"}, "perempuan, 1999 · Kab. Malang"),
        ({"birth_year": 1999}, "1999"),
        ({"sex": "unknown", "origin": "Kab. Malang"}, "Kab. Malang"),
        ({}, ""),
    ],
)
def test_what_is_not_known_of_somebody_leaves_no_comma_behind(known, shown):
    assert PersonRow(name="Seruni Umpama", url="", stay="home", **known).about == shown


@pytest.mark.parametrize(("path", "shown"), [("/orang/", "malang"), ("/acuan/", ""), ("/perekrut/", "")])
def test_the_field_for_people_shows_what_was_asked_of_people_only(path, shown):
    page = client_of().get(path, {"q": "malang"}).content.decode()
    assert re.search(r'id="cari"[^>]* value="([^"]*)"', page)[1] == shown


@pytest.mark.parametrize(
    ("kind", "data", "place", "in_indonesian", "in_english"),
    [
        ("departed", {"visa": "umrah"}, {}, "Berangkat dengan visa umrah.", "Departed, visa: umrah."),
        ("checked_in", {"channel": "app", "safe": "yes"}, {}, "Memberi kabar lewat aplikasi: aman.", "Checked in via app: safe."),
        ("complained", {"channel": "app", "problems": ["debt"]}, {}, "Mengadu lewat aplikasi: utang.", "Complained via app: debt."),
        ("detained", {"by": "immigration", "reason": "gambling"}, {"text": "Depot Misal"},
         "Ditahan oleh imigrasi setempat di Depot Misal karena perkara judi.",
         "Detained by local immigration at Depot Misal, reason: gambling."),
        ("followed_up", {"months": 1}, {}, "Ditinjau setelah pulang (1 bulan).", "Followed up (month 1)."),
        ("died", {"cause": "unknown"}, {}, "Meninggal dunia, sebab tidak diketahui.", "Died, cause: unknown."),
    ],
)  # fmt: skip
def test_a_fact_reads_as_somebody_would_say_it(kind, data, place, in_indonesian, in_english):
    assert (sentence(kind, data, place, "id"), sentence(kind, data, place, "en")) == (
        in_indonesian,
        in_english,
    )


@pytest.mark.parametrize(
    ("written", "in_english"),
    [
        ("UU 21/2007 Pasal 52", "Law 21/2007 Article 52"),
        ("UU 21/2007 (restitusi)", "Law 21/2007 (restitution)"),
        ("Permensos 8/2023 Pasal 22–27", "Permensos 8/2023 Articles 22–27"),
        ("Permensos 8/2023 Pasal 18; Permensos 3/2025", "Permensos 8/2023 Article 18; Permensos 3/2025"),
    ],
)
def test_a_law_is_cited_in_the_language_of_the_page(written, in_english):
    assert law_words(written) == written
    with translation.override("en"):
        assert law_words(written) == in_english


@pytest.mark.parametrize(
    ("one", "other", "marks"),
    [
        ("Sruni Umpami", "Seruni Umpama", ["i", "e"]),
        ("SITI CONTOH", "Siti Contoh", []),
        ("1 Jan 1999", "4 Jun 1999", ["1", "4"]),
    ],
)
def test_letters_that_differ_are_marked_and_capitals_are_no_difference(one, other, marks):
    a, b = marked(one, other, by_word=one[0].isdigit())
    assert "".join(it.text for it in a) == one and "".join(it.text for it in b) == other
    found = [next((it.text for it in side if it.differs), "") for side in (a, b)]
    assert found == (marks or ["", ""])
