"""A consulate's officer brings in a list and mends what was refused, in a browser, on a phone and at a desk."""

from datetime import UTC, datetime

import pytest

from tests.pure.import_files import xlsx
from tests.pure.test_import_tables import LIST, MERGED

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
NOON = datetime(2026, 11, 18, 5, tzinfo=UTC)
ROWS = [*LIST[:7], [3, None, "L", None, None, None, None, "TANPA NAMA"], *LIST[7:]]


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def ratna(page, client, live_server):
    from django.conf import settings

    from kawal.access.officers.models import Officer

    officer = Officer.objects.create(
        login="ratna", name="Ratna Andaikata", agency="kjri-kuching", role="mission", created_at=NOON
    )
    client.force_login(officer)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    return page


def work() -> None:
    from procrastinate.contrib.django.models import ProcrastinateJob

    from kawal.doors.jobs import imports as jobs

    for job in ProcrastinateJob.objects.filter(task_name="kawal.imports.take_in"):
        jobs.take_in(**job.args)


def fits(page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


@pytest.mark.parametrize("width", [390, 1280])
def test_a_list_comes_in_and_what_was_refused_goes_back(ratna, barriers, tmp_path, width):
    page = ratna
    page.set_viewport_size({"width": width, "height": 844})
    page.goto("/kiriman/")
    assert barriers(page) == []
    page.get_by_role("link", name="Unggah").first.click()
    assert barriers(page) == []
    page.set_input_files(
        "input[type=file]", {"name": "daftar.xlsx", "mimeType": "", "buffer": xlsx(ROWS, MERGED)}
    )
    page.locator("button:visible", has_text="Unggah").last.click()

    page.wait_for_url("**/kolom/")
    assert barriers(page) == []
    assert fits(page)
    page.get_by_label("Kejadian", exact=True).select_option("deported")
    page.get_by_label("Tanggal kejadian").first.fill("2 Maret 2026")
    page.locator("button:visible", has_text="ontoh").last.click()
    page.get_by_text("SERUNI UMPAMA").last.wait_for()
    page.get_by_text("Isi nama atau sebuah nomor").last.wait_for()
    assert barriers(page) == []
    page.locator("button:visible", has_text="Terima berkas ini").last.click()

    page.wait_for_url("**/kiriman/*/")
    page.get_by_text("Sedang dibaca").wait_for()
    assert barriers(page) == []
    work()
    page.get_by_text("Unduh baris yang ditolak").wait_for()  # the numbers refresh by themselves
    assert barriers(page) == []
    assert fits(page)
    with page.expect_download() as download:
        page.get_by_text("Unduh baris yang ditolak").click()
    assert download.value.suggested_filename == "daftar-ditolak.xlsx"
