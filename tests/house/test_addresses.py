"""Every address says which power it needs, or that it shows nobody."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from kawal.doors.web.front_desk import is_declared


def addresses(
    resolver: Any, namespaces: tuple[str, ...] = (), before: str = ""
) -> Iterator[tuple[str, Any, list[str]]]:
    for it in resolver.url_patterns:
        here = before + str(it.pattern)
        if isinstance(it, URLResolver):
            yield from addresses(it, (*namespaces, *([it.namespace] if it.namespace else [])), here)
        elif isinstance(it, URLPattern):
            yield here, it.callback, list(namespaces)


def test_every_address_declares_a_power_or_is_public():
    silent = [at for at, view, namespaces in addresses(get_resolver()) if not is_declared(view, namespaces)]
    assert silent == []


def test_an_address_that_declares_nothing_is_found():
    assert not is_declared(lambda request: None, ["people"])
    assert is_declared(lambda request: None, ["api", "people"])
