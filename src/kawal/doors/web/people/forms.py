"""Registering somebody who walks in: a name is enough, the rest may follow."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kawal.access.scope import Scope
from kawal.doors.web import places
from kawal.doors.web.facts.forms import new_fact_id
from kawal.doors.web.kit import typed
from kawal.doors.web.people.errands import Errand, errands_of, own_data
from kawal.facts.contract.subject import NAME_LONGEST

SEX = [("female", _("Perempuan")), ("male", _("Laki-laki")), ("unknown", _("Tidak tahu"))]


class WhoForm(forms.Form):
    """Who somebody is, as it is asked at a counter: a name is enough."""

    name = forms.CharField(
        label=_("Nama, seperti diucapkan"),
        max_length=NAME_LONGEST,
        error_messages={"required": _("Tulis namanya, satu kata pun boleh.")},
    )
    sex = forms.ChoiceField(label=_("Jenis kelamin"), choices=SEX, widget=forms.RadioSelect, required=False)
    born = forms.CharField(
        label=_("Umur, tahun, atau tanggal lahir"),
        required=False,
        max_length=60,
        help_text=_("27, 1999, atau 4 Jun 1999"),
    )
    origin = forms.CharField(label=_("Asal: kabupaten atau kota"), required=False, max_length=120)

    def __init__(
        self,
        data: QueryDict | None = None,
        files: Any = None,
        *,
        scope: Scope,
        now: datetime,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, files, initial=initial)
        self.scope, self.now = scope, now

    def clean_born(self) -> str:
        """As the contract writes it."""
        said = self.cleaned_data["born"].strip()
        if not said:
            return ""
        today = timezone.localdate(self.now)
        try:
            return typed.birth_of(said, today)
        except typed.NoSuchDay:
            raise forms.ValidationError(
                _("Tanggal atau umur itu tidak mungkin. Perkiraan tahun pun boleh.")
            ) from None
        except typed.NotUnderstood:
            raise forms.ValidationError(
                _("Tulis umur (27), tahun (1999), atau tanggal (4 Jun 1999).")
            ) from None

    def subject_so_far(self) -> dict[str, Any]:
        """The claim while it is still being typed: faulty fields are left out."""
        return self.subject_from({name: self.cleaned_data.get(name, "") for name in self.fields})

    def subject(self, kawal_id: str = "") -> dict[str, Any]:
        """The claim: what was said of who it is. An origin that is no area we know is kept as it was written."""
        return self.subject_from(self.cleaned_data, kawal_id)

    def subject_from(self, said: dict[str, Any], kawal_id: str = "") -> dict[str, Any]:
        """The claim that these answers make; what is empty is left out."""
        area = places.area_typed(said["origin"], level=2) or places.area_typed(said["origin"])
        address = {"area": area} if area else {"line": said["origin"]} if said["origin"] else {}
        subject = {
            "name": said["name"],
            "sex": said["sex"] if said["sex"] != "unknown" else "",
            "birth_date": said["born"],
            "address": address,
            "kawal_id": kawal_id,
        }
        return {key: value for key, value in subject.items() if value}


class RegisterForm(WhoForm):
    """What a page, a fact and a search for the same person need. ``id`` and ``at`` are made when the form is."""

    phone = forms.CharField(label=_("Nomor HP"), required=False, max_length=50)
    errand = forms.ChoiceField(label=_("Yang membawanya ke sini"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Keterangan"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    id = forms.CharField(max_length=100, widget=forms.HiddenInput, required=False)
    at = forms.CharField(max_length=40, widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        scope: Scope,
        now: datetime,
        initial: dict[str, Any] | None = None,
    ) -> None:
        made = {"id": new_fact_id(), "at": now.isoformat(timespec="minutes")}
        super().__init__(data, scope=scope, now=now, initial=made | (initial or {}))
        self.errands = errands_of(scope)
        choices = [(errand.kind, errand.label) for errand in self.errands]
        errand = self.fields["errand"]
        assert isinstance(errand, forms.ChoiceField)
        errand.choices = choices
        errand.initial = choices[0][0] if choices else ""

    @property
    def errand_chosen(self) -> Errand:
        return next(errand for errand in self.errands if errand.kind == self.cleaned_data["errand"])

    def subject_from(self, said: dict[str, Any], kawal_id: str = "") -> dict[str, Any]:
        phones = {"phones": [said["phone"]]} if said["phone"] else {}
        return super().subject_from(said, kawal_id) | phones

    def raw_fact(self, kawal_id: str = "") -> dict[str, Any]:
        """The fact of the visit, as a source would send it."""
        errand, here = self.errand_chosen, places.here(self.scope)
        data = own_data(errand, self.scope, here.post)
        if self.cleaned_data["note"]:
            data["text"] = self.cleaned_data["note"]
        return {
            "id": self.cleaned_data["id"] or new_fact_id(),
            "kind": errand.kind,
            "occurred_at": self.cleaned_data["at"] or self.now.isoformat(timespec="minutes"),
            "subject": self.subject(kawal_id),
            "place": here.place,
            "basis": errand.basis,
            "data": data,
        }
