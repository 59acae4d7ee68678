"""The form on a rule's page: each of its parameters, with the standing value in it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from kawal.decisions.rules.document import Rule


class TrialForm(forms.Form):
    """One field a parameter, named as the document names it."""

    def __init__(self, rule: Rule, data: Any = None) -> None:
        super().__init__(data)
        for name, value in rule.params.items():
            label, said = name.replace("_", " "), _("Berlaku kini: %(value)s") % {"value": value}
            kind: type[forms.Field] = forms.IntegerField if isinstance(value, int) else forms.CharField
            self.fields[name] = kind(label=label, initial=value, help_text=said)

    def values(self) -> dict[str, str]:
        return {name: str(value) for name, value in self.cleaned_data.items()}
