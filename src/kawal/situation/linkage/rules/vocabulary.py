"""Words that differ by one slip: a letter left out, put in, or taken for another; two neighbours swapped.

Two words within one edit share a *deletion*: either the word itself or the word with one letter left out. So a table of
(deletion, word) finds near words by equality.
"""

_SHORTEST = 3  # in shorter words every slip makes another name


def deletions(word: str) -> tuple[str, ...]:
    """The word and every way to leave out one of its letters, each once."""
    if len(word) < _SHORTEST:
        return (word,)
    return tuple(dict.fromkeys([word, *(word[:n] + word[n + 1 :] for n in range(len(word)))]))


def within_one_slip(one: str, other: str) -> bool:
    """One letter more, less or different, or two neighbours swapped. Symmetric."""
    if one == other:
        return True
    if min(len(one), len(other)) < _SHORTEST or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    n = next((n for n, letter in enumerate(short) if letter != long[n]), len(short))
    if len(short) < len(long):
        return short[n:] == long[n + 1 :]
    swapped = short[n : n + 2] == long[n : n + 2][::-1] and short[n + 2 :] == long[n + 2 :]
    return swapped or short[n + 1 :] == long[n + 1 :]
