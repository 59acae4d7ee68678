"""The sentence of every remark, by its stable code."""

from kawal.facts.contract.errors import Remark

SENTENCES = {
    "unknown_key": "Isian ini tidak dikenal; disimpan apa adanya.",
    "code_unknown": "Kode ini tidak ada dalam daftar; disimpan apa adanya.",
    "post_unknown": "Pos ini tidak ada dalam daftar; disimpan apa adanya.",
    "area_unknown": "Kode wilayah ini tidak ada dalam daftar; disimpan apa adanya.",
    "country_unknown": "Kode negara ini tidak ada dalam daftar; disimpan apa adanya.",
    "number_as_text": "Angka ditulis sebagai teks; dibaca sebagai angka, disimpan apa adanya.",
    "half_position": "Koordinat tidak lengkap: lintang dan bujur ditulis berdua.",
    "nik_odd": "NIK ini tidak mungkin benar; disimpan, tetapi tidak dipakai untuk mengenali orang.",
    "nik_digits_lost": "Angka NIK hilang karena ditulis sebagai bilangan oleh lembar kerja; tidak dipakai untuk mengenali orang.",
    "nik_mended": "NIK berisi huruf; dibaca sebagai angka 0 atau 1.",
    "nik_is_kk": "NIK dan nomor KK sama; salah satunya keliru.",
    "nik_maybe_kk": "NIK ini lebih mirip nomor kartu keluarga.",
    "nik_birth_differs": "Tanggal lahir berbeda dengan tanggal dalam NIK.",
    "nik_sex_differs": "Jenis kelamin berbeda dengan yang tersirat dalam NIK.",
    "kk_odd": "Nomor KK ini tidak mungkin benar; tidak dipakai untuk mengenali orang.",
    "passport_odd": "Nomor paspor ini tidak mungkin benar; tidak dipakai untuk mengenali orang.",
    "phone_odd": "Nomor telepon ini tidak mungkin benar.",
    "birth_after_event": "Tanggal lahir sesudah tanggal kejadian.",
    "birth_odd": "Tahun lahir ini tidak masuk akal.",
}


def remark(code: str, field: str) -> Remark:
    return Remark(code, field, SENTENCES[code])
