"""A ring whose members two officers decided to warn, told where one of them is met again."""

from django.utils.translation import gettext as _

from kawal.access.scope import Scope
from kawal.decisions.alerts.warned import WarnedRing, list_warned
from kawal.doors.web import labels
from kawal.doors.web.kit import times
from kawal.doors.web.kit.cards.people import RingNote
from kawal.doors.web.kit.cards.shell import Link
from kawal.doors.web.kit.sentences import joined
from kawal.doors.web.rings import drawing, words


def notes_of(scope: Scope, person_id: int, *, with_named: bool = False) -> list[RingNote]:
    """Of the ring she is in; with ``with_named`` also of those whose recruiter her record names."""
    return [_note(it) for it in list_warned(scope=scope, person_id=person_id, with_named=with_named)]


def _note(it: WarnedRing) -> RingNote:
    told = {"day": times.day(it.at), "by": joined([labels.source_name(code) for code in it.agencies])}
    text = _("Pada %(day)s dua petugas (%(by)s) memutuskan memperingatkan anggotanya.") % told
    return RingNote(Link(words.heading(it.ring), drawing.page_of(it.ring.code)), text)
