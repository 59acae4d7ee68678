"""Whom a form resembles: the index asked by set, the candidates weighed. Over all claims; the engine asks.

Nothing of a claim leaves this module but its number, whose it is, and how far it agrees. What of that anybody may see the
scope decides, above.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings

from kawal.facts.ledger import bulk
from kawal.situation.linkage.indexing import forms_of
from kawal.situation.linkage.rules.asking import asked_keys, halves
from kawal.situation.linkage.rules.automatic import POSSIBLE
from kawal.situation.linkage.rules.comparing import Levels
from kawal.situation.linkage.rules.forms import Form
from kawal.situation.linkage.rules.keys import hashed, numbers_in
from kawal.situation.linkage.rules.model import Model
from kawal.situation.linkage.rules.score import weight_of
from kawal.situation.linkage.rules.shortlist import CAP, shortlist
from kawal.situation.linkage.rules.vocabulary import deletions, within_one_slip

MOST_USERS = {
    "phone": 5,
    "nik": 10,
    "passport": 10,
    "kk": 20,
}  # of more names it is a recruiter's, an office's, a forger's

POSTINGS = f"""select k, (select array_agg(claim_id) from (select p.claim_id from posting p where p.key = k limit {CAP + 1}) c)
 from unnest(%s::bigint[]) k"""
NEAR = "select n.deletion, n.word, w.claims from near_word n join word w on w.word = n.word where n.deletion = any(%s::text[])"
KNOWN_WORDS = "select word from word where word = any(%s::text[])"
HOLDERS = (
    "select claim_id, person_id from standing where claim_id = any(%s) and held and person_id is not null"
)


@dataclass(frozen=True, slots=True)
class Resembling:
    """A held claim, whose it is, and how far it agrees."""

    claim_id: int
    person_id: int
    weight: float
    levels: Levels


def resembling(
    asked: Mapping[int, Form],
    model: Model,
    *,
    least: float = POSSIBLE,
    also: Sequence[int] = (),
    keep: bool = True,
) -> dict[int, list[Resembling]]:
    """By claim (or, for what is not a claim yet, any number below 1), the claims that resemble it, the heaviest first.

    ``also`` are claims compared in any case: those that wait for the engine are not in the index yet.
    """
    keys = _keys(asked)
    postings = _postings({key for its in keys.values() for key in its})
    short = {who: [*shortlist(its, postings, but=who), *also] for who, its in keys.items()}
    holders = dict(bulk.run(HOLDERS, (sorted({claim for its in short.values() for claim in its}),)))
    forms = forms_of(holders, keep=keep)
    overused = _overused(asked, postings, forms)
    found: dict[int, list[Resembling]] = {}
    for who, its in short.items():
        form = asked[who].without(overused[who]) if who in overused else asked[who]
        weighed = (
            Resembling(claim, holders[claim], *weight_of(model, form, forms[claim]))
            for claim in its
            if claim in holders
        )
        found[who] = sorted(
            (it for it in weighed if it.weight >= least), key=lambda it: (-it.weight, it.claim_id)
        )
    return found


def _keys(asked: Mapping[int, Form]) -> dict[int, list[int]]:
    near = _Near(asked.values())
    secret = settings.DIGEST_KEY
    return {who: [it.key for it in asked_keys(form, secret, near.of)] for who, form in asked.items()}


def _postings(keys: Iterable[int]) -> dict[int, Sequence[int]]:
    return {key: claims for key, claims in bulk.run(POSTINGS, (sorted(keys),)) if claims}


def _overused(
    asked: Mapping[int, Form], postings: Mapping[int, Sequence[int]], forms: Mapping[int, Form]
) -> dict[int, set[str]]:
    """Numbers of each that stand under too many names: they say nothing about anybody."""
    secret, found = settings.DIGEST_KEY, defaultdict[int, set[str]](set)
    for who, form in asked.items():
        for number in numbers_in(form):
            holders = postings.get(hashed(number, secret).key, ())
            most = MOST_USERS.get(number.kind, CAP)
            if len(holders) > most and (len(holders) > CAP or len(_names(holders, forms)) > most):
                found[who].add(number.value)
    return found


def _names(claims: Sequence[int], forms: Mapping[int, Form]) -> set[str]:
    return {forms[claim].names[0].key for claim in claims if claim in forms and forms[claim].names}


class _Near:
    """Words that these names may have been meant for, fetched together."""

    def __init__(self, forms: Iterable[Form]) -> None:
        words = {
            word for form in forms for word in (*form.words, *(form.mother.words if form.mother else ()))
        }
        cut = {word: deletions(word) for word in words}
        self._by_deletion = defaultdict[str, list[tuple[str, int]]](list)
        asked = sorted({deletion for its in cut.values() for deletion in its})
        for deletion, word, claims in bulk.run(NEAR, (asked,)):
            self._by_deletion[deletion].append((word, claims))
        parts = {half for word in words for pair in halves(word) for half in pair}
        self._known = {word for (word,) in bulk.run(KNOWN_WORDS, (sorted(parts),))}
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
