"""What each answer of each departure rule says, in Indonesian and English. Nobody is blamed; a gap is called a gap."""

from typing import Final, Literal

Verdict = Literal["yes", "no", "unknown"]  # is the rule broken?

# Rule and answer, then the Indonesian and the English sentence.
_TABLE: Final = """
dep-N1 yes
    Tidak tercatat dalam sistem penempatan sebelum berangkat.
    Not recorded in the placement system before departure.
dep-N1 no
    Tercatat dalam sistem penempatan.
    Recorded in the placement system.
dep-N1 unknown
    Belum diketahui apakah tercatat dalam sistem penempatan.
    It is not known whether there is a record in the placement system.
dep-N2 yes
    Berangkat tanpa perjanjian kerja yang terverifikasi.
    Left without a verified work contract.
dep-N2 no
    Perjanjian kerja sudah diverifikasi.
    The work contract was verified.
dep-N2 unknown
    Belum diketahui apakah ada perjanjian kerja yang terverifikasi.
    It is not known whether there is a verified work contract.
dep-N3 yes
    Job order tidak ada atau tidak berlaku.
    There is no valid job order.
dep-N3 no
    Job order berlaku, atau skema ini tidak memerlukannya.
    The job order is valid, or the scheme needs none.
dep-N3 unknown
    Job order atau sisa kuotanya belum dapat diperiksa.
    The job order or its quota could not be checked yet.
dep-N4 yes
    Perusahaan penempatan tidak memiliki izin yang berlaku pada hari itu.
    The placement company had no licence in force on that day.
dep-N4 no
    Izin perusahaan penempatan berlaku, atau skema ini tidak melibatkan perusahaan.
    The placement company was licensed, or the scheme involves none.
dep-N4 unknown
    Izin perusahaan penempatan belum dapat diperiksa.
    The licence of the placement company could not be checked yet.
dep-N5 yes
    Berangkat untuk bekerja dengan visa yang bukan visa kerja.
    Left for work on a visa that is not a work visa.
dep-N5 no
    Berangkat dengan visa kerja.
    Left on a work visa.
dep-N5 unknown
    Jenis visa atau tujuan perjalanan belum diketahui.
    The kind of visa or the purpose of the journey is not known.
dep-N6 yes
    Negara tujuan tertutup untuk penempatan pada hari itu.
    The destination was closed to placement on that day.
dep-N6 no
    Negara tujuan terbuka untuk penempatan pada hari itu.
    The destination was open to placement on that day.
dep-N6 unknown
    Belum diketahui apakah negara tujuan terbuka pada hari itu.
    It is not known whether the destination was open on that day.
dep-N7 yes
    Belum mencapai usia minimum pada hari berangkat.
    Younger than the minimum age on the day of departure.
dep-N7 no
    Sudah mencapai usia minimum pada hari berangkat.
    Of the minimum age on the day of departure.
dep-N7 unknown
    Usia pada hari berangkat belum pasti.
    The age on the day of departure is not certain.
dep-N8 yes
    Tidak mengikuti orientasi pra-pemberangkatan (OPP).
    No pre-departure orientation (OPP).
dep-N8 no
    Sudah mengikuti orientasi pra-pemberangkatan (OPP).
    Attended the pre-departure orientation (OPP).
dep-N8 unknown
    Belum diketahui apakah mengikuti orientasi pra-pemberangkatan (OPP).
    It is not known whether the pre-departure orientation (OPP) was attended.
dep-N9 yes
    Tidak terlindungi jaminan sosial saat berangkat.
    Not covered by social insurance at departure.
dep-N9 no
    Terlindungi jaminan sosial saat berangkat.
    Covered by social insurance at departure.
dep-N9 unknown
    Belum diketahui apakah terlindungi jaminan sosial saat berangkat.
    It is not known whether social insurance covered the departure.
dep-N10 yes
    Berangkat tanpa E-PMI yang berlaku.
    Left without a valid E-PMI.
dep-N10 no
    Memiliki E-PMI yang berlaku.
    Has a valid E-PMI.
dep-N10 unknown
    Belum diketahui apakah memiliki E-PMI.
    It is not known whether there is an E-PMI.
dep-N11 yes
    Keluarga atau desa menyatakan tidak mengetahui keberangkatan.
    The family or the village says it did not know of the departure.
dep-N11 no
    Keluarga mengizinkan dan desa mengetahui keberangkatan.
    The family consented and the village knew of the departure.
dep-N11 unknown
    Izin keluarga yang diketahui desa belum jelas atau keterangannya berbeda.
    The family's permission known to the village is not clear, or statements differ.
dep-N12 yes
    Ada biaya yang dibayar untuk jabatan yang bebas biaya penempatan.
    Something was paid for a job free of placement fees.
dep-N12 no
    Tidak ada biaya yang dilarang untuk jabatan ini.
    No fee that is barred for this job.
dep-N12 unknown
    Belum diketahui apakah ada biaya yang dilarang untuk jabatan ini.
    It is not known whether a fee barred for this job was paid.
dep-N13 yes
    Data identitas berbeda dari data kependudukan; perlu diperiksa, bukan bukti.
    Identity data differ from the civil registry; to be checked, no proof.
dep-N13 no
    Data identitas sesuai dengan data kependudukan.
    Identity data match the civil registry.
dep-N13 unknown
    Data identitas belum dibandingkan dengan data kependudukan.
    Identity data were not compared with the civil registry.
dep-N14 yes
    Keluar melalui perlintasan yang tidak resmi.
    Left through an unofficial crossing.
dep-N14 no
    Keluar melalui perlintasan resmi.
    Left through an official crossing.
dep-N14 unknown
    Perlintasan keluarnya belum diketahui.
    The crossing is not known.
"""


def _read(lines: list[str]) -> dict[tuple[str, str], tuple[str, str]]:
    heads, indonesian, english = lines[::3], lines[1::3], lines[2::3]
    keys = (head.partition(" ")[::2] for head in heads)
    return dict(zip(keys, zip(map(str.strip, indonesian), map(str.strip, english), strict=True), strict=True))


_SENTENCES: Final = _read(_TABLE.strip().splitlines())


def sentences(rule: str, answer: Verdict) -> tuple[str, str]:
    """Indonesian and English."""
    return _SENTENCES[rule, answer]
