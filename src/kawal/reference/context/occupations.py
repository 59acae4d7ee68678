"""One occupation under several words: a table may say *domestic_worker* and a fact *pengurus rumah tangga*.

Only words for the same work stand together. A driver is no family's driver: other caps and wages hold.
"""

from functools import lru_cache
from typing import Final

from kawal.reference.context.keys import word_key

_SAME: Final = """
domestic_worker housemaid housekeeper_domestic maid penata_laksana_rumah_tangga pengurus_rumah_tangga pembantu_rumah_tangga prt
caregiver care_worker carer careworker carer_of_the_elderly elderly_carer pengasuh_lansia pengasuh_lanjut_usia
baby_sitter babysitter nanny child_minder pengasuh_bayi pengasuh_anak
manufacturing_worker factory_worker operator_pabrik pekerja_pabrik production_operator
plantation_worker farm_worker estate_worker farm_or_plantation_worker pekerja_ladang_perkebunan pekerja_perkebunan
construction_worker builder pekerja_konstruksi
fisher fisherman fishing_crew migrant_fishing_crew awak_kapal_perikanan abk_perikanan deckhand_fishing
customer_service customer_service_officer online_customer_service cs_online
family_driver sopir_keluarga
driver sopir
cook juru_masak
cleaner petugas_kebersihan
gardener perawat_taman
nurse perawat
welder juru_las
"""
_LINES: Final = [tuple(line.split()) for line in _SAME.strip().splitlines()]
_LINE_OF: Final = {word: line for line in _LINES for word in line}


def canonical(word: str) -> str:
    """The first of the words for the same work; a word that is in no list stays."""
    return _LINE_OF[word][0] if word in _LINE_OF else word


@lru_cache(4096)
def words_for(occupation: str) -> tuple[str, ...]:
    """The word itself, then all others for the same work."""
    word = word_key(occupation)
    return tuple(dict.fromkeys((word, *_LINE_OF.get(word, ()))))
