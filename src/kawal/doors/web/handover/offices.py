"""Which steps an officer may give in, and as whom: an agency, or the province or regency he serves."""

from kawal.access.scope import Scope
from kawal.doors.web import labels
from kawal.reference import selectors as reference
from kawal.response.handover.chains import Step, chains
from kawal.response.handover.plans import AREAS, Party

GIVES_NOTHING = ("village", "investigator")


def giver_of(step: Step, scope: Scope, name: str) -> Party:
    """The officer's own office as the giver of this step."""
    if "agency" in step.giver or "social_ministry" in step.giver:
        kind = (
            "social_ministry" if scope.agency == "kemensos" and "social_ministry" in step.giver else "agency"
        )
        return Party(kind, scope.agency, name, labels.source_name(scope.agency))  # type: ignore[arg-type]  # one of two words
    found = area_party(scope.area, name)
    return found if found else Party("agency", scope.agency, name, labels.source_name(scope.agency))


def area_party(code: str, name: str = "") -> Party | None:
    """The office of a province, regency or village; nothing for other codes."""
    kind = next((it for it, length in AREAS.items() if length == len(code)), None)
    if kind is None or not code:
        return None
    return Party(kind, code, name, reference.area_label(code, full=kind == "village"))  # type: ignore[arg-type]  # a kind of area


def open_steps(scope: Scope) -> list[Step]:
    """The steps in which this officer may be the giver; goods have a page of their own."""
    if scope.role in GIVES_NOTHING:
        return []
    every = [step for chain in chains() if chain.code != "goods" for step in chain.steps]
    return [step for step in every if giver_of(step, scope, "").kind in step.giver]
