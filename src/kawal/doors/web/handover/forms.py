"""Forms of hand-overs."""

from datetime import datetime, time
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kawal.access.scope import Scope, area_key
from kawal.doors.web import places
from kawal.doors.web.handover import words
from kawal.doors.web.handover.offices import area_party, giver_of
from kawal.doors.web.kit import times, typed
from kawal.doors.web.kit.fields import Pad, Segments
from kawal.doors.web.menu import address
from kawal.reference import selectors as reference
from kawal.response.handover.chains import Step
from kawal.response.handover.plans import AREAS, Party, Person, Plan
from kawal.response.handover.signatures import Signature

MOST_SUGGESTED = 300


class NewForm(forms.Form):
    """A hand-over of one step: only what that step asks."""

    act = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, step: Step, scope: Scope, now: datetime, officer: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.step, self.scope, self.now, self.officer = step, scope, now, officer
        self.fields |= {**self._taker_fields(), **self._witness_fields(), **self._when_and_where()}
        fresh = {"act": uuid4().hex, "day": times.day(now), "hour": times.hour(now).split(" ")[0]}
        self.initial = {**fresh, **self.initial}

    def _taker_fields(self) -> dict[str, forms.Field]:
        if "family" in self.step.taker:
            kinds = [("family", _("Keluarga")), ("proxy", _("Kuasa keluarga"))]
            return {
                "kind": forms.ChoiceField(
                    label=_("Diterima oleh"), choices=kinds, widget=Segments, initial="family"
                ),
                "name": forms.CharField(label=_("Nama penerima"), max_length=200),
                "relation": forms.CharField(
                    label=_("Hubungan"),
                    max_length=100,
                    required=False,
                    help_text=_("Misalnya ibu, suami, paman"),
                ),
            }
        if set(self.step.taker) & set(AREAS):
            return {"area": _area(_("Wilayah penerima"), self.step.taker[0])}
        if "social_ministry" in self.step.taker:
            return {}
        office = forms.CharField(label=_("Instansi penerima"), max_length=200)
        office.suggestions = [it.short_name for it in reference.list_agencies(limit=MOST_SUGGESTED)]  # type: ignore[attr-defined]  # for the kit
        return {"office": office}

    def _witness_fields(self) -> dict[str, forms.Field]:
        if not self.step.witness:
            return {}
        return {"witness": _area(_("Saksi: desa, kabupaten, atau provinsi"), "village")}

    def _when_and_where(self) -> dict[str, forms.Field]:
        return {
            "day": forms.CharField(label=_("Tanggal serah terima"), max_length=40, help_text=_("19 Nov 2026 atau 19/11/2026")),
            "hour": forms.CharField(label=_("Jam"), max_length=12, required=False),
            "place": forms.CharField(label=_("Tempat"), max_length=200, required=False),
            "at_home": forms.BooleanField(
                label=_("Di rumah atau desa asalnya: ia sudah sampai di rumah"), required=False, initial=self.step.home
            ),
            "condition": forms.ChoiceField(
                label=_("Keadaan semua orang"),
                choices=[("", _("tidak disebut")), *words.CONDITIONS.items()],
                required=False,
                help_text=_("Bisa diubah per orang sebelum ditandatangani."),
            ),
            "transport": forms.CharField(
                label=_("Yang perlu dibawa penerima"), max_length=200, required=False, help_text=_("Misalnya satu mobil, kursi roda")
            ),
            "note": forms.CharField(
                label=_("Catatan dalam berita acara"),
                max_length=2000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text=_("Penerima membacanya. Jangan tulis perkara atau dugaan."),
            ),
        }  # fmt: skip

    def clean_area(self) -> str:
        return self._known_area("area", self.step.taker)

    def clean_witness(self) -> str:
        return self._known_area("witness", self.step.witness)

    def _known_area(self, name: str, kinds: Any) -> str:
        code = places.area_typed(self.cleaned_data[name])
        if len(code) not in {AREAS[it] for it in kinds if it in AREAS}:
            raise ValidationError(_("Pilih dari saran, atau tulis kode wilayahnya."))
        return code

    def clean_office(self) -> str:
        code = places.agency_typed(self.cleaned_data["office"])
        if not code:
            raise ValidationError(_("Instansi itu tidak dikenal. Pilih dari saran."))
        return code

    def clean_day(self) -> Any:
        try:
            return typed.day_of(self.cleaned_data["day"], timezone.localdate(self.now))
        except (typed.NoSuchDay, typed.NotUnderstood):
            raise ValidationError(_("Tulis tanggal seperti 19 Nov 2026.")) from None

    def clean_hour(self) -> time:
        said = self.cleaned_data["hour"]
        try:
            return typed.hour_of(said) if said else time(12)
        except typed.NotUnderstood:
            raise ValidationError(_("Tulis jam seperti 09.18.")) from None

    def plan(self, people: list[str], corrects: str = "") -> Plan:
        """What was filled in, as a plan; whether it may be so is the service's to say."""
        said = self.cleaned_data
        taker = self._taker()
        area = said.get("area") or said.get("witness") or self.scope.area
        return Plan(
            act_id=said["act"],
            step=self.step.name,
            giver=giver_of(self.step, self.scope, self.officer),
            taker=taker,
            witness=area_party(said["witness"]) if said.get("witness") else None,
            happens_at=timezone.make_aware(datetime.combine(said["day"], said["hour"])),
            people=tuple(Person(it, said["condition"]) for it in people),
            place=said["place"],
            area=area,
            at_home=said["at_home"],
            transport=said["transport"],
            note=said["note"],
            corrects=corrects,
            more_keys=(*(key for key in self.scope.keys if key[:2] in ("b:", "s:")), *_told_too(area)),
        )

    def _taker(self) -> Party:
        said = self.cleaned_data
        if "name" in said:
            return Party(said["kind"], "", said["name"], "", said["relation"])
        if said.get("area"):
            return area_party(said["area"]) or Party("village")
        code = said.get("office") or "kemensos"
        kind = "social_ministry" if "social_ministry" in self.step.taker else "agency"
        return Party(kind, code, "", reference.agency_label(code))  # type: ignore[arg-type]  # one of two words


