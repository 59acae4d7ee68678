"""On the start page: that pairs wait, how many of them hold something up, and how long they take."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kawal.access.scope import Power, Scope
from kawal.doors.web.identity import words
from kawal.doors.web.identity.rows import estimate
from kawal.doors.web.kit.cards.work import TaskRow
from kawal.doors.web.kit.figures import number
from kawal.doors.web.kit.sentences import joined
from kawal.situation.linkage import selectors as linkage


def review_task(scope: Scope) -> list[TaskRow]:
    """One row, or none where nothing waits."""
    if not scope.may(Power.REVIEW_IDENTITY):
        return []
    counts = linkage.count_queue(scope=scope)
    if not counts.total:
        return []
    title = ngettext(
        "Telaah %(count)s pasangan yang mungkin satu orang",
        "Telaah %(count)s pasangan yang mungkin satu orang",
        counts.total,
    ) % {"count": f"{number(counts.total)}+" if counts.at_least else number(counts.total)}
    by = {"second": counts.second, **counts.by_why}
    held = [f"{str(label).lower()} {number(by[code])}" for code, label in words.WHYS.items() if by.get(code)]
    text = " · ".join(filter(None, [estimate(counts), joined(held[:3])]))
    return [
        TaskRow(
            title=title,
            text=f"{text[:1].upper()}{text[1:]}.",
            url=reverse("identity:queue"),
            verb=_("Telaah"),
            what=_("Identitas"),
        )
    ]
