"""Slips of the pen: what words of names may have been meant for, out of the vocabulary of all claims. The engine asks."""

from collections import defaultdict
from collections.abc import Iterable

from kawal.facts.ledger import bulk
from kawal.situation.linkage.rules.asking import halves
from kawal.situation.linkage.rules.vocabulary import deletions, within_one_slip

NEAR, KNOWN, LONGER = range(3)
WORDS = f"""select {NEAR}, n.deletion, n.word, w.claims from near_word n join word w on w.word = n.word where n.deletion = any(%s::text[])
 union all select {KNOWN}, '', word, claims from word where word = any(%s::text[])
 union all select {LONGER}, p.piece, k.word, k.claims from unnest(%s::text[]) p(piece), lateral (select w.word, w.claims from word w
  where w.word > p.piece and w.word < p.piece || '~' order by w.claims desc, w.word limit 8) k"""


class NearWords:
    """Words as they sound that these may have been meant for, fetched together."""

    def __init__(self, asked_for: Iterable[str], called_by: Iterable[str] = ()) -> None:
        words = set(asked_for)
        cut = {word: deletions(word) for word in words}
        self._by_deletion = defaultdict[str, list[tuple[str, int]]](list)
        self._longer = defaultdict[str, list[str]](list)
        self._known: set[str] = set()
        deletions_asked = {deletion for its in cut.values() for deletion in its}
        parts = {half for word in words for pair in halves(word) for half in pair}
        asked = [sorted(its) for its in (deletions_asked, parts, set(called_by))]
        for kind, of, word, claims in bulk.run(WORDS, asked):
            if kind == NEAR:
                self._by_deletion[of].append((word, claims))
            elif kind == KNOWN:
                self._known.add(word)
            else:
                self._longer[of].append(word)
        self._found: dict[str, list[str]] = {}
        self._cut = cut

    def of(self, word: str) -> list[str]:
        """The commonest first; after them the halves of a word that is two."""
        if word not in self._found:
            near = {it for deletion in self._cut.get(word, ()) for it in self._by_deletion.get(deletion, ())}
            likely = [
                other
                for other, _ in sorted(near, key=lambda it: (-it[1], it[0]))
                if within_one_slip(word, other)
            ]
            split = [half for pair in halves(word) if self._known.issuperset(pair) for half in pair]
            self._found[word] = [*(it for it in likely if it != word), *split]
        return self._found[word]

    def longer(self, word: str) -> list[str]:
        """The commonest words that begin so, of a word that somebody is called by."""
        return self._longer.get(word, [])
