"""Forms of logging in and of the administrator's desk."""

from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from kawal.access.officers.postings import Posting
from kawal.access.roles import ROLES
from kawal.doors.web.shell import role_label

LONGEST_PASSWORD = 256


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, be it nothing at all: a form whose boxes are all empty is still a form."""
    return request.POST if request.method == "POST" else None


def password_field(label: Any, *, new: bool, **more: Any) -> forms.CharField:
    """Of a password manager's kind; spaces count."""
    attributes = {"autocomplete": "new-password" if new else "current-password"}
    return forms.CharField(
        label=label,
        strip=False,
        max_length=LONGEST_PASSWORD,
        widget=forms.PasswordInput(attrs=attributes),
        **more,
    )


class LoginForm(forms.Form):
    """Login and password."""

    username = forms.CharField(
        label=_("Nama masuk"),
        max_length=80,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = password_field(_("Kata sandi"), new=False)


class NewPasswordForm(forms.Form):
    """A password chosen by its owner, typed twice."""

    new = password_field(
        _("Kata sandi baru"), new=True, help_text=_("Paling sedikit 12 huruf. Kalimat pendek mudah diingat.")
    )
    again = password_field(_("Kata sandi baru, sekali lagi"), new=True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("new") and cleaned.get("again") and cleaned["new"] != cleaned["again"]:
            self.add_error("again", _("Berbeda dengan yang pertama."))
        return cleaned


class ChangePasswordForm(NewPasswordForm):
    """The same, after the present one."""

    old = password_field(_("Kata sandi sekarang"), new=False)
    field_order = ("old", "new", "again")


class PostingForm(forms.Form):
    """Role, and the area or place it serves. ``roles`` are those the agency may give."""

    role = forms.ChoiceField(label=_("Peran"))
    area = forms.CharField(
        label=_("Kode wilayah"),
        required=False,
        max_length=13,
        help_text=_(
            "Untuk petugas desa: kode desa. Untuk dinas: kode kabupaten, kota, atau provinsi. Contoh: 53.04."
        ),
    )
    place = forms.CharField(
        label=_("Kode pos atau penampungan"),
        required=False,
        max_length=60,
        help_text=_("Untuk petugas pos dan penampungan. Contoh: plbn-entikong."),
    )

    def __init__(self, *args: Any, roles: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)
        role.choices = [(code, role_label(code)) for code in ROLES if code in roles]

    def posting(self, agency: str) -> Posting:
        said = self.cleaned_data
        return Posting(agency, said["role"], said["area"], said["place"])


class InviteForm(PostingForm):
    """Somebody new in the own agency."""

    name = forms.CharField(label=_("Nama"), max_length=120)
    login = forms.CharField(
        label=_("Nama masuk"),
        max_length=80,
        help_text=_("Alamat surel kantor atau nama pendek."),
        widget=forms.TextInput(
            attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}
        ),
    )
    email = forms.EmailField(label=_("Surel"), required=False)
    field_order = ("name", "login", "email", "role", "area", "place")


class KeyForm(forms.Form):
    """What a new key may ask besides reporting."""

    powers = forms.MultipleChoiceField(
        label=_("Boleh bertanya"),
        choices=(
            ("read", _("Membaca catatan instansi sendiri")),
            ("match", _("Menanyakan siapa orangnya")),
        ),
        widget=forms.CheckboxSelectMultiple,
        initial=("read", "match"),
        required=False,
        help_text=_("Melapor selalu boleh."),
    )
