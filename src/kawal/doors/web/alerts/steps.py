"""The lawful next steps from an alert: each begins with one press, with what is known filled in."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kawal.access.scope import Power, Scope
from kawal.decisions.alerts.cards import AlertCard
from kawal.decisions.alerts.services import DEFER, WARN_RING
from kawal.doors.web import labels
from kawal.doors.web.alerts import rows
from kawal.doors.web.alerts.rights import may_close, may_snooze
from kawal.doors.web.alerts.words import ACTS as ACT_WORDS
from kawal.doors.web.facts.recordable import may_record
from kawal.doors.web.kit.cards import work as kit
from kawal.doors.web.kit.cards.shell import Link
from kawal.doors.web.kit.words import word
from kawal.doors.web.menu import address
from kawal.reference import selectors as reference

CLOSE = gettext_lazy("Tutup dengan alasan")
BEFORE = frozenset({"preparing", "unknown"})  # a departure that can still be delayed
# The eleven indicators of forced labour as the form of a screening numbers them.
ILO = {
    "abuse_of_vulnerability": "1", "deception": "2", "restriction_of_movement": "3", "isolation": "4", "violence": "5",
    "intimidation": "6", "documents_retained": "7", "wages_withheld": "8", "debt_bondage": "9", "abusive_conditions": "10",
    "excessive_overtime": "11",
}  # fmt: skip
ABROAD = frozenset({"abroad_in_contact", "abroad_silent", "in_trouble", "in_custody"})


def acts_of(card: AlertCard, scope: Scope, case: Link | None) -> list[kit.ActCard]:
    """The first one is primary: take it; then act in the world; then hand it on or back."""
    doing = [*_in_the_world(card, scope, case)]
    if not scope.may(Power.TAKE_ALERT):
        return doing
    if card.state == "new":
        hint = _("Nama Anda tercatat sebagai pemegang; jam triase berhenti.")
        return [kit.ActCard(_("Ambil"), _url("take", card), hint, "check", post=True), *doing]
    if card.taken_by != scope.actor:
        return doing
    ending = [kit.ActCard(str(CLOSE), _url("close", card), "", "check")] if card.calm_at else []
    return [*ending, *doing, *_telling_mission(card, scope), *_for_two(card), _release(card)]


def others_of(card: AlertCard, scope: Scope) -> list[kit.KeyLink]:
    """What is done with the alert itself."""
    if not scope.may(Power.TAKE_ALERT):
        return []
    found = []
    if may_snooze(card, scope):
        found.append(kit.KeyLink(_("Tunda sampai …"), _url("snooze", card), "s"))
    if may_close(card, scope):
        found.append(kit.KeyLink(str(CLOSE), _url("close", card), "c"))
    return [*found, kit.KeyLink(_("Saya tidak bisa menangani ini"), _url("recuse", card))]


def mission_of(card: AlertCard) -> str:
    """The code of the mission of the country where she is."""
    found = reference.list_missions(country=card.country) if card.country else []
    return found[0].code if found else ""


def _in_the_world(card: AlertCard, scope: Scope, case: Link | None) -> Iterator[kit.ActCard]:
    """What is done about the person: a contact, a screening, a case, a return. What the role may not is left out."""
    first = next(iter(rows.holding(card)), None)
    hint = first.next_step.said(labels.language()) if first else ""
    if may_record(scope, "checked_in"):
        yield kit.ActCard(
            _("Hubungi dan catat kabarnya"), _form(card, "checked_in", d_by="self"), hint, "phone"
        )
    if may_record(scope, "screened"):
        told = [ILO[it] for it in card.dimensions if it in ILO]
        yield kit.ActCard(_("Mulai penapisan"), _form(card, "screened", d_indicators=told),
                          _("Yang diketahui dari peringatan ini sudah diisikan."), "care")  # fmt: skip
    if case and scope.may(Power.READ_CASE):
        yield kit.ActCard(_("Lanjutkan kasus"), case.url, case.label, "file")
    elif scope.may(Power.OPEN_CASE):
        opening = f"{reverse('cases:open', args=[card.kawal_id])}?{urlencode({'peringatan': card.code})}"
        yield kit.ActCard(_("Buka kasus"), opening, _("Langkah dan tenggatnya menjadi satu berkas."), "file")
    if card.stay in ABROAD and may_record(scope, "return_requested"):
        yield kit.ActCard(_("Rencanakan pulang"), _form(card, "return_requested", d_by=labels.source_name(scope.agency)),
                          _("Permintaan pulang tercatat; semua yang menunggu kepulangannya ikut melihat."), "home")  # fmt: skip


def _form(card: AlertCard, kind: str, **filled: str | Sequence[str]) -> str:
    query = f"?{urlencode(filled, doseq=True)}" if any(filled.values()) else ""
    return f"{address('facts:record', card.kawal_id, kind)}{query}"


def _telling_mission(card: AlertCard, scope: Scope) -> list[kit.ActCard]:
    """While she is abroad the mission acts; whoever holds the alert elsewhere hands the next step over to it."""
    mission = mission_of(card)
    is_there = scope.is_nationwide or any(key.startswith("m:") for key in scope.keys)
    if card.desk != "mission" or is_there or not mission or card.state == "referred":
        return []
    hint = _("%(mission)s melihat peringatan ini dan memegang langkah berikutnya.") % {
        "mission": labels.source_name(mission)
    }
    return [kit.ActCard(_("Beri tahu perwakilan"), _url("refer", card), hint, "globe", post=True)]


def may_propose(card: AlertCard, kind: str) -> bool:
    """A departure can be delayed before it, a ring warned where the alert is about one; neither while it waits for its answer."""
    is_possible = {DEFER: card.stay in BEFORE, WARN_RING: card.ring is not None}.get(kind, False)
    return is_possible and not any(it.kind == kind and not it.answer for it in card.acts)


def _for_two(card: AlertCard) -> Iterator[kit.ActCard]:
    """Never Kawal's own act, and never one officer's."""
    hints = {
        WARN_RING: _("Perlu persetujuan orang kedua. Sesudah itu setiap anggota dihubungi."),
        DEFER: _("Perlu persetujuan orang kedua. Kawal tidak pernah melarang; petugas yang memutuskan."),
    }
    for kind, hint in hints.items():
        if may_propose(card, kind):
            at = reverse("alerts:propose", args=[card.code, kind])
            yield kit.ActCard(word(ACT_WORDS, kind), at, hint, "two", pair=True)


def _release(card: AlertCard) -> kit.ActCard:
    hint = _("Peringatan kembali ke daftar, agar rekan lain dapat mengambilnya.")
    return kit.ActCard(_("Lepaskan"), _url("release", card), hint, "undo", post=True)


def _url(page: str, card: AlertCard) -> str:
    return reverse(f"alerts:{page}", args=[card.code])
