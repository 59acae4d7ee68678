"""A card scanned for a kit: leads to what its holder may get at the site of whoever scans."""

from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kawal.access.scope import Power, Scope
from kawal.doors.web.cards.purposes import CannotNow, Offer
from kawal.response.aid.stock.selectors import list_sites
from kawal.response.cards.selectors import Holder


class Kit:
    code = "paket"
    label: str | Promise = gettext_lazy("Paket dan barang")

    def is_open(self, scope: Scope) -> bool:
        return scope.may(Power.GIVE_AID)

    def offer(self, *, scope: Scope, holder: Holder, now: datetime) -> Offer | None:
        sites = list_sites(scope=scope)
        if not sites:
            return None
        return Offer(_("Beri paket"), url=reverse("aid:recipient", args=[sites[0].code, holder.kawal_id]))

    def act(self, *, scope: Scope, holder: Holder, act_id: str, now: datetime) -> str:
        """Which kit, of which size, with which receipt is chosen on its page, not in one press."""
        raise CannotNow(_("Pilih dahulu apa yang diberikan."))

    def undo(self, *, scope: Scope, act_id: str, now: datetime) -> None:
        """Nothing was done here."""


KIT = Kit()
