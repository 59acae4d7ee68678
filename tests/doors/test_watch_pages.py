"""The rules that watch, and what another value would change."""

import pytest
from django.test import Client

from kawal.decisions.rules.findings import rules_on
from kawal.doors.web.watch.forms import LABELS
from tests.doors.officers import NOON, officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client: Client) -> Client:
    client.force_login(officer("bimo", role="rule_author", agency="kp2mi", area=""))
    return client


def test_every_rule_stands_in_the_list_and_is_found_by_words(author):
    page = author.get("/pengawasan/").content.decode()
    assert "/pengawasan/L02/" in page and "/pengawasan/L00/" in page
    found = author.get("/pengawasan/", {"q": "kabar waktunya"}).content.decode()
    assert "/pengawasan/L00/" in found and "/pengawasan/L02/" not in found
    assert "Tidak ada aturan seperti itu" in author.get("/pengawasan/", {"q": "zzz"}).content.decode()


def test_a_rule_is_told_in_words_and_without_the_names_of_its_columns(author):
    page = author.get("/pengawasan/L00/").content.decode()
    assert "Kabar yang dijadwalkan … tidak datang" in page and "{contact_due_at}" not in page
    assert "Tinggi sesudah berapa hari" in page and "high after days" not in page


def test_every_value_that_can_be_tried_has_words(author):
    named = {name for rule in rules_on(NOON) for name in rule.params}
    assert named <= set(LABELS), named - set(LABELS)


def test_a_trial_shows_what_changes(author):
    page = author.get("/pengawasan/L00/", {"coba": "1", "high_after_days": "3"})
    assert page.status_code == 200
    assert "Hasil percobaan" in page.content.decode()


def test_a_value_that_is_no_number_is_told_beside_its_field(author):
    for said in ("soon", "9" * 30):
        page = author.get("/pengawasan/L00/", {"coba": "1", "high_after_days": said}).content.decode()
        assert "Hasil percobaan" not in page
    assert 'aria-invalid="true"' in page


def test_a_rule_nobody_knows_is_not_found(author):
    assert author.get("/pengawasan/Z99/").status_code == 404


@pytest.mark.parametrize("role", ["district", "village", "shelter"])
def test_officers_who_work_with_people_do_not_try_rules(client, role):
    client.force_login(officer("ratna", role=role))
    assert client.get("/pengawasan/").status_code == 403
