"""A card scanned at the door of a bus or ship: its holder boards, or has arrived."""

from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kawal.access.scope import Power, Scope
from kawal.doors.web import labels
from kawal.doors.web.cards.purposes import CannotNow, Offer
from kawal.homecoming import returning
from kawal.homecoming.returning import Mark
from kawal.response.cards.selectors import Holder
from kawal.response.returns import selectors
from kawal.response.returns.cards import NextAct
from kawal.response.returns.states import ARRIVED


class Travel:
    """What a batch waits for: boarding the next leg, or getting off this one."""

    code = "rombongan"
    label: str | Promise = gettext_lazy("Naik atau tiba dalam rombongan")

    def is_open(self, scope: Scope) -> bool:
        return scope.may(Power.HAND_OVER)

    def offer(self, *, scope: Scope, holder: Holder, now: datetime) -> Offer | None:
        found = selectors.list_next(scope=scope, person_id=holder.person_id)
        return Offer(_verb(found[0])) if found else None

    def act(self, *, scope: Scope, holder: Holder, act_id: str, now: datetime) -> str:
        mark_id = _id(act_id)
        if selectors.known_marks(scope=scope, ids=[mark_id]):
            return _("Sudah tercatat tadi.")
        found = selectors.list_next(scope=scope, person_id=holder.person_id)
        if not found:
            raise CannotNow(_("Ia tidak ditunggu di leg mana pun."))
        it = found[0]
        mark = Mark(mark_id, it.line_id, it.leg_id, it.act, now)
        [made] = returning.mark(scope=scope, marks=[mark], now=now)
        if made.why == returning.UNFIT:
            raise CannotNow(_("Ia sakit dan belum punya surat sehat; tidak dicatat naik."))
        if made.status == returning.REFUSED:
            raise CannotNow(_("Leg ini sudah ditutup; buka lagi dulu."))
        return f"{_verb(it)}. {it.batch}"

    def undo(self, *, scope: Scope, act_id: str, now: datetime) -> None:
        returning.undo(scope=scope, ids=[_id(act_id)], now=now)


TRAVEL = Travel()


def _verb(it: NextAct) -> str:
    if it.act == ARRIVED:
        return _("Tiba di %(place)s") % {"place": labels.place_name(it.to_place)}
    return _("Naik ke %(place)s, leg %(mark)s") % {"place": labels.place_name(it.to_place), "mark": it.mark}


def _id(act_id: str) -> UUID:
    """The identifier of the scan, whatever its form, as one of a mark."""
    return uuid5(NAMESPACE_URL, f"rombongan/{act_id}")