class SignForm(forms.Form):
    """One signature: drawn, or a photo of one."""

    one_suffices = ("drawing", "image")
    act = forms.CharField(max_length=64, widget=forms.HiddenInput)
    name = forms.CharField(label=gettext_lazy("Nama yang bertanda tangan"), max_length=200)
    office = forms.CharField(label=gettext_lazy("Jabatan atau hubungan"), max_length=200, required=False)
    drawing = forms.CharField(
        label=gettext_lazy("Tanda tangan di kotak"), max_length=30_000, widget=Pad, required=False
    )
    image = forms.FileField(
        label=gettext_lazy("Atau foto tanda tangan, cap jempol, atau kertasnya"),
        required=False,
        help_text=gettext_lazy("JPEG atau PNG, paling besar 4 MB"),
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png", "capture": "environment"}),
    )

    def signature(self, role: Any, line: int) -> Signature:
        said = self.cleaned_data
        image = said["image"].read() if said["image"] and not said["drawing"] else b""
        return Signature(said["act"], role, said["name"], said["office"], said["drawing"], image, line)


class LineForm(forms.Form):
    """What the document says of one person."""

    condition = forms.ChoiceField(
        label=gettext_lazy("Keadaan"),
        choices=[("", gettext_lazy("tidak disebut")), *words.CONDITIONS.items()],
        required=False,
    )
    remarks = forms.CharField(
        label=gettext_lazy("Keterangan keadaan"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("Jangan tulis perkara atau dugaan."),
    )
    belongings = forms.CharField(
        label=gettext_lazy("Barang bawaan dan dokumen"), max_length=500, required=False
    )
    state = forms.ChoiceField(
        label=gettext_lazy("Apakah ia hadir?"), choices=[*words.LINES.items()], widget=forms.RadioSelect
    )
    statement = forms.CharField(
        label=gettext_lazy("Bila menolak: pernyataannya"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Dengan kata-katanya sendiri; lalu ditandatangani."),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Alasannya"),
        max_length=500,
        error_messages={"required": gettext_lazy("Tulis alasannya.")},
    )


def _told_too(area: str) -> tuple[str, ...]:
    """The regency in which it happens is told ahead, whether it signs or not."""
    return (area_key(area[:5]),) if len(area) >= AREAS["district"] else ()


def _area(label: str, kind: str) -> forms.CharField:
    field = forms.CharField(label=label, max_length=160, help_text=_("Nama atau kode; pilih dari saran"))
    field.list_url = address("reference:areas")  # type: ignore[attr-defined]  # for the kit
    return field
