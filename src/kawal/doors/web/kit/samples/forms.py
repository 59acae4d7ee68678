"""Sample forms, shaped as the real ones are."""

from django import forms

SEX = [("female", "Perempuan"), ("male", "Laki-laki")]
ERRANDS = [("complained", "Mengadukan masalah"), ("return_requested", "Minta dipulangkan")]
BASIS = [
    ("witnessed", "Saya menyaksikan sendiri"),
    ("document", "Ada dokumennya"),
    ("self", "Orangnya sendiri yang bilang"),
    ("hearsay", "Kata orang lain"),
]
PROBLEMS = [
    ("unpaid_wages", "Upah belum dibayar"),
    ("documents_withheld", "Paspor ditahan"),
    ("violence", "Kekerasan"),
]


class RegisterForm(forms.Form):
    name = forms.CharField(label="Nama, seperti diucapkan")
    sex = forms.ChoiceField(label="Jenis kelamin", choices=SEX, widget=forms.RadioSelect)
    born = forms.CharField(
        label="Umur, tahun, atau tanggal lahir", required=False, help_text="27, 1999, atau 4 Jun 1999"
    )
    origin = forms.CharField(label="Asal: kabupaten atau kota", required=False)
    phone = forms.CharField(label="Nomor HP", required=False)
    errand = forms.ChoiceField(
        label="Yang membawanya ke sini", choices=ERRANDS, widget=forms.RadioSelect, required=False
    )
    id = forms.CharField(widget=forms.HiddenInput, required=False)
    at = forms.CharField(widget=forms.HiddenInput, required=False)
    note = forms.CharField(label="Keterangan", required=False, widget=forms.Textarea(attrs={"rows": 3}))


class ComplaintForm(forms.Form):
    occurred_at = forms.CharField(
        label="Kapan", help_text="Tanggal saja boleh: 19 Nov 2026. Jam bila tahu: 09.18."
    )
    problems = forms.MultipleChoiceField(
        label="Masalah", choices=PROBLEMS, widget=forms.CheckboxSelectMultiple
    )
    basis = forms.ChoiceField(label="Bagaimana Anda tahu", choices=BASIS, widget=forms.RadioSelect)
    place = forms.CharField(label="Tempat", required=False)
    text = forms.CharField(
        label="Kata-katanya sendiri", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class KeyForm(forms.Form):
    powers = forms.MultipleChoiceField(
        label="Boleh bertanya",
        choices=[("read", "Membaca catatan instansi sendiri"), ("match", "Menanyakan siapa orangnya")],
        widget=forms.CheckboxSelectMultiple,
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Mengapa ditarik", help_text="Satu kalimat; ikut tertulis di riwayat.")


class OpenCaseForm(forms.Form):
    summary = forms.CharField(label="Apa yang perlu ditangani?", widget=forms.Textarea(attrs={"rows": 3}))


class CloseForm(forms.Form):
    outcome = forms.ChoiceField(
        label="Hasilnya",
        choices=[
            ("safe", "Orangnya aman"),
            ("helped", "Sudah dibantu"),
            ("not_reached", "Tidak terjangkau"),
            ("wrong", "Peringatan keliru"),
        ],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label="Keterangan", required=False, widget=forms.Textarea(attrs={"rows": 3}))


class HandOverForm(forms.Form):
    occurred_at = forms.CharField(label="Kapan")
    to = forms.ChoiceField(
        label="Diserahkan kepada",
        choices=[("family", "Keluarga"), ("village", "Desa"), ("district", "Dinas sosial")],
        widget=forms.RadioSelect,
    )
    witness = forms.CharField(label="Saksi", required=False)
    document = forms.CharField(label="Nomor berita acara", required=False)


class UploadForm(forms.Form):
    file = forms.FileField(label="Berkas dari instansi Anda")
    source = forms.ChoiceField(
        label="Dikirim oleh", choices=[("kjri-kuching", "KJRI Kuching"), ("bp3mi-ntt", "BP3MI NTT")]
    )


class LoginForm(forms.Form):
    username = forms.CharField(
        label="NIP atau surel dinas", widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label="Kata sandi", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


class NewPasswordForm(forms.Form):
    new_password1 = forms.CharField(
        label="Kata sandi baru",
        help_text="Paling sedikit 12 tanda. Kalimat pendek lebih mudah diingat.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    new_password2 = forms.CharField(
        label="Sekali lagi", widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )


class InviteForm(forms.Form):
    name = forms.CharField(label="Nama petugas")
    email = forms.EmailField(label="Surel dinas")
    role = forms.ChoiceField(
        label="Peran", choices=[("district", "Petugas BP3MI"), ("village", "Petugas desa")]
    )
    area = forms.CharField(label="Wilayah", required=False)


def filled() -> RegisterForm:
    """A form with something typed and nothing wrong."""
    return RegisterForm(
        initial={"name": "Seruni Umpama", "sex": "female", "born": "27", "origin": "Timor Tengah Utara"}
    )


def refused() -> RegisterForm:
    """A form that came back with two errors."""
    form = RegisterForm({"name": "", "sex": "", "born": "31 Feb 1999"})
    form.is_valid()
    return form


class ConstantsForm(forms.Form):
    kind = forms.ChoiceField(
        label="Kejadian",
        choices=[("deported", "Dideportasi"), ("returned", "Tiba di debarkasi")],
        required=False,
    )
    on = forms.CharField(
        label="Tanggal kejadian", required=False, help_text="Untuk baris tanpa tanggal sendiri."
    )
