"""The kinds of facts: category, stage of the journey, labels, and the fields their `data` may hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kawal.facts.contract.fields import Field
from kawal.facts.contract.fields import field as field_named
from kawal.facts.contract.values import Check

# kind | category | Indonesian | English | fields of data
_UPSTREAM = """
recruited | journey | Direkrut | Recruited | recruiter channel promised group text
registered | journey | Terdaftar | Registered | system system_id scheme p3mi job_order destination occupation sector employer contract family_permission village_informed text
document_seen | identity | Dokumen dilihat | Document seen | document number status issued_on expires_on issued_at held_by reason
civil_registry_checked | identity | Data kependudukan diperiksa | Civil registry checked | result fields
contract_seen | work | Perjanjian kerja dilihat | Contract seen | stage number country employer occupation wage currency start end
fee_paid | work | Biaya dibayar | Fee paid | category amount currency payee receipt loan
lent | work | Pinjaman diberikan | Lent money | lender amount currency terms
advanced | work | Uang panjar diberikan | Advance paid | payer payee amount currency
accommodated | journey | Ditampung sebelum berangkat | Accommodated before departure | by@host address papers_complete
trained | journey | Dilatih | Trained | kind provider certificate
family_stated | journey | Pernyataan keluarga | Family statement | by knows consents text
departure_deferred | journey | Keberangkatan ditunda | Departure deferred | reasons handed_to text
departed | journey | Berangkat | Departed | mode carrier booking visa one_way ticket_payer group destination official_crossing text
transited | journey | Transit | Transited | mode carrier visa
"""
_ABROAD = """
arrived_abroad | journey | Tiba di negara tujuan | Arrived abroad | visa employer
reported_in | contact | Lapor diri | Reported to the mission | mission text
checked_in | contact | Memberi kabar | Checked in | channel by@reporter safe distress unpaid forced held documents_held threatened text
check_in_missed | contact | Tidak memberi kabar pada waktunya | Check-in missed | channel due_at
employment_changed | work | Pekerjaan berubah | Employment changed | employer agent occupation sector wage currency country
wage_reported | work | Upah dilaporkan | Wage reported | amount currency months_unpaid
remitted | work | Mengirim uang | Sent money home | amount currency to
contact_changed | contact | Kontak berubah | Contact changed | phones channel
port_called | contact | Kapal singgah | Vessel called at a port | vessel port
permit_seen | work | Izin dilihat | Permit seen | permit number valid_to insurance
complained | trouble | Mengadu | Complained | problems channel about text
family_reported | contact | Kabar dari keluarga | Family report | by what about text
detained | trouble | Ditahan | Detained | by reason
rescued | trouble | Diselamatkan | Rescued | by
contact_lost | contact | Kontak terputus | Contact lost | last_contact
"""
_DOWNSTREAM = """
return_requested | movement | Pemulangan diminta | Return requested | by reason text
nationality_verified | movement | Kewarganegaraan diverifikasi | Nationality verified | result by
travel_document_issued | movement | Dokumen perjalanan diterbitkan | Travel document issued | document@travel number
exit_cleared | movement | Izin keluar diperoleh | Exit cleared | by fine ban_until
return_planned | movement | Pemulangan direncanakan | Return planned | letter batch leave_on
deported | movement | Dideportasi | Deported | reason travel_document letter text
repatriated | movement | Dipulangkan | Repatriated | travel_document letter
boarded | movement | Naik | Boarded | batch leg mode carrier seat
disembarked | movement | Turun | Got off | batch leg onward text
unaccounted | movement | Belum terhitung di perjalanan | Not accounted for on the way | batch leg text
returned | movement | Tiba di debarkasi | Arrived at debarkation | travel_document onward text
sheltered | care | Masuk penampungan | Entered a shelter | shelter destination text
left_shelter | care | Keluar dari penampungan | Left a shelter | shelter destination
handed_over | movement | Diserahterimakan | Handed over | from to@receiver witness document@handover
reached_home | movement | Sampai di rumah | Reached home | text
settled_elsewhere | movement | Menetap di tempat lain | Settled elsewhere |
followed_up | movement | Ditinjau setelah pulang | Followed up | months safe@home employed wants_to_leave
departed_again | movement | Berangkat lagi | Departed again | procedural
died | movement | Meninggal dunia | Died | cause certificate
remains_returned | movement | Jenazah dipulangkan | Remains returned | airway_bill coffin
"""
_ANY_TIME = """
case_decided | protection | Perkara diputus | Case decided | outcome@case act@case harm_from recruiter by
screened | protection | Ditapis | Screened | act means purpose indicators outcome@screening assessor
needs_seen | care | Kebutuhan dicatat | Needs noted | needs
reintegration_surveyed | care | Keadaan setelah pulang ditanyakan | Asked how it goes after home | instrument months economic social psychosocial
programme_offered | care | Program ditawarkan | Programme offered | programme provider answer
assisted | care | Dilayani | Assisted | service provider text
withdrawn | movement | Dicabut | Withdrawn | reason
"""
_STAGES = {"upstream": _UPSTREAM, "abroad": _ABROAD, "downstream": _DOWNSTREAM, "any": _ANY_TIME}

WITHDRAWN = "withdrawn"
# Findings about a recruiter alone, and withdrawals, need not say who the person is.
WITHOUT_SUBJECT = frozenset({"case_decided", WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of fact.

    :ivar category: who may see it: identity, journey, work, contact, trouble, movement, care or protection. A withdrawal
        takes the category of what it withdraws; its own here only stands where the target is unknown.
    :ivar stage: upstream, abroad, downstream or any.
    :ivar data: its fields by name, in the order of the contract.
    """

    name: str
    category: str
    stage: str
    label_id: str
    label_en: str
    data: Mapping[str, Field]
    checks: Mapping[str, Check] = field(repr=False, compare=False)

    @property
    def planned(self) -> bool:
        """It may lie in the future."""
        return self.name.endswith("_planned")


def _kind(line: str, stage: str) -> Kind:
    name, category, label_id, label_en, names = (cell.strip() for cell in line.split("|"))
    data = {each.name: each for each in map(field_named, names.split())}
    checks = {each.name: each.check for each in data.values()}
    return Kind(name, category, stage, label_id, label_en, data, checks)


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.name: kind
        for stage, table in _STAGES.items()
        for kind in (_kind(line, stage) for line in table.strip().splitlines())
    }
)
