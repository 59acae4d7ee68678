"""How each type of field of the contract is asked for on a page, read back and shown again for correcting."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kawal.doors.web import labels, places
from kawal.doors.web.kit import figures, times, typed
from kawal.doors.web.kit.fields import Segments
from kawal.facts.contract import values
from kawal.facts.contract.fields import Field
from kawal.foundation.moments import InvalidDate, PartialDate
from kawal.reference import selectors as reference

UNSAID = ""
CURRENCIES = ("IDR", "MYR", "SGD", "HKD", "TWD", "SAR", "AED", "KRW", "JPY", "BND", "THB", "USD")
# Where most go: offered while typing; every other country may be written.
COUNTRIES = ("MYS", "HKG", "TWN", "SGP", "SAU", "KOR", "BRN", "ARE", "JPN", "KHM", "MMR", "THA", "TUR")
REGISTRY_FIELDS = ("name", "birth_date", "nik", "mother_name", "address")


@dataclass(frozen=True, slots=True)
class Input:
    """:ivar make: the form field. :ivar read: what it says as JSON, or None. :ivar show: JSON as its initial value."""

    make: Callable[[Field], forms.Field]
    read: Callable[[Any, date], Any]
    show: Callable[[Any], Any]


def input_for(field: Field) -> Input:
    return NAMED.get(field.name) or INPUTS[field.type]


def _text(field: Field) -> forms.Field:
    made = forms.CharField(max_length=values.TEXT_LONGEST)
    if "phone" in field.name:
        made.inputmode = "tel"  # type: ignore[attr-defined]  # read by the kit
    return made


def _story(field: Field) -> forms.Field:
    return forms.CharField(max_length=values.STORY_LONGEST, widget=forms.Textarea(attrs={"rows": 3}))


def _code(field: Field) -> forms.Field:
    choices = labels.code_choices(field)
    if not choices:
        return forms.CharField(max_length=values.CODE_LONGEST)
    return forms.ChoiceField(choices=[(UNSAID, _("tidak disebut")), *choices])


def _codes(field: Field) -> forms.Field:
    choices = labels.code_choices(field)
    if not choices:
        return forms.CharField(max_length=values.TEXT_LONGEST, help_text=_("Pisahkan dengan titik koma."))
    return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple)


def _number(field: Field) -> forms.Field:
    made = forms.CharField(max_length=30)
    made.inputmode = "decimal"  # type: ignore[attr-defined]  # read by the kit
    return made


def _flag(field: Field) -> forms.Field:
    choices = [("yes", _("Ya")), ("no", _("Tidak")), (UNSAID, _("Tidak tahu"))]
    return forms.ChoiceField(choices=choices, widget=Segments, initial=UNSAID)


def _date(field: Field) -> forms.Field:
    return forms.CharField(max_length=40, help_text=_("19 Nov 2026; bulan atau tahun saja boleh."))


def _texts(field: Field) -> forms.Field:
    return forms.CharField(max_length=values.TEXT_LONGEST, help_text=_("Pisahkan dengan titik koma."))


def _place(field: Field) -> forms.Field:
    made = forms.CharField(max_length=values.CODE_LONGEST if field.type == "code" else values.TEXT_LONGEST)
    made.suggestions = SUGGESTED[field.name]()  # type: ignore[attr-defined]  # read by the kit
    return made


def _country(field: Field) -> forms.Field:
    made = forms.CharField(max_length=80)
    made.suggestions = country_names()  # type: ignore[attr-defined]  # read by the kit
    return made


def _currency(field: Field) -> forms.Field:
    return forms.ChoiceField(choices=[(UNSAID, _("tidak disebut")), *((it, it) for it in CURRENCIES)])


def country_names() -> list[str]:
    return [reference.country_label(code, language=labels.language()) for code in COUNTRIES]


def _said(value: str, today: date) -> str | None:
    return value.strip() or None


def _several(value: Any, today: date) -> list[str] | None:
    parts = value.replace("\n", ";").split(";") if isinstance(value, str) else value
    return [part.strip() for part in parts if part.strip()] or None


def _as_number(value: str, today: date) -> int | float | None:
    if not value.strip():
        return None
    said = values.as_number(value)
    if said is None:
        raise ValidationError(_("Tulis angka, misalnya 1.200.000."))
    if values.number(said):
        raise ValidationError(_("Angka itu terlalu besar."))
    return said


def _as_flag(value: str, today: date) -> bool | None:
    return {"yes": True, "no": False}.get(value)


def _as_day(value: str, today: date) -> str | None:
    if not value.strip():
        return None
    try:
        return typed.partial_of(value, today)
    except typed.NoSuchDay:
        raise ValidationError(_("Tanggal itu tidak ada dalam kalender.")) from None
    except typed.NotUnderstood:
        raise ValidationError(_("Tulis tanggal seperti 19 Nov 2026.")) from None


def _as_country(value: str, today: date) -> str | None:
    code = places.country_typed(value)
    if value.strip() and not code:
        raise ValidationError(_("Negara itu tidak dikenal. Pilih dari saran, atau tulis kodenya (MYS)."))
    return code or None


def _as_place(value: str, today: date) -> str | None:
    return places.place_typed(value) or None


def _show_place(value: Any) -> str:
    return labels.place_name(str(value)) if value else ""


def _shelters() -> list[str]:
    return [it.name for it in reference.list_posts(kind="shelter")]


def _missions() -> list[str]:
    return [it.short_name for it in reference.list_agencies(level="abroad")]


def _offices() -> list[str]:
    return [it.short_name for it in reference.list_agencies(level="province")]


def _destinations() -> list[str]:
    return [*country_names(), *_shelters()]


def _show_text(value: Any) -> str:
    return str(value or "")


def _show_list(value: Any) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _show_number(value: Any) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return figures.number(value, 0 if float(value).is_integer() else 2)
    return str(value or "")


def _show_flag(value: Any) -> str:
    return {True: "yes", False: "no"}.get(value, UNSAID) if isinstance(value, bool) else UNSAID


def show_day(value: Any) -> str:
    """As the field reads it back: ``19 Nov 2026``, ``2026-11`` or ``2026``."""
    text = str(value or "")[:10]
    try:
        day = PartialDate.parse(text)
    except InvalidDate:
        return text
    return times.day(day.earliest) if day.day else text


def _show_country(value: Any) -> str:
    return reference.country_label(str(value), language=labels.language()) if value else ""


INPUTS: Mapping[str, Input] = {
    "text": Input(_text, _said, _show_text),
    "story": Input(_story, _said, _show_text),
    "code": Input(_code, _said, _show_text),
    "codes": Input(_codes, _several, lambda value: value or []),
    "number": Input(_number, _as_number, _show_number),
    "flag": Input(_flag, _as_flag, _show_flag),
    "date": Input(_date, _as_day, show_day),
    "time": Input(_date, _as_day, show_day),
    "texts": Input(_texts, _several, _show_list),
    "country": Input(_country, _as_country, _show_country),
    "currency": Input(_currency, _said, _show_text),
}

# Fields that name a place or an office: written as people write it, kept by its code, by which others then see her.
SUGGESTED: Mapping[str, Callable[[], list[str]]] = {
    "shelter": _shelters,
    "mission": _missions,
    "destination": _destinations,
    "from": _offices,
    "handed_to": _offices,
    "provider": _offices,
}
NAMED = dict.fromkeys(SUGGESTED, Input(_place, _as_place, _show_place))


def parts_of(field: Field) -> tuple[Field, ...]:
    """The fields of one made of several: a party, an object, or names that agree or do not."""
    if field.type == "flags":
        return tuple(Field(name, "flag", (), *_registry_label(name)) for name in REGISTRY_FIELDS)
    return field.parts


def _registry_label(name: str) -> tuple[str, str]:
    return {
        "name": ("Nama", "Name"),
        "birth_date": ("Tanggal lahir", "Birth date"),
        "nik": ("NIK", "NIK"),
        "mother_name": ("Nama ibu", "Mother's name"),
        "address": ("Alamat", "Address"),
    }[name]
