"""The form on a rule's page: each of its parameters, with the standing value in it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kawal.decisions.rules.document import Rule
from kawal.decisions.rules.expression import GREATEST
from kawal.doors.web.kit.words import Words, word

# A parameter in words; one that a later rule brings is shown by its own name until it has them.
LABELS: Words = {
    "within_days": gettext_lazy("Dalam berapa hari"),
    "limit_days": gettext_lazy("Selisih hari yang dibiarkan"),
    "young_years": gettext_lazy("Masih muda sampai umur"),
    "people": gettext_lazy("Mulai berapa orang"),
    "more": gettext_lazy("Lebih berat mulai"),
    "least_days": gettext_lazy("Paling sedikit berapa hari"),
    "high_after_days": gettext_lazy("Tinggi sesudah berapa hari"),
    "missed": gettext_lazy("Berapa kabar tidak datang"),
    "many": gettext_lazy("Lebih berat mulai berapa kali"),
    "overdue_days": gettext_lazy("Terlambat berapa hari"),
    "long_days": gettext_lazy("Lebih berat sesudah berapa hari"),
    "days": gettext_lazy("Berapa hari"),
    "times": gettext_lazy("Berapa kali"),
    "months": gettext_lazy("Berapa bulan"),
    "regular": gettext_lazy("Teratur mulai berapa kiriman"),
    "regular_days": gettext_lazy("Jeda biasa paling lama, hari"),
    "limit_pct": gettext_lazy("Batas, persen"),
    "far_pct": gettext_lazy("Jauh di atas batas, persen"),
    "workers": gettext_lazy("Mulai berapa pekerja"),
    "recruiters": gettext_lazy("Mulai berapa perekrut"),
    "confirmed": gettext_lazy("Mulai berapa perkara terbukti"),
    "shared": gettext_lazy("Mulai berapa hal yang sama"),
    "child_years": gettext_lazy("Masih anak di bawah berapa tahun"),
    "far_idr": gettext_lazy("Jauh di atas batas, rupiah"),
    "least": gettext_lazy("Mulai berapa perkara"),
    "limit_pm": gettext_lazy("Batas, per seribu"),
    "more_pm": gettext_lazy("Lebih berat mulai, per seribu"),
    "most_pm": gettext_lazy("Paling berat mulai, per seribu"),
    "changes": gettext_lazy("Mulai berapa kali pindah"),
    "after_days": gettext_lazy("Sesudah berapa hari"),
    "far_days": gettext_lazy("Lebih berat sesudah, hari"),
}


class TrialForm(forms.Form):
    """One field a parameter, named as the document names it."""

    def __init__(self, rule: Rule, data: Any = None) -> None:
        super().__init__(data)
        for name, value in rule.params.items():
            label, said = word(LABELS, name), _("Berlaku kini: %(value)s") % {"value": value}
            about: dict[str, Any] = {"label": label, "initial": value, "help_text": said}
            if isinstance(value, int):
                about |= {"min_value": -GREATEST, "max_value": GREATEST}
            self.fields[name] = (forms.IntegerField if isinstance(value, int) else forms.CharField)(**about)

    def values(self) -> dict[str, str]:
        return {name: str(value) for name, value in self.cleaned_data.items()}
