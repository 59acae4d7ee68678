"""Codes found by code and name, twins told apart, suggestions for fields."""

import pytest
from django.conf import settings

from tests.doors.officers import officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(officer())
    return client


def text(desk, address: str) -> str:
    answer = desk.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("address", ["/acuan/", "/acuan/wilayah/", "/acuan/pos/", "/acuan/instansi/"])
def test_strangers_are_sent_to_the_login_page(client, address):
    assert client.get(address).status_code == 302


def test_the_page_starts_with_a_question_and_no_rows(desk):
    page = text(desk, "/acuan/")
    assert "<h1>Apa kode atau nama yang Anda cari?</h1>" in page and "<tbody>" not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("53.04", "Kab. Belu"),
        ("entikong", "plbn-entikong"),
        ("malaysia", "MYS"),
        ("kupang", "Kota Kupang"),
        ("DebtBondage", "DebtBondage"),
        ("kjri kuching", "kjri-kuching"),
    ],
)
def test_everything_is_found_by_code_and_by_name(desk, query, found):
    assert found in text(desk, f"/acuan/?q={query}")


def test_twins_stand_side_by_side_and_say_what_they_are(desk):
    page = text(desk, "/acuan/?q=kupang&jenis=area")
    assert "Kab. Kupang" in page and "Kota Kupang" in page


def test_each_row_says_since_when_it_holds(desk):
    assert "sejak" in text(desk, "/acuan/?q=belu&jenis=area")


def test_a_kind_keeps_to_its_own(desk):
    page = text(desk, "/acuan/?q=kupang&jenis=agency")
    assert "53.71" not in page and 'name="jenis" value="agency"' in page
    assert "T1" in text(desk, "/acuan/?jenis=limit")


def test_legal_limits_countries_and_codes_have_english_names_on_english_pages(desk):
    title = "Missions protect and return victims abroad at the state&#x27;s cost"
    assert title not in text(desk, "/acuan/?jenis=limit")
    desk.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    for address in ("/acuan/?jenis=limit", "/acuan/?q=T4&jenis=limit"):
        page = text(desk, address)
        assert title in page and "Law 21/2007 Article 54" in page and "Perwakilan melindungi" not in page
    assert '<th scope="row">Saudi Arabia</th>' in text(desk, "/acuan/?q=saudi&jenis=country")
    assert '<th scope="row">Saudi Arabia</th>' in text(desk, "/acuan/?jenis=country")
    assert "Debt bondage" in text(desk, "/acuan/?q=debt+bondage&jenis=code")


def test_what_is_nowhere_is_said(desk):
    assert "Tidak ada kode atau nama seperti itu" in text(desk, "/acuan/?q=xyzxyz wq")


@pytest.mark.parametrize("query", ["%", "'", "<script>", "a" * 5000, "\x00", "___", "%00"])
def test_no_text_breaks_the_search(desk, query):
    for address in ("/acuan/", "/acuan/wilayah/", "/acuan/pos/", "/acuan/instansi/"):
        answer = desk.get(address, {"q": query})
        assert answer.status_code == 200 and b"<script>" not in answer.content


def test_the_found_codes_can_be_taken_away(desk):
    answer = desk.get("/acuan/?q=kupang&bentuk=csv")
    assert "Kota Kupang;53.71" in b"".join(answer.streaming_content).decode("utf-8-sig")


@pytest.mark.parametrize(
    ("address", "option"),
    [
        ("/acuan/wilayah/?home=belu", '<option value="Kab. Belu, Nusa Tenggara Timur">53.04</option>'),
        ("/acuan/pos/?place=entikong", '<option value="PLBN Entikong">'),
        ("/acuan/instansi/?agency=kjri+kuching", '<option value="kjri-kuching">'),
    ],
)
def test_a_field_gets_suggestions_under_its_own_name(desk, address, option):
    assert option in text(desk, address)


def test_nothing_is_suggested_for_a_letter(desk):
    assert text(desk, "/acuan/wilayah/?home=b") == "" == text(desk, "/acuan/wilayah/")
