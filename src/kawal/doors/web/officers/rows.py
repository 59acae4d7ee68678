"""Officers and keys as rows of a page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from kawal.access.keys.selectors import KeyCard
from kawal.access.officers.selectors import OfficerCard
from kawal.access.scope import Power
from kawal.doors.web.kit.cards.office import KeyRow, OfficerRow
from kawal.doors.web.shell import role_label
from kawal.doors.web.trail.words import power_words
from kawal.reference.agencies.selectors import agency_label
from kawal.reference.areas.selectors import area_label
from kawal.reference.places.selectors import find_post, post_label


def officer_row(it: OfficerCard) -> OfficerRow:
    """With the acts that are open now; none about the own account but its own page."""
    states = {"active": _("aktif"), "invited": _("diundang"), "disabled": _("nonaktif")}
    is_in, other = it.state != "disabled", not it.is_self
    return OfficerRow(
        name=it.name,
        login=it.login,
        role=role_label(it.role),
        unit=serves(it) or agency_label(it.agency),
        state=states[it.state],
        last_seen=it.last_login,
        reset_url=_act("reset", it) if is_in and other else "",
        disable_url=_act("disable", it) if is_in and other else "",
        enable_url="" if is_in else _act("enable", it),
        move_url=_act("move", it) if is_in and other else "",
    )


def serves(it: OfficerCard) -> str:
    """The area or place in words; empty for roles that serve none."""
    if it.area:
        return area_label(it.area, full=True)
    if it.place:
        return post_label(it.place) if find_post(it.place) else agency_label(it.place)
    return ""


def key_row(it: KeyCard) -> KeyRow:
    state = _("dicabut") if it.revoked_at else _("berlaku")
    return KeyRow(
        prefix=it.prefix,
        may=power_words({Power(power) for power in it.powers if power in set(Power)} - {Power.NATION}),
        reads=_reads(it),
        issued_at=it.issued_at,
        issued_by=it.issued_by,
        last_used_at=it.last_used_at,
        state=state,
        revoke_url="" if it.revoked_at else reverse("officers:revoke", args=[it.prefix]),
    )


def _reads(it: KeyCard) -> str:
    if Power.NATION in it.powers:
        return _("seluruh Indonesia dan luar negeri")
    wide = [area_label(key.partition(":")[2]) for key in it.keys]
    return ", ".join([_("yang dilaporkan instansi sendiri"), *wide])


def _act(name: str, it: OfficerCard) -> str:
    return reverse(f"officers:{name}", args=[it.officer_id])
