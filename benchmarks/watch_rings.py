"""Rings found before and after a case, beside "any shared phone" and a cap on how many may share; and the speed of links.

    python -m benchmarks.watch_rings [--people 50000] [--seeds a b c]

The countries are simulated in the hard setting of docs/simulation.md, in a folder that is removed. Each is read three ways: as it
is; *disguised*, every recruiter under two names, misspelt, phones in four notations; *without bookings*, where no fact tells
a booking or a group. The target (W9): precision of members flagged and recall of rings 0.98, at most 40 flagged in 10,000.
A ring counts as found where at least half of its knowable members (who share something with another member) are in one ring.
"""

import argparse
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.measuring import Result, tell

Told = list[tuple[Any, Any, Any]]
HARD = ["--prevalence", "0.003", "--nonprocedural", "0.12", "--decoys", "0.12", "--noise", "2.2"]
CAP = 20
NOTATIONS = ("+{0}", "0{1}", "62-{1}", "({0})")


def read(folder: Path) -> Told:
    """Person, fact and claim, in the order in which they became known."""
    from kawal_simulation.reading import facts_in, truth_in

    who = {(it["source"], it["id"]): it["person"] for it in truth_in(folder, "claims")}
    found = [
        (who.get((it["source"], it["id"])), fact_of(it), claim_of(it["subject"]))
        for it in facts_in(folder)
        if it["kind"] != "withdrawn"
    ]
    return sorted(found, key=lambda it: (it[1].known_at, it[1].source, it[1].id))


def fact_of(it: dict[str, Any]) -> Any:
    from kawal.foundation.moments import read_moment
    from kawal.situation.picture.shapes import PictureFact

    at, precision = read_moment(it["occurred_at"])
    known = read_moment(it.get("sent_at") or it["occurred_at"])[0]
    return PictureFact(
        it["kind"],
        at.astimezone(UTC),
        precision == "day",
        it["source"],
        it["id"],
        it.get("place"),
        it["data"],
        "unknown",
        known,
    )


def claim_of(said: dict[str, Any]) -> Any:
    from kawal.situation.networks.shapes import Claimed

    names = tuple(filter(None, [said.get("name"), *(said.get("aliases") or ())]))
    births = (said["birth_date"],) if said.get("birth_date") else ()
    area = said.get("address", {}).get("area") or ""
    return Claimed(names, tuple(said.get("phones") or ()), births, area, said.get("kk") or "")


def disguised(told: Told) -> Told:
    """Half of a recruiter's workers know another name of theirs; names are misspelt and phones written as people write them."""
    dice = random.Random("disguised")

    def other(person: Any, said: dict[str, Any]) -> dict[str, Any]:
        name, phone = str(said.get("name") or ""), str(said.get("phone") or "")
        if phone and hash_of(f"{phone}{person}") % 2:
            name = f"{'Bang' if hash_of(phone) % 2 else 'Koko'} {name[::-1].title()}"
        if len(name) > 6:
            at = dice.randrange(2, len(name) - 1)
            name = name[:at] + dice.choice(("", name[at] * 2, "h" + name[at])) + name[at + 1 :]
        digits = "".join(filter(str.isdigit, phone))
        written = dice.choice(NOTATIONS).format(digits, digits[2:]) if digits.startswith("62") else phone
        return {**said, "name": name, "phone": written}

    return [(who, fact._replace(data=change(fact.data, who, other)), claim) for who, fact, claim in told]


def change(
    data: dict[str, Any], who: Any, other: Callable[[Any, dict[str, Any]], dict[str, Any]]
) -> dict[str, Any]:
    said = data.get("recruiter")
    return (
        {**data, "recruiter": other(who, said)}
        if isinstance(said, dict) and not said.get("licence")
        else data
    )


def without_bookings(told: Told) -> Told:
    hidden = ("booking", "group")
    return [
        (who, it._replace(data={key: value for key, value in it.data.items() if key not in hidden}), claim)
        for who, it, claim in told
    ]


def measure(folder: Path) -> Result:
    told = read(folder)
    truth = Truth(folder)
    world = context_of(folder)
    return {
        name: {"kawal": ours(variant, truth, world), **naive(variant, truth)}
        for name, variant in (
            ("as_it_is", told),
            ("disguised", disguised(told)),
            ("without_bookings", without_bookings(told)),
        )
    }


def context_of(folder: Path) -> Any:
    from kawal.reference.context.reading import read_folder

    return read_folder(folder / "context").context


class Truth:
    def __init__(self, folder: Path) -> None:
        from kawal_simulation.reading import truth_in

        self.people = sum(1 for _ in truth_in(folder, "people"))
        self.rings = [({*it["members"]}, {*it["clients"]}) for it in truth_in(folder, "rings")]
        self.in_ring = set().union(*(members | clients for members, clients in self.rings))


