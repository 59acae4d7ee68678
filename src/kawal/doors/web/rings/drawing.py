"""From the reader's rings to the cards of the pages, and the small drawing: identifiers on the left, people on the right."""

from bisect import bisect
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kawal.access.officers.selectors import names_of
from kawal.access.scope import Power, Scope
from kawal.doors.web import labels
from kawal.doors.web.exports import Column
from kawal.doors.web.kit import figures, times
from kawal.doors.web.kit.cards import rings as kit
from kawal.doors.web.kit.sentences import joined
from kawal.doors.web.kit.words import word
from kawal.doors.web.people import rows as people
from kawal.doors.web.rings import words
from kawal.situation.rings.cards import Answer, Link, RingRow, RingView, Role
from kawal.situation.rings.deciding import is_orphaned

MOST_LEFT, MOST_RIGHT, MOST_PLACES = 9, 14, 3
STEP, TOP, LEFT, RIGHT, WIDTH = 32, 20, 164, 238, 406
LONGEST_LABEL, CAPITAL = 20.0, 1.25  # in the width of a small letter
NUMBERS = ("phone", "licence", "account", "booking", "group", "voyage", "paper", "certificate")
DRAWN_FIRST = ("recruiter", "phone", "licence", "address", "account", "purse")


def page_of(code: str) -> str:
    return reverse("rings:page", args=[code])


def line(row: RingRow) -> kit.RingLine:
    return kit.RingLine(
        title=words.title(row),
        url=page_of(row.code),
        size=words.size(row),
        span=words.span(row),
        growth=words.growth(row),
        reasons=[words.reason(it) for it in row.reasons],
        origin=_few([labels.home_label(code) for code in row.homes]),
        countries=_few([labels.place_name(code) for code in row.countries]),
        confirmed=row.is_confirmed,
    )


def page(view: RingView, scope: Scope) -> kit.RingPage:
    return kit.RingPage(
        line=line(view.row),
        heading=words.heading(view.row),
        links=[_link(it) for it in view.links],
        members=[
            kit.MemberLine(
                people.person_row(it.person, scope), times.day(it.joined_on), words.signs(it.signs)
            )
            for it in view.members
        ],
        unseen=view.row.unseen,
        drawing=drawn(view),
        answers=_answers(view.answers, scope),
        near=[(line(it), reverse("rings:compare", args=[view.row.code, it.code])) for it in view.near],
        roles=[_role(it) for it in view.roles],
    )


def compared(one: RingView, other: RingView, scope: Scope) -> kit.Compared:
    theirs = {(it.kind, it.key) for it in other.links}
    standing = next((it for it in one.answers if it.other == other.row.code), None)
    act = standing.act if standing else ""
    shown = _answers([standing], scope)[0] if standing else None
    if standing and act == "proposed" and is_orphaned(author=standing.by):
        shown, act = (
            replace(shown, said=_("Usul gugur: pengusulnya tidak lagi berwenang.")) if shown else None,
            "",
        )
    own = standing is not None and standing.by == scope.actor
    works = scope.may(Power.TAKE_ALERT)
    may_answer = scope.may(Power.CONFIRM_ACT) and act == "proposed" and not own
    return kit.Compared(
        one=page(one, scope),
        other=page(other, scope),
        common=[_link(it) for it in one.links if (it.kind, it.key) in theirs],
        standing=shown,
        url=reverse("rings:decide", args=[one.row.code, other.row.code]),
        may_propose=works and act in ("", "refused", "undone"),
        may_answer=may_answer,
        may_undo=works and act in ("proposed", "agreed"),
        waits=act == "proposed" and not may_answer,
    )


def columns() -> Sequence[Column]:
    """What a file of rings holds: the same as the list."""
    return (
        (_("Kode"), lambda it: it.code),
        (_("Perekrut menurut laporan"), lambda it: "; ".join(it.names)),
        (_("Anggota"), lambda it: it.members),
        (_("Di antaranya dalam wewenang Anda"), lambda it: it.seen),
        (_("Perkara terbukti"), lambda it: it.confirmed),
        (_("Putusan tentang perekrutnya"), lambda it: it.findings),
        (_("Alasan"), lambda it: "; ".join(map(words.reason, it.reasons))),
        (_("Sejak"), lambda it: it.first_on),
        (_("Sampai"), lambda it: it.last_on),
        (_("Asal"), lambda it: ", ".join(map(labels.home_label, it.homes))),
        (_("Negara"), lambda it: ", ".join(map(labels.place_name, it.countries))),
    )


