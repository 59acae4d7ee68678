"""What a yes would do: alerts and cases that would belong to one person, facts that would stand in one timeline."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kawal.access.scope import Power, Scope
from kawal.decisions.alerts import selectors as alerts
from kawal.doors.web.identity.pair import BLIND, Side
from kawal.doors.web.kit.sentences import joined
from kawal.doors.web.kit.words import LEVELS, STAYS, word
from kawal.doors.web.people.facets import stay_for
from kawal.response.cases import selectors as cases
from kawal.situation.linkage.selectors import ProposalView

MOST = 3


def effects_of(view: ProposalView, sides: tuple[Side, Side], scope: Scope) -> list[str]:
    """Sentences. Of a doubted person it is the no that changes something."""
    if view.row.kind == "split" and view.row.cause != BLIND:
        return _of_split(sides)
    found = [*_alerts(view, scope), *_cases(view, scope), _stays(view, scope)]
    facts = [len([it for it in side.facts if it.state == "active"]) for side in sides]
    found.append(
        _("%(a)d fakta A dan %(b)d fakta B berdiri dalam satu lintasan.") % {"a": facts[0], "b": facts[1]}
    )
    return [*(it for it in found if it), _("Bisa dipisah lagi kapan saja; tidak ada yang hilang.")]


def _of_split(sides: tuple[Side, Side]) -> list[str]:
    count = min(len(side.others) + 1 for side in sides)
    return [
        _("Keduanya tercatat sebagai satu orang. “Sama” membiarkannya."),
        ngettext(
            "“Berbeda” memindahkan %(count)d klaim ke orang lain, beserta fakta, peringatan, dan kasusnya.",
            "“Berbeda” memindahkan %(count)d klaim ke orang lain, beserta fakta, peringatan, dan kasusnya.",
            count,
        )
        % {"count": count},
        _("Bisa disatukan lagi kapan saja; tidak ada yang hilang."),
    ]


def _people(view: ProposalView) -> Sequence[int]:
    return sorted({view.one.person_id, view.other.person_id})


def _alerts(view: ProposalView, scope: Scope) -> list[str]:
    if not scope.may(Power.READ_ALERT):
        return []
    found = [it for person in _people(view) for it in alerts.list_alerts_of(scope=scope, person_id=person)]
    standing = [it for it in found if it.state != "closed"]
    return [
        _("Peringatan %(code)s (%(level)s) berlaku untuk keduanya; yang lebih tinggi dipakai.")
        % {"code": it.code, "level": word(LEVELS, it.level).lower()}
        for it in standing[:MOST]
    ]


def _cases(view: ProposalView, scope: Scope) -> list[str]:
    if not scope.may(Power.READ_CASE):
        return []
    found = [it for person in _people(view) for it in cases.list_cases_of(scope=scope, person_id=person)]
    standing = [it.code for it in found if it.state != "closed"]
    if not standing:
        return []
    return [_("Kasus %(codes)s menyangkut satu orang.") % {"codes": joined(standing[:MOST])}]


def _stays(view: ProposalView, scope: Scope) -> str:
    """A silence that the other's word would break is why one looks at all."""
    one, other = (stay_for(it.picture.stay, scope) for it in (view.one, view.other))
    if one == other or "unknown" in (one, other):
        return ""
    return _("Sekarang tercatat: %(one)s, dan %(other)s. Satu keberadaan akan menggantikan keduanya.") % {
        "one": word(STAYS, one).lower(),
        "other": word(STAYS, other).lower(),
    }
