"""Agencies that an installation adds for itself. A list loaded later never overwrites them."""

from datetime import date

from django.db import transaction
from django.db.models import F

from kawal.reference import knowledge
from kawal.reference.agencies.models import Agency
from kawal.reference.dated import Origin
from kawal.reference.models import ReferenceLoad
from kawal.reference.search_text import folded


def add_agency(
    *,
    code: str,
    name: str,
    kind: str,
    area_code: str = "",
    country: str = "",
    today: date,
    using: str = "owner",
) -> None:
    """Add an agency that no list has; one that exists is left as it is. ``using`` must be able to write."""
    level = Agency.Level.ABROAD if country else Agency.Level.REGENCY if area_code else Agency.Level.NATIONAL
    with transaction.atomic(using=using):
        _, is_new = Agency.objects.using(using).get_or_create(
            code=code,
            defaults={
                "name": name,
                "short_name": name[:60],
                "name_sort": folded(name),
                "kind": kind,
                "level": level,
                "area_code": area_code,
                "countries": [country] if country else [],
                "is_state": False,
                "source": "added by this installation",
                "is_verified": False,
                "search_text": folded(f"{name} {code.replace('-', ' ')}"),
                "valid_from": today,
                "origin": Origin.LOCAL,
            },
        )
        if is_new:
            changed = ReferenceLoad.objects.using(using).filter(table="agency")
            changed.update(local_changes=F("local_changes") + 1)
    knowledge.forget()
