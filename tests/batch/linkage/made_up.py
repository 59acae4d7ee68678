"""A table of made-up people who stand in it more than once, spelled as different clerks spell."""

import csv
from collections import Counter
from itertools import combinations
from random import Random

GIVEN = [
    "seruni",
    "kenanga",
    "melati",
    "teratai",
    "cempaka",
    "mawar",
    "dahlia",
    "flamboyan",
    "anggrek",
    "sakura",
    "kamboja",
    "soka",
]
MIDDLE = ["ayu", "rini", "putri", "murni", "lestari", "wulan", "sari", "indah", "kasih", "bunga"]
FAMILY = [
    "umpama",
    "contoh",
    "misal",
    "andai",
    "seumpama",
    "percontohan",
    "perumpamaan",
    "teladan",
    "pola",
    "model",
    "bakal",
]
TOWNS = ["contohan", "umpamaraya", "misalkota", "andaiharja", "polasari", "teladanrejo"]
COLUMNS = ("rec_id", "given_name", "surname", "born", "town", "number")


def people(count, seed=1, most=3):
    """Rows of (id, values); the part of the id before the dash says who it is."""
    random = Random(seed)
    rows = []
    for person in range(count):
        given = f"{random.choice(GIVEN)} {random.choice(MIDDLE)}"
        family = random.choice(FAMILY) + random.choice(["", "wati", "ningsih", "yanti"])
        born = f"{random.randint(1950, 2004)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
        number = f"99{random.randint(10**6, 10**7)}"
        whole = (given, family, born, random.choice(TOWNS), number)
        rows.append((f"{person}-0", *whole))
        rows += [(f"{person}-{n}", *_spoiled(whole, random)) for n in range(1, random.randint(1, most) + 1)]
    random.shuffle(rows)
    return rows


def _spoiled(whole, random):
    values = list(whole)
    for place in random.sample(range(5), random.choice([0, 1, 1, 2])):
        values[place] = random.choice([_typed, _typed, _left_out])(values[place], random)
    if random.random() < 0.1:
        values[0], values[1] = values[1], values[0]
    return values


def _typed(value, random):
    at = random.randrange(len(value) - 1)
    return random.choice(
        [
            value[:at] + value[at + 1] + value[at] + value[at + 2 :],
            value[:at] + random.choice("aeinrs0123") + value[at + 1 :],
            value[:at] + value[at + 1 :],
        ]
    )


def _left_out(value, random):
    return ""


def write(path, rows, columns=COLUMNS):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns, *rows])
    return path


def f1(ids, clusters):
    """Pairs that were joined rightly, in one figure with those joined wrongly and those missed."""
    truth, mine = Counter(id_.split("-")[0] for id_ in ids), Counter(clusters)
    both = Counter(zip((id_.split("-")[0] for id_ in ids), clusters, strict=True))
    pairs = [sum(n * (n - 1) // 2 for n in counted.values()) for counted in (both, truth, mine)]
    return 2 * pairs[0] / (pairs[1] + pairs[2])


def joined(ids, clusters):
    of = {}
    for id_, cluster in zip(ids, clusters, strict=True):
        of.setdefault(cluster, []).append(id_)
    return {pair for it in of.values() for pair in combinations(sorted(it), 2)}
