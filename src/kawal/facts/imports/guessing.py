"""What an agency's own column headings mean: a first mapping, for an officer to confirm."""

import re
from collections.abc import Sequence

from kawal.facts.contract.fact import PLACE, TOP_KEYS
from kawal.facts.contract.kinds import KINDS, Kind
from kawal.facts.contract.subject import SUBJECT_KEYS

IGNORE, BIRTH, NOTE = "", "@birth", "@note"
PROVINCE, REGENCY, DISTRICT, VILLAGE = "@province", "@regency", "@district", "@village"

# The first rule that fits a heading decides. `data.` fields hold only where the kind has them.
_RULES = (
    (r"(no|nomor)( urut)?|nr|num|#", IGNORE),
    (r"reason", IGNORE),
    (r".*\b(no|nomor|nomer)? ?(kk|nkk|kartu keluarga)\b.*", "subject.kk"),
    (r".*\b(nik|ktp|nomor induk kependudukan)\b.*", "subject.nik"),
    (r".*\b(paspor|passport|pasport|splp)\b.*", "subject.passport"),
    (r".*\b(nama )?(gadis )?ibu( kandung)?", "subject.mother_name"),
    (r".*\b(nama )?(ayah|bapak)( kandung)?", "subject.father_name"),
    (r".*\b(alias|panggilan)\b.*", "subject.aliases"),
    (r".*\b(p3mi|pptkis|pjtki)\b.*", "data.p3mi"),
    (r".*\b(majikan|pemberi kerja|employer|perusahaan|pengguna)\b.*", "data.employer"),
    (r".*\b(calo|perekrut|sponsor|agen)\b.*", "data.recruiter"),
    (r".*lahir tempat|tempat lahir|birth ?place|lahir di", "subject.birth_place"),
    (r".*lahir (tanggal|tgl|tahun).*|(tanggal|tgl|tahun|thn) ?lahir|birth ?date|dob", "subject.birth_date"),
    (r".*tempat.*lahir.*|ttl|.*\bttl\b.*", BIRTH),
    (r"l p|p l|jk|lp|j k|sex|gender|(jenis )?kelamin.*|.*\bjenis kelamin\b.*", "subject.sex"),
    (r".*\b(telepon|telp|tlp|hp|handphone|phone|wa|whatsapp|kontak)\b.*", "subject.phones"),
    (r"pendidikan.*|education", "subject.education"),
    (r"kewarganegaraan|warga ?negara", "subject.citizenship"),
    (r".*\bnegara (tujuan|penempatan)\b.*|tujuan|destination", "data.destination"),
    (r".*\bnegara\b.*|country", "place.country"),
    (r".*\b(desa|kelurahan|kel|village)\b.*", VILLAGE),
    (r".*\b(kecamatan|kec)\b.*", DISTRICT),
    (r".*\b(kab|kabupaten|kabupten|kota)\b.*|daerah asal|asal( daerah)?", REGENCY),
    (r".*\b(prov|provinsi|propinsi|province)\b.*", PROVINCE),
    (r".*\balamat\b.*|address", "subject.address.line"),
    (r".*\b(jabatan|pekerjaan|occupation)\b.*", "data.occupation"),
    (r".*\bsektor\b.*", "data.sector"),
    (r".*\b(gaji|upah|wage)\b.*", "data.wage"),
    (r".*\b(no|nomor)\b.*\bsurat\b.*", "data.letter"),
    (r".*\bvisa\b.*", "data.visa"),
    (r".*\b(alasan|sebab|penyebab|kasus|pelanggaran)\b.*", "data.reason"),
    (r".*\b(masalah|permasalahan|aduan|pengaduan)\b.*", "data.problems"),
    (r".*\bskema\b.*", "data.scheme"),
    (r".*\b(kapal|penerbangan|flight|kendaraan)\b.*", "data.carrier"),
    (r".*\b(penampungan|shelter|rptc)\b.*", "data.shelter"),
    (r"(tanggal|tgl|waktu)( (tiba|datang|kedatangan|berangkat|keberangkatan|deportasi|pemulangan|pulang|kejadian|lapor"
     r"|daftar|pendaftaran|masuk|keluar|terima|pengaduan).*)?|date|tiba( tanggal| tgl)?", "occurred_at"),
    (r".*\b(pos|plbn|debarkasi|pelabuhan|bandara|entry ?point)\b.*", "place.text"),
    (r"ket|keterangan.*|catatan.*|remarks?|notes?", NOTE),
    (r"(?!.*\b(kapal|rekening|bank|suami|istri|wali|petugas|pt)\b)(nama|name)\b.*", "subject.name"),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern), target) for pattern, target in _RULES)
_WORD_SIGNS = re.compile(r"[^a-z0-9#]+")
_PATHS = TOP_KEYS | {f"subject.{key}" for key in SUBJECT_KEYS} | {f"place.{key}" for key in PLACE}
_MANY = frozenset({IGNORE, NOTE})


def target_of(heading: str, kind: Kind | None = None) -> str | None:
    """Where a column goes: a path of the contract, a special target, empty to leave it out; nothing if unknown."""
    if heading.strip().lower() in _PATHS:
        return heading.strip().lower()
    words = _WORD_SIGNS.sub(" ", heading.casefold()).strip()
    for pattern, target in _COMPILED:
        if pattern.fullmatch(words):
            return _within(target, kind)
    return None


def is_known(heading: str) -> bool:
    """Is this text the name of a column rather than a value?"""
    text = heading.strip()
    if not text or len(text) > 60 or sum(map(str.isdigit, text)) > 3:
        return False
    if text.lower().partition(".")[0] in ("subject", "place", "data"):
        return True
    return target_of(text) is not None


def guess_columns(columns: Sequence[str], kind: str | None = None) -> dict[str, str]:
    """A target for every column that is recognised; of two for one target the first has it."""
    about = KINDS.get(kind or "")
    found: dict[str, str] = {}
    for column in columns:
        target = target_of(column, about)
        if target is not None and (target in _MANY or target not in found.values()):
            found[column] = target
    return found


def _within(target: str, kind: Kind | None) -> str | None:
    if not target.startswith("data.") or kind is None or target[5:] in kind.data:
        return target
    return "place.country" if target == "data.destination" else NOTE
