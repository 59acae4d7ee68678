"""What the watch makes of somebody is kept by looking at her own row, however many were judged before."""

import pytest

from kawal import flow
from kawal.decisions.judging import watched
from kawal.facts.ledger import bulk

pytestmark = pytest.mark.django_db

# The tests' own table is nearly empty, where reading it whole would be right.
PLANS_OF_A_LARGE_TABLE = """set local plan_cache_mode = force_generic_plan; set local enable_seqscan = off;
 set local enable_hashjoin = off; set local enable_mergejoin = off; set local enable_material = off"""


def test_one_judgement_is_kept_without_reading_all_others():
    with flow.as_system():
        bulk.script(PLANS_OF_A_LARGE_TABLE)
        text = watched.KEEP.replace("%s::json", "$2::json").replace("%s", "$1")
        bulk.run(f"prepare kept(timestamptz, text) as {text}")
        plan = "\n".join(line for (line,) in bulk.run("explain execute kept(now(), '[]')"))
        bulk.run("deallocate kept")
    assert "Index Cond: (person_id = x.person_id)" in plan
    assert "SubPlan" not in plan and "Seq Scan" not in plan
