"""What may be offered to somebody who came home: the services of the contract, and programmes by name.

Programmes are those of ministries, villages and partners; where one ends or another begins, the list changes here.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Programme:
    code: str
    label_id: str
    label_en: str


PROGRAMMES: dict[str, Programme] = {
    it.code: it
    for it in (
        Programme("dtsen", "Terdaftar di DTSEN (data sosial)", "Registered in DTSEN (social register)"),
        Programme("bpjs_health", "Jaminan kesehatan", "Health insurance"),
        Programme("pkh", "Program Keluarga Harapan", "Family Hope Programme"),
        Programme("atensi", "ATENSI Kementerian Sosial", "ATENSI of the Ministry of Social Affairs"),
        Programme("prakerja", "Kartu Prakerja", "Kartu Prakerja"),
        Programme("desmigratif", "Desmigratif / Desa Migran EMAS", "Desmigratif / Desa Migran EMAS"),
        Programme("training_centre", "Balai latihan kerja", "Vocational training centre"),
        Programme("business_capital", "Modal usaha", "Business capital"),
        Programme("school_fees", "Bantuan sekolah anak", "School fees for children"),
        Programme("local", "Program daerah", "Local programme"),
    )
}
# The services of the contract that a plan is made of; the others belong to the way home.
SERVICES = (
    "health", "psychosocial", "legal", "restitution", "civil_papers", "family_tracing", "training", "livelihood", "education",
    "cash", "information", "other",
)  # fmt: skip
STATES = ("offered", "accepted", "declined", "done", "dropped")
# What may follow what: a thing done or declined is not offered again under the same row.
MAY_BECOME: dict[str, tuple[str, ...]] = {
    "offered": ("accepted", "declined"),
    "accepted": ("done", "dropped"),
    "declined": ("accepted",),
    "done": (),
    "dropped": ("accepted",),
}
