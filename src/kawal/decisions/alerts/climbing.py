"""An emergency that nobody took in time goes to the next level: home district, province, nation; mission, nation. The engine's part."""

from datetime import datetime

from kawal.decisions.alerts import writing
from kawal.decisions.alerts.deciding import CLIMBS_AFTER
from kawal.facts.ledger import bulk

NEXT = ("", "province", "nation")  # by rung
CLIMB = """update alert a set climbed = t.rung, climbs_at = case when t.rung < 2 then %s + %s end
 from (select alert_id, case when desk <> 'mission' and climbed = 0 and exists (select from unnest(keys) k where left(k, 1) = 'k')
   then 1 else 2 end as rung from alert where climbs_at <= %s and state = 'new' order by alert_id for update) t
 where a.alert_id = t.alert_id returning a.alert_id, t.rung"""


def climb(*, now: datetime) -> int:
    """Let every emergency whose hour has passed without a taker climb one level, where it then counts as theirs; how many."""
    climbed = bulk.run(CLIMB, (now, CLIMBS_AFTER, now))
    if climbed:
        writing.tell([(alert, "climbed", NEXT[rung]) for alert, rung in climbed], now)
        writing.list_again(alert for alert, _rung in climbed)
    return len(climbed)
