"""What the log is asked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kawal.access.trail.selectors import Asked

LONGEST = 80


def _asked(label: Any) -> forms.CharField:
    box = forms.TextInput(attrs={"class": "input", "autocomplete": "off", "autocapitalize": "none"})
    return forms.CharField(label=label, required=False, max_length=LONGEST, widget=box)


class LogForm(forms.Form):
    """All may stay empty. Addresses carry what is asked, so it is an id or a login, never a number of a person."""

    petugas = _asked(_("Nama masuk petugas"))
    instansi = _asked(_("Kode instansi"))
    orang = _asked(_("Kode orang"))
    apa = forms.CharField(required=False, max_length=LONGEST, widget=forms.HiddenInput)

    def asked(self) -> Asked:
        """What cannot be read is not asked."""
        self.is_valid()
        said = self.cleaned_data
        return Asked(
            actor=said.get("petugas", "").strip().lower(),
            agency=said.get("instansi", "").strip(),
            person=said.get("orang", "").strip(),
            action=said.get("apa", "").strip(),
        )
