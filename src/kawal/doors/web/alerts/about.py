"""What stands beside an alert and comes from other rooms: the journey of its person, the case
that is open, how similar ones ended, and who else sees it."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from kawal.access.scope import Power, Scope
from kawal.decisions.alerts import selectors as alerts
from kawal.decisions.alerts.cards import AlertCard
from kawal.decisions.quality import selectors as quality
from kawal.doors.web import labels
from kawal.doors.web.alerts import rows
from kawal.doors.web.alerts.drawing import JourneyPicture, picture_of
from kawal.doors.web.alerts.quality import share_of
from kawal.doors.web.alerts.words import OF_RINGS, OUTCOMES
from kawal.doors.web.kit import figures
from kawal.doors.web.kit.cards.people import Station
from kawal.doors.web.kit.cards.shell import Link
from kawal.doors.web.kit.words import word
from kawal.doors.web.people import journey, timeline
from kawal.reference.areas.query import dotted
from kawal.response.cases import selectors as cases
from kawal.situation.people import selectors as people
from kawal.situation.pictures import selectors as pictures
from kawal.situation.rings import selectors as rings

FACTS = 100  # the latest; the strip needs the first and last of each kind


def journey_of(
    card: AlertCard, scope: Scope, now: datetime
) -> tuple[Sequence[Station], JourneyPicture | None]:
    """The strip of the person page and the picture of the journey, for those who may read people."""
    if not scope.may(Power.READ_PERSON):
        return (), None
    picture = pictures.get_picture(scope=scope, kawal_id=card.kawal_id)
    facts = people.list_facts(scope=scope, kawal_id=card.kawal_id, limit=FACTS, newest_first=True).results
    silence = timeline.knows_of_silence(scope, in_scope=True)
    cited = frozenset(fact.seq for reason in rows.holding(card) for fact in reason.facts)
    drawn = picture_of(facts, cited, labels.home_label(card.home), now)
    return journey.stations(picture, facts, silence=silence, now=now), drawn


def ring_of(card: AlertCard, scope: Scope) -> Link | None:
    """Where the ring is read that a reason speaks of. The alert about a ring leads to it by itself."""
    if (
        card.ring
        or not scope.may(Power.READ_PERSON)
        or not any(it.rule in OF_RINGS for it in rows.holding(card))
    ):
        return None
    code = rings.find_code(scope=scope, person_id=card.person_id)
    return Link(_("Lihat jaringannya"), reverse("rings:page", args=[code])) if code else None


def neighbours_of(card: AlertCard, scope: Scope, now: datetime) -> tuple[Link | None, Link | None]:
    """The alert before and the one after on today's list of the unit."""
    codes = [it.code for it in alerts.list_today(scope=scope, now=now).alerts]
    at = codes.index(card.code) if card.code in codes else -1
    before = codes[at - 1] if at > 0 else ""
    after = codes[at + 1] if at + 1 < len(codes) else ""
    return _to(before, _("Sebelumnya")), _to(after, _("Berikutnya"))


def similar_of(card: AlertCard, scope: Scope) -> str:
    """How judged alerts with the same leading sign about people of the same province ended, in a sentence."""
    leading = next(iter(rows.holding(card) or card.reasons), None)
    if leading is None:
        return ""
    found = quality.get_similar(
        scope=scope, alert_id=card.alert_id, person_id=card.person_id, rule=leading.rule
    )
    told = {"title": leading.title.said(labels.language()), "share": share_of(found.right, found.judged)}
    if not found.judged:
        return _("%(title)s: belum ada yang serupa dari provinsi ini yang dinilai.") % told
    ends = [
        f"{figures.number(count)} {word(OUTCOMES, outcome).lower()}"
        for outcome, count in sorted(found.by_outcome.items(), key=lambda it: -it[1])
    ]
    said = _("%(title)s, dari provinsi ini: benar %(share)s. Berakhir: %(ends)s.")
    return said % {**told, "ends": "; ".join(ends)}


def seen_by(card: AlertCard) -> list[str]:
    """Which offices see this alert, by the keys that show it."""
    names = dict[str, None]()
    for key in sorted(card.keys, key=lambda it: "mkpbsarv".find(it[0])):
        kind, _mark, code = key.partition(":")
        names[labels.place_name(dotted(code) if kind in "pkv" else code)] = None
    return [*names]


def _to(code: str, label: str) -> Link | None:
    return Link(label, reverse("alerts:page", args=[code])) if code else None


def case_of(card: AlertCard, scope: Scope) -> Link | None:
    """The open case of the reader's agency about this person, or the one that came from this alert."""
    if not scope.may(Power.READ_CASE):
        return None
    found = cases.list_cases_of(scope=scope, person_id=card.person_id)
    mine = next((it for it in found if it.alert_code == card.code or it.state == "open"), None)
    return Link(mine.code, reverse("cases:page", args=[mine.code])) if mine else None
