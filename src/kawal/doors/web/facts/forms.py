"""The form of one kind of fact, made from the contract: when, what is said of it, where, and how it is known."""

import uuid
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kawal.access.scope import Scope
from kawal.doors.web import labels, places
from kawal.doors.web.facts.inputs import country_names, input_for, parts_of
from kawal.doors.web.kit import times, typed
from kawal.doors.web.menu import address
from kawal.doors.web.people.errands import said_by_place
from kawal.facts.contract import values
from kawal.facts.contract.fields import Field
from kawal.facts.contract.kinds import KINDS, Kind
from kawal.reference import selectors as reference
from kawal.situation.people.cards import FactCard

BASES = [
    ("witnessed", gettext_lazy("Saya menyaksikan sendiri")),
    ("document", gettext_lazy("Ada dokumennya")),
    ("self", gettext_lazy("Orangnya sendiri yang bilang")),
    ("hearsay", gettext_lazy("Kata orang lain")),
    ("unknown", gettext_lazy("Tidak tahu")),
]
ZONES = (
    ("Asia/Jakarta", "WIB"), ("Asia/Makassar", "WITA"), ("Asia/Jayapura", "WIT"), ("Asia/Kuala_Lumpur", "MYT"),
    ("Asia/Singapore", "SGT"), ("Asia/Hong_Kong", "HKT"), ("Asia/Taipei", "Taipei"), ("Asia/Brunei", "BNT"),
    ("Asia/Seoul", "KST"), ("Asia/Tokyo", "JST"), ("Asia/Riyadh", "AST"), ("Asia/Dubai", "GST"), ("Asia/Bangkok", "ICT"),
    ("UTC", "UTC"),
)  # fmt: skip
COUNTRY_ZONES = {
    "MYS": "Asia/Kuala_Lumpur", "SGP": "Asia/Singapore", "HKG": "Asia/Hong_Kong", "TWN": "Asia/Taipei", "BRN": "Asia/Brunei",
    "KOR": "Asia/Seoul", "JPN": "Asia/Tokyo", "SAU": "Asia/Riyadh", "ARE": "Asia/Dubai", "THA": "Asia/Bangkok",
    "KHM": "Asia/Bangkok",
}  # fmt: skip


def new_fact_id() -> str:
    """Made with the form, so that pressing twice says the same fact twice."""
    return f"web-{uuid.uuid4().hex}"


def renumber(form: forms.Form) -> None:
    """After a conflict the same words are another fact: the form as it was sent gets a new id."""
    data = cast(QueryDict, form.data).copy()
    data["id"] = new_fact_id()
    form.data = data


