"""Words that differ by one slip: a letter left out, put in, or taken for another; two neighbours swapped.

Two words within one edit share a *deletion*: either the word itself or the word with one letter left out. So a table of
(deletion, word) finds near words by equality.
"""

from rapidfuzz.distance import OSA

_SHORTEST = 3  # in shorter words every slip makes another name


def deletions(word: str) -> tuple[str, ...]:
    """The word and every way to leave out one of its letters, each once."""
    if len(word) < _SHORTEST:
        return (word,)
    return tuple(dict.fromkeys([word, *(word[:n] + word[n + 1 :] for n in range(len(word)))]))


def within_one_slip(one: str, other: str) -> bool:
    """One letter more, less or different, or two neighbours swapped. Symmetric."""
    if len(one) < _SHORTEST or len(other) < _SHORTEST:
        return one == other
    return OSA.distance(one, other, score_cutoff=1) <= 1
