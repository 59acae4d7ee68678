"""The fields that may stand in `data`: type, code list and labels, each described once and named by many kinds.

The same word may mean different things in different kinds (`by`, `safe`): its variants are written `by@host`.
"""

from dataclasses import dataclass
from functools import cache

from kawal.facts.contract import values
from kawal.facts.contract.codes import LISTS
from kawal.facts.contract.values import Check

# name[@variant] | type[:code list] | Indonesian | English | keys of an object
_CATALOGUE = """
about | object | Mengenai petugas atau instansi | About an officer or office | agency:text officer:text
act@case | code | Perbuatan | Act
act | codes | Perbuatan | Acts
address | text | Alamat | Address
agent | party | Agen | Agent
airway_bill | text | Nomor surat muatan udara | Airway bill
answer | code:programme_answers | Jawaban | Answer
amount | number | Jumlah uang | Amount
assessor | text | Penilai | Assessor
ban_until | date | Dicekal sampai | Banned until
batch | text | Rombongan pemulangan | Return batch
booking | text | Kode pemesanan | Booking
by | text | Oleh | By
by@host | party:hosts | Ditampung oleh | Housed by
by@reporter | code:reporters | Kabar dari | Word from
carrier | text | Kapal, penerbangan atau kendaraan | Sailing, flight or vehicle
category | code | Jenis biaya | Fee category
cause | code | Penyebab | Cause
certificate | text | Surat keterangan | Certificate
channel | code:channels | Saluran | Channel
coffin | text | Nomor peti | Coffin number
consents | flag | Menyetujui | Consents
contract | object | Perjanjian kerja | Contract | start:date end:date wage:number currency:currency
country | country | Negara | Country
currency | currency | Mata uang | Currency
destination | code | Tujuan | Destination
economic | number | Penghidupan (0-1) | Livelihood (0-1)
distress | flag | Meminta pertolongan | In distress
document | code:documents | Dokumen | Document
document@travel | code:travel_documents | Dokumen perjalanan | Travel document
document@handover | text | Dokumen serah terima | Hand-over document
documents_held | flag | Dokumen ditahan | Documents withheld
due_at | time | Seharusnya pada | Due at
employed | flag | Sudah bekerja | Employed
employer | text | Pemberi kerja | Employer
end | date | Berakhir | End
expires_on | date | Berlaku sampai | Expires on
family_permission | flag | Izin keluarga ada | Family permission given
fields | flags | Kesesuaian isian | Matching fields
fine | number | Denda | Fine
forced | flag | Dipaksa | Forced
from | text | Diserahkan oleh | Handed over by
group | text | Rombongan | Group
handed_to | text | Diserahkan kepada | Handed to
harm_from | date | Kerugian sejak | Harm since
held | flag | Disekap | Held
held_by | code | Dipegang oleh | Held by
indicators | codes | Indikator | Indicators
instrument | text | Daftar pertanyaan | Questionnaire
insurance | flag | Ada asuransi | Insured
issued_at | text | Tempat terbit | Issued at
issued_on | date | Tanggal terbit | Issued on
job_order | text | Job order | Job order
knows | flag | Mengetahui keberangkatan | Knows of the departure
last_contact | time | Kabar terakhir | Last contact
leave_on | date | Rencana berangkat | Planned departure
leg | text | Leg perjalanan | Leg of the way
lender | party | Pemberi pinjaman | Lender
letter | text | Nomor surat | Letter number
loan | flag | Dari pinjaman | Paid by a loan
means | codes | Cara | Means
mission | text | Perwakilan | Mission
mode | code:modes | Moda | Mode
months | number | Bulan setelah pulang | Months after return
months_unpaid | number | Bulan belum dibayar | Months unpaid
needs | codes:needs | Perlu didahulukan | Needs
number | text | Nomor | Number
occupation | code | Jabatan | Occupation
official_crossing | flag | Lewat perlintasan resmi | At an official crossing
one_way | flag | Tiket sekali jalan | One-way ticket
onward | code:onward_ways | Kelanjutan | Onward
outcome@case | code:case_outcomes | Putusan | Outcome
outcome@screening | code:screening_outcomes | Hasil penapisan | Outcome
p3mi | text | Perusahaan penempatan | Placement company
papers_complete | flag | Dokumen lengkap | Papers complete
payee | text | Penerima uang | Payee
payer | text | Pembayar | Payer
permit | code | Izin | Permit
phones | texts | Nomor telepon | Phone numbers
port | text | Pelabuhan | Port
problems | codes:problems | Masalah | Problems
procedural | flag | Sesuai prosedur | Procedural
programme | code | Program | Programme
promised | object | Yang dijanjikan | Promised | occupation:code wage:number currency:currency country:country
provider | text | Penyelenggara | Provider
psychosocial | number | Batin dan keluarga (0-1) | Mind and family (0-1)
purpose | codes | Tujuan eksploitasi | Purposes
reason | code | Alasan | Reason
reasons | codes | Alasan | Reasons
receipt | text | Kuitansi | Receipt
recruiter | party | Perekrut | Recruiter
result | code | Hasil | Result
safe | code:safeties | Aman | Safe
safe@home | flag | Aman | Safe
scheme | code | Skema | Scheme
seat | text | Nomor kursi | Seat
sector | code | Sektor | Sector
service | code | Layanan | Service
shelter | text | Tempat penampungan | Shelter
social | number | Layanan dan lingkungan (0-1) | Services and surroundings (0-1)
stage | code:contract_stages | Tahap | Stage
start | date | Mulai | Start
status | code:document_statuses | Keadaan dokumen | Status
system | code | Sistem | System
system_id | text | Nomor pada sistem | Number in the system
terms | text | Syarat pinjaman | Terms
text | story | Keterangan | Text
threatened | flag | Diancam | Threatened
ticket_payer | code | Pembayar tiket | Ticket paid by
to | text | Kepada | To
to@receiver | code:receivers | Diserahkan kepada | Handed over to
travel_document | code:travel_documents | Dokumen perjalanan | Travel document
unpaid | flag | Upah belum dibayar | Unpaid
valid_to | date | Berlaku sampai | Valid to
vessel | text | Kapal | Vessel
village_informed | flag | Desa mengetahui | Village informed
visa | code:visas | Visa | Visa
wage | number | Upah | Wage
wants_to_leave | flag | Ingin berangkat lagi | Wants to leave again
what | code:family_signs | Kabar | Word
witness | text | Saksi | Witness
kind | code | Jenis | Kind
"""

