"""Two ways of writing a licence, a company, a phone, a job or a code meet in one key. Nothing said gives an empty key."""

import re
from functools import lru_cache

from kawal.foundation.phones import phone_digits

_NOT_SIGN = re.compile(r"[^A-Z0-9]")
_NOT_DIGIT = re.compile(r"[^0-9]")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_LICENCE_WORDS = re.compile(
    r"(?:(?:NOMOR|NO|IZIN|IJIN|SURAT|LICEN[CS]E|LISENSI)[\s.:]+)*(?:SIP3MI|SIPPTKIS|SIPPTKI|SIPPMI)?[\s.:/-]*"
)
_SPLIT_FORM = re.compile(r"\b(P)[.\s]+(T)\b\.?|\b(C)[.\s]+(V)\b\.?")
_LEGAL_FORMS = frozenset(["PT", "CV", "TBK", "PERSERO", "UD", "LTD", "CO", "SDN", "BHD"])


@lru_cache(65_536)
def licence_key(text: str) -> str:
    """Letters and digits of a licence without what it is called."""
    return _NOT_SIGN.sub("", _LICENCE_WORDS.sub("", text.upper().strip(), count=1))


@lru_cache(65_536)
def company_key(text: str) -> str:
    """Letters and digits of a name without its legal form."""
    joined = _SPLIT_FORM.sub(lambda found: "".join(filter(None, found.groups())), text.upper())
    words = re.split(r"[^A-Z0-9]+", joined)
    return "".join(word for word in words if word not in _LEGAL_FORMS)


@lru_cache(262_144)
def phone_key(text: str) -> str:
    """Digits with country code; of a short service number (129, 1500...) the digits as they are."""
    return phone_digits(text) or _NOT_DIGIT.sub("", text)


@lru_cache(4096)
def word_key(text: str) -> str:
    """A code or a word of a list: lower case, one underscore between words. ``Domestic worker`` is ``domestic_worker``."""
    return _NOT_WORD.sub("_", text.lower()).strip("_")


@lru_cache(4096)
def code_key(text: str) -> str:
    """The code of a post, a source or a kind: as it is, in lower case."""
    return text.strip().lower()


@lru_cache(4096)
def country_key(text: str) -> str:
    """ISO 3166-1 alpha-3, in capitals."""
    return text.strip().upper()


@lru_cache(65_536)
def address_key(text: str) -> str:
    """Words and numbers of an address."""
    return _NOT_WORD.sub(" ", text.lower()).strip()
