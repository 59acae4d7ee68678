"""A card scanned in a house: her name is called, a meal is served. Once a person, day and round, whoever scans and however often."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kawal.access.scope import NotVisible, Power, Scope
from kawal.access.trail.services import TooFast
from kawal.doors.web import places
from kawal.doors.web.cards.purposes import CannotNow, Offer
from kawal.homecoming import staying
from kawal.response.cards.selectors import Holder
from kawal.response.cards.services import NotAtHand
from kawal.response.shelter import care, refusals
from kawal.response.shelter import selectors as shelters


class _InHouse:
    """What a tick of the house's register has in common, whichever round."""

    code: str
    label: str | Promise

    def is_open(self, scope: Scope) -> bool:
        return scope.may(Power.HOUSE) and scope.role == "shelter"

    def undo(self, *, scope: Scope, act_id: str, now: datetime) -> None:
        care.untick_act(scope=scope, act=UUID(act_id))

    def _stays(self, scope: Scope, holder: Holder) -> bool:
        return shelters.find_stay(scope=scope, person_id=holder.person_id) is not None


class Called(_InHouse):
    code = "panggil"
    label: str | Promise = gettext_lazy("Hadir di rumah ini")

    def offer(self, *, scope: Scope, holder: Holder, now: datetime) -> Offer:
        if not self._stays(scope, holder):
            return Offer(_("Hadir di rumah ini"), why=_("ia tidak tercatat tinggal di sini"))
        return Offer(_("Catat hadir di rumah ini"))

    def act(self, *, scope: Scope, holder: Holder, act_id: str, now: datetime) -> str:
        try:
            ticked = staying.mark_present(scope=scope, act=UUID(act_id), kawal_id=holder.kawal_id, now=now)
        except (refusals.NotStaying, refusals.AlreadyLeft, NotVisible):
            raise CannotNow(_("Ia tidak tercatat tinggal di sini.")) from None
        return _("Sudah tercatat hadir sebelumnya.") if ticked.repeated else _("Tercatat hadir di rumah ini.")


class Fed(_InHouse):
    code = "makan"
    label: str | Promise = gettext_lazy("Makan")

    def offer(self, *, scope: Scope, holder: Holder, now: datetime) -> Offer | None:
        return Offer(_("Catat makan")) if self._stays(scope, holder) else None

    def act(self, *, scope: Scope, holder: Holder, act_id: str, now: datetime) -> str:
        try:
            ticked = staying.serve_meal(scope=scope, act=UUID(act_id), kawal_id=holder.kawal_id, now=now)
        except (refusals.NotStaying, refusals.AlreadyLeft, NotVisible):
            raise CannotNow(_("Ia tidak tercatat tinggal di sini.")) from None
        return _("Sudah makan pada jam makan ini.") if ticked.repeated else _("Makan tercatat.")


class Admitted(_InHouse):
    """Taking somebody in by her card alone, whom this house may not see yet: offered beside a genuine card of somebody elsewhere."""

    code = "terima"
    label: str | Promise = gettext_lazy("Terima dengan kartunya")

    def offer(self, *, scope: Scope, holder: Holder, now: datetime) -> None:
        """Nothing where she is seen: she is received on the page of the house."""

    def act(self, *, scope: Scope, holder: Holder, act_id: str, now: datetime) -> str:
        raise CannotNow(_("Ia sudah tercatat untuk tempat Anda. Terima dari halaman penghuni."))

    def undo(self, *, scope: Scope, act_id: str, now: datetime) -> None:
        staying.undo_receive(scope=scope, stay_id=UUID(act_id), now=now)

    def admit(self, code: str, *, scope: Scope, act_id: str, now: datetime) -> str:
        """:raises CannotNow: one sentence whatever the reason, so that it tells nothing of her."""
        house = places.here(scope).post
        today = timezone.localdate(now)
        try:
            staying.admit_by_card(
                scope=scope, act=UUID(act_id), shelter=house, code=code, now=now, today=today
            )
        except (NotAtHand, refusals.Refused, NotVisible, TooFast):
            raise CannotNow(
                _("Ia tidak bisa diterima dengan kartu ini. Daftarkan sebagai orang baru, dengan namanya.")
            ) from None
        return _("Diterima. Kedatangannya tercatat atas nama penampungan ini.")


CALLED, FED, ADMITTED = Called(), Fed(), Admitted()
