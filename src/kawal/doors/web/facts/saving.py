"""From a filled form to the ledger: errors of the contract go to their fields, an accepted fact can be undone for a while."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from kawal import flow
from kawal.access.scope import Scope
from kawal.access.trail import services as trail
from kawal.doors.web import labels, status
from kawal.doors.web.shelter.words import TELLS_ADDRESS
from kawal.facts.contract.errors import FactRefused
from kawal.facts.contract.fact import Said
from kawal.facts.contract.kinds import WITHDRAWN
from kawal.response.shelter import secrecy
from kawal.response.shelter.refusals import TellsAddress

ACCEPTED, CONFLICT = "accepted", "conflict"


@dataclass(frozen=True, slots=True)
class Saved:
    """:ivar kawal_id: nothing for a fact about nobody."""

    kawal_id: str | None
    source: str
    id: str


def save(
    request: HttpRequest, raw: Mapping[str, Any], *, scope: Scope, now: datetime, form: forms.Form
) -> Saved | None:
    """Record one fact made on a page. Nothing when it was refused: the form then says why."""
    try:
        said = flow.said(raw, scope=scope, now=now)
    except FactRefused as refused:
        show_errors(form, refused)
        return None
    return record(request, said, scope=scope, now=now, form=form)


def record(
    request: HttpRequest, said: Said, *, scope: Scope, now: datetime, form: forms.Form
) -> Saved | None:
    """Record a fact that was read already. A house's own address is read by nobody else, so it stands in no fact."""
    try:
        secrecy.check_texts(scope=scope, texts=_texts(said.data, said.place))
    except TellsAddress:
        form.add_error(None, TELLS_ADDRESS)
        return None
    [outcome] = flow.report(scope=scope, facts=[said], now=now)
    if outcome.status == CONFLICT:
        form.add_error(
            None,
            _(
                "Catatan ini sudah tersimpan, dengan isi lain. Tekan simpan sekali lagi untuk mencatat kejadian yang lain."
            ),
        )
        return None
    saved = Saved(outcome.kawal_id, outcome.source, outcome.id)
    if outcome.status == ACCEPTED:
        write_trail(scope, said, person=saved.kawal_id, now=now)
    status.say(request, _told(said, outcome.remarks), now=now, undo_url=_undo(saved, said))
    return saved


def _texts(*values: Any) -> Iterator[str]:
    """Every text in it, however deep."""
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping):
            yield from _texts(*value.values())
        elif isinstance(value, list | tuple):
            yield from _texts(*value)


def write_trail(scope: Scope, said: Said, *, person: str | None, now: datetime) -> None:
    """Who wrote what about whom, in the transaction of the writing."""
    done = "withdrawn" if said.kind == WITHDRAWN else "corrected" if said.corrects else "recorded"
    trail.record(scope=scope, action=f"fact.{done}", now=now, person=person or "", subject=said.id)


def show_errors(form: forms.Form, refused: FactRefused) -> None:
    """Each error at the field it is about; one about no field of the form stands above them."""
    field_for = getattr(form, "field_for", lambda path: None)
    for error in refused.errors:
        name = field_for(error.field)
        form.add_error(name if name in form.fields else None, error.message)


def _told(said: Said, remarks: Any) -> str:
    """What was saved, in words without a name; what looks odd is said with it and has refused nothing."""
    kind = labels.kind_label(said.kind)
    if said.corrects and said.kind != WITHDRAWN:
        text = _("Perbaikan tersimpan: %(kind)s.") % {"kind": kind}
    else:
        text = _("Tersimpan: %(kind)s.") % {"kind": kind}
    notes = list(dict.fromkeys(remark.message for remark in remarks if remark.code != "unknown_key"))
    return " ".join([text, *notes])


def _undo(saved: Saved, said: Said) -> str:
    """Withdrawing is the way back; a withdrawal itself is not undone but said anew."""
    if said.kind == WITHDRAWN or saved.kawal_id is None:
        return ""
    return reverse("facts:undo", args=[saved.kawal_id, saved.source, saved.id])
