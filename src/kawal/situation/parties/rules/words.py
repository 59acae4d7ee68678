"""The closed lists behind the names of parties: legal forms, words of trade, titles, words that name nobody."""

# The family of a legal form: PT and CV of one name are two firms, "PT" and "PT … Tbk" are one.
LEGAL_FORMS: dict[str, str] = {
    form: family
    for family, forms in {
        "pt": "pt tbk persero perseroan",
        "cv": "cv",
        "ud": "ud pd",
        "fa": "fa firma",
        "yayasan": "yayasan yys",
        "koperasi": "koperasi kop",
        "sdnbhd": "sdn bhd berhad",
        "ltd": "ltd limited pte",
        "inc": "inc corp corporation incorporated",
        "llc": "llc wll gmbh plc",
    }.items()
    for form in forms.split()
}
JOINERS = frozenset({"dan", "and", "of", "the"})
# Whoever is called so is a firm, whatever else stands in the name.
_TRADES = """agensi manpower pptkis pjtki p3mi lpk lpks blk blkln lptks bank klinik hotel restoran restaurant cafe pabrik factory
 manufacturing industri industries perkebunan ladang plantation farm kilang konstruksi construction shipping fishery
 fisheries fishing marine hospitality transport logistik logistics garmen garment elektronik electronics textile tekstil catering
 cleaning laundry trading enterprise holdings grup servis manajemen penempatan travel tour finance pembiayaan
 pegadaian internasional hospital"""
TRADES = frozenset(_TRADES.split())
# Long and short forms of one word, each to one.
ONE_FORM: dict[str, str] = {
    short: long
    for long, shorts in {
        "internasional": "intl international int",
        "manajemen": "management mgt mgmt",
        "servis": "service services",
        "agensi": "agency agencies",
        "grup": "group",
        "industri": "industry industries ind",
        "tenagakerja": "naker",
        "indonesia": "indo",
        "sejahtera": "sejahtra",
    }.items()
    for short in shorts.split()
}
# Called before a name: respect, kinship, what somebody does.
_CALLED = """pak pa bapak bpk bu ibu bang bg abang mas mbak mba kang cak om tante koh cik encik tuan puan mr mrs ms madam mak kak
 uda uni haji hj h hajah sdr sdri agen agent sponsor calo tekong pl petugas lapangan perekrut recruiter bos boss mandor
 majikan"""
CALLED = frozenset(_CALLED.split())
# Texts made of these words alone name nobody.
_NOBODY = """perusahaan company employer keluarga family parent parents orang tua ayah suami istri isteri husband wife anak saudara
 teman friend worker pekerja self sendiri diri other lain lainnya unknown tidak tahu diketahui none nihil na n a tanpa
 nama bank tunai cash pihak ketiga seseorang dia pmi cpmi office kantor state negara government pemerintah desa rumah
 agensi agency broker lender pemberi pinjaman penyalur rentenir tetangga"""
NOBODY = CALLED | frozenset(_NOBODY.split())
STREETS: dict[str, str] = {
    short: long
    for long, shorts in {
        "jalan": "jl jln", "gang": "gg", "nomor": "no nr", "blok": "blk", "kelurahan": "kel", "desa": "ds", "dusun": "dsn dukuh",
        "kecamatan": "kec", "kabupaten": "kab", "perumahan": "perum",
    }.items()
    for short in shorts.split()
}  # fmt: skip
