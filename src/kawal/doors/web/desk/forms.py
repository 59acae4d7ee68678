"""What is asked at the desk: an errand at the door, who it is at the counter, who asks where a family looks for somebody."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kawal.access.scope import Scope
from kawal.doors.web import labels, places
from kawal.doors.web.desk.errands import ANSWERS, FACTS, RELATIONS, needs_choices, offered
from kawal.doors.web.kit import times, typed
from kawal.doors.web.people.errands import own_data
from kawal.doors.web.people.forms import WhoForm
from kawal.facts.contract.kinds import KINDS
from kawal.homecoming.desk import LOOKED_FOR, Visit
from kawal.response.desk.errands import COMPLAINT, MISSING, SHELTER
from kawal.response.desk.inquiries import Asker

# The field of the form for a part of the subject.
NAMED = {"phones": "phone", "birth_date": "born", "passport": "passport", "address": "origin"}


class TicketForm(forms.Form):
    """At the door: what for, and who may not wait. ``act`` is made with the form: pressing twice takes one number."""

    act = forms.UUIDField(widget=forms.HiddenInput, required=False)
    errand = forms.ChoiceField(
        label=_("Datang untuk apa"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih dulu datang untuk apa.")},
    )
    needs = forms.MultipleChoiceField(
        label=_("Perlu didahulukan"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, data: QueryDict | None = None, *, scope: Scope) -> None:
        super().__init__(data, initial={"act": uuid4()})
        errand, needs = self.fields["errand"], self.fields["needs"]
        assert isinstance(errand, forms.ChoiceField) and isinstance(needs, forms.MultipleChoiceField)
        errand.choices, needs.choices = offered(scope), needs_choices()

    @property
    def act_made(self) -> UUID:
        return self.cleaned_data.get("act") or uuid4()


class VisitForm(WhoForm):
    """Who it is and what is said, at the counter."""

    act = forms.UUIDField(widget=forms.HiddenInput, required=False)
    phone = forms.CharField(label=_("Nomor HP"), required=False, max_length=50)
    passport = forms.CharField(label=_("Nomor paspor atau SPLP"), required=False, max_length=60)
    employer = forms.CharField(
        label=_("Majikan atau perusahaan tempat bekerja"), required=False, max_length=200
    )
    agent = forms.CharField(label=_("Agen atau perekrut"), required=False, max_length=200)
    problems = forms.MultipleChoiceField(
        label=_("Masalahnya"), required=False, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(
        label=_("Keterangan"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, errand: str, initial: dict[str, Any] | None = None, **more: Any) -> None:
        super().__init__(*args, initial={"act": uuid4(), **(initial or {})}, **more)
        self.errand = errand
        if errand == COMPLAINT:
            problems = self.fields["problems"]
            assert isinstance(problems, forms.MultipleChoiceField)
            problems.choices = labels.code_choices(KINDS["complained"].data["problems"])
        else:
            del self.fields["problems"]

    def field_for(self, path: str) -> str:
        parts = path.split(".")
        return NAMED.get(parts[1], parts[1]) if len(parts) > 1 else path

    def subject_from(self, said: dict[str, Any], kawal_id: str = "") -> dict[str, Any]:
        more = {"phones": [said["phone"]] if said["phone"] else [], "passport": said["passport"]}
        subject = super().subject_from(said, kawal_id)
        return subject | {key: value for key, value in more.items() if value}

    def visit(self, kawal_id: str = "") -> Visit:
        """What was said, as the fact of the errand."""
        errand, here = FACTS[self.errand], places.here(self.scope)
        data = own_data(errand, self.scope, here.post)
        if self.cleaned_data.get("problems"):
            data["problems"] = list(self.cleaned_data["problems"])
        if self.cleaned_data["note"] and "text" in KINDS[errand.kind].data:
            data["text"] = self.cleaned_data["note"]
        return Visit(
            act=self.cleaned_data.get("act") or uuid4(),
            subject=self.subject(kawal_id),
            kind=errand.kind,
            data=data,
            basis=errand.basis,
            place=here.place,
            employer=self.cleaned_data["employer"].strip(),
            agent=self.cleaned_data["agent"].strip(),
        )


class InquiryForm(WhoForm):
    """A family looks for somebody: who, and who asks."""

    act = forms.UUIDField(widget=forms.HiddenInput, required=False)
    asker = forms.CharField(
        label=_("Siapa yang mencari"),
        max_length=200,
        error_messages={"required": _("Tulis nama yang mencari, supaya bisa dikabari.")},
    )
    relation = forms.ChoiceField(label=_("Hubungannya"), choices=list(RELATIONS.items()))
    asker_phone = forms.CharField(
        label=_("Nomor HP yang mencari"),
        required=False,
        max_length=50,
        help_text=_("Untuk memberi kabar. Tidak disimpan sebagai nomor orang yang dicari."),
    )
    last_heard = forms.CharField(
        label=_("Kabar terakhir kapan"),
        required=False,
        max_length=40,
        help_text=_("19 Nov 2026, atau kemarin"),
    )
    note = forms.CharField(
        label=_("Yang diketahui keluarga"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, initial: dict[str, Any] | None = None, **more: Any) -> None:
        super().__init__(*args, initial={"act": uuid4(), **(initial or {})}, **more)
        self.fields["name"].label = _("Nama orang yang dicari")

    def clean_last_heard(self) -> date | None:
        said = self.cleaned_data["last_heard"].strip()
        return _day(said, self.now) if said else None

    def asks(self) -> Asker:
        said = self.cleaned_data
        return Asker(
            said["asker"].strip(),
            said["relation"],
            said["asker_phone"].strip(),
            said["last_heard"],
            said["note"].strip(),
            said["name"],
        )

    def visit(self, kawal_id: str = "") -> Visit:
        """What the family says of her: that it has no word."""
        errand = FACTS[MISSING]
        said = self.cleaned_data
        text = f"{_('Kabar terakhir')} {said['last_heard'].isoformat()}. " if said["last_heard"] else ""
        data = {**LOOKED_FOR, "text": (text + said["note"]).strip()}
        return Visit(
            act=said.get("act") or uuid4(),
            subject=self.subject(kawal_id),
            kind=errand.kind,
            data={key: value for key, value in data.items() if value},
            basis=errand.basis,
            place=places.here(self.scope).place,
        )


class AnswerForm(forms.Form):
    """What the family was told, and when."""

    act = forms.UUIDField(widget=forms.HiddenInput, required=False)
    answer = forms.ChoiceField(
        label=_("Hasil pencarian"), choices=list(ANSWERS.items()), widget=forms.RadioSelect
    )
    told = forms.CharField(
        label=_("Apa yang disampaikan kepada keluarga"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Tulis apa yang disampaikan; pencarian baru selesai bila keluarga diberi tahu.")
        },
    )
    told_on = forms.CharField(label=_("Kapan disampaikan"), max_length=40)

    def __init__(self, data: QueryDict | None = None, *, now: datetime) -> None:
        super().__init__(data, initial={"act": uuid4(), "told_on": times.day(timezone.localdate(now))})
        self.now = now

    def clean_told_on(self) -> date:
        return _day(self.cleaned_data["told_on"], self.now)


def asks_employer(errand: str) -> bool:
    """A stranger's papers and a bed for the night need neither employer nor agent."""
    return errand not in (MISSING, SHELTER)


def _day(said: str, now: datetime) -> date:
    today = timezone.localdate(now)
    try:
        day = typed.day_of(said, today)
    except (typed.NotUnderstood, typed.NoSuchDay):
        raise forms.ValidationError(_("Tulis harinya, misalnya 19 Nov 2026.")) from None
    if day > today:
        raise forms.ValidationError(_("Hari itu belum tiba."))
    return day
