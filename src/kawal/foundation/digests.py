"""Keyed hashes. Identity numbers can be guessed, so a hash without a secret key would give them away."""

from hashlib import blake2b

_LONGEST_KEY = 64


def keyed(secret: bytes, *parts: bytes, size: int = 16) -> bytes:
    """BLAKE2b of the parts under the secret, ``size`` bytes. Where one part ends is part of what is hashed.

    :raises ValueError: the secret is empty.
    """
    if not secret:
        raise ValueError("a keyed digest needs a secret")
    if len(secret) > _LONGEST_KEY:
        secret = blake2b(secret).digest()
    message = b"".join([b"%d:%b" % (len(part), part) for part in parts])
    return blake2b(message, key=secret, digest_size=size).digest()


def number_key(secret: bytes, kind: str, value: str) -> int:
    """A signed 64-bit key of one identity number, for an index of bigints."""
    return int.from_bytes(keyed(secret, kind.encode(), value.encode(), size=8), "big", signed=True)
