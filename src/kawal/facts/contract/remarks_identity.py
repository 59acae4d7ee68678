"""Remarks on what a subject says about itself: numbers that cannot be one, and values that contradict each other.

A NIK keeps the date and area of first registration though a correction changed the register, so a difference is worth
knowing and never a fault. A family card's number has the shape of a NIK and is often put in its place.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from kawal.facts.contract.errors import Remark
from kawal.facts.contract.remarks_text import remark
from kawal.facts.contract.subject import mended, phones_of, usable_kk, usable_nik, usable_passport
from kawal.foundation.moments import PartialDate
from kawal.foundation.nik import Nik

_BY_SPREADSHEET = re.compile(r"\d([.,]\d+)?e\+?\d+|\d{15,16}[.,]0+", re.IGNORECASE | re.ASCII)
_FIRST_KK_YEAR = 2005  # family cards with this number are issued since then
_EARLIEST_BIRTH = 1900
_GENERATION = 10


def identity_remarks(subject: dict[str, Any], on: date) -> Iterator[Remark]:
    """``on`` is the day of the fact."""
    born = PartialDate.parse(subject["birth_date"]) if "birth_date" in subject else None
    if "nik" in subject:
        yield from _nik(subject, born, on)
    if "kk" in subject and not usable_kk(subject["kk"]):
        yield remark("kk_odd", "subject.kk")
    if "passport" in subject and not usable_passport(subject["passport"]):
        yield remark("passport_odd", "subject.passport")
    if "phones" in subject and not phones_of(subject):
        yield remark("phone_odd", "subject.phones")
    if born:
        if born.earliest > on:
            yield remark("birth_after_event", "subject.birth_date")
        elif born.year < _EARLIEST_BIRTH:
            yield remark("birth_odd", "subject.birth_date")


def _nik(subject: dict[str, Any], born: PartialDate | None, on: date) -> Iterator[Remark]:
    said = subject["nik"]
    digits = usable_nik(said)
    if digits is None:
        yield remark(
            "nik_digits_lost" if _BY_SPREADSHEET.fullmatch(said.strip()) else "nik_odd", "subject.nik"
        )
        return
    if any(map(str.isalpha, said)):
        yield remark("nik_mended", "subject.nik")
    if "kk" in subject and mended(subject["kk"]) == digits:
        yield remark("nik_is_kk", "subject.nik")
        return
    nik = Nik(digits)
    if born and born.day and not _agrees(nik, born):
        likely = not nik.is_woman and _could_be_card(nik, born, on)
        yield remark("nik_maybe_kk" if likely else "nik_birth_differs", "subject.nik")
    if subject.get("sex") == ("male" if nik.is_woman else "female"):
        yield remark("nik_sex_differs", "subject.nik")


def _agrees(nik: Nik, born: PartialDate) -> bool:
    return nik.birth_day == (born.day, born.month, born.year % 100)


def _could_be_card(nik: Nik, born: PartialDate, on: date) -> bool:
    """Its date reads as one on which cards were issued, many years after the birth."""
    issued = 2000 + nik.birth_day[2]
    return _FIRST_KK_YEAR <= issued <= on.year and issued - born.year > _GENERATION