def drawn(view: RingView) -> kit.Drawing:
    """At most nine identifiers and fourteen people; the rest is one node with its number. No line crosses a label."""
    links = sorted(view.links, key=lambda it: (it.kind not in DRAWN_FIRST, -it.people))[:MOST_LEFT]
    shown = view.members[:MOST_RIGHT]
    more = view.row.members - len(shown)
    rows = max(len(links), len(shown) + (more > 0))
    left = {(it.kind, it.key): _y(n, len(links), rows) for n, it in enumerate(links)}
    right = {it.person.person_id: _y(n, len(shown) + (more > 0), rows) for n, it in enumerate(shown)}
    rest = _y(len(shown), len(shown) + 1, rows)
    dots = [
        kit.Dot(LEFT, left[it.kind, it.key], "left", _short(_label(it)), it.kind in RINGLEADERS)
        for it in links
    ]
    dots += [
        kit.Dot(
            RIGHT,
            right[it.person.person_id],
            "right",
            _short(people.shown_name(it.person.name)),
            "confirmed" in it.signs,
        )
        for it in shown
    ]
    if more > 0:
        dots.append(
            kit.Dot(
                RIGHT,
                rest,
                "right",
                ngettext("%(count)s orang lain", "%(count)s orang lain", more)
                % {"count": figures.number(more)},
            )
        )
    threads = []
    for it in links:
        ends = [right[person] for person in it.seen if person in right]
        ends += [rest] if more > 0 and it.people > len(ends) else []
        threads += [kit.Thread(LEFT, left[it.kind, it.key], RIGHT, y) for y in ends]
    return kit.Drawing(WIDTH, TOP * 2 + max(0, rows - 1) * STEP, dots, threads)


RINGLEADERS = ("recruiter", "phone", "licence")


def _y(n: int, of: int, rows: int) -> int:
    """Spread over the height, so that the shorter side stands in the middle."""
    height = max(0, rows - 1) * STEP
    return TOP + (height // 2 if of == 1 else n * height // max(1, of - 1))


def _link(it: Link) -> kit.LinkLine:
    return kit.LinkLine(
        word(words.KINDS, it.kind),
        words.identifier(it.kind, it.shown) or _("tidak disebut"),
        words.people(it.people),
        words.span(it),
        it.kind in NUMBERS,
    )


def _role(it: Role) -> kit.RoleLine:
    by = [
        shown if kind == "address" else f"{word(words.KINDS, kind)} {words.identifier(kind, shown)}"
        for kind, shown in it.identifiers
    ]
    return kit.RoleLine(
        word(words.ROLES, it.code),
        joined(it.names) or _("tidak disebut"),
        _few(by),
        words.people(it.people),
        words.span(it),
    )


def _label(it: Link) -> str:
    return words.identifier(it.kind, it.shown) or word(words.KINDS, it.kind)


def _short(label: str) -> str:
    """As much as has room beside a node; capitals and figures take more of it."""
    ends = list(accumulate(CAPITAL if it.isupper() or it.isdigit() else 1.0 for it in label))
    if not ends or ends[-1] <= LONGEST_LABEL:
        return label
    return label[: bisect(ends, LONGEST_LABEL - 1)].rstrip() + "…"


def _answers(found: Sequence[Answer], scope: Scope) -> list[kit.AnswerLine]:
    names = names_of(logins={it.by for it in found}) if found else {}
    return [_answer(it, _("Anda") if it.by == scope.actor else names[it.by]) for it in found]


def _answer(it: Answer, who: str) -> kit.AnswerLine:
    by = f"{who}, {labels.source_name(it.agency)}, {times.day(it.at)}"
    title = words.by_code(it.other)
    return kit.AnswerLine(title, page_of(it.other), word(words.ACTS, it.act), by, it.reason)


def _few(names: Sequence[str]) -> str:
    more = len(names) - MOST_PLACES
    return joined([*names[:MOST_PLACES], *([_("%(count)d lagi") % {"count": more}] if more > 0 else [])])
