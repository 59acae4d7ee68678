"""Days from the first sign to home: the nation's as last counted, a unit's own now."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from kawal.access.scope import Power, Scope
from kawal.publication.statistics.models import FiguresDrawn
from kawal.publication.statistics.selectors import is_exact_for
from kawal.publication.statistics.suppression import FEW
from kawal.response.elapsed.selectors import StretchFigures, Summary, summarise

YEAR = timedelta(days=365)


def count_elapsed(*, scope: Scope, now: datetime) -> dict[str, Any]:
    """The chains of the year that ends now, as JSON keeps them."""
    return asdict(summarise(scope=scope, since=now - YEAR))


def get_elapsed(*, scope: Scope, now: datetime, province: str = "") -> Summary | None:
    """The year's chains: of the nation, or of the scope's own people, narrowed to a province of origin.

    ``None`` where nothing was counted, or where who has no people would be told of fewer than ten.

    :raises NotAllowed: the scope may not read statistics.
    """
    scope.require(Power.READ_STATISTICS)
    if is_exact_for(scope=scope) and (province or not scope.is_nationwide):
        return summarise(scope=scope, since=now - YEAR, province=province)
    kept = None if province else FiguresDrawn.objects.values_list("elapsed", flat=True).first()
    if not kept:
        return None
    told = _summary(kept)
    return told if scope.is_nationwide or told.whole >= FEW else None


def _summary(kept: Mapping[str, Any]) -> Summary:
    stretches = tuple(StretchFigures(**it) for it in kept["stretches"])
    return Summary(kept["people"], kept["whole"], stretches, StretchFigures(**kept["total"]))
