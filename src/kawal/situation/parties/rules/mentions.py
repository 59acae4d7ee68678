"""Which facts name a recruiter, lender, company or employer, and what each says of them."""

from collections.abc import Mapping
from typing import Any, NamedTuple

# kind of fact: the field that names somebody, and as what
FIELDS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "recruited": (("recruiter", "recruiter"),),
    "registered": (("p3mi", "company"), ("employer", "employer")),
    "contract_seen": (("employer", "employer"),),
    "arrived_abroad": (("employer", "employer"),),
    "employment_changed": (("employer", "employer"), ("agent", "agent")),
    "fee_paid": (("payee", "payee"),),
    "lent": (("lender", "lender"),),
    "advanced": (("payer", "lender"), ("payee", "payee")),
    "accommodated": (("by", "housing"),),
    "case_decided": (("recruiter", "finding"),),
}
KINDS = tuple(FIELDS)
ROLES = ("recruiter", "company", "lender", "payee", "housing", "employer", "agent", "finding")
HOSTS = frozenset({"recruiter", "company", "family", "other"})
PARTS = ("name", "phone", "licence", "owner", "address")


class Mention(NamedTuple):
    """What one field of one fact says of a party; empty where nothing was said."""

    field: str
    role: str
    name: str = ""
    phone: str = ""
    licence: str = ""
    owner: str = ""
    address: str = ""


def mentions_of(kind: str, data: Mapping[str, Any] | None) -> list[Mention]:
    """Everybody a fact names as its kind allows. Odd values name nobody; they never break anything."""
    if not data:
        return []
    found = (_mention(field, role, data) for field, role in FIELDS.get(kind, ()))
    return [it for it in found if it and (it.name or it.phone or it.licence)]


def _mention(field: str, role: str, data: Mapping[str, Any]) -> Mention | None:
    said = data.get(field)
    if isinstance(said, str):
        return None if role == "housing" and said in HOSTS else Mention(field, role, name=said)
    if not isinstance(said, Mapping):
        return None
    parts = {part: value for part in PARTS if isinstance(value := said.get(part), str)}
    if role == "housing" and "address" not in parts and isinstance(data.get("address"), str):
        parts["address"] = data["address"]
    return Mention(field, role, **parts)
