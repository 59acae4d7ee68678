"""All facts of a replay on the disk, and the order in which they became known. In memory a fact costs some tens of bytes.

The order is that of the moment of knowledge (``sent_at``, else ``occurred_at``), then of the journey, then of a digest of the
fact itself, so that neither the order of the files nor that of their lines changes anything.
"""

import mmap
import tempfile
from array import array
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from typing import Any, BinaryIO, NamedTuple, Self

import orjson

from kawal.facts.contract.fact import Said
from kawal.foundation.moments import JAKARTA
from kawal.situation.picture.ranks import PLANS, RANK, UNRANKED
from kawal.situation.picture.shapes import PictureFact

_EPOCH = datetime(1900, 1, 1, tzinfo=JAKARTA)
_MICROSECOND = timedelta(microseconds=1)
_DAY = 86_400_000_000
_FIRST_DAY = date(1900, 1, 1).toordinal()
_INDEX_BITS, _DIGEST_BITS, _RANK_BITS = 32, 64, 5
# A handful of facts dated far behind all others would let time run on without anything happening.
_GAP, _STRAY_SHARE = timedelta(days=366), 0.001


class Known(NamedTuple):
    """A fact as it becomes known, with the claim of its source about who it is."""

    fact: PictureFact
    subject: dict[str, Any]
    corrects: str | None


class History:
    """Facts written once, then read in the order in which they became known, or by their place."""

    def __init__(self) -> None:
        self._file: BinaryIO = tempfile.TemporaryFile(prefix="kawal-replay-")  # noqa: SIM115 -- closed in close()
        self._starts, self._lengths = array("Q"), array("L")
        self._keys: list[int] = []
        self._size = 0
        self._map: mmap.mmap | None = None
        self.too_late = 0

    def __len__(self) -> int:
        return len(self._starts)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self._map is not None:
            self._map.close()
        self._file.close()

    def add(self, said: Said) -> None:
        """Take one fact in. What it says of later than it was known is taken at the moment it was known."""
        known = _moment(said.sent_at or said.at)
        at = _moment(said.at) if said.kind in PLANS else min(_moment(said.at), known)
        record = orjson.dumps(
            [
                said.kind, at, said.precision == "day", said.source, said.id, said.place, said.data, said.basis, known,
                said.subject, said.corrects,
            ],
            option=orjson.OPT_SORT_KEYS,
        )  # fmt: skip
        key = known << _RANK_BITS | RANK.get(said.kind, UNRANKED)
        digest = int.from_bytes(blake2b(record, digest_size=_DIGEST_BITS // 8).digest(), "big")
        self._keys.append((key << _DIGEST_BITS | digest) << _INDEX_BITS | len(self._starts))
        self._starts.append(self._size)
        self._lengths.append(len(record))
        self._size += len(record)
        self._file.write(record)

    def in_order(self) -> Iterator[tuple[int, int]]:
        """Place of each fact and the day it became known, in that order; a few a year behind all others are left out."""
        self._seal()
        self._keys.sort()
        keys, self._keys = self._keys, []
        end = self._end(keys)
        self.too_late = len(keys) - end
        index = (1 << _INDEX_BITS) - 1
        shift = _INDEX_BITS + _DIGEST_BITS + _RANK_BITS
        for n in range(end):
            yield keys[n] & index, (keys[n] >> shift) // _DAY + _FIRST_DAY

    def _seal(self) -> None:
        """Nothing more is written; the file is read as memory from here on."""
        if self._size and self._map is None:
            self._file.flush()
            self._map = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ)
        self._file.close()

    def _end(self, keys: list[int]) -> int:
        shift = _INDEX_BITS + _DIGEST_BITS + _RANK_BITS
        gap = _GAP // _MICROSECOND
        few = int(len(keys) * _STRAY_SHARE)
        for n in range(max(1, len(keys) - few), len(keys)):
            if (keys[n] >> shift) - (keys[n - 1] >> shift) > gap:
                return n
        return len(keys)

    def known(self, place: int) -> Known:
        (kind, at, day_only, source, id_, where, data, basis, known, subject, corrects) = self._record(place)
        fact = PictureFact(kind, when(at), day_only, source, id_, where, data, basis, when(known))
        return Known(fact, subject, corrects)

    def fact(self, place: int) -> PictureFact:
        return self.known(place).fact

    def _record(self, place: int) -> Any:
        assert self._map is not None
        start = self._starts[place]
        return orjson.loads(self._map[start : start + self._lengths[place]])


def when(moment: int) -> datetime:
    """The instant, UTC."""
    return (_EPOCH + timedelta(microseconds=moment)).astimezone(UTC)


def _moment(at: datetime) -> int:
    """Microseconds since 1900 began in Jakarta."""
    return (at - _EPOCH) // _MICROSECOND
