"""Forms of batches: the letter, a leg, a person who came along, care and ticket."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as now_word
from django.utils.translation import gettext_lazy as _

from kawal.doors.web import labels, places
from kawal.doors.web.batches import words
from kawal.doors.web.kit import typed
from kawal.facts.contract import values
from kawal.reference import selectors as reference
from kawal.response.returns.cards import LegCard, LineCard, SeatCard
from kawal.response.returns.plans import KINDS, Care, LegPlan, Listed, Opening, Ticket

RECEIVERS = ("family", "social_ministry", "province", "district", "village", "agency")
SHORT, LONG = 80, 300


class TokenForm(forms.Form):
    """Carries the identifier of what it makes, so that a page sent twice makes one."""

    token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["token"].initial = uuid4()

    @property
    def made_with(self) -> UUID:
        return self.cleaned_data.get("token") or uuid4()


class OpeningForm(TokenForm):
    kind = forms.ChoiceField(
        label=_("Cara"),
        choices=[(it, words.KINDS[it]) for it in KINDS],
        widget=forms.RadioSelect,
        initial="deported",
    )
    mission = forms.CharField(label=_("Perwakilan pengirim"), required=False, max_length=SHORT)
    post = forms.CharField(
        label=_("Masuk lewat pos"),
        max_length=SHORT,
        error_messages={"required": _("Lewat pos mana mereka masuk?")},
    )
    letter = forms.CharField(label=_("Nomor surat"), required=False, max_length=200)
    letter_on = forms.CharField(label=_("Tanggal surat"), required=False, max_length=40)
    leave_on = forms.CharField(label=_("Rencana berangkat"), required=False, max_length=40)
    planned = forms.IntegerField(
        label=_("Jumlah orang menurut surat"), required=False, min_value=0, max_value=100_000
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        _suggest(self.fields["mission"], [it.short_name for it in reference.list_agencies(level="abroad")])
        _suggest(self.fields["post"], [it.name for it in reference.list_posts(only_debarkation=True)])

    def clean_mission(self) -> str:
        said = self.cleaned_data["mission"]
        code = places.agency_typed(said)
        if said.strip() and not code:
            raise forms.ValidationError(_("Perwakilan itu tidak dikenal. Pilih dari saran."))
        return code

    def clean_post(self) -> str:
        code = places.post_typed(self.cleaned_data["post"])
        if not code:
            raise forms.ValidationError(_("Pos itu tidak dikenal. Pilih dari saran."))
        return code

    def clean_letter_on(self) -> date | None:
        return _day(self.cleaned_data["letter_on"])

    def clean_leave_on(self) -> date | None:
        return _day(self.cleaned_data["leave_on"])

    def opening(self) -> Opening:
        said = self.cleaned_data
        return Opening(
            asked=self.made_with,
            kind=said["kind"],
            post=said["post"],
            mission=said["mission"],
            letter=said["letter"].strip(),
            letter_on=said["letter_on"],
            planned=said["planned"] or 0,
            leave_on=said["leave_on"],
        )


class LegForm(forms.Form):
    mark = forms.RegexField(
        r"^[1-9][0-9]?[a-z]?$",
        label=_("Leg"),
        max_length=3,
        help_text=_("1, 2, 3; yang berjalan bersamaan: 3a, 3b."),
        error_messages={"invalid": _("Tulis seperti 2 atau 3a.")},
    )
    from_place = forms.CharField(label=_("Dari"), max_length=SHORT)
    to_place = forms.CharField(label=_("Ke"), max_length=SHORT)
    mode = forms.ChoiceField(label=_("Moda"), required=False)
    carrier = forms.CharField(
        label=_("Kendaraan, kapal, atau penerbangan"),
        required=False,
        max_length=SHORT,
        help_text=_("Nama kapal, nomor polisi, nomor penerbangan."),
    )
    departs_on = forms.CharField(label=_("Berangkat, tanggal"), required=False, max_length=40)
    departs_at = forms.CharField(label=_("Berangkat, jam"), required=False, max_length=10)
    arrives_on = forms.CharField(label=_("Tiba, tanggal"), required=False, max_length=40)
    arrives_at = forms.CharField(label=_("Tiba, jam"), required=False, max_length=10)
    payer = forms.ChoiceField(label=_("Pembayar"), required=False)
    planned_cost = forms.CharField(label=_("Biaya rencana tiap orang, rupiah"), required=False, max_length=30)
    actual_cost = forms.CharField(label=_("Biaya nyata tiap orang, rupiah"), required=False, max_length=30)
    receiver = forms.CharField(
        label=_("Instansi penerima"),
        required=False,
        max_length=SHORT,
        help_text=_("Yang menandatangani di tempat tiba; ia melihat daftar rombongan ini."),
    )
    received_as = forms.ChoiceField(label=_("Sebagai"), required=False)

    def __init__(self, *args: Any, leg: LegCard | None = None, **more: Any) -> None:
        super().__init__(*args, **({**more, "initial": _shown(leg)} if leg else more))
        posts = [it.name for it in reference.list_posts()]
        _suggest(self.fields["from_place"], posts)
        _suggest(self.fields["to_place"], posts)
        _choose(self.fields["mode"], "modes")
        _choose(self.fields["payer"], "payers")
        _choose(self.fields["received_as"], "receivers")

    def clean_planned_cost(self) -> Decimal | None:
        return _money(self.cleaned_data["planned_cost"])

    def clean_actual_cost(self) -> Decimal | None:
        return _money(self.cleaned_data["actual_cost"])

    def clean_receiver(self) -> str:
        said = self.cleaned_data["receiver"]
        code = places.agency_typed(said)
        if said.strip() and not code:
            raise forms.ValidationError(_("Instansi itu tidak dikenal. Tulis nama pendeknya."))
        return code

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name in ("departs", "arrives"):
            try:
                said[name] = _moment(said.get(f"{name}_on", ""), said.get(f"{name}_at", ""))
            except forms.ValidationError as error:
                self.add_error(f"{name}_on", error)
        begin, end = said.get("departs"), said.get("arrives")
        if begin and end and end < begin:
            self.add_error("arrives_on", now_word("Tiba tidak bisa lebih dulu daripada berangkat."))
        return said

    def plan(self) -> LegPlan:
        said = self.cleaned_data
        return LegPlan(
            mark=said["mark"],
            from_place=places.place_typed(said["from_place"]),
            to_place=places.place_typed(said["to_place"]),
            mode=said["mode"],
            carrier=said["carrier"].strip(),
            departs_at=said["departs"],
            arrives_at=said["arrives"],
            payer=said["payer"],
            receiver=said["receiver"],
            received_as=said["received_as"],
        )


class ComeAlongForm(TokenForm):
    """Somebody who is not on the list."""

    name = forms.CharField(label=_("Nama"), max_length=200, error_messages={"required": _("Tulis namanya.")})
    sex = forms.ChoiceField(
        label=_("Jenis kelamin"),
        choices=[("female", _("Perempuan")), ("male", _("Laki-laki"))],
        widget=forms.RadioSelect,
        required=False,
    )
    born = forms.CharField(label=_("Tahun atau tanggal lahir"), required=False, max_length=40)
    home = forms.CharField(label=_("Kabupaten atau kota asal"), required=False, max_length=SHORT)
    vulnerable = forms.CharField(label=_("Rentan karena"), required=False, max_length=LONG)

    def listed(self, now: datetime) -> Listed:
        said = self.cleaned_data
        subject: dict[str, Any] = {"name": said["name"].strip()}
        if said["sex"]:
            subject["sex"] = said["sex"]
        if said["born"].strip():
            subject["birth_date"] = typed.birth_of(said["born"], timezone.localdate(now))
        if area := places.area_typed(said["home"]):
            subject["address"] = {"area": area}
        return Listed(f"tambah-{self.made_with}", subject, said["vulnerable"].strip())

    def clean_born(self) -> str:
        said = str(self.cleaned_data["born"])
        if said.strip():
            try:
                typed.birth_of(said, timezone.localdate())
            except (typed.NotUnderstood, typed.NoSuchDay):
                raise forms.ValidationError(_("Tulis tahun atau tanggal lahir, misalnya 1999.")) from None
        return said


class CareForm(forms.Form):
    vulnerable = forms.CharField(
        label=_("Rentan karena"),
        required=False,
        max_length=LONG,
        help_text=_("Hamil, sakit, ibu dengan anak."),
    )
    with_number = forms.IntegerField(
        label=_("Didampingi orang nomor"),
        required=False,
        min_value=1,
        help_text=_("Nomor urutnya dalam daftar ini."),
    )
    escort = forms.CharField(label=_("Atau pendamping lain"), required=False, max_length=SHORT)
    alone = forms.BooleanField(label=_("Anak tanpa pendamping"), required=False)
    medical = forms.BooleanField(label=_("Perjalanan orang sakit"), required=False)
    fitness = forms.CharField(
        label=_("Nomor surat sehat"),
        required=False,
        max_length=SHORT,
        help_text=_("Tanpa surat ini orang sakit tidak dapat dicatat naik."),
    )
    refusal = forms.CharField(
        label=_("Menolak pulang: nomor pernyataan bertanda tangan"), required=False, max_length=SHORT
    )

    def __init__(self, *args: Any, line: LineCard, numbers: dict[int, int], **more: Any) -> None:
        """``numbers``: the line of each number of the list."""
        self.numbers = numbers
        shown = {
            name: getattr(line, name)
            for name in ("vulnerable", "escort", "alone", "medical", "fitness", "refusal")
        }
        by_line = {it: number for number, it in numbers.items()}
        shown["with_number"] = by_line.get(line.with_line or 0)
        super().__init__(*args, **{**more, "initial": shown})
        self.line = line

    def clean_with_number(self) -> int | None:
        number = self.cleaned_data["with_number"]
        if number is None:
            return None
        if self.numbers.get(number) in (None, self.line.line_id):
            raise forms.ValidationError(_("Tidak ada orang lain dengan nomor itu dalam daftar."))
        return self.numbers[number]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("alone") and said.get("with_number"):
            self.add_error("alone", now_word("Tanpa pendamping, atau didampingi: pilih salah satu."))
        return said

    def care(self) -> Care:
        said = self.cleaned_data
        return Care(
            vulnerable=said["vulnerable"].strip(), with_line=said["with_number"], escort=said["escort"].strip(), alone=said["alone"],
            medical=said["medical"], fitness=said["fitness"].strip(), refusal=said["refusal"].strip(),
        )  # fmt: skip


class TicketForm(forms.Form):
    seat = forms.CharField(label=_("Kursi"), required=False, max_length=20)
    ticket = forms.CharField(label=_("Nomor tiket"), required=False, max_length=SHORT)
    payer = forms.ChoiceField(label=_("Pembayar"), required=False)
    planned_cost = forms.CharField(label=_("Biaya rencana, rupiah"), required=False, max_length=30)
    actual_cost = forms.CharField(label=_("Biaya nyata, rupiah"), required=False, max_length=30)

    def __init__(self, *args: Any, seat: SeatCard | None = None, **more: Any) -> None:
        shown = {name: getattr(seat, name) for name in self.base_fields} if seat else None
        super().__init__(*args, **{**more, "initial": shown})
        _choose(self.fields["payer"], "payers")
        for name in ("planned_cost", "actual_cost"):
            self.fields[name].inputmode = "numeric"  # type: ignore[attr-defined]  # read by the kit

    def clean_planned_cost(self) -> Decimal | None:
        return _money(self.cleaned_data["planned_cost"])

    def clean_actual_cost(self) -> Decimal | None:
        return _money(self.cleaned_data["actual_cost"])

    def ticket_of(self) -> Ticket:
        return Ticket(**self.cleaned_data)


def _shown(leg: LegCard) -> dict[str, Any]:
    shown = {name: getattr(leg, name) for name in ("mark", "mode", "carrier", "payer", "received_as")}
    shown |= {name: labels.place_name(getattr(leg, name)) for name in ("from_place", "to_place", "receiver")}
    for name in ("departs", "arrives"):
        at = getattr(leg, f"{name}_at")
        if at:
            local = timezone.localtime(at)
            shown |= {f"{name}_on": f"{local:%d/%m/%Y}", f"{name}_at": f"{local:%H.%M}"}
    return shown


def _suggest(field: forms.Field, texts: list[str]) -> None:
    field.suggestions = texts  # type: ignore[attr-defined]  # read by the kit


def _choose(field: forms.Field, name: str) -> None:
    assert isinstance(field, forms.ChoiceField)
    lang = labels.language()
    listed = [(it.code, it.label(lang)) for it in reference.list_codes(name)]
    field.choices = [("", now_word("belum ditentukan")), *listed]


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return typed.day_of(text, timezone.localdate())
    except typed.NoSuchDay:
        raise forms.ValidationError(_("Tanggal itu tidak ada dalam kalender.")) from None
    except typed.NotUnderstood:
        raise forms.ValidationError(_("Tulis tanggal seperti 19 Nov 2026.")) from None


def _moment(day: str, hour: str) -> datetime | None:
    on = _day(day)
    if on is None:
        return None
    try:
        at = typed.hour_of(hour) if hour.strip() else time()
    except typed.NotUnderstood:
        raise forms.ValidationError(_("Tulis jam seperti 09.30.")) from None
    return timezone.make_aware(datetime.combine(on, at))


def _money(text: str) -> Decimal | None:
    if not str(text or "").strip():
        return None
    said = values.as_number(str(text))
    if said is None or said < 0 or said >= 10**11:
        raise forms.ValidationError(_("Tulis angka, misalnya 1.200.000."))
    return Decimal(round(said))