class FactForm(forms.Form):
    """Fields of `data` are called ``d_NAME``, parts of one ``d_NAME__PART``."""

    id = forms.CharField(max_length=100, widget=forms.HiddenInput, required=False)
    day = forms.CharField(
        label=gettext_lazy("Kapan: tanggal"),
        max_length=40,
        help_text=gettext_lazy("19 Nov 2026, 19/11/2026, atau kemarin"),
        error_messages={"required": gettext_lazy("Tulis tanggalnya; perkiraan hari pun boleh.")},
    )
    hour = forms.CharField(
        label=gettext_lazy("Jam"),
        max_length=12,
        required=False,
        help_text=gettext_lazy("09.18, bila diketahui"),
    )
    zone = forms.ChoiceField(label=gettext_lazy("Zona waktu"), choices=ZONES, required=False)

    def __init__(
        self, *args: Any, kind: Kind, scope: Scope, now: datetime, fact: FactCard | None = None, **kwargs: Any
    ) -> None:
        """``fact`` is the one being corrected: its own words fill the form."""
        super().__init__(*args, **kwargs)
        self.kind, self.scope, self.now, self.fact = kind, scope, now, fact
        self.today = timezone.localdate(now)
        here = places.here(scope)
        for name, field in self._data_fields():
            self.fields[name] = _made(field)
        self._add_place()
        self.initial = {
            "id": new_fact_id(),
            **(_from_fact(fact) if fact else self._fresh(here)),
            **{name: value for name, value in self.initial.items() if name in self.fields},
        }
        if fact:
            self._keep_odd_choices()

    when = ("day", "hour", "zone")

    @property
    def rest(self) -> list[BoundField]:
        """What is asked after the moment."""
        return [bound for bound in self.visible_fields() if bound.name not in self.when]

    def _fresh(self, here: places.Here) -> dict[str, Any]:
        """Posts, shelters, missions and villages mostly tell of where they are; a district does not."""
        is_there = bool(here.post or here.country or here.area.count(".") == 3)
        shown = _place_shown(here.place) if is_there else {}
        own = said_by_place(self.kind.name, self.scope, here.post)
        said = {f"d_{name}": labels.place_name(code) for name, code in own.items()}
        return {"zone": zone_at(here), "day": times.day(self.now), **shown, **said}

    def _data_fields(self) -> Iterator[tuple[str, Field]]:
        for name, field in self.kind.data.items():
            parts = parts_of(field)
            if parts:
                yield from ((f"d_{name}__{part.name}", part) for part in parts)
            else:
                yield f"d_{name}", field

    def _add_place(self) -> None:
        post = forms.CharField(
            label=_("Tempat: pos, pelabuhan, penampungan, atau lainnya"), max_length=200, required=False
        )
        post.list_url = address("reference:posts")  # type: ignore[attr-defined]  # for the kit
        area = forms.CharField(label=_("Wilayah di Indonesia"), max_length=160, required=False)
        area.list_url = address("reference:areas")  # type: ignore[attr-defined]  # for the kit
        country = forms.CharField(label=_("Negara, bila di luar negeri"), max_length=80, required=False)
        country.suggestions = country_names()  # type: ignore[attr-defined]  # for the kit
        basis = forms.ChoiceField(
            label=_("Bagaimana Anda tahu"),
            choices=BASES,
            widget=forms.RadioSelect,
            required=False,
            initial="unknown",
        )
        self.fields |= {"place": post, "area": area, "country": country, "basis": basis}

    def _keep_odd_choices(self) -> None:
        """A code that our lists do not know stays as it was said."""
        for name, field in self.fields.items():
            said = self.initial.get(name)
            if isinstance(field, forms.ChoiceField) and said:
                wanted = said if isinstance(said, list) else [said]
                odd = [(str(it), str(it)) for it in wanted if not field.valid_value(str(it))]
                field.choices = [*cast(list[tuple[str, str]], list(cast(Any, field.choices))), *odd]

    def clean_day(self) -> str:
        try:
            return typed.day_of(self.cleaned_data["day"], self.today).isoformat()
        except typed.NoSuchDay:
            raise ValidationError(_("Tanggal itu tidak ada dalam kalender.")) from None
        except typed.NotUnderstood:
            raise ValidationError(_("Tulis tanggal seperti 19 Nov 2026.")) from None

    def clean_hour(self) -> str:
        said = self.cleaned_data["hour"]
        try:
            return typed.hour_of(said).isoformat("minutes") if said else ""
        except typed.NotUnderstood:
            raise ValidationError(_("Tulis jam seperti 09.18.")) from None

    def clean(self) -> dict[str, Any]:
        """Every field of `data` is read by its type; its errors stand at it."""
        self.data_said: dict[str, Any] = {}
        for name, field in self._data_fields():
            if name not in self.cleaned_data:
                continue
            try:
                before, is_kept = self._before(name)
                value = before if is_kept else input_for(field).read(self.cleaned_data[name], self.today)
            except ValidationError as error:
                self.add_error(name, error)
                continue
            if value is not None:
                _put(self.data_said, name.removeprefix("d_"), value)
        country = self.cleaned_data.get("country", "")
        if country and self._is_new("country") and not places.country_typed(country):
            self.add_error(
                "country", _("Negara itu tidak dikenal. Pilih dari saran, atau tulis kodenya (MYS).")
            )
        return self.cleaned_data

    def _is_new(self, *names: str) -> bool:
        """Something else stands there than what the corrected fact had put there."""
        return self.fact is None or bool(set(names) & set(self.changed_data))

    def _before(self, name: str) -> tuple[Any, bool]:
        """What the corrected fact says there, and whether it is kept: a page shows less than a fact may hold."""
        if self.fact is None or self._is_new(name):
            return None, False
        outer, _mark, inner = name.removeprefix("d_").partition("__")
        value = self.fact.data.get(outer)
        if not inner:
            return value, True
        whole = value if isinstance(value, Mapping) else {"name": value}
        return whole.get(inner), True

    def raw_fact(self) -> dict[str, Any]:
        """As a source would send it, without its subject."""
        extra = {k: v for k, v in self.fact.data.items() if k not in self.kind.data} if self.fact else {}
        return {
            "id": self.cleaned_data["id"] or new_fact_id(),
            "kind": self.kind.name,
            "occurred_at": self._moment(),
            "place": self._place(),
            "basis": self.cleaned_data["basis"] or "unknown",
            "data": {**extra, **self.data_said},
            "corrects": self.fact.id if self.fact else None,
        }

    def _moment(self) -> str:
        day, hour = self.cleaned_data["day"], self.cleaned_data["hour"]
        if self.fact and not self._is_new("day", "hour", "zone"):
            return self.fact.occurred_text
        if not hour:
            return str(day)
        zone = ZoneInfo(self.cleaned_data["zone"] or "Asia/Jakarta")
        return datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=zone).isoformat()

    def _place(self) -> dict[str, Any]:
        """What is no post or area of ours is kept as it was written."""
        if self.fact and not self._is_new("place", "area", "country"):
            return dict(self.fact.place or {})
        said = self.cleaned_data
        post, area = places.post_typed(said["place"]), places.area_typed(said["area"])
        text = "; ".join(filter(None, ["" if post else said["place"], "" if area else said["area"]]))
        kept = (
            {key: value for key, value in (self.fact.place or {}).items() if key in ("lat", "lon")}
            if self.fact
            else {}
        )
        found = {"post": post, "area": area, "country": places.country_typed(said["country"]), "text": text}
        return {**kept, **{key: value for key, value in found.items() if value}}

    def field_for(self, path: str) -> str | None:
        """The form field that a fault of the contract is about."""
        parts = path.split(".")
        if parts[0] == "occurred_at":
            return "day"
        if parts[0] == "place":
            return {"area": "area", "country": "country"}.get(parts[-1], "place")
        if parts[0] == "data":
            whole, single = "d_" + "__".join(parts[1:3]), "d_" + "".join(parts[1:2])
            return whole if whole in self.fields else single
        return parts[0]


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Mengapa ditarik"),
        max_length=values.CODE_LONGEST,
        help_text=gettext_lazy("Satu kalimat pendek; ikut tertulis di riwayat."),
        error_messages={"required": gettext_lazy("Tulis alasannya, satu kalimat pendek.")},
    )


