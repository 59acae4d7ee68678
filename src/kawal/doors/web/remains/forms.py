"""Forms of remains."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kawal.doors.web import places
from kawal.doors.web.facts.inputs import country_names
from kawal.doors.web.kit import times, typed
from kawal.doors.web.menu import address
from kawal.doors.web.people.forms import SEX
from kawal.doors.web.remains import words
from kawal.response.remains.services import Owed
from kawal.response.remains.steps import CLAIM_STATES, Step, may_follow

CURRENCIES = ("IDR", "MYR", "SGD", "HKD", "TWD", "SAR", "AED", "KRW", "JPY", "USD")


class _Dated(forms.Form):
    """``act`` is made with the form, so that pressing twice says it once."""

    act = forms.CharField(max_length=64, widget=forms.HiddenInput)
    day = forms.CharField(
        label=gettext_lazy("Tanggal"),
        max_length=40,
        help_text=gettext_lazy("19 Nov 2026, 19/11/2026, atau kemarin"),
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = timezone.localdate(now)
        self.initial = {"act": uuid4().hex, "day": times.day(now), **self.initial}

    def clean_day(self) -> date:
        try:
            day = typed.day_of(self.cleaned_data["day"], self.today)
        except typed.NoSuchDay:
            raise ValidationError(_("Tanggal itu tidak ada dalam kalender.")) from None
        except typed.NotUnderstood:
            raise ValidationError(_("Tulis tanggal seperti 19 Nov 2026.")) from None
        if day > self.today:
            raise ValidationError(_("Tanggal itu belum terjadi."))
        return day


class OpenForm(_Dated):
    """Who died, where and when. Somebody with a page already needs no name."""

    name = forms.CharField(label=gettext_lazy("Nama"), max_length=200)
    sex = forms.ChoiceField(
        label=gettext_lazy("Jenis kelamin"), choices=SEX, widget=forms.RadioSelect, required=False
    )
    born = forms.CharField(
        label=gettext_lazy("Umur, tahun, atau tanggal lahir"), max_length=60, required=False
    )
    passport = forms.CharField(label=gettext_lazy("Nomor paspor"), max_length=40, required=False)
    origin = forms.CharField(
        label=gettext_lazy("Asal: desa, kabupaten, atau kota"), max_length=160, required=False
    )
    country = forms.CharField(label=gettext_lazy("Meninggal di negara"), max_length=80, required=False)

    def __init__(self, *args: Any, known: str = "", **kwargs: Any) -> None:
        """``known`` is the opaque id of somebody who has a page."""
        super().__init__(*args, **kwargs)
        self.known = known
        self.fields["day"].label = _("Meninggal pada tanggal")
        self.fields["origin"].list_url = address("reference:areas")  # type: ignore[attr-defined]  # for the kit
        self.fields["country"].suggestions = country_names()  # type: ignore[attr-defined]  # for the kit
        if known:
            for name in ("name", "sex", "born", "passport", "origin"):
                del self.fields[name]

    def clean_born(self) -> str:
        said = self.cleaned_data["born"].strip()
        try:
            return typed.birth_of(said, self.today) if said else ""
        except (typed.NoSuchDay, typed.NotUnderstood):
            raise ValidationError(_("Tulis umur (27), tahun (1999), atau tanggal (4 Jun 1999).")) from None

    def clean_country(self) -> str:
        said = self.cleaned_data["country"]
        code = places.country_typed(said)
        if said and not code:
            raise ValidationError(_("Negara itu tidak dikenal. Pilih dari saran, atau tulis kodenya (MYS)."))
        return code

    def subject(self, name: str = "") -> dict[str, Any]:
        """Who she is, as a claim."""
        if self.known:
            return {"kawal_id": self.known, **({"name": name} if name else {})}
        said = self.cleaned_data
        area = places.area_typed(said["origin"])
        home = {"area": area} if area else {"text": said["origin"]} if said["origin"] else {}
        whole = {
            "name": said["name"],
            "sex": said["sex"],
            "birth_date": said["born"],
            "passport": said["passport"],
            "address": home,
        }
        return {key: value for key, value in whole.items() if value}


class StepForm(_Dated):
    """A step with its papers."""

    def __init__(self, *args: Any, step: Step, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n, name in enumerate(step.fields):
            self.fields[name] = _paper(name, required=n == 0)
        self.fields["note"] = forms.CharField(label=_("Keterangan"), max_length=300, required=False)

    def papers(self) -> dict[str, str]:
        return {name: text for name, text in self.cleaned_data.items() if name not in ("act", "day")}


class ClaimForm(_Dated):
    kind = forms.ChoiceField(
        label=gettext_lazy("Hak"), choices=[*words.KINDS.items()], widget=forms.RadioSelect
    )
    against = forms.CharField(
        label=gettext_lazy("Ditagih kepada"),
        max_length=200,
        help_text=gettext_lazy("Penanggung, majikan, atau perusahaan"),
    )
    amount = forms.DecimalField(
        label=gettext_lazy("Jumlah"), max_digits=14, decimal_places=2, min_value=0, required=False
    )
    currency = forms.ChoiceField(
        label=gettext_lazy("Mata uang"), choices=[("", "–"), *((it, it) for it in CURRENCIES)], required=False
    )

    def owed(self) -> Owed:
        said = self.cleaned_data
        return Owed(
            said["kind"],
            said["against"],
            said["amount"],
            said["currency"] if said["amount"] is not None else "",
        )


class MoveForm(_Dated):
    """What became of a claim: only what may follow its present state."""

    state = forms.ChoiceField(label=gettext_lazy("Keadaan sekarang"), widget=forms.RadioSelect)
    note = forms.CharField(label=gettext_lazy("Keterangan"), max_length=300, required=False)

    def __init__(self, *args: Any, before: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["state"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(it, words.STATES[it]) for it in CLAIM_STATES if may_follow(before, it)]


class ShareForm(forms.Form):
    office = forms.CharField(label=gettext_lazy("Instansi yang ikut menangani"), max_length=200)

    def clean_office(self) -> str:
        code = places.agency_typed(self.cleaned_data["office"])
        if not code:
            raise ValidationError(_("Instansi itu tidak dikenal. Pilih dari saran."))
        return code


def _paper(name: str, *, required: bool) -> forms.Field:
    label = str(words.FIELDS[name])
    if name == "cause":
        return forms.ChoiceField(
            label=label, choices=[("", _("tidak disebut")), *words.CAUSES.items()], required=False
        )
    return forms.CharField(label=label, max_length=300, required=required)
