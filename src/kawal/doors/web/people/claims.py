"""Claims side by side: one column a source, what differs marked; none of them is the right one."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from kawal.doors.web import labels
from kawal.doors.web.kit import figures
from kawal.doors.web.kit.cards.people import ClaimCell, ClaimRow, ClaimTable, NumberCard
from kawal.doors.web.kit.words import SEXES, word
from kawal.doors.web.people.facets import partial_day
from kawal.reference import selectors as reference
from kawal.situation.people.cards import ClaimCard

MOST_ON_PAGE = 3
NUMBER_KINDS = ("nik", "passport", "phone")
Subject = dict[str, Any]
Getter = Callable[[Subject], str]


def text_of(name: str) -> Getter:
    return lambda subject: str(subject.get(name) or "")


def _listed(name: str, shown: Callable[[str], str] = str) -> Getter:
    return lambda subject: ", ".join(shown(str(it)) for it in subject.get(name) or ())


def number_of(name: str) -> Getter:
    return lambda subject: figures.masked_short(str(subject[name])) if subject.get(name) else ""


def _address(subject: Subject) -> str:
    address = subject.get("address") or {}
    area = str(address.get("area") or "")
    return ", ".join(
        filter(None, [str(address.get("line") or ""), reference.area_label(area) if area else ""])
    )


def sex_of(subject: Subject) -> str:
    return word(SEXES, str(subject.get("sex") or ""))


def birth_of(subject: Subject) -> str:
    return partial_day(str(subject.get("birth_date") or ""))


def _citizenship(subject: Subject) -> str:
    code = str(subject.get("citizenship") or "")
    return reference.country_label(code, language=labels.language()) if code else ""


def _rows() -> list[tuple[str, Getter, bool]]:
    """Label, what it takes from a subject, and whether it is a number of a paper."""
    return [
        (_("Nama"), text_of("name"), False),
        (_("Lahir"), birth_of, False),
        (_("Ibu"), text_of("mother_name"), False),
        (_("NIK"), number_of("nik"), True),
        (_("Nama lain"), _listed("aliases"), False),
        (_("Jenis kelamin"), sex_of, False),
        (_("Tempat lahir"), text_of("birth_place"), False),
        (_("Ayah"), text_of("father_name"), False),
        (_("Paspor"), number_of("passport"), True),
        (_("Kartu keluarga"), number_of("kk"), True),
        (_("HP"), _listed("phones", figures.masked_short), True),
        (_("Alamat"), _address, False),
        (_("Warga negara"), _citizenship, False),
        (_("Pendidikan"), text_of("education"), False),
    ]


BRIEF = 4  # rows on the person page: name, birth, mother, NIK


def claim_table(claims: Sequence[ClaimCard], *, brief: bool) -> ClaimTable:
    """All claims with every row that says something. ``brief`` keeps to the four rows that tell people apart, and to three
    columns: sources that say the same share one."""
    shown = [claim for claim in claims if _says_something(claim) and (claim.held or not brief)]
    getters = _rows()[: BRIEF if brief else None]
    columns = [
        (_heading(claim), tuple(get(claim.subject) for _label, get, _number in getters)) for claim in shown
    ]
    if brief:
        columns = _merged(columns)[:MOST_ON_PAGE]
    rows, differing = [], []
    for at, (label, _get, is_number) in enumerate(getters):
        texts = [cells[at] for _heading, cells in columns]
        if not any(texts):
            continue
        row = ClaimRow(label, _cells(texts), is_number)
        rows.append(row)
        if any(cell.differs for cell in row.cells):
            differing.append(label.lower() if label != "NIK" else label)
    return ClaimTable([heading for heading, _cells in columns], rows, ", ".join(differing))


def _merged(columns: Sequence[tuple[str, tuple[str, ...]]]) -> list[tuple[str, tuple[str, ...]]]:
    """One column for each different set of words; its heading names every source that said them."""
    sources: dict[tuple[str, ...], list[str]] = {}
    for heading, cells in columns:
        named = sources.setdefault(cells, [])
        if heading not in named:
            named.append(heading)
    return [(_several(headings), cells) for cells, headings in sources.items()]


def _several(names: Sequence[str]) -> str:
    """Two sources by name, the others counted: the full list is a page away."""
    if len(names) <= 2:
        return ", ".join(names)
    return _("%(first)s dan %(count)d sumber lain") % {"first": names[0], "count": len(names) - 1}


def count_claims(claims: Sequence[ClaimCard]) -> int:
    return sum(map(_says_something, claims))


def numbers(claims: Sequence[ClaimCard], reveal: Callable[[str], str]) -> list[NumberCard]:
    """One masked number of each kind: the one most claims say. ``reveal`` gives the address that shows it, or nothing."""
    found = []
    for kind in NUMBER_KINDS:
        said = [value for claim in claims if claim.held for value in _said(claim.subject, kind)]
        if said:
            number = Counter(said).most_common(1)[0][0]
            found.append(NumberCard(label_of(kind), figures.masked(number), reveal(kind)))
    return found


def _said(subject: Subject, kind: str) -> list[str]:
    value = subject.get("phones") if kind == "phone" else subject.get(kind)
    return [str(it) for it in (value if isinstance(value, list | tuple) else [value]) if it]


def _says_something(claim: ClaimCard) -> bool:
    """A claim that only repeats the code of the person says nothing about who it is."""
    return bool(set(claim.subject) - {"kawal_id"})


def _heading(claim: ClaimCard) -> str:
    name = labels.source_name(claim.source)
    return name if claim.held else _("%(source)s (ditarik)") % {"source": name}


def _cells(texts: Sequence[str]) -> list[ClaimCell]:
    """The value most sources give stands plain, the others are marked; where none leads, the first does."""
    said = [text for text in texts if text]
    usual = Counter(map(_folded, said)).most_common(1)[0][0]
    return [ClaimCell(text, bool(text) and _folded(text) != usual) for text in texts]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def label_of(kind: str) -> str:
    return {"nik": "NIK", "passport": _("Paspor"), "phone": _("HP")}[kind]


def grouped(number: str) -> str:
    """Four signs at a time, to be read aloud and typed without slips."""
    plain = "".join(number.split())
    return " ".join(plain[at : at + 4] for at in range(0, len(plain), 4)) if plain.isalnum() else number
