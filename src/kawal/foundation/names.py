"""Names as they sound, so that two spellings of one name meet. What was typed is kept elsewhere, unchanged.

Folded: old spelling (oe, dj, tj, sj), Arabic and European letters written by ear (kh/ch, gh, dz, sy/sh, q, v/p, z),
e/i/y/j and o/u/w, doubled letters, a silent h, the hard end of a word; titles and the short forms of the commonest
names. A father's name after *bin* or *binti* is not part of the name.
"""

import re
import unicodedata
from functools import lru_cache

MOST_WORDS = 8
_LONGEST_NAME, _LONGEST_WORD = 400, 40

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
_JOINED = re.compile(r"(ABDU[LR]|NURUL|NUR|SITI|MUHAMMAD)(?=[A-Z]{4})|SITI(?=NUR$)")
_FOLD_TABLE = "TJ>C DJ>J SJ>S OE>U CHR>KR CH>H KH>H GH>G DZ>Z SY>S SH>S X>KS CK>K CR>KR CL>KL PH>F"
_FOLDS = tuple(pair.split(">") for pair in _FOLD_TABLE.split())
_LETTERS = str.maketrans("QVPZWOEYJ", "KFFSUUIII")
_HARD_END = {"D": "T", "B": "F", "G": "K"}
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


def sound_words(name: str | None) -> tuple[str, ...]:
    """The distinct words of a name as they sound, sorted, eight at most. Initials count only where nothing else is."""
    if not name:
        return ()
    words = _own_words(_plain(name).upper())
    long = [word for word in words if len(word) > 1]
    return tuple(sorted(dict.fromkeys(sound(word[:_LONGEST_WORD]) for word in (long or words)[:MOST_WORDS])))


def name_key(name: str | None) -> str:
    """The sound words in one text: equal for names that sound alike, whatever the order of their words."""
    return " ".join(sound_words(name))


def name_sort(name: str | None) -> str:
    """What names are ordered by: lower case, without accents or punctuation, as an Indonesian register orders them."""
    return " ".join(_NOT_WORD.sub(" ", _plain(name or "").casefold()).replace("/", " ").split())


def _plain(name: str) -> str:
    """Without accents. Letters outside Latin script are kept: a name is never lost to spelling."""
    name = name[:_LONGEST_NAME]
    if name.isascii():
        return name
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def _own_words(name: str) -> list[str]:
    words: list[str] = []
    for word in _NOT_WORD.sub(" ", name).split():
        if word in _FATHER:
            if words:
                break
            continue
        words.extend(part for part in _parts(word) if part not in TITLES)
    return words


@lru_cache(131_072)
def _parts(word: str) -> tuple[str, ...]:
    """A word in its long form, and taken apart where two common words are written as one."""
    found: list[str] = []
    for piece in word.replace("/", " ").split():
        whole = _LONG_FORM.get(piece, piece)
        match = _JOINED.match(whole)
        if match and whole not in _SHORT_FORMS:
            found += ["ABDUL" if match[0] == "ABDUR" else match[0], *_parts(whole[match.end() :])]
        else:
            found.append(whole)
    return tuple(found)
