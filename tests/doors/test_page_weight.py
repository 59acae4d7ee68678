"""What a first visit costs on a slow line: the page, the sheet, the scripts and the font, compressed."""

import gzip
from pathlib import Path

import pytest

from kawal.doors.web import kit
from tests.doors.people_pages import client_of, crowd, said, seruni

pytestmark = pytest.mark.django_db
STATIC = Path(kit.__file__).parents[1] / "static"
LOADED = ("css/kawal.css", "vendor/htmx.min.js", "js/kawal.js", "mark.svg")
FONT = "fonts/inter-latin.woff2"  # compressed in itself
MOST = 100_000


def compressed(body: bytes) -> int:
    return len(gzip.compress(body, 9))


def weight(html: bytes) -> int:
    return (
        compressed(html)
        + sum(compressed((STATIC / name).read_bytes()) for name in LOADED)
        + (STATIC / FONT).stat().st_size
    )


@pytest.mark.parametrize(
    "address", ["/", "/orang/?q=melati+umpama", "/orang/daftar/", "person", "form", "/bantuan/"]
)
def test_a_first_visit_stays_within_a_hundred_kilobytes(address):
    crowd(25)
    kawal_id = seruni(
        *(said("remitted", f"2026-0{1 + n % 9}-1{n % 9}", data={"amount": n + 1}) for n in range(40))
    )
    address = {"person": f"/orang/{kawal_id}/", "form": f"/orang/{kawal_id}/catat/checked_in/"}.get(
        address, address
    )
    html = client_of().get(address).content
    assert weight(html) <= MOST
    assert compressed(html) <= 12_000


def test_no_page_asks_for_anything_from_elsewhere():
    html = client_of().get(f"/orang/{seruni()}/").content.decode()
    assert "http://" not in html.replace("http://www.w3.org", "") and "https://" not in html
    assert "<style" not in html and "style=" not in html and "<script>" not in html
