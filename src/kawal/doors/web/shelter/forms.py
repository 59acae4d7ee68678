"""What officers of a house fill in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from kawal.doors.web.kit.fields import Drawing, Segments
from kawal.doors.web.kit.words import word
from kawal.doors.web.shelter import words
from kawal.response.shelter import codes
from kawal.response.shelter.belongings import Fate
from kawal.response.shelter.books import Book, Field
from kawal.response.shelter.cards import Item

UNSAID = [("", lazy("pilih"))]
LOCAL = "%Y-%m-%dT%H:%M"
LONGEST = 4000
SIGN_HERE = lazy("Tanda tangani di kotak.")


class Moment(forms.DateTimeField):
    """Day, hour and minute, as the machine of the officer offers them."""

    def __init__(self, **more: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL)
        super().__init__(widget=widget, input_formats=[LOCAL, "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"], **more)


class ActForm(forms.Form):
    """A form whose act is named when it is drawn, so that sending it twice does it once."""

    act = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        self.now = now
        kwargs["initial"] = {"act": uuid4(), "at": timezone.localtime(now)} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)

    def moment(self, name: str = "at") -> datetime:
        """The moment as filled in; of a past minute its end, so that it follows what was written down within that minute."""
        said: datetime | None = self.cleaned_data.get(name)
        if said is None:
            return self.now
        ends = said.replace(second=59, microsecond=999_999)
        return min(ends, self.now) if said <= self.now else said


class HouseForm(forms.Form):
    kind = forms.ChoiceField(label=lazy("Jenis"), choices=list(words.KINDS.items()))
    name = forms.CharField(
        label=lazy("Nama samaran"),
        max_length=80,
        help_text=lazy("Nama inilah yang dibaca instansi lain. Jangan menyebut jalan atau tempat."),
    )


class AddressForm(forms.Form):
    address = forms.CharField(
        label=lazy("Alamat"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=lazy("Hanya petugas rumah ini dan petugas nasional yang membacanya."),
    )
    phone = forms.CharField(label=lazy("Telepon"), max_length=40, required=False)


class RoomForm(forms.Form):
    building = forms.CharField(label=lazy("Gedung"), max_length=60, required=False)
    name = forms.CharField(label=lazy("Nama kamar"), max_length=60)
    sex = forms.ChoiceField(label=lazy("Untuk"), choices=list(words.SEXES.items()), widget=Segments)
    beds = forms.IntegerField(label=lazy("Banyak tempat tidur"), min_value=1, max_value=200)


class UseForm(ActForm):
    use = forms.ChoiceField(label=lazy("Dipakai untuk"), choices=list(words.USES.items()), widget=Segments)
    first = forms.DateField(
        label=lazy("Sejak"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    last = forms.DateField(
        label=lazy("Sampai"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    reason = forms.CharField(label=lazy("Sebabnya"), max_length=200)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("Hari terakhir sebelum hari pertama."))
        return cleaned


class BedForm(forms.Form):
    why = forms.CharField(label=lazy("Mengapa tidak dipakai"), max_length=120)


class OutForm(ActForm):
    at = Moment(label=lazy("Keluar sejak"))
    expected = Moment(label=lazy("Rencana kembali"), required=False)
    reason = forms.CharField(
        label=lazy("Keterangan"),
        max_length=200,
        required=False,
        help_text=lazy("Ia tidak wajib memberi alasan."),
    )


class BackForm(ActForm):
    at = Moment(label=lazy("Kembali pada"))


class KeepForm(ActForm):
    one_suffices = ("signed", "drawing")
    kind = forms.ChoiceField(label=lazy("Jenis"), choices=list(words.ITEMS.items()), widget=forms.RadioSelect)
    what = forms.CharField(
        label=lazy("Apa yang dititipkan"), max_length=200, help_text=lazy("Jangan tulis nomor dokumen.")
    )
    kept_at = forms.CharField(label=lazy("Disimpan di"), max_length=60, required=False)
    signed = forms.ChoiceField(
        label=lazy("Tanda terima"), choices=list(words.SIGNED.items()), widget=forms.RadioSelect,
        required=False, help_text=lazy("Pilih satu, atau tanda tangani di kotak."),
    )  # fmt: skip
    drawing = Drawing(label=lazy("Tanda tangan di layar"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        drawing = cleaned.get("drawing", "")
        signed = cleaned["signed"] = signed_as(cleaned.get("signed", ""), drawing)
        if "drawing" in self.errors:
            return cleaned
        if not signed:
            self.add_error("signed", _("Pilih tanda terima pemiliknya."))
        elif signed == codes.DRAWN and not drawing:
            self.add_error("drawing", SIGN_HERE)
        return cleaned


class FateForm(ActForm):
    """What became of one thing."""

    fate = forms.ChoiceField(
        label=lazy("Apa jadinya"), choices=list(words.FATES.items()), widget=forms.RadioSelect
    )
    signed = forms.ChoiceField(
        label=lazy("Tanda terima pemilik"), choices=[*UNSAID, *words.SIGNED.items()], required=False
    )
    drawing = Drawing(label=lazy("Tanda tangan di layar"))
    note = forms.CharField(label=lazy("Keterangan"), max_length=LONGEST, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["signed"] = signed_as(cleaned.get("signed", ""), cleaned.get("drawing", ""))
        if code := cleaned.get("fate"):
            check_fate(self, code, cleaned["signed"], cleaned.get("note", ""), "signed", "note")
        return cleaned

    def said(self) -> Fate:
        said = self.cleaned_data
        return fate_of(said["fate"], said["signed"], said["note"], said["drawing"])


class LeaveForm(ActForm):
    """Where she goes, and one question for each thing kept for her."""

    at = Moment(label=lazy("Keluar pada"))
    destination = forms.ChoiceField(
        label=lazy("Ke mana"), choices=list(words.DESTINATIONS.items()), widget=forms.RadioSelect,
        error_messages={"required": lazy("Pilih ke mana ia pergi; boleh “tidak diketahui”.")},
    )  # fmt: skip
    onward = forms.ChoiceField(label=lazy("Bila pindah: penampungan yang dituju"), required=False)

    def __init__(
        self, *args: Any, kept: Sequence[Item], houses: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kept = kept
        self.fields["onward"].choices = [*UNSAID, *houses]  # type: ignore[attr-defined]  # a choice field
        for item in kept:
            self.fields |= self._questions(item)
        if kept:
            self.fields["drawing"] = Drawing(label=_("Tanda tangan di layar untuk titipan yang kembali"))
        self.fields["note"] = forms.CharField(
            label=_("Catatan"),
            max_length=LONGEST,
            required=False,
            help_text=_("Ia boleh pergi tanpa memberi alasan."),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for item in self.kept:
            fate, note = f"fate_{item.item_id.hex}", f"note_{item.item_id.hex}"
            if code := cleaned.get(fate):
                check_fate(
                    self, code.partition(":")[0], code.partition(":")[2], cleaned.get(note, ""), fate, note
                )
        return cleaned

    def fates(self) -> dict[UUID, Fate]:
        return {it.item_id: self._fate(it.item_id.hex) for it in self.kept}

    def _fate(self, name: str) -> Fate:
        code, _mark, signed = self.cleaned_data[f"fate_{name}"].partition(":")
        return fate_of(code, signed, self.cleaned_data[f"note_{name}"], self.cleaned_data["drawing"])

    def _questions(self, item: Item) -> dict[str, forms.Field]:
        """Returned with which signature, or what else."""
        returned = [
            (f"returned:{code}", f"{words.FATES['returned']}, {label}")
            for code, label in words.SIGNED.items()
        ]
        others = [(code, label) for code, label in words.FATES.items() if code != codes.RETURNED]
        missing = {"required": _("Jawab apa jadinya titipan ini.")}
        fate = forms.ChoiceField(
            label=item.what, choices=[("", _("belum dijawab")), *returned, *others], error_messages=missing
        )
        note = forms.CharField(
            label=_("Bila tidak kembali, keterangannya: %(what)s") % {"what": item.what},
            max_length=LONGEST,
            required=False,
        )
        return {f"fate_{item.item_id.hex}": fate, f"note_{item.item_id.hex}": note}


class EntryForm(ActForm):
    """The form of a book, made from what `books.csv` asks."""

    at = Moment(label=lazy("Kapan"))

    def __init__(
        self, *args: Any, book: Book, residents: Sequence[tuple[str, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.book = book
        if residents:
            self.fields["stay"] = forms.ChoiceField(
                label=_("Tentang penghuni"), choices=[("", _("tidak ada")), *residents], required=False
            )
        for field in book.fields:
            self.fields[f"b_{field.name}"] = _input(book.code, field)

    def said(self) -> dict[str, Any]:
        """Only what was said."""
        found = {it.name: self.cleaned_data.get(f"b_{it.name}") for it in self.book.fields}
        return {name: value for name, value in found.items() if value not in ("", None, [], False)}


class ComplaintForm(ActForm):
    about = forms.ChoiceField(
        label=lazy("Tentang apa"), choices=list(words.ABOUT.items()), widget=forms.RadioSelect
    )
    officer = forms.ChoiceField(label=lazy("Petugas yang diadukan"), required=False)
    text = forms.CharField(
        label=lazy("Aduannya"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5})
    )
    named = forms.ChoiceField(
        label=lazy("Dengan nama?"), choices=list(words.NAMED.items()), initial="anonymous", widget=Segments,
        help_text=lazy("Ia sendiri yang memilih. Tanpa nama, tidak ada yang tahu siapa yang mengadu."),
    )  # fmt: skip
    name = forms.CharField(label=lazy("Namanya"), max_length=80, required=False)

    def __init__(self, *args: Any, officers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].choices = [*UNSAID, *officers]  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("about") == "officer" and not cleaned.get("officer"):
            self.add_error("officer", _("Pilih petugasnya; ia tidak akan membaca aduan ini."))
        if cleaned.get("named") == "named" and not cleaned.get("name"):
            self.add_error("name", _("Tulis namanya, atau pilih tanpa nama."))
        return cleaned

    def said_name(self) -> str:
        """Nothing where she chose so, whatever stands in the field."""
        return str(self.cleaned_data["name"]) if self.cleaned_data["named"] == "named" else ""


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=lazy("Apa yang dilakukan"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )


def check_fate(form: forms.Form, code: str, signed: str, note: str, at: str, note_at: str) -> None:
    """Returned needs a signature, anything else words."""
    drawn = form.cleaned_data.get("drawing")
    if code == codes.RETURNED and signed not in codes.SIGNED:
        form.add_error(at, _("Pilih tanda terima pemiliknya."))
    if code == codes.RETURNED and signed == codes.DRAWN and not drawn and "drawing" not in form.errors:
        form.add_error("drawing", SIGN_HERE)
    if code != codes.RETURNED and not note:
        form.add_error(note_at, ValidationError(_("Tulis keterangannya.")))


def fate_of(code: str, signed: str, note: str, drawing: str) -> Fate:
    signed = signed if code == codes.RETURNED else ""
    return Fate(code, signed, note, drawing if signed == codes.DRAWN else "")


def signed_as(said: str, drawing: str) -> str:
    """Who draws a signature has signed by it, whatever else was chosen."""
    return codes.DRAWN if drawing else said


def _input(book: str, field: Field) -> forms.Field:
    more: dict[str, Any] = {"label": words.field_label(book, field.name), "required": field.required}
    choices = [(code, word(words.CHOICES, code)) for code in field.choices]
    match field.type:
        case "choice" if len(choices) > 3:
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **more)
        case "choice":
            return forms.ChoiceField(choices=choices, widget=Segments, **more)
        case "choices":
            return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **more)
        case "yes":
            return forms.BooleanField(**more)
        case "story":
            return forms.CharField(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}), **more)
    return forms.CharField(max_length=200, **more)
