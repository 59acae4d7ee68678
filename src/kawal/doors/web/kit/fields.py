"""Form fields as pages show them."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kawal.foundation.drawn import is_drawn


class Segments(forms.RadioSelect):
    """A few short answers side by side."""


class Pad(forms.HiddenInput):
    """A signature drawn on the screen, sent as a path; nothing is asked where there is no script."""

    is_hidden = False


class Drawing(forms.CharField):
    """A signature on the screen. Whether one is needed is the form's to say: without script there is none."""

    widget = Pad

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=30_000, required=False, **more)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not is_drawn(value):
            raise forms.ValidationError(_("Tanda tangan tidak terbaca. Tanda tangani lagi di kotak."))


SHAPES = {
    Pad: "pad",
    Segments: "segments",
    forms.RadioSelect: "choices",
    forms.CheckboxSelectMultiple: "ticks",
    forms.CheckboxInput: "check",
    forms.FileInput: "file",
}


@dataclass(frozen=True, slots=True)
class FieldCard:
    """What `kit/field.html` needs: the drawn control, or its choices for the shapes made of several.

    :ivar optional: how it is said that the field may stay empty; nothing of one that may not.
    """

    bound: BoundField
    id: str
    shape: str
    hint: str
    optional: str
    list_url: str
    suggestions: list[str]
    errors: list[str]
    control: SafeString | str
    choices: list[Any]


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One line of an error summary."""

    id: str
    label: str
    text: str


def field_card(
    bound: BoundField,
    *,
    hint: str = "",
    shape: str = "",
    list_url: str = "",
    classes: str = "",
    kind: str = "",
    autofocus: bool = False,
) -> FieldCard:
    """Everything about a field; the control names its hint and its error for readers.

    A form made from data sets `list_url`, `suggestions` or `inputmode` on the field itself. A form whose fields answer
    one question in several ways names them in ``one_suffices``.
    """
    shape = shape or _shape(bound)
    hint = hint or str(bound.help_text)
    errors = [str(error) for error in bound.errors]
    attributes = _attributes(bound, hint=hint, has_error=bool(errors), shape=shape)
    attributes["class"] = f"{attributes['class']} {classes}".strip()
    list_url = list_url or getattr(bound.field, "list_url", "")
    suggestions = [str(it) for it in getattr(bound.field, "suggestions", ())]
    if list_url or suggestions:
        attributes |= {"list": f"{bound.auto_id}_list", "autocomplete": "off"}
    kind = kind or getattr(bound.field, "inputmode", "")
    if kind:
        attributes["inputmode"] = kind
    if autofocus and not errors:
        attributes["autofocus"] = True
    several = shape in {"choices", "segments", "ticks"}
    return FieldCard(
        bound=bound,
        id=bound.auto_id,
        shape=shape,
        hint=hint,
        optional=_optional(bound, shape),
        list_url=list_url,
        suggestions=suggestions,
        errors=errors,
        control="" if several else bound.as_widget(attrs=attributes),
        choices=[choice for choice in bound.subwidgets if choice.data["value"] not in ("", None)]
        if several
        else [],
    )


def _optional(bound: BoundField, shape: str) -> str:
    if bound.field.required or shape == "check" or bound.name in getattr(bound.form, "label_says", ()):
        return ""
    return (
        _("salah satu cukup") if bound.name in getattr(bound.form, "one_suffices", ()) else _("boleh kosong")
    )


def errors_of(form: Any) -> list[FieldProblem]:
    """The errors of a form, those of no field last."""
    if form is None or not form.errors:
        return []
    found = [
        FieldProblem(bound.auto_id, str(bound.label), str(error)) for bound in form for error in bound.errors
    ]
    return found + [FieldProblem("", "", str(error)) for error in form.non_field_errors()]


def _shape(bound: BoundField) -> str:
    widget = bound.field.widget
    return next((shape for kind, shape in SHAPES.items() if isinstance(widget, kind)), "input")


def _attributes(bound: BoundField, *, hint: str, has_error: bool, shape: str) -> dict[str, Any]:
    described = [f"{bound.auto_id}_hint"] if hint else []
    described += [f"{bound.auto_id}_error"] if has_error else []
    attributes: dict[str, Any] = {"class": "" if shape == "check" else "input"}
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if has_error:
        attributes["aria-invalid"] = "true"
    return attributes
