"""What the log is asked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kawal.access.trail.selectors import Asked

LONGEST = 80


class LogForm(forms.Form):
    """All may stay empty. Addresses carry what is asked, so it is an id or a login, never a number of a person."""

    petugas = forms.CharField(label=_("Nama masuk petugas"), required=False, max_length=LONGEST)
    instansi = forms.CharField(label=_("Kode instansi"), required=False, max_length=LONGEST)
    orang = forms.CharField(label=_("Kode orang"), required=False, max_length=LONGEST)
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