def _made(field: Field) -> forms.Field:
    made = input_for(field).make(field)
    made.required = False
    made.label = labels.field_label(field)
    return made


def _put(said: dict[str, Any], name: str, value: Any) -> None:
    outer, _mark, inner = name.partition("__")
    if inner:
        said.setdefault(outer, {})[inner] = value
    else:
        said[outer] = value


def zone_at(here: places.Here) -> str:
    if here.country:
        return COUNTRY_ZONES.get(here.country, "UTC")
    post = reference.find_post(here.post) if here.post else None
    area = reference.find_area(post.area_code if post else here.area)
    offset = area.utc_offset if area else None
    return {8: "Asia/Makassar", 9: "Asia/Jayapura"}.get(offset or 7, "Asia/Jakarta")


def _place_shown(place: Mapping[str, Any]) -> dict[str, str]:
    text, post = str(place.get("text") or ""), str(place.get("post") or "")
    area, country = str(place.get("area") or ""), str(place.get("country") or "")
    return {
        "place": reference.post_label(post) if post else text,
        "area": reference.area_label(area, full=True) if area else "",
        "country": reference.country_label(country, language=labels.language()) if country else "",
    }


def _from_fact(fact: FactCard) -> dict[str, Any]:
    """A fact in the words of the form."""
    shown: dict[str, Any] = {"basis": fact.basis, **_place_shown(fact.place or {}), **_when(fact)}
    for name, field in KINDS[fact.kind].data.items():
        value = fact.data.get(name)
        parts = parts_of(field)
        if not parts:
            shown[f"d_{name}"] = input_for(field).show(value)
            continue
        inner = value if isinstance(value, Mapping) else {"name": value}
        shown |= {f"d_{name}__{part.name}": input_for(part).show(inner.get(part.name)) for part in parts}
    return shown


def _when(fact: FactCard) -> dict[str, str]:
    """The day and hour as they were said, in a zone the form knows."""
    if fact.day_only:
        return {"day": times.day(date.fromisoformat(fact.occurred_text[:10])), "zone": "Asia/Jakarta"}
    said = datetime.fromisoformat(fact.occurred_text)
    zone = next(
        (name for name, _w in ZONES if said.astimezone(ZoneInfo(name)).utcoffset() == said.utcoffset()), "UTC"
    )
    there = said.astimezone(ZoneInfo(zone))
    return {"day": times.day(there.date()), "hour": f"{there:%H.%M}", "zone": zone}
