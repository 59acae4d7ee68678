"""A card scanned for a hand-over: its holder is there."""

from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kawal.access.scope import Power, Scope
from kawal.doors.web.cards.purposes import CannotNow, Offer
from kawal.doors.web.handover.offices import open_steps
from kawal.response.cards.selectors import Holder
from kawal.response.handover import selectors, services
from kawal.response.handover.selectors import DueLine


class Present:
    """Marks the holder as there in the hand-over that is under way; where there is none, leads to a new one."""

    code = "serah"
    label: str | Promise = gettext_lazy("Hadir untuk serah terima")

    def is_open(self, scope: Scope) -> bool:
        return scope.may(Power.HAND_OVER)

    def offer(self, *, scope: Scope, holder: Holder, now: datetime) -> Offer | None:
        due = selectors.list_due(scope=scope, people=[holder.person_id])
        if due:
            said = {"code": due[0].code}
            if due[0].state == "here":
                return Offer(_("Hadir untuk serah terima %(code)s") % said, done=True)
            return Offer(_("Hadir untuk serah terima %(code)s") % said)
        if not open_steps(scope):
            return None
        return Offer(
            _("Siapkan serah terima"),
            url=f"{reverse('handover:new')}?{urlencode({'orang': holder.kawal_id})}",
        )

    def act(self, *, scope: Scope, holder: Holder, act_id: str, now: datetime) -> str:
        line = self._line(scope, holder)
        services.mark_here(scope=scope, code=line.code, line=line.line, act_id=act_id, now=now)
        return _("Tercatat hadir untuk serah terima %(code)s.") % {"code": line.code}

    def undo(self, *, scope: Scope, act_id: str, now: datetime) -> None:
        services.undo_here(scope=scope, act_id=act_id, now=now)

    def _line(self, scope: Scope, holder: Holder) -> DueLine:
        due = selectors.list_due(scope=scope, people=[holder.person_id])
        if not due:
            raise CannotNow(_("Ia tidak tercatat dalam serah terima yang berjalan."))
        return due[0]


PRESENT = Present()
