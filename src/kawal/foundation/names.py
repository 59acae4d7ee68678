"""Names as they sound, so that two spellings of one name meet. What was typed is kept elsewhere, unchanged.

Folded: old spelling (oe, dj, tj, sj), Arabic and European letters written by ear (kh/ch, gh, dz, sy/sh, q, v/p, z),
e/i/y/j and o/u/w, doubled letters, a silent h, the hard end of a word; titles and the short forms of the commonest
names. A father's name after *bin* or *binti* is not part of the name; it is read apart.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

MOST_WORDS = 8
_LONGEST_NAME, _LONGEST_WORD = 400, 40
_NOT_SEEN = frozenset({"Mn", "Mc", "Me", "Cf"})

_TITLES = """H HJ HAJI HAJAH HAJJAH NY TN NN SDR SDRI IBU BPK BAPAK PAK BU DRS DRA DR IR ALM ALMH KH PROF ALIAS MR MRS MS
 SPD SH SE MM MSI SKM SSOS SKOM STR AMD PD AG KOM SOS HUM KEP"""
TITLES = frozenset(_TITLES.split())
_FATHER = frozenset({"BIN", "BINTI", "BTE", "BT", "IBN", "BINT", "A/L", "A/P", "S/O", "D/O"})
_SHORT_FORMS = {
    "MUHAMMAD": "MOH MUH MHD MOHD MOHAMAD MOHAMMAD MUHAMAD MUHAMMED MOHAMED MOCH MOCHAMAD MUCHAMAD MOKHAMAD MUCHAMMAD",
    "SITI": "ST STI SITTI SITY CITI",
    "ABDUL": "ABD ABDL ABDOEL",
    "NUR": "NOR NOER NOOR",
    "NURUL": "NOERUL NOORUL",
    "ACHMAD": "AHMAD AKHMAD AHMED ACHMED AKHMED",
    "YOHANES": "YOHANNES JOHANES JOHANNES YOHANIS",
    "DAENG": "DG",
}
_LONG_FORM = {short: long for long, shorts in _SHORT_FORMS.items() for short in shorts.split()}
_UNKNOWN = """TIDAK TAHU|TIDAK DIKETAHUI|TDK TAHU|TIDAK ADA|TDK ADA|BELUM DIKETAHUI|BELUM ADA|TANPA NAMA|TIDAK JELAS|TIDAK INGAT
 LUPA|ANONIM|ANONYMOUS|UNKNOWN|NOT KNOWN|NO NAME|NAMA|NIHIL|NONE|NULL|KOSONG|X|XX|XXX|TEST|TES|N A|NAN"""
UNKNOWN = frozenset(tuple(said.split()) for line in _UNKNOWN.splitlines() for said in line.split("|"))
_NEW_SPELLING = (("OE", "U"), ("DJ", "J"), ("TJ", "C"), ("SJ", "SY"))
_JOINED = re.compile(r"(ABDU[LR]|NURUL|NUR|SITI|MUHAMMAD)(?=[A-Z]{4})|SITI(?=NUR$)")
_FOLD_TABLE = "TJ>C DJ>J SJ>S OE>U CHR>KR CH>H KH>H GH>G DZ>Z SY>S SH>S X>KS CK>K CR>KR CL>KL PH>F"
_FOLDS = tuple(pair.split(">") for pair in _FOLD_TABLE.split())
_LETTERS = str.maketrans("QVPZWOEYJ", "KFFSUUIII")
_HARD_END = {"D": "T", "B": "F", "G": "K"}
_DEGREE = re.compile(r"\b[SMDA]\W+(?=(?:PD|AG|KOM|SOS|HUM|KEP)\b)")
_NOT_WORD = re.compile(r"[^\w/]|_")
_SILENT_H = re.compile(r"(?<=[^AIUH])H|(?<=.)H+$")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(131_072)
def sound(word: str) -> str:
    """One word, upper case, as it sounds. A word that is already so comes back as it is."""
    before = ""
    while word != before:
        before = word
        for old, new in _FOLDS:
            word = word.replace(old, new)
        word = _DOUBLED.sub(r"\1", _SILENT_H.sub("", word.translate(_LETTERS)))
        if len(word) > 1:
            word = word[:-1] + _HARD_END.get(word[-1], word[-1])
    return word


@dataclass(frozen=True, slots=True)
class ReadName:
    """Words of one name in the order given: upper case, new spelling, long forms, no titles; the father's apart."""

    words: tuple[str, ...]
    father: tuple[str, ...] = ()

    @property
    def sounds(self) -> tuple[str, ...]:
        """The distinct words as they sound, sorted. Initials count only where nothing else is."""
        long = [word for word in self.words if len(word) > 1]
        return tuple(sorted({sound(word) for word in long or self.words}))

    @property
    def is_known(self) -> bool:
        """It has a letter, and is not one of the ways in which a form says that nobody knows."""
        return self.words not in UNKNOWN and any(map(str.isalpha, "".join(self.words)))


def read_name(name: str) -> ReadName:
    """A name taken apart: at most eight words, each at most forty letters."""
    own: list[str] = []
    father: list[str] = []
    into = own
    plain = _DEGREE.sub("", _plain(_plain(name).upper()))
    for said in _NOT_WORD.sub(" ", plain).split():
        for word in (said,) if said in _FATHER else _parts(said):
            if word not in _FATHER:
                into.append(word[:_LONGEST_WORD])
            elif own:
                into = father
    return ReadName(tuple(own[:MOST_WORDS]), tuple(father[:MOST_WORDS]))


@lru_cache(32_768)
def sound_words(name: str | None) -> tuple[str, ...]:
    """The distinct words of a name as they sound, sorted, eight at most. Initials count only where nothing else is."""
    return read_name(name).sounds if name else ()


def name_key(name: str | None) -> str:
    """The sound words in one text: equal for names that sound alike, whatever the order of their words."""
    return " ".join(sound_words(name))


def name_sort(name: str | None) -> str:
    """What names are ordered by: lower case, without accents or punctuation, as an Indonesian register orders them."""
    return " ".join(_NOT_WORD.sub(" ", _plain(name or "").casefold()).replace("/", " ").split())


def _plain(name: str) -> str:
    """Without accents and invisible signs. Letters outside Latin script are kept: a name is never lost to spelling."""
    name = name[:_LONGEST_NAME]
    if name.isascii():
        return name
    return "".join(c for c in unicodedata.normalize("NFKD", name) if unicodedata.category(c) not in _NOT_SEEN)


@lru_cache(131_072)
def _parts(word: str) -> tuple[str, ...]:
    """A word in new spelling and its long form, taken apart where two common words are written as one; no titles."""
    found: list[str] = []
    for piece in word.replace("/", " ").split():
        piece = _in_new_spelling(piece)
        whole = _LONG_FORM.get(piece, piece)
        match = _JOINED.match(whole)
        if match and whole not in _SHORT_FORMS:
            found += ["ABDUL" if match[0] == "ABDUR" else match[0], *_parts(whole[match.end() :])]
        elif whole not in TITLES:
            found.append(whole)
    return tuple(found)


def _in_new_spelling(word: str) -> str:
    before = ""
    while word != before:
        before = word
        for old, new in _NEW_SPELLING:
            word = word.replace(old, new)
    return word
