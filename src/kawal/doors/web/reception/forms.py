"""What is asked of somebody who arrives: five things at night, the rest in the morning."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from kawal.doors.web import places
from kawal.doors.web.people.forms import SEX, WhoForm
from kawal.foundation.images import kept
from kawal.response.reception.services import LARGEST, SMALLEST
from kawal.response.reception.triage import TICKED

NEEDS = {
    "child": _("Anak"),
    "pregnant": _("Hamil"),
    "ill": _("Sakit"),
    "mother": _("Bawa anak"),
    "threatened": _("Merasa terancam"),
    "elderly": _("Lanjut usia"),
    "disabled": _("Penyandang disabilitas"),
}


class OpenForm(forms.Form):
    """Beginning to receive."""

    about = forms.CharField(
        label=_("Siapa yang diterima"),
        required=False,
        max_length=200,
        help_text=_("Nama rombongan atau nomor surat. Contoh: R-2026-0417 dari Kuching."),
    )
    expected = forms.IntegerField(
        label=_("Berapa orang diberitakan"), required=False, min_value=1, max_value=20_000
    )


class CounterForm(WhoForm):
    """One person at the counter, in a minute. ``act`` is made with the form: pressing twice says one person."""

    act = forms.UUIDField(widget=forms.HiddenInput, required=False)
    needs = forms.MultipleChoiceField(
        label=_("Perlu didahulukan"),
        choices=[(need, NEEDS[need]) for need in TICKED],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    father = forms.CharField(label=_("Nama ayah"), required=False, max_length=200)
    photo = forms.FileField(
        label=_("Foto"),
        required=False,
        max_length=200,
        widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment", "data-small": "480"}),
    )
    number = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, initial: dict[str, Any] | None = None, **more: Any) -> None:
        super().__init__(*args, initial={"act": uuid4(), **(initial or {})}, **more)
        self.fields["born"].label, self.fields["born"].help_text = _("Umur / tahun"), ""
        sex = self.fields["sex"]
        assert isinstance(sex, forms.ChoiceField)
        sex.choices = SEX[:2]  # who does not say is asked in the morning

    @property
    def act_made(self) -> UUID:
        """Of this form; a new one where the device sent none."""
        return self.cleaned_data.get("act") or uuid4()

    def clean_photo(self) -> bytes:
        """The picture, small enough to be kept; nothing where none was taken."""
        file = self.cleaned_data.get("photo")
        if not file:
            return b""
        if file.size > LARGEST:
            raise forms.ValidationError(
                _("Foto ini terlalu besar. Ambil sekali lagi, atau simpan tanpa foto.")
            )
        picture = bytes(file.read())
        media, plain = kept(picture)
        if media != "image/jpeg" or len(plain) < SMALLEST:
            raise forms.ValidationError(
                _("Foto ini tidak terbaca. Ambil sekali lagi, atau simpan tanpa foto.")
            )
        return picture

    def subject_from(self, said: dict[str, Any], kawal_id: str = "") -> dict[str, Any]:
        father = {"father_name": said["father"]} if said.get("father") else {}
        return super().subject_from(said, kawal_id) | father


class FullForm(WhoForm):
    """The full record. What stays empty stays as it was said at the counter."""

    act = forms.UUIDField(widget=forms.HiddenInput, required=False)
    birth_place = forms.CharField(label=_("Tempat lahir"), required=False, max_length=120)
    mother = forms.CharField(label=_("Nama ibu"), required=False, max_length=200)
    father = forms.CharField(label=_("Nama ayah"), required=False, max_length=200)
    nik = forms.CharField(label=_("NIK"), required=False, max_length=60)
    passport = forms.CharField(label=_("Nomor paspor atau SPLP"), required=False, max_length=60)
    village = forms.CharField(label=_("Desa atau kelurahan"), required=False, max_length=160)
    phone = forms.CharField(label=_("Nomor HP"), required=False, max_length=50)

    def __init__(self, *args: Any, initial: dict[str, Any] | None = None, **more: Any) -> None:
        super().__init__(*args, initial={"act": uuid4(), **(initial or {})}, **more)

    @property
    def act_made(self) -> UUID:
        return self.cleaned_data.get("act") or uuid4()

    def field_for(self, path: str) -> str:
        """The field of the form that a path of the contract came from."""
        named = {
            "nik": "nik",
            "passport": "passport",
            "phones": "phone",
            "birth_date": "born",
            "mother_name": "mother",
        }
        parts = path.split(".")
        return named.get(parts[1], parts[1]) if len(parts) > 1 else path

    def subject_from(self, said: dict[str, Any], kawal_id: str = "") -> dict[str, Any]:
        subject = super().subject_from(said, kawal_id)
        village = places.area_typed(said["village"], level=4) or places.area_typed(said["village"])
        if village:
            subject["address"] = {"area": village}
        elif said["village"]:
            subject["address"] = {**subject.get("address", {}), "line": said["village"]}
        more = {
            "birth_place": said["birth_place"],
            "mother_name": said["mother"],
            "father_name": said["father"],
            "nik": said["nik"],
            "passport": said["passport"],
            "phones": [said["phone"]] if said["phone"] else [],
        }
        return subject | {key: value for key, value in more.items() if value}