def ours(told: Told, truth: Truth, world: Any) -> Result:
    from kawal.situation.networks.network import Network

    network = Network(world)
    began = time.process_time()
    for person, fact, claim in told:
        network.take(person, fact, claim)
    seconds = time.process_time() - began
    links = network.links
    known = [
        {
            it
            for it in members
            if any(len(links.people_at(ident) & members) > 1 for ident in links.idents_of(it))
        }
        for members, _ in truth.rings
    ]
    rings = network.rings()
    figures = figures_of(
        {it for ring in rings for it in ring.members}, truth, known, [set(it.members) for it in rings]
    )
    linked = [links.parts.tied(it) for members in known for it in members]
    figures["rings_linked"] = recall(known, linked)
    figures["unconfirmed_rings"] = sum(not it.is_confirmed for it in rings)
    figures["reasons"] = count(reason.code for ring in rings for reason in ring.reasons)
    return figures | {"microseconds_a_fact": round(seconds / len(told) * 1e6, 1)}


def naive(told: Told, truth: Truth) -> Result:
    """Everybody who is linked, through any phone, to a proven case; and the same without phones that many share."""
    from kawal.foundation.phones import phone_digits
    from kawal.foundation.unions import Unions

    users, proven = defaultdict[str, set[Any]](set), set[Any]()
    for person, fact, claim in told:
        said = fact.data.get("recruiter")
        phones = [*claim.phones, said.get("phone")] if isinstance(said, dict) else claim.phones
        for phone in filter(None, map(phone_digits, filter(None, phones))):
            users[phone].add(person)
        if fact.kind == "case_decided" and fact.data.get("outcome") == "proven":
            proven.add(person)
    found = {}
    for name, most in (("any_shared_phone", sys.maxsize), ("degree_cap", CAP)):
        union = Unions[Any]()
        for them in users.values():
            first, *rest = them
            for it in rest if len(them) <= most else ():
                union.join(first, it)
        groups = defaultdict[Any, set[Any]](set)
        for it in set().union(*users.values()) - {None}:
            groups[union.top(it)].add(it)
        cases = [them for them in groups.values() if them & proven and len(them) > 1]
        found[name] = figures_of(set().union(*cases), truth, [members for members, _ in truth.rings], cases)
    return found


def figures_of(flagged: set[Any], truth: Truth, known: list[set[Any]], groups: list[set[Any]]) -> Result:
    return {
        "flagged_per_10000": round(len(flagged) / truth.people * 10_000, 1),
        "precision": round(len(flagged & truth.in_ring) / len(flagged), 3) if flagged else None,
        "rings": len(truth.rings),
        "rings_found": recall(known, groups),
    }


def recall(known: list[set[Any]], groups: Iterable[set[Any]]) -> int:
    listed = list(groups)
    return sum(
        any(len(members & group) * 2 >= len(members) for group in listed) for members in known if members
    )


def count(words: Iterable[str]) -> dict[str, int]:
    found = defaultdict[str, int](int)
    for word in words:
        found[word] += 1
    return dict(found)


def hash_of(text: str) -> int:
    from kawal.situation.networks.keys import plain_key

    return plain_key("benchmark", text)


def speed() -> Result:
    """Ties set one after the other, and one new worker of a ring of ten: its link, its law and the ring's component."""
    from kawal.situation.networks.components import Components
    from kawal.situation.networks.links import Links
    from kawal.situation.networks.shapes import Trace

    dice, edges = random.Random(1), 300_000
    pairs = [frozenset((dice.randrange(edges), dice.randrange(edges))) for _ in range(edges)]
    parts = Components[int]()
    began = time.process_time()
    for n, pair in enumerate(pairs):
        parts.set_tie(n, (pair,))
    whole = time.process_time() - began
    links, name = Links(), frozenset(("RAHMAT", "CONTOH"))
    taken = []
    for key in range(2_000):
        trace = Trace("phone", key, "recruiter", name)
        for person in range(10):
            began = time.perf_counter()
            links.see((key, person), trace, 700_000 + person, ("a", "b"))
            taken.append(time.perf_counter() - began)
    taken.sort()
    return {"edges_a_second": round(edges / whole), "one_new_link_us": round(taken[len(taken) // 2] * 1e6, 1)}


def main() -> None:
    said = argparse.ArgumentParser()
    said.add_argument("--people", type=int, default=50_000)
    said.add_argument("--seeds", nargs="+", default=["a", "b", "c"])
    said.add_argument("--folders", nargs="*", default=[], help="countries that are there already")
    asked = said.parse_args()
    from kawal_simulation.command import main as simulate

    results: Result = {"measured_at": datetime.now(UTC).date().isoformat(), "speed": speed()}
    for folder in asked.folders:
        results[folder] = measure(Path(folder))
    for seed in () if asked.folders else asked.seeds:
        with tempfile.TemporaryDirectory() as folder:
            simulate(["--people", str(asked.people), "--seed", seed, *HARD, "--out", folder])
            results[seed] = measure(Path(folder))
    tell(results)


if __name__ == "__main__":
    main()
