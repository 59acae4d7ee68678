"""The whole run: blocks of people in parallel, then one merge a file.

A block depends on the seed and its number alone, so the number of processes changes
nothing but the time.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from errno import EEXIST
from pathlib import Path
from typing import Any

import orjson

from kawal_simulation import lives, manifests, population, reporting, rings, truth, writing
from kawal_simulation.agencies import agency
from kawal_simulation.context import write_context
from kawal_simulation.days import day_text
from kawal_simulation.settings import Settings

Counts = Counter[tuple[str, str]]
LISTS = "manifests"
Progress = Callable[[str, int, int], None]


def simulate(
    settings: Settings,
    folder: Path,
    *,
    processes: int = 2,
    progress: Progress | None = None,
    prepare: Callable[[], None] | None = None,
) -> dict[str, Any]:
    """Write the country into `folder`, replacing what an earlier run left there; returns counts.

    `prepare` is what each worker does first, such as asking to end with this process.
    """
    tell = progress or (lambda *_: None)
    _clear(folder)
    counts: Counts = Counter()
    with ProcessPoolExecutor(max_workers=processes, initializer=prepare) as pool:
        jobs = [pool.submit(write_block, settings, folder, block) for block in range(settings.blocks)]
        for done, job in enumerate(jobs, start=1):
            counts += job.result()
            tell("people", done, settings.blocks)
        sources = sorted({source for source, _ in counts})
        files = [pool.submit(write_source, folder, source) for source in sources]
        for done, file in enumerate(files, start=1):
            file.result()
            tell("files", done, len(files))
    _join_truth(folder, sources)
    manifests.write_lists(folder, _parts(folder, LISTS))
    write_context(folder / "context", settings.window)
    shutil.rmtree(folder / writing.RUNS)
    return _summary(settings, folder, counts)


def _clear(folder: Path) -> None:
    """Remove only what an earlier run wrote, so that a wrong folder loses nothing.

    :raises FileExistsError: folders of those names that no run wrote.
    """
    folder.mkdir(parents=True, exist_ok=True)
    inside = ("truth", "context", manifests.FOLDER)
    is_ours = any((folder / name).exists() for name in (writing.RUNS, "summary.json"))
    strange = [name for name in inside if not is_ours and (folder / name).exists()]
    if strange:
        raise FileExistsError(EEXIST, f"its {strange[0]}/ was written by no earlier run", str(folder))
    for name in (writing.RUNS, *inside):
        shutil.rmtree(folder / name, ignore_errors=True)
    if (folder / "summary.json").exists():
        for source in orjson.loads((folder / "summary.json").read_bytes())["by_source"]:
            for path in (folder / f"{source}.ndjson", folder / f"{source}.csv"):
                path.unlink(missing_ok=True)
    (folder / writing.RUNS).mkdir()


def write_block(settings: Settings, folder: Path, block: int) -> Counts:
    """Simulate one block and leave its runs; returns facts by (source, kind)."""
    people, shared = population.block_of(settings, block)
    found = rings.rings_of(settings, block, people)
    counts: Counts = Counter()
    runs: dict[str, list[bytes]] = {}
    lines: truth.Lines = {name: [] for name in truth.FILES}
    listed: list[bytes] = []
    for it in people:
        sent = reporting.all_sent(settings, it, lives.life_of(settings, it, found.get(it.index)))
        sent = sent or reporting.sent_at_once(settings, it, lives.seen_once(settings, it))
        for one in sent:
            _keep(runs, counts, one)
        truth.about_person(lines, it, sent)
        listed += [orjson.dumps(row) + b"\n" for row in manifests.rows_of(settings, it, sent)]
        it.rows.clear()
        it.claims.clear()
    truth.about_rings(lines, found, people)
    truth.about_shared(lines, shared)
    for ring in {ring.id: ring for ring in found.values()}.values():
        finding = reporting.ring_finding(settings, ring)
        if finding:
            truth.about_finding(lines, finding)
            _keep(runs, counts, finding)
    for source, own in runs.items():
        writing.write_run(folder, source, block, own)
    for name, own in [*lines.items(), (LISTS, listed)]:
        path = folder / writing.RUNS / f"truth-{name}-{block:06d}"
        path.write_bytes(b"".join(own))
    return counts


def _keep(runs: dict[str, list[bytes]], counts: Counts, one: reporting.Sent) -> None:
    counts[one.source, one.fact["kind"]] += 1
    line = f"{one.order}{one.fact['id']}\t".encode() + orjson.dumps(one.fact) + b"\n"
    runs.setdefault(one.source, []).append(line)


def write_source(folder: Path, source: str) -> int:
    """One agency's file, in the order of sending; returns its lines."""
    if agency(source).file == "csv":
        return writing.write_csv(folder / f"{source}.csv", folder, source)
    return writing.write_ndjson(folder / f"{source}.ndjson", writing.merged(folder, source))


def _join_truth(folder: Path, sources: list[str]) -> None:
    (folder / "truth").mkdir()
    (folder / "truth" / "typists.ndjson").write_bytes(b"".join(truth.typists(sources)))
    for name in truth.FILES:
        with (folder / "truth" / f"{name}.ndjson").open("wb") as target:
            target.writelines(_parts(folder, name))


def _parts(folder: Path, name: str) -> Iterator[bytes]:
    for path in sorted((folder / writing.RUNS).glob(f"truth-{name}-*")):
        with path.open("rb") as part:
            yield from part


def _summary(settings: Settings, folder: Path, counts: Counts) -> dict[str, Any]:
    by_source: Counter[str] = Counter()
    by_kind: Counter[str] = Counter()
    for (source, kind), count in sorted(counts.items()):
        by_source[source] += count
        by_kind[kind] += count
    summary = {
        "people": settings.people,
        "facts": counts.total(),
        "seed": settings.seed,
        "from": day_text(settings.window.first),
        "until": day_text(settings.window.end),
        "by_source": dict(by_source),
        "by_kind": dict(by_kind),
    }
    (folder / "summary.json").write_bytes(orjson.dumps(summary, option=orjson.OPT_INDENT_2))
    return summary
