"""Names under which destination countries stand in agencies' lists. The reference tables know the rest."""

_NAMES = """
IDN indonesia | wni | ri
MYS malaysia | sabah | sarawak | kuching | johor | johor bahru | kota kinabalu | tawau
SGP singapura | singapore
BRN brunei | brunei darussalam
HKG hong kong | hongkong | hk
TWN taiwan
KOR korea | korea selatan | korsel | south korea
JPN jepang | japan
SAU arab saudi | saudi arabia | saudi | ksa
ARE uni emirat arab | uea | uae | dubai | abu dhabi
QAT qatar
KWT kuwait
BHR bahrain
OMN oman
JOR yordania | jordan
SYR suriah | syria
LBN lebanon | libanon
IRQ irak | iraq
EGY mesir | egypt
TUR turki | turkiye | turkey
KHM kamboja | cambodia
MMR myanmar | burma
THA thailand | muangthai
VNM vietnam
LAO laos
PHL filipina | philippines
CHN tiongkok | china | cina | rrt
MAC makau | macau
AUS australia
NZL selandia baru | new zealand
DEU jerman | germany
ITA italia | italy
GBR inggris | united kingdom
USA amerika serikat | united states
"""
_CODES = {name.strip(): line[:3] for line in _NAMES.strip().splitlines() for name in line[4:].split("|")}
_ALPHA_3 = frozenset(_CODES.values())


def country_of(text: str) -> str | None:
    """The alpha-3 code of a name or code; nothing where it is not listed here."""
    plain = " ".join(text.casefold().replace(".", "").split())
    return plain.upper() if plain.upper() in _ALPHA_3 else _CODES.get(plain)
