"""The journey strip: from recruitment to home, where she is now, and where nobody knew."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kawal.doors.web import labels
from kawal.doors.web.kit import times
from kawal.doors.web.kit.cards.people import Station
from kawal.doors.web.people.timeline import Away, confirmed_by, longest_gap
from kawal.situation.people.cards import FactCard
from kawal.situation.pictures.cards import PictureCard

ABROAD = {"abroad_in_contact", "abroad_silent", "in_trouble", "in_custody"}
TROUBLES = {"complained", "detained", "rescued"}
BACK = {"deported", "repatriated", "returned"}
ON_THE_WAY = {"handed_over", "left_shelter", "sheltered"}
AT_HOME = {"reached_home"}


def away(picture: PictureCard) -> Away | None:
    """The time abroad of the present journey, as far as it is known."""
    since = picture.departed_at or picture.arrived_at
    if since is None:
        return None
    until = picture.left_at or picture.returned_at or picture.home_at or picture.died_at
    return Away(since, until if until and until >= since else None)


def stations(
    picture: PictureCard, facts: Sequence[FactCard], *, silence: bool, now: datetime
) -> list[Station]:
    """The strip. ``silence`` says whether the reader would have seen what breaks one; `facts` are those shown."""
    standing = sorted((fact for fact in facts if fact.state == "active"), key=lambda fact: fact.at)
    begun = [fact for fact in standing if not picture.departed_at or fact.at <= picture.departed_at]
    strip = [
        _reached(_("Direkrut"), "recruited", begun, standing),
        _reached(_("Terdaftar"), "registered", begun, standing),
        _moment(_("Berangkat"), picture.departed_at, ("departed",), standing),
        _abroad(picture, standing, silence=silence, now=now),
        *_trouble(picture, standing),
        *_home_leg(picture, standing),
    ]
    return _here(strip, picture.stay)


def _reached(name: str, kind: str, facts: Sequence[FactCard], all_: Sequence[FactCard]) -> Station:
    found = next((fact for fact in reversed(facts) if fact.kind == kind), None)
    if found is None:
        return Station(name, _("tidak ada catatan"), "none")
    return _said(name, found, all_, times.day(found.at))


def _moment(name: str, at: datetime | None, kinds: Sequence[str], facts: Sequence[FactCard]) -> Station:
    if at is None:
        return Station(name, "", "next")
    found = next((fact for fact in facts if fact.at == at and fact.kind in kinds), None)
    return _said(name, found, facts, times.day(at)) if found else Station(name, times.day(at), "one")


def _said(name: str, fact: FactCard, facts: Sequence[FactCard], text: str) -> Station:
    """Filled when witnessed or said by two sources, hollow when only one says so."""
    sources = 1 + len(confirmed_by(fact, facts))
    if sources > 1:
        return Station(
            name, f"{text} · " + ngettext("%(n)d sumber", "%(n)d sumber", sources) % {"n": sources}
        )
    return Station(name, text, "" if fact.basis == "witnessed" else "one")


def _abroad(picture: PictureCard, facts: Sequence[FactCard], *, silence: bool, now: datetime) -> Station:
    name = _("Di luar negeri")
    where = (
        labels.ReferenceLabels().label("country", picture.country, labels.language())
        if picture.country
        else ""
    )
    if not (picture.departed_at or picture.arrived_at or picture.stay in ABROAD):
        return Station(name, where or "", "next")
    if picture.stay == "abroad_silent":
        since = picture.last_contact_at or picture.stay_since
        return Station(
            name, look="gap", silent=silent_for(times.days_between(since, now)) if since else _("senyap")
        )
    longest = longest_gap(facts, away(picture), now) if silence else 0
    if longest:
        return Station(name, look="gap", silent=silent_for(longest))
    at = picture.arrived_at or picture.departed_at
    text = " · ".join(filter(None, [where, times.day(at) if at else ""]))
    return Station(name, text, "" if picture.arrived_at else "one")


def silent_for(days: int) -> str:
    return _("senyap %(days)s") % {"days": times.span(days)}


def _trouble(picture: PictureCard, facts: Sequence[FactCard]) -> list[Station]:
    """The latest trouble of this journey; no station where there was none."""
    since = picture.departed_at
    found = [fact for fact in facts if fact.kind in TROUBLES and (since is None or fact.at >= since)]
    if not found:
        held = picture.stay in {"in_trouble", "in_custody"}
        return (
            [Station(_("Masalah"), times.day(picture.stay_since) if picture.stay_since else "", "one")]
            if held
            else []
        )
    last = found[-1]
    words = {"complained": _("mengadu"), "detained": _("ditahan"), "rescued": _("diselamatkan")}[last.kind]
    return [_said(_("Masalah"), last, facts, f"{words} {times.day(last.at)}")]


def _home_leg(picture: PictureCard, facts: Sequence[FactCard]) -> list[Station]:
    """Coming back, the way on, and home: reached, or still ahead."""
    back = [fact for fact in facts if fact.kind in BACK]
    at = picture.returned_at or picture.left_at
    post = labels.source_name(picture.post) if picture.post else ""
    if at is None:
        strip = [Station(_("Kembali"), _planned(picture), "next")]
    else:
        where = labels.ReferenceLabels().label("post", _post(back), labels.language()) or post
        text = ", ".join(filter(None, [where, times.day(at)]))
        said = next((fact for fact in reversed(back) if fact.at == at), None)
        strip = [_said(_("Kembali"), said, facts, text) if said else Station(_("Kembali"), text, "one")]
    legs = [fact for fact in facts if fact.kind in ON_THE_WAY and (at is None or fact.at >= at)]
    if legs and picture.stay in {"in_return", "home"}:
        strip.append(_said(_("Menuju rumah"), legs[-1], facts, times.day(legs[-1].at)))
    if picture.stay == "died":
        return [*strip, _moment(_("Meninggal"), picture.died_at, ("died",), facts)]
    if picture.stay == "settled_elsewhere":
        return [
            *strip,
            Station(_("Menetap"), times.day(picture.stay_since) if picture.stay_since else "", "one"),
        ]
    return [*strip, _home(picture, facts)]


def _planned(picture: PictureCard) -> str:
    return _("rencana %(day)s") % {"day": times.day(picture.leave_on)} if picture.leave_on else ""


def _post(facts: Sequence[FactCard]) -> str:
    return next(
        (str(fact.place["post"]) for fact in reversed(facts) if fact.place and fact.place.get("post")), ""
    )


def _home(picture: PictureCard, facts: Sequence[FactCard]) -> Station:
    if picture.home_at is None or picture.stay == "in_return":  # she was there once, and is on the way again
        return Station(_("Rumah"), labels.home_label(picture.home), "next")
    return _moment(_("Rumah"), picture.home_at, ("reached_home", "handed_over", "followed_up"), facts)


def _here(strip: list[Station], stay: str) -> list[Station]:
    """Mark where she is now. A silence keeps its red stitch: nobody knows where she is."""
    at = _place_of(strip, stay)
    if at is None or strip[at].look == "gap":
        return strip
    here = strip[at]
    return [*strip[:at], Station(here.name, here.text, "now"), *strip[at + 1 :]]


def _place_of(strip: Sequence[Station], stay: str) -> int | None:
    reached = [at for at, station in enumerate(strip) if station.look not in {"next", "none"}]
    names = [station.name for station in strip]
    if stay == "preparing":
        return max((at for at in reached if at < 2), default=None)
    if stay in {"in_trouble", "in_custody"} and _("Masalah") in names:
        return names.index(_("Masalah"))
    if stay in ABROAD:
        return 3
    if stay in {"in_return", "home", "settled_elsewhere", "died"}:
        return max(reached, default=None)
    return None
