"""Calling two rings one: an officer proposes with a reason, another agrees or refuses, and it can be undone."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kawal.access.scope import Power, Scope
from kawal.doors.web.front_desk import needs
from kawal.situation.rings import deciding


@needs(Power.TAKE_ALERT)
@require_POST
def decide(request: HttpRequest, code: str, other: str, *, scope: Scope) -> HttpResponse:
    act, reason, now = request.POST.get("act", ""), request.POST.get("reason", ""), timezone.now()
    try:
        if act == "propose":
            deciding.propose_merge(scope=scope, code=code, other=other, reason=reason, now=now)
        elif act == "agree":
            deciding.agree_merge(scope=scope, code=code, other=other, now=now)
        elif act == "refuse":
            deciding.refuse_merge(scope=scope, code=code, other=other, reason=reason, now=now)
        elif act == "undo":
            deciding.undo_merge(scope=scope, code=code, other=other, reason=reason, now=now)
        else:
            raise Http404
    except deciding.ReasonMissing:
        messages.warning(request, _("Tulis alasannya dalam satu kalimat."))
    except deciding.AuthorGone:
        messages.warning(request, _("Usul gugur: pengusulnya tidak lagi berwenang."))
    except deciding.CannotDecide:
        messages.warning(request, _("Keadaannya sudah berubah, atau petugas kedua haruslah orang lain."))
    else:
        messages.success(request, _("Keputusan disimpan dengan nama Anda. Bisa diurungkan kapan saja."))
    return redirect(reverse("rings:compare", args=[code, other]))
