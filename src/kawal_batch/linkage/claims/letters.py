"""How alike two names can be at most, from their letters and words as numbers.

Jaro-Winkler asks how many letters two texts have in common at about the same place. However they stand, it cannot be more than
the letters they share at all, and those are counted with one *and* of two numbers: a bit for the first A, one for
the second, and so on.
"""

from kawal.situation.linkage.rules.comparing import CLOSE, PARENT_CLOSE, SIMILAR

_ALPHABET = " ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_THREE_TIMES = " AINURSTM"  # the commonest: 63 bits are not enough for three of each
_BITS = tuple((letter, n) for letter in _ALPHABET for n in (1, 2)) + tuple((it, 3) for it in _THREE_TIMES)
_MOST_WORDS = 3
_PREFIX = 0.4  # of what is missing, Winkler gives back as much at most where both begin alike
_ROUNDING = 1e-6


def _shape(of: str) -> str:
    """Columns of a spelling; ``beyond`` counts letters that have no bit."""
    norm = f"{of}.norm"
    mask = " + ".join(
        f"(strlen({norm}) - strlen(replace({norm}, '{letter}', '')) >= {n})::bigint * {1 << bit}"
        for bit, (letter, n) in enumerate(_BITS)
    )
    words = ", ".join(f"coalesce(hash({of}.words[{n}]), 0) {of}_w{n}" for n in range(1, _MOST_WORDS + 1))
    return f"""{mask} {of}_letters, strlen({norm})::smallint {of}_length, left({norm}, 1) {of}_begins,
 len({of}.words)::tinyint {of}_words, {words}"""


LETTERS = f"""select *, (name_length - bit_count(name_letters))::smallint name_beyond,
 (mother_length - bit_count(mother_letters))::smallint mother_beyond
 from (select claim_id, {_shape("name")}, {_shape("mother")} from form)"""


def alike(of: str, least: float) -> str:
    """SQL: whether the spellings of ``a`` and ``b`` may be alike by so much."""
    shared = f"(bit_count(a.{of}_letters & b.{of}_letters) + least(a.{of}_beyond, b.{of}_beyond))"
    jaro = f"({shared} / a.{of}_length + {shared} / b.{of}_length + 1) / 3"
    begun = (least - _PREFIX) / (1 - _PREFIX)
    return f"{jaro} >= case when a.{of}_begins = b.{of}_begins then {begun - _ROUNDING!r} else {least - _ROUNDING!r} end"


def words_shared(of: str) -> str:
    """SQL: how many words they have in common; of longer names too many."""
    theirs = ", ".join(f"b.{of}_w{n}" for n in range(1, _MOST_WORDS + 1))
    count = " + ".join(
        f"(a.{of}_w{n} <> 0 and a.{of}_w{n} in ({theirs}))::tinyint" for n in range(1, _MOST_WORDS + 1)
    )
    return f"case when greatest(a.{of}_words, b.{of}_words) > {_MOST_WORDS} then 99 else {count} end"


# After equal norms and equal keys: what is still possible of a name, and of a mother's.
NAME = f"""when {alike("name", CLOSE)} then {{…slip}}
 when {words_shared("name")} >= least(a.name_words, b.name_words) then {{…contained}}
 when {alike("name", SIMILAR)} then {{different|word|similar}}
 when {words_shared("name")} > 0 then {{different|word}} else {{different}}"""
MOTHER = f"""when {alike("mother", PARENT_CLOSE)} then {{…close}}
 when {words_shared("mother")} > 0 then {{different|word}} else {{different}}"""
