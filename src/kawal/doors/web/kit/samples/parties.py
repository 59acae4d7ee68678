"""Recruiters and companies of the sheet of parts; nobody here is real."""

from kawal.doors.web.kit.cards import parties as card
from kawal.doors.web.kit.samples.people import ROWS as PEOPLE

ROWS = (
    card.PartyRow(
        "Surya Misalkan", "/perekrut/u1/", "perorangan", "disebut dalam 12 laporan tentang 9 pekerja", "2 Mar 2026 – 2 Apr 2026",
        also=("Pak Suria Misalkan",), origin="TTU dan Sikka", why="nama terdengar sama",
    ),
    card.PartyRow(
        "PT Rekayasa Mandiri Ibarat 001", "/perekrut/u2/", "perusahaan", "disebut dalam 1.204 laporan tentang 988 pekerja",
        "5 Jan 2024 – 18 Nov 2026", licence="SIP3MI-0001/REKAAN, izin berlaku",
    ),
    card.PartyRow("Nama belum disebut", "/perekrut/u3/", "belum diketahui siapa", "disebut dalam 1 laporan", "9 Mar 2026"),
)  # fmt: skip
PARTY = card.PartyCard(
    row=ROWS[0],
    rows=(
        card.SaidRow("Nama", (("Surya Misalkan", "9 kali"), ("Pak Suria Misalkan", "3 kali"))),
        card.SaidRow("Telepon", (("+62•••••••4101", "11 kali"),), is_number=True),
        card.SaidRow("Asal pekerja", (("TTU", "8 kali"), ("Sikka", "4 kali"))),
    ),
    people=PEOPLE[:2],
    more_people=7,
    same=ROWS[2:],
    alike=(
        card.AlikeNote(
            ROWS[1], "Mungkin sama", ("nomor telepon sama +6",), "6", answer_url="#"
        ),
        card.AlikeNote(ROWS[2], "", (), "", answer="different", answered_by="ratna, 18 Nov 2026", undo_url="#"),
    ),
)  # fmt: skip
