"""The full run of linkage, step by step: index, compare, group, bring people to the groups, ask about the rest.

Beside `kawal.flow`, for the same reason: it is the only place that knows in which order the rooms are asked.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from kawal import flow
from kawal.access.scope import ENGINE
from kawal.decisions.alerts import services as alerts
from kawal.situation.linkage import regroup, rerun
from kawal.situation.linkage.rerun import Compare, Span

CLUSTERS_AT_ONCE, LARGE = 100, 12

Show = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Relinked:
    """What a full run found and did.

    :ivar groups: of two and more claims; ``large`` those of more than twelve, which a person should look at.
    :ivar joined: people whom the machine joined into another; ``parted`` groups it took out of somebody.
    :ivar asked: new questions for officers.
    :ivar left: people whom somebody else changed meanwhile, for the next run.
    :ivar overused: numbers that stand under too many names to say anything.
    """

    claims: int
    pairs: int
    groups: int
    large: int
    joined: int
    parted: int
    asked: int
    left: int
    overused: int


def link_everything(
    *, now: datetime, compare: Compare, show: Show = lambda label, done, total: None
) -> Relinked:
    """Compare every claim with every other by ``compare``, and bring people to the groups that come of it.

    Killed and begun again it loses nothing: what was changed stays changed, what was not is found again.
    """
    with flow.as_system():
        due = rerun.list_due(scope=ENGINE)
    claims = _index(show)
    with flow.as_system():
        model = rerun.model_in_force(scope=ENGINE)
        pairs = rerun.write_edges(
            scope=ENGINE, found=compare(rerun.all_forms(scope=ENGINE), model), model=model
        )
    with flow.as_system():
        target = rerun.target(scope=ENGINE)
    done = _settle(target, now, show)
    with flow.as_system():
        owner = rerun.target_owners(scope=ENGINE)
        asked = regroup.propose_all(scope=ENGINE, edges=target.edges, owner=owner, now=now)
        asked += regroup.ask_about_doubtful(scope=ENGINE, target=target, owner=owner, now=now)
        rerun.done_with(scope=ENGINE, claims=due)
    flow.rank_proposals(now=now)
    sizes = [len(claims) for claims in target.groups]
    large = sum(size > LARGE for size in sizes)
    return Relinked(
        claims,
        pairs,
        len(sizes),
        large,
        done.joined,
        done.parted,
        done.asked + asked,
        done.left,
        target.overused,
    )


def spans() -> list[Span]:
    """All claims, in parts that may be indexed side by side."""
    with flow.as_system():
        return rerun.spans(scope=ENGINE)


def index(span: Span) -> int:
    """The keys of a part of the claims, where they are missing; how many claims of it are held."""
    with flow.as_system():
        return rerun.index(scope=ENGINE, span=span)


def _index(show: Show) -> int:
    total = 0
    for span in spans():
        total += index(span)
        show("Indexing claims", total, 0)
    return total


def _settle(target: rerun.Target, now: datetime, show: Show) -> regroup.Regrouped:
    whole, settled = regroup.Regrouped(), 0
    differing = list(regroup.clusters(target))
    waiting = iter(differing)
    while some := list(islice(waiting, CLUSTERS_AT_ONCE)):
        with flow.as_system():
            made = regroup.settle(scope=ENGINE, some=some, now=now, alerted=alerts.list_alerted)
            flow.after_moves(made.placed, now)
        whole.joined += made.joined
        whole.parted += made.parted
        whole.asked += made.asked
        whole.left += made.left
        settled += len(some)
        show("Bringing people to their groups", settled, len(differing))
    return whole
