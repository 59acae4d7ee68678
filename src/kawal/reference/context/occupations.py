"""One occupation under several words: a table may say *domestic_worker* and a fact *pengurus rumah tangga*.

Only words for the same work stand together. A driver is no family's driver: other caps and wages hold.
"""

from functools import lru_cache
from typing import Final

from kawal.reference.context.keys import word_key

_SAME: Final = """
domestic_worker housemaid house_maid housekeeper_domestic maid domestic_helper penata_laksana_rumah_tangga pengurus_rumah_tangga \
pembantu_rumah_tangga asisten_rumah_tangga prt
caregiver care_worker carer careworker carer_of_the_elderly elderly_carer pengasuh_lansia pengasuh_lanjut_usia perawat_lansia
baby_sitter babysitter nanny child_minder pengasuh_bayi pengasuh_anak
manufacturing_worker factory_worker factory_operator operator_pabrik pekerja_pabrik buruh_pabrik production_operator operator_produksi
plantation_worker farm_worker estate_worker farm_or_plantation_worker pekerja_ladang_perkebunan pekerja_ladang \
pekerja_perkebunan buruh_perkebunan buruh_kebun buruh_sawit pekerja_sawit
agricultural_worker pekerja_pertanian buruh_tani
construction_worker builder pekerja_konstruksi pekerja_bangunan buruh_bangunan kuli_bangunan
fisher fisherman fishing_crew migrant_fishing_crew awak_kapal_perikanan abk_perikanan deckhand_fishing nelayan
seafarer seaman sailor pelaut
hospitality_worker hotel_worker pekerja_hotel pegawai_hotel
restaurant_worker pekerja_restoran pegawai_restoran
waiter waitress pelayan_restoran
shop_assistant penjaga_toko pelayan_toko
customer_service customer_service_officer online_customer_service cs_online
online_scammer scammer scam_operator online_scam operator_scam penipu_daring \
operator_penipuan_daring operator_judi_daring operator_judi_online
sex_worker pekerja_seks psk
family_driver sopir_keluarga supir_keluarga
driver sopir supir
cook juru_masak
cleaner cleaning_service petugas_kebersihan tenaga_kebersihan
gardener perawat_taman tukang_kebun
nurse perawat
welder juru_las tukang_las
spa_therapist terapis_spa
"""
_LINES: Final = [tuple(line.split()) for line in _SAME.strip().splitlines()]
_LINE_OF: Final = {word: line for line in _LINES for word in line}


def canonical(word: str) -> str:
    """The first of the words for the same work; a word that is in no list stays."""
    return _LINE_OF[word][0] if word in _LINE_OF else word


def is_listed(word: str) -> bool:
    return word in _LINE_OF


@lru_cache(4096)
def words_for(occupation: str) -> tuple[str, ...]:
    """The word itself, then all others for the same work."""
    word = word_key(occupation)
    return tuple(dict.fromkeys((word, *_LINE_OF.get(word, ()))))
