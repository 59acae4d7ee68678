"""How an alert ends."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kawal.decisions.alerts.services import SHORTEST_NOTE
from kawal.doors.web.alerts.words import OUTCOMES


class CloseForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Hasilnya"),
        choices=list(OUTCOMES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih satu hasil.")},
    )
    note = forms.CharField(
        label=_("Satu kalimat tentang apa yang ditemukan"),
        help_text=_("Siapa yang dihubungi, kapan, dan apa yang dikatakan."),
        min_length=SHORTEST_NOTE,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Tulis satu kalimat."),
            "min_length": _("Tulis kalimat yang utuh, agar rekan Anda mengerti."),
        },
    )
