"""The plainest purpose of a scan: this person is here now."""

from datetime import datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kawal.access.scope import Power, Scope
from kawal.doors.web.cards.purposes import Offer
from kawal.doors.web.kit import times
from kawal.response.cards import selectors, services
from kawal.response.cards.selectors import Holder


class Seen:
    code = "hadir"
    label: str | Promise = gettext_lazy("Hadir di sini")

    def is_open(self, scope: Scope) -> bool:
        return (
            scope.may(Power.HAND_OVER) and scope.role != "shelter"
        )  # a house calls names in its own register

    def offer(self, *, scope: Scope, holder: Holder, now: datetime) -> Offer:
        place = services.place_key(scope=scope)
        at = selectors.last_seen(scope=scope, card_id=holder.card_id, place=place)
        if at is not None and timezone.localdate(at) == timezone.localdate(now):
            return Offer(_("Tercatat hadir %(hour)s") % {"hour": times.hour(at)}, done=True)
        return Offer(_("Catat hadir"))

    def act(self, *, scope: Scope, holder: Holder, act_id: str, now: datetime) -> str:
        services.mark_seen(scope=scope, card_id=holder.card_id, act_id=act_id, now=now)
        return _("Tercatat hadir.")

    def undo(self, *, scope: Scope, act_id: str, now: datetime) -> None:
        services.undo_seen(scope=scope, act_id=act_id, now=now)


SEEN = Seen()
