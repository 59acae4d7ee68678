"""The words of the desk: why a question waits, what a field says, how far it supports that two are one. Never a percentage."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kawal.doors.web.kit import figures
from kawal.doors.web.kit.words import Words
from kawal.situation.linkage.selectors import Evidence, ProposalRow

VERDICTS: Words = {
    "same": gettext_lazy("Orang yang sama"),
    "different": gettext_lazy("Orang berbeda"),
    "unsure": gettext_lazy("Belum yakin"),
}
OWNER_ANSWERS: Words = {
    "same": gettext_lazy("Pemilik menjawab: orang yang sama"),
    "different": gettext_lazy("Pemilik menjawab: orang berbeda"),
    "unsure": gettext_lazy("Pemilik menjawab: belum yakin"),
}
# Why a question stands where it does. The heading of the filter, then the sentence of a row.
WHYS: Words = {
    "second": gettext_lazy("Menunggu penelaah kedua"),
    "alert": gettext_lazy("Menahan peringatan"),
    "silence": gettext_lazy("Senyap atau dalam masalah"),
    "return": gettext_lazy("Sedang pulang"),
    "expected": gettext_lazy("Berangkat dalam 7 hari"),
    "settles": gettext_lazy("Menjawab yang lain"),
}
BECAUSE: Words = {
    "second": gettext_lazy("seorang rekan sudah menjawab; jawaban Anda menyelesaikannya"),
    "alert": gettext_lazy("menahan peringatan yang terbuka"),
    "silence": gettext_lazy("mungkin menjawab di mana seseorang yang senyap atau dalam masalah"),
    "return": gettext_lazy("salah satunya sedang dalam perjalanan pulang"),
    "expected": gettext_lazy("salah satunya berangkat dalam 7 hari"),
    "settles": gettext_lazy("jawabannya membantu beberapa pasangan lain"),
}
CAUSES: Words = {
    "same_number": gettext_lazy("nomor sama, nama atau kelahiran tidak persis sama"),
    "alike": gettext_lazy("banyak yang sama"),
    "ambiguous": gettext_lazy("cocok dengan lebih dari satu orang"),
    "disputed": gettext_lazy("dua petugas menjawab berbeda"),
    "asked": gettext_lazy("diajukan petugas"),
    "weak": gettext_lazy("hubungannya lemah"),
    "doubtful": gettext_lazy("satu catatan meragukan"),
    "audit": gettext_lazy("banyak yang sama"),  # the sample looks like any other
}
TOUCHED: Words = {
    "case": gettext_lazy("kasus yang terbuka"),
    "alert": gettext_lazy("peringatan yang terbuka"),
    "detention": gettext_lazy("orang yang ditahan"),
    "child": gettext_lazy("orang yang mungkin masih anak"),
    "sample": gettext_lazy("contoh yang dijawab dua penelaah"),
}
FIELDS: Words = {
    "name": gettext_lazy("Nama"),
    "father": gettext_lazy("Nama ayah"),
    "birth": gettext_lazy("Lahir"),
    "birth_place": gettext_lazy("Tempat lahir"),
    "mother": gettext_lazy("Nama ibu"),
    "nik": gettext_lazy("NIK"),
    "sex": gettext_lazy("Jenis kelamin"),
    "passport": gettext_lazy("Paspor"),
    "kk": gettext_lazy("Kartu keluarga"),
    "kawal_id": gettext_lazy("Kode Kawal"),
    "phone": gettext_lazy("Nomor HP"),
    "home": gettext_lazy("Asal"),
}
STRENGTHS: Words = {
    "strongly_for": gettext_lazy("sangat mendukung"),
    "for": gettext_lazy("mendukung"),
    "slightly_for": gettext_lazy("sedikit mendukung"),
    "neutral": gettext_lazy("tidak berarti"),
    "against": gettext_lazy("berlawanan"),
    "strongly_against": gettext_lazy("sangat berlawanan"),
}
SIGNS = {"exact": "equal", "equal": "equal", "different": "unequal"}
REASONS: Words = {
    "name.exact": gettext_lazy("sama"),
    "name.sound": gettext_lazy("terdengar sama, ejaan lain"),
    "name.slip": gettext_lazy("salah tulis satu huruf, atau dua kata disambung"),
    "name.close": gettext_lazy("hampir sama: salah tulis, atau saudara kembar"),
    "name.contained": gettext_lazy("yang satu memuat yang lain"),
    "name.similar": gettext_lazy("mirip"),
    "name.word": gettext_lazy("satu kata sama"),
    "name.different": gettext_lazy("nama lain"),
    "father.exact": gettext_lazy("sama"),
    "father.sound": gettext_lazy("terdengar sama, ejaan lain"),
    "father.close": gettext_lazy("hampir sama"),
    "father.word": gettext_lazy("satu kata sama"),
    "father.different": gettext_lazy("nama lain"),
    "birth.exact": gettext_lazy("tanggal sama"),
    "birth.swapped": gettext_lazy("hari dan bulan tertukar"),
    "birth.digit": gettext_lazy("beda satu angka"),
    "birth.anniversary": gettext_lazy("hari dan bulan sama, tahun lain: umur sering diubah perekrut"),
    "birth.compatible": gettext_lazy("sejauh disebut, sama"),
    "birth.year": gettext_lazy("tahun sama saja"),
    "birth.near": gettext_lazy("tahun berdekatan"),
    "birth.different": gettext_lazy("tahun jauh berbeda"),
    "birth_place.regency": gettext_lazy("kabupaten sama"),
    "birth_place.province": gettext_lazy("provinsi sama saja"),
    "birth_place.different": gettext_lazy("tempat lain"),
    "mother.exact": gettext_lazy("sama"),
    "mother.sound": gettext_lazy("terdengar sama, ejaan lain"),
    "mother.close": gettext_lazy("hampir sama"),
    "mother.word": gettext_lazy("satu kata sama"),
    "mother.different": gettext_lazy("ibu lain"),
    "nik.equal": gettext_lazy("nomor sama; kadang dipinjam dalam keluarga"),
    "nik.near": gettext_lazy("NIK beda satu atau dua angka: salah ketik atau kembar"),
    "nik.different": gettext_lazy("nomor lain"),
    "sex.equal": gettext_lazy("sama; begitu pula separuh orang"),
    "sex.different": gettext_lazy("berbeda"),
    "passport.equal": gettext_lazy("nomor sama"),
    "passport.different": gettext_lazy("paspor sering berganti"),
    "kk.equal": gettext_lazy("satu keluarga"),
    "kk.different": gettext_lazy("keluarga lain atau kartu baru"),
    "kawal_id.equal": gettext_lazy("sumber menyebut kode yang sama"),
    "kawal_id.different": gettext_lazy("sumber menyebut kode lain"),
    "phone.equal": gettext_lazy("nomor sama; bisa milik perekrut"),
    "phone.different": gettext_lazy("nomor sering berganti"),
    "home.village": gettext_lazy("desa sama"),
    "home.district": gettext_lazy("kecamatan sama"),
    "home.regency": gettext_lazy("kabupaten sama"),
    "home.different": gettext_lazy("asal lain; alamat sering berpindah"),
}
RARITY: Words = {
    "name": gettext_lazy("nama ini dimiliki 1 dari %(count)s orang"),
    "mother": gettext_lazy("nama ibu ini dimiliki 1 dari %(count)s orang"),
    "birth": gettext_lazy("tanggal ini dimiliki 1 dari %(count)s orang"),
    "birth_place": gettext_lazy("1 dari %(count)s orang lahir di sana"),
}


def reason_of(part: Evidence) -> str:
    """In words why a field says what it says, and how rare its value is."""
    text = str(REASONS.get(part.reason, part.level))
    if part.share <= 0 or part.field not in RARITY:
        return text
    return f"{text}; {str(RARITY[part.field]) % {'count': figures.number(rounded(1 / part.share))}}"


def rounded(count: float) -> int:
    """As one says it: two figures, 4.100 and not 4.137."""
    whole = max(1, round(count))
    digits = max(0, len(str(whole)) - 2)
    return max(1, round(whole, -digits))


def weight_of(bits: float | None) -> str:
    """How much agrees, all in all, in words."""
    if bits is None:
        return _("belum dibandingkan mesin")
    names = ((10.0, _("sangat banyak yang sama")), (5.0, _("banyak yang sama")), (0.0, _("mungkin sama")))
    return next((text for least, text in names if bits >= least), _("sedikit yang sama"))


def why_of(row: ProposalRow) -> str:
    """Why a question stands where it stands, in one sentence without its full stop."""
    codes = (["second"] if row.state == "second" else []) + list(row.why)
    said = [str(BECAUSE[code]) for code in codes[:2] if code in BECAUSE]
    return "; ".join(said) or _("menurut seberapa banyak yang sama")


def cause_of(row: ProposalRow) -> str:
    return str(CAUSES.get(row.cause, row.cause))
