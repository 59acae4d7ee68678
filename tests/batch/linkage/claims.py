"""Made-up claims of made-up people, as agencies spell them, with the person behind each."""

from random import Random

from kawal.situation.linkage.rules.forms import form_of
from tests.batch.linkage.made_up import FAMILY, GIVEN, MIDDLE

SPELLINGS = [
    ("u", "oe"),
    ("c", "tj"),
    ("j", "dj"),
    ("y", "i"),
    ("i", "y"),
    ("s", "z"),
    ("f", "v"),
    ("k", "kh"),
    ("a", "ah"),
]


def claims(people, seed=1, most=3):
    """(claim id, person, form) of every claim; ids begin with 1."""
    random = Random(seed)
    made = []
    for person in range(people):
        whole = _subject(random, person)
        for n in range(random.randint(1, most)):
            made.append((person, _as_said(whole, random) if n else whole))
    random.shuffle(made)
    return [(n, person, form_of(subject)) for n, (person, subject) in enumerate(made, 1)]


def _subject(random, person):
    name = [
        random.choice(GIVEN),
        random.choice(MIDDLE),
        random.choice(FAMILY) + random.choice(["", "wati", "yanti"]),
    ]
    day, month, year = random.randint(1, 28), random.randint(1, 12), random.randint(1960, 2004)
    if random.random() < 0.05:
        day = month = 1
    sex = random.choice(["female", "male"])
    shown = day + 40 if sex == "female" else day
    regency = random.randint(1, 40)
    subject = {
        "name": " ".join(name[: random.choice([1, 2, 2, 3])]),
        "sex": sex,
        "birth_date": f"{year}-{month:02}-{day:02}",
        "birth_place": f"99.{regency:02}",
        "mother_name": f"{random.choice(GIVEN)} {random.choice(FAMILY)}",
        "nik": f"99{regency:02}01{shown:02}{month:02}{year % 100:02}{random.randint(1, 9998):04}",
        "kk": f"99{regency:02}01{random.randint(1, 28):02}{month:02}12{person % 9000 + 1:04}",
        "passport": f"X{random.randint(10**6, 10**7 - 1)}",
        "phones": [f"+62 800-{random.randint(0, 9999):04}-{random.randint(0, 9999):04}"],
        "address": {"area": f"99.{regency:02}.{random.randint(1, 9):02}.{random.randint(2001, 2009)}"},
        "kawal_id": f"k{person:011}",
    }
    if random.random() < 0.2:
        subject["aliases"] = [random.choice(GIVEN), f"{random.choice(MIDDLE)} {name[-1]}"]
    if random.random() < 0.3:
        subject["name"] += f" binti {random.choice(GIVEN)}"
    return subject


def _as_said(whole, random):
    said = dict(whole)
    for field in ("name", "mother_name"):
        for old, new in random.sample(SPELLINGS, 3):
            if random.random() < 0.4:
                said[field] = said[field].replace(old, new, 1)
    if random.random() < 0.2:
        said["name"] = " ".join(random.sample(said["name"].split(), len(said["name"].split())))
    if random.random() < 0.4:
        said["birth_date"] = _other_birth(said["birth_date"], random)
    if random.random() < 0.2:
        said["nik"] = said["nik"][:-2] + f"{random.randint(1, 99):02}"
    if random.random() < 0.1:
        said["birth_place"] = f"99.{random.randint(1, 40):02}"
    if random.random() < 0.02:
        said["sex"] = "female"
    for field in (
        "nik",
        "kk",
        "passport",
        "phones",
        "address",
        "kawal_id",
        "mother_name",
        "birth_place",
        "aliases",
    ):
        if random.random() < 0.35:
            said.pop(field, None)
    return said


def _other_birth(day, random):
    year, month, rest = day.split("-")
    return random.choice(
        [
            f"{year}-{rest}-{month}" if int(rest) <= 12 else year,
            f"{int(year) - 6}-{month}-{rest}",
            f"{year}-{month}-{int(rest) % 28 + 1:02}",
            year,
            f"{year}-{month}",
            f"{int(year) + 1}-01-01",
        ]
    )
