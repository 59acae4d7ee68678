"""Keyed hashes. Identity numbers can be guessed, so a hash without a secret key would give them away."""

from functools import lru_cache
from hashlib import blake2b

_LONGEST_KEY = 64


def keyed(secret: bytes, *parts: bytes, size: int = 16) -> bytes:
    """BLAKE2b of the parts under the secret, ``size`` bytes. Where one part ends is part of what is hashed.

    :raises ValueError: the secret is empty.
    """
    message = b"".join([b"%d:%b" % (len(part), part) for part in parts])
    return _hash(secret, size, message).digest()


def _hash(secret: bytes, size: int, message: bytes) -> blake2b:
    if not secret:
        raise ValueError("a keyed digest needs a secret")
    if len(secret) > _LONGEST_KEY:
        secret = blake2b(secret).digest()
    return blake2b(message, key=secret, digest_size=size)


def number_key(secret: bytes, kind: str, value: str) -> int:
    """A signed 64-bit key of one identity number, for an index of bigints."""
    return int.from_bytes(number_octets(secret, kind, value), "big", signed=True)


def number_octets(secret: bytes, kind: str, value: str) -> bytes:
    """The same key as the eight bytes of a bigint, the highest first."""
    begun = _begun(secret, kind).copy()
    said = value.encode()
    begun.update(b"%d:%b" % (len(said), said))
    return begun.digest()


@lru_cache(64)
def _begun(secret: bytes, kind: str) -> blake2b:
    """A digest that has read the kind: hundreds are made for every look-up."""
    said = kind.encode()
    return _hash(secret, 8, b"%d:%b" % (len(said), said))
