"""Addresses in lists: many rows have the same page, so how its address looks is asked once."""

from functools import cache
from urllib.parse import quote

from django.urls import get_script_prefix, reverse

GAP = "gap"
LEFT_AS_THEY_ARE = "!$&'()*+,;=/~:@"


def address_of(page: str, code: str) -> str:
    """As ``reverse`` makes it, for pages whose address has one gap for any code."""
    before, after = _around(page, get_script_prefix())
    return f"{before}{quote(code, safe=LEFT_AS_THEY_ARE)}{after}"


@cache
def _around(page: str, prefix: str) -> tuple[str, str]:
    before, _gap, after = reverse(page, args=[GAP]).rpartition(GAP)
    return before, after
