"""Forms of relief goods. Each carries the identifier of its act, made with the page: pressing twice is one act."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kawal.doors.web.aid import words
from kawal.doors.web.kit.fields import Drawing, Segments
from kawal.response.aid.issues.receipts import RECEIPTS
from kawal.response.aid.needs.rules import Question
from kawal.response.aid.stock.cards import ItemCard, LotCard, SiteCard
from kawal.response.aid.stock.ledger import Kits
from kawal.response.aid.stock.services import DIFFERENCES, LOST, Line, Want

LINES = 4
MOST = 1_000_000
NONE = ("", "–")
Choices = Sequence[tuple[str, Any]]


class ActForm(forms.Form):
    act = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, initial={"act": uuid.uuid4(), **more.pop("initial", {})}, **more)


def choices_of(items: dict[str, ItemCard], kinds: Iterable[str] = ()) -> Choices:
    """Every thing, and each of its sizes, as ``item|size``."""
    found = [it for it in items.values() if not kinds or it.kind in kinds]
    return [
        (f"{it.code}|{size}", words.thing(items, it.code, size))
        for it in found
        for size in (("", *it.sizes) if it.sizes else ("",))
    ]


def stock_choices(items: dict[str, ItemCard], lots: Sequence[LotCard], kinds: Iterable[str] = ()) -> Choices:
    """What lies there, with how many."""
    there: dict[tuple[str, str], int] = {}
    for lot in lots:
        if not kinds or items[lot.item].kind in kinds:
            there[(lot.item, lot.size)] = there.get((lot.item, lot.size), 0) + lot.quantity
    return [
        (f"{item}|{size}", f"{words.thing(items, item, size)} ({n})") for (item, size), n in there.items()
    ]


class ReceiveForm(ActForm):
    donor = forms.CharField(label=_("Pemberi"), max_length=200)
    letter = forms.CharField(label=_("Nomor surat"), max_length=100, required=False)
    handed_by = forms.CharField(label=_("Yang menyerahkan, nama"), max_length=200)
    received_by = forms.CharField(label=_("Yang menerima, nama"), max_length=200)


class LineForm(forms.Form):
    """One kind of thing that came: what the letter says and what was counted."""

    thing = forms.ChoiceField(label=_("Barang"), required=False)
    said = forms.IntegerField(label=_("Menurut surat"), min_value=0, max_value=MOST, required=False)
    counted = forms.IntegerField(label=_("Terhitung"), min_value=0, max_value=MOST, required=False)
    reason = forms.ChoiceField(
        label=_("Mengapa berbeda"),
        required=False,
        choices=[NONE, *((it, words.REASONS[it]) for it in DIFFERENCES)],
    )
    expires_on = forms.DateField(
        label=_("Kedaluwarsa"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    mark = forms.CharField(label=_("Nomor lot"), max_length=60, required=False)

    def __init__(self, *args: Any, things: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["thing"].choices = [NONE, *things]  # type: ignore[attr-defined]  # it is a ChoiceField

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if not said.get("thing"):
            return said
        counted = said.get("counted")
        if counted is None and "counted" not in self.errors:
            self.add_error("counted", _("Hitung dahulu; nol pun ditulis."))
        elif said.get("said") not in (None, counted) and not said.get("reason"):
            self.add_error("reason", _("Berbeda dari surat: pilih sebabnya."))
        return said

    @property
    def line(self) -> Line | None:
        it = self.cleaned_data
        if not it.get("thing"):
            return None
        item, _mark, size = it["thing"].partition("|")
        counted = it["counted"]
        said = counted if it["said"] is None else it["said"]
        return Line(
            item=item, size=size, said=said, counted=counted, mark=it["mark"], expires_on=it["expires_on"],
            reason=it["reason"] if said != counted else "",
        )  # fmt: skip


class WantForm(forms.Form):
    """So many of what lies there."""

    thing = forms.ChoiceField(label=_("Barang"), required=False)
    quantity = forms.IntegerField(label=_("Jumlah"), min_value=1, max_value=MOST, required=False)

    def __init__(self, *args: Any, things: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["thing"].choices = [NONE, *things]  # type: ignore[attr-defined]  # it is a ChoiceField

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("thing") and not said.get("quantity") and "quantity" not in self.errors:
            self.add_error("quantity", _("Tulis jumlahnya."))
        return said

    @property
    def want(self) -> Want | None:
        it = self.cleaned_data
        if not it.get("thing"):
            return None
        item, _mark, size = it["thing"].partition("|")
        return Want(item, size, it["quantity"])


class KitsForm(ActForm):
    """Which kit is put together, and how many."""

    thing = forms.ChoiceField(
        label=_("Paket"), widget=forms.RadioSelect, error_messages={"required": _("Pilih paketnya.")}
    )
    quantity = forms.IntegerField(label=_("Berapa paket"), min_value=1, max_value=MOST)

    def __init__(self, *args: Any, choices: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["thing"].choices = choices  # type: ignore[attr-defined]  # it is a ChoiceField
        if not choices:
            self.fields["thing"].help_text = _("Isi persediaan belum cukup untuk satu paket pun.")

    @property
    def kits(self) -> Kits:
        item, _mark, size = self.cleaned_data["thing"].partition("|")
        return Kits(item, size, self.cleaned_data["quantity"])


class SendForm(ActForm):
    to = forms.ChoiceField(label=_("Ke"))
    carrier = forms.CharField(label=_("Dibawa oleh"), max_length=200, required=False)

    def __init__(self, *args: Any, sites: Sequence[SiteCard], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["to"].choices = [(it.code, it.name) for it in sites]  # type: ignore[attr-defined]  # it is a ChoiceField


class HandOutForm(ActForm):
    facility = forms.CharField(label=_("Fasilitas"), max_length=200)
    signed_by = forms.CharField(label=_("Yang menerima, nama"), max_length=200)
    position = forms.CharField(label=_("Jabatan"), max_length=200, required=False)


class ArriveForm(ActForm):
    """One count a lot; it begins with what was sent."""

    def __init__(self, *args: Any, lots: Sequence[LotCard], items: dict[str, ItemCard], **more: Any) -> None:
        super().__init__(*args, **more)
        self.lots = lots
        reasons = [NONE, *((it, words.REASONS[it]) for it in DIFFERENCES)]
        for lot in lots:
            label = _("%(thing)s: terhitung, dari %(sent)s") % {
                "thing": words.thing(items, lot.item, lot.size), "sent": lot.quantity,
            }  # fmt: skip
            self.fields[f"counted_{lot.lot_id}"] = forms.IntegerField(
                label=label, min_value=0, max_value=MOST, initial=lot.quantity
            )
            self.fields[f"reason_{lot.lot_id}"] = forms.ChoiceField(
                label=_("Mengapa berbeda"), choices=reasons, required=False
            )

    @property
    def counted(self) -> dict[int, int]:
        return {lot.lot_id: self.cleaned_data[f"counted_{lot.lot_id}"] for lot in self.lots}

    @property
    def reasons(self) -> dict[int, str]:
        return {lot.lot_id: self.cleaned_data[f"reason_{lot.lot_id}"] for lot in self.lots}


class CountForm(ActForm):
    """What was counted by lot; an empty field was not counted. The book is as it stood when the page was made."""

    def __init__(self, *args: Any, lots: Sequence[LotCard], items: dict[str, ItemCard], **more: Any) -> None:
        super().__init__(*args, **more)
        self.lots = lots
        for lot in lots:
            book = _("menurut buku %(n)s") % {"n": lot.quantity}
            until = f", {lot.expires_on:%d/%m/%Y}" if lot.expires_on else ""
            self.fields[f"counted_{lot.lot_id}"] = forms.IntegerField(
                label=f"{words.thing(items, lot.item, lot.size)}{until}", min_value=0, max_value=MOST, required=False,
                help_text=book, error_messages={"min_value": _("Hitungan tidak bisa di bawah nol.")},
            )  # fmt: skip
            self.fields[f"book_{lot.lot_id}"] = forms.IntegerField(
                widget=forms.HiddenInput, initial=lot.quantity, required=False
            )

    @property
    def seen(self) -> dict[int, tuple[int, int]]:
        said = self.cleaned_data
        return {
            lot.lot_id: (said[f"book_{lot.lot_id}"], said[f"counted_{lot.lot_id}"])
            for lot in self.lots
            if said[f"counted_{lot.lot_id}"] is not None and said[f"book_{lot.lot_id}"] is not None
        }


class LoseForm(ActForm):
    lot = forms.TypedChoiceField(label=_("Barang"), coerce=int)
    quantity = forms.IntegerField(label=_("Jumlah"), min_value=1, max_value=MOST)
    reason = forms.ChoiceField(label=_("Mengapa"), choices=[(it, words.REASONS[it]) for it in LOST])

    def __init__(
        self, *args: Any, lots: Sequence[LotCard], items: dict[str, ItemCard], today: date, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fields["lot"].choices = [  # type: ignore[attr-defined]  # it is a ChoiceField
            (lot.lot_id, f"{words.thing(items, lot.item, lot.size)} ({lot.quantity}){_until(lot, today)}")
            for lot in lots
        ]


class SiteForm(forms.Form):
    name = forms.CharField(
        label=_("Nama tempat"), max_length=120, help_text=_("Untuk penampungan: nama samaran, tanpa alamat.")
    )
    kind = forms.ChoiceField(label=_("Jenis"), choices=list(words.SITE_KINDS.items()), widget=Segments)


class ItemForm(forms.Form):
    label_id = forms.CharField(label=_("Nama barang"), max_length=80)
    label_en = forms.CharField(label=_("Nama dalam bahasa Inggris"), max_length=80)
    kind = forms.ChoiceField(
        label=_("Jenis"), choices=[it for it in words.ITEM_KINDS.items() if it[0] != "kit"], widget=Segments
    )
    sizes = forms.CharField(
        label=_("Ukuran"), max_length=120, required=False, help_text=_("Pisahkan dengan koma: S, M, L")
    )


class GiftForm(ActForm):
    """One entitlement of one person."""

    entitlement = forms.CharField(widget=forms.HiddenInput)
    size = forms.ChoiceField(label=_("Ukuran"), required=False)
    receipt = forms.ChoiceField(
        label=_("Tanda terima"),
        choices=[(it, words.RECEIPTS[it]) for it in RECEIPTS],
        widget=Segments,
        initial="paper",
    )
    image = forms.FileField(
        label=_("Gambar tanda terima"),
        required=False,
        help_text=_("PNG, JPEG atau WebP, paling besar 400 KB."),
    )
    drawing = Drawing(label=_("Tanda tangan di layar"))
    seen = forms.CharField(label=_("Yang Anda lihat"), max_length=200, required=False)

    def __init__(self, *args: Any, sizes: Sequence[str], asks: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if sizes:
            self.fields["size"].choices = [("", _("Apa saja")), *((it, it) for it in sizes)]  # type: ignore[attr-defined]  # it is a ChoiceField
        else:
            del self.fields["size"]
        if not asks:
            del self.fields["seen"]


class AskForm(ActForm):
    about = forms.CharField(label=_("Kelompok atau tempat"), max_length=200)
    assessors = forms.IntegerField(label=_("Berapa penilai"), min_value=1, max_value=20, initial=2)


class AnswerForm(ActForm):
    """The short form; what is left empty is a gap."""

    def __init__(self, *args: Any, questions: Sequence[Question], language: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.questions = questions
        for it in questions:
            label = it.label(language)
            if it.kind == "count":
                field: forms.Field = forms.IntegerField(
                    label=label, min_value=0, max_value=20_000, required=False
                )
                field.inputmode = "numeric"  # type: ignore[attr-defined]  # read by the field card
            else:
                field = forms.ChoiceField(
                    label=label, choices=[("1", _("Ya")), ("0", _("Tidak"))], widget=Segments, required=False
                )
            self.fields[it.code] = field

    @property
    def answers(self) -> dict[str, int]:
        said = {it.code: self.cleaned_data[it.code] for it in self.questions}
        return {code: int(value) for code, value in said.items() if value not in (None, "")}


def _until(lot: LotCard, today: date) -> str:
    if lot.expires_on is None:
        return ""
    past = f", {words.REASONS['expired']}" if lot.expires_on < today else ""
    return f", {lot.expires_on:%d/%m/%Y}{past}"
