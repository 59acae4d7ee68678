"""Text that no table holds breaks no page: in an address there is none, in a search it is left out."""

import pytest

from tests.doors.officers import officer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/rombongan/a%00b/", 404),
        ("/barang/beri/a%00b/", 404),
        ("/perekrut/?q=%00", 200),
        ("/jaringan/?q=a&q=%%000000", 200),
        ("/perekrut/?q=a", 200),
    ],
)
def test_text_that_no_table_holds_breaks_nothing(client, address, status):
    client.force_login(officer(role="national", area=""))
    answer = client.get(address)
    assert answer.status_code == status
    assert answer["Content-Type"].startswith("text/html")