PARTY = {"name": "text", "phone": "text", "licence": "text", "address": "text", "owner": "text"}
PARTY_LABELS = {
    "agency": ("Instansinya", "The office"),
    "officer": ("Petugasnya", "The officer"),
    "name": ("Nama", "Name"),
    "phone": ("Telepon", "Phone"),
    "licence": ("Izin", "Licence"),
    "owner": ("Pemilik", "Owner"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of `data`.

    :ivar type: text, story (long text), code, codes, number, flag, date, time, texts, country, currency, flags, party, object.
    :ivar codes: the codes known from the start; empty for an open list.
    :ivar parts: fields of a party or an object.
    """

    name: str
    type: str
    codes: tuple[str, ...]
    label_id: str
    label_en: str
    parts: tuple["Field", ...] = ()

    @property
    def check(self) -> Check:
        return _check(self.type, self.parts)


def field(name: str) -> Field:
    """The field a kind names, with its variant: ``by@host`` is called ``by``.

    :raises KeyError: the catalogue has none.
    """
    return _fields()[name]


@cache
def _fields() -> dict[str, Field]:
    rows = [[cell.strip() for cell in line.split("|")] for line in _CATALOGUE.strip().splitlines()]
    labels = {row[0]: (row[2], row[3]) for row in rows} | PARTY_LABELS
    found: dict[str, Field] = {}
    for name, typed, label_id, label_en, *parts in rows:
        kind, _, codes = typed.partition(":")
        made = [pair.partition(":")[::2] for pair in (parts[0].split() if parts else ())]
        made = made or (list(PARTY.items()) if kind == "party" else [])
        inner = tuple(Field(key, of, (), *labels.get(key, (key, key))) for key, of in made)
        found[name] = Field(name.partition("@")[0], kind, LISTS.get(codes, ()), label_id, label_en, inner)
    return found


_SIMPLE: dict[str, Check] = {
    "text": values.TEXT_LONGEST,
    "story": values.STORY_LONGEST,
    "code": values.CODE_LONGEST,
    "codes": values.list_of(values.CODE_LONGEST),
    "currency": values.CODE_LONGEST,
    "country": values.CODE_LONGEST,
    "number": values.number,
    "flag": values.flag,
    "flags": values.flags,
    "date": values.day,
    "time": values.day,
    "texts": values.list_of(values.TEXT_LONGEST),
}


def _check(kind: str, parts: tuple[Field, ...]) -> Check:
    if kind not in ("party", "object"):
        return _SIMPLE[kind]
    whole = values.object_of({part.name: part.check for part in parts})
    return whole if kind == "object" else values.either(whole, values.TEXT_LONGEST)
