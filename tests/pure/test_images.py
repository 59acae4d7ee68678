"""Pictures are kept without what cameras and programs write beside them, whatever that is and wherever it stands."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kawal.foundation.images import kept
from tests.pictures import PNG_HEAD as PNG
from tests.pictures import a_jpeg, a_png, chunk, segment

SECRET = b"GPS -9.66 124.48, Telepon Umpama"
END = b"\xff\xd9"
HEAD = chunk(b"IHDR", bytes.fromhex("00000001000000010800000000"))
BODY = chunk(b"IDAT", zlib.compress(b"\0\xff"))
PLAIN_PNG, PLAIN_JPEG = a_png(), a_jpeg(b"\x12\xff\x00\x34\xff\xd3\x56")
SCAN = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\xff\x00\x34\xff\xd3\x56"


def riff(*parts):
    body = b"".join(n + len(d).to_bytes(4, "little") + d + b"\0" * (len(d) % 2) for n, d in parts)
    return b"RIFF" + (len(body) + 4).to_bytes(4, "little") + b"WEBP" + body


@pytest.mark.parametrize("name", [b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME", b"iCCP", b"prVt"])
def test_a_png_says_nothing_beside_its_picture(name):
    said = chunk(name, SECRET)
    told = PNG + HEAD + said + BODY + said + chunk(b"IEND") + SECRET
    assert kept(told) == ("image/png", PLAIN_PNG)


def test_a_png_keeps_what_it_is_shown_by():
    colours = chunk(b"gAMA", b"\0\0\xb1\x8f") + chunk(b"PLTE", b"\0\0\0") + chunk(b"tRNS", b"\0")
    shown = PNG + HEAD + colours + BODY + chunk(b"IEND")
    assert kept(shown) == ("image/png", shown)


def test_a_jpeg_says_nothing_before_between_or_after_its_scans():
    said = segment(0xE1, b"Exif\0\0" + SECRET) + segment(0xFE, SECRET) + segment(0xED, SECRET)
    head, table = b"\xff\xd8" + segment(0xE0, b"JFIF\0"), segment(0xDB, b"\x10" * 65)
    told = head + said + table + SCAN + said + SCAN + END + SECRET
    assert kept(told) == ("image/jpeg", head + table + SCAN + SCAN + END)


def test_a_webp_says_nothing_and_does_not_say_that_it_does():
    wide = b"\0" * 9
    told = riff((b"VP8X", b"\x3c" + wide), (b"VP8 ", b"abc"), (b"EXIF", SECRET), (b"XMP ", SECRET))
    assert kept(told) == ("image/webp", riff((b"VP8X", b"\x10" + wide), (b"VP8 ", b"abc")))


NAMES = st.sampled_from([b"IDAT", b"tEXt", b"eXIf", b"gAMA", b"zTXt", b"abCd"])


@given(st.lists(st.tuples(NAMES, st.binary(max_size=30))))
def test_whatever_chunks_a_png_has_only_those_it_is_shown_by_stay_in_their_order(chunks):
    told = PNG + HEAD + BODY + b"".join(chunk(*it) for it in chunks) + chunk(b"IEND")
    left = b"".join(chunk(*it) for it in chunks if it[0] in (b"IDAT", b"gAMA"))
    plain = PNG + HEAD + BODY + left + chunk(b"IEND")
    assert kept(told) == kept(plain) == ("image/png", plain)


@pytest.mark.parametrize("image", [PLAIN_PNG, PLAIN_JPEG, riff((b"VP8 ", b"abcd"))])
@given(more=st.binary(max_size=60), cut=st.integers(0, 200))
def test_whatever_is_cut_off_or_hung_on_nothing_breaks_and_twice_is_once(image, more, cut):
    media, once = kept(image[:cut] + more)
    assert kept(once) == (media, once)
    assert len(once) <= cut + len(more)
    assert kept(image + more) == kept(image) and kept(image)[1] == image


@pytest.mark.parametrize(
    "other", [SECRET, b"", b"GIF89a", b"RIFFabcdWAVE", PNG, PNG + HEAD, b"\xff\xd8\xff" + b"x" * 500, riff()]
)
def test_what_is_no_picture_is_not_kept(other):
    assert kept(other) == ("", b"")
