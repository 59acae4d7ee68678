"""The rules that watch, and a trial of other values over everybody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kawal.access.scope import Power, Scope
from kawal.decisions.rules.document import Rule
from kawal.decisions.rules.findings import rules_on
from kawal.decisions.rules.sentences import Language
from kawal.decisions.trying.selectors import try_rule
from kawal.decisions.trying.tried import UnknownRule, standing_rule, with_values
from kawal.doors.web.front_desk import needs
from kawal.doors.web.watch import drawing
from kawal.doors.web.watch.forms import TrialForm

TRY = "coba"


@needs(Power.TRY_RULES)
@require_safe
def rules(request: HttpRequest, *, scope: Scope) -> HttpResponse:
    """Every rule in force: what it notices, how grave, on what ground."""
    q = request.GET.get("q", "").strip()[:100]
    rows = [drawing.rule_row(it, _language()) for it in rules_on(timezone.now())]
    shown = [row for row in rows if row.matches(q)]
    return render(request, "watch/rules.html", {"rows": shown, "query": q, "total": len(rows)})


@needs(Power.TRY_RULES)
@require_safe
def rule(request: HttpRequest, rule_id: str, *, scope: Scope) -> HttpResponse:
    """One rule, whole; with ``coba`` what its alerts would be under the values in the address."""
    standing = _standing(rule_id)
    tries = TRY in request.GET
    form = TrialForm(standing, request.GET if tries else None)
    trial = None
    if tries and form.is_valid():
        tried = with_values(standing, form.values())
        found = try_rule(scope=scope, standing=standing, tried=tried, as_of=timezone.now())
        trial = drawing.trial_card(found, _language())
    context = {"rule": drawing.rule_card(standing, _language()), "form": form, "trial": trial}
    return render(request, "watch/rule.html", context)


def _standing(rule_id: str) -> Rule:
    try:
        return standing_rule(rule_id)
    except UnknownRule as error:
        raise Http404 from error


def _language() -> Language:
    return "en" if get_language() == "en" else "id"
