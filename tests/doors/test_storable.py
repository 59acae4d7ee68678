"""Addresses that no page can have are absent pages, never failures."""

import pytest

from tests.doors.officers import officer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/rombongan/a%00b/", 404),
        ("/barang/beri/a%00b/", 404),
        ("/perekrut/?q=%00", 400),
        ("/jaringan/?q=a&q=%00", 400),
        ("/perekrut/?q=a", 200),
    ],
)
def test_text_that_no_table_holds_is_nowhere(client, address, status):
    client.force_login(officer(role="national", area=""))
    answer = client.get(address)
    assert answer.status_code == status
    assert answer["Content-Type"].startswith("text/html")
