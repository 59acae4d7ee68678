"""What speaks for and against, in the codes that pages and the API give. Pure."""

from collections.abc import Iterable

from kawal.situation.linkage.rules.score import Part

# By field and level; what stands nowhere says nothing worth a word.
CODES: dict[str, dict[str, str]] = {
    "name": {"exact": "name", "sound": "name", "slip": "similar_name", "close": "similar_name",
             "contained": "similar_name", "similar": "similar_name",
             "word": "similar_name", "different": "other_name"},
    "father": {"exact": "father_name", "sound": "father_name", "close": "father_name", "different": "other_father"},
    "birth": {"exact": "birth_date", "swapped": "birth_swapped", "digit": "birth_digit", "anniversary": "birth_day",
              "compatible": "birth_year", "year": "birth_year", "near": "birth_near", "different": "other_birth"},
    "birth_place": {"regency": "birth_place", "different": "other_birth_place"},
    "mother": {"exact": "mother_name", "sound": "mother_name", "close": "mother_name", "word": "similar_mother",
               "different": "other_mother"},
    "nik": {"equal": "nik", "near": "near_nik", "different": "other_nik"},
    "sex": {"different": "other_sex"},
    "passport": {"equal": "passport"},
    "kk": {"equal": "kk"},
    "kawal_id": {"equal": "kawal_id"},
    "phone": {"equal": "phone"},
    "home": {"village": "area", "district": "area", "regency": "area"},
}  # fmt: skip
REASONS = tuple(dict.fromkeys(code for levels in CODES.values() for code in levels.values()))


def reasons_of(parts: Iterable[Part]) -> tuple[str, ...]:
    """Codes of what counts, the strongest first, whichever way it points."""
    ordered = sorted(parts, key=lambda it: -abs(it.bits))
    codes = (CODES[it.field].get(it.level, "") for it in ordered)
    return tuple(dict.fromkeys(code for code in codes if code))
