"""What takes two officers: why the one proposes it, and what the other is asked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

SHORTEST_WHY = 10


def whole_sentence(*, shortest: int = SHORTEST_WHY, rows: int = 4, **more: Any) -> forms.CharField:
    """What a colleague must be able to follow later. ``more``: its label and help, and what else a field takes."""
    return forms.CharField(
        min_length=shortest,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={
            "required": _("Tulis satu kalimat."),
            "min_length": _("Tulis kalimat yang utuh, agar rekan Anda mengerti."),
        },
        **more,
    )


class AnswerForm(forms.Form):
    """Its two answers are buttons. A refusal says why.

    :cvar label_says: fields whose label says when they may stay empty.
    """

    label_says = ("why",)
    answer = forms.ChoiceField(
        label=_("Jawaban Anda"),
        choices=[("confirmed", _("Setuju, lakukan")), ("refused", _("Tolak"))],
        error_messages={"required": _("Pilih satu jawaban.")},
    )
    why = whole_sentence(label=_("Alasan bila menolak"), rows=2, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("answer") == "refused" and "why" in said and not said["why"]:
            self.add_error("why", _("Tulis kalimat yang utuh, agar rekan Anda mengerti."))
        return said
