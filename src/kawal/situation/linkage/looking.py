"""Whom a form resembles: the index asked by set, the candidates weighed. Over all claims; the engine asks.

Nothing of a claim leaves this module but its number, whose it is, and how far it agrees. What of that anybody may see the
scope decides, above.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.conf import settings

from kawal.facts.ledger import bulk
from kawal.situation.linkage.indexing import held_forms
from kawal.situation.linkage.near_words import NearWords
from kawal.situation.linkage.rules.asking import asked_keys, called_by
from kawal.situation.linkage.rules.automatic import POSSIBLE
from kawal.situation.linkage.rules.comparing import Levels
from kawal.situation.linkage.rules.forms import Form
from kawal.situation.linkage.rules.keys import Part, hashed, numbers_in
from kawal.situation.linkage.rules.model import Model
from kawal.situation.linkage.rules.score import weight_of
from kawal.situation.linkage.rules.shortlist import BUDGET, CAP, shortlist

# A number under more names than these is a recruiter's, an office's, a forger's.
MOST_USERS = {"phone": 5, "nik": 10, "passport": 10, "kk": 20}

POSTINGS = (
    "select k, array(select p.claim_id from posting p where p.key = k limit %s) from unnest(%s::bigint[]) k"
)
FIRST = 200  # postings of a key that are read at first: most keys have fewer


class Resembling(NamedTuple):
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
    postings = _postings(asked, keys)
    short = {who: [*shortlist(its, postings, but=who), *also] for who, its in keys.items()}
    holders, forms = held_forms({claim for its in short.values() for claim in its}, keep=keep)
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
    near = NearWords(
        (
            word
            for form in asked.values()
            for word in (*form.words, *(form.mother.words if form.mother else ()))
        ),
        filter(None, map(called_by, asked.values())),
    )
    secret = settings.DIGEST_KEY
    return {
        who: [it.key for it in asked_keys(form, secret, near.of, near.longer)] for who, form in asked.items()
    }


def _postings(asked: Mapping[int, Form], keys: Mapping[int, Sequence[int]]) -> dict[int, Sequence[int]]:
    """By key the claims that hold it. The first of each, then the rest of those that somebody's budget may still reach."""
    found = _read({key for its in keys.values() for key in its}, FIRST + 1)
    long = {key for key, claims in found.items() if len(claims) > FIRST}
    numbers = long & {_hashed(number) for form in asked.values() for number in numbers_in(form)}
    reached, most = set[int](), 0
    for its in keys.values():
        left = BUDGET - sum(len(found[key]) for key in its if key in found and key not in long)
        if left > FIRST:
            reached.update(its)
            most = max(most, min(left, CAP))  # of a key that is longer than what is left nothing is read
    return found | _read((long & reached) - numbers, most + 1) | _read(numbers, CAP + 1)


def _read(keys: Iterable[int], most: int) -> dict[int, Sequence[int]]:
    wanted = sorted(keys)
    return {key: claims for key, claims in bulk.run(POSTINGS, (most, wanted)) if claims} if wanted else {}


def _hashed(number: Part) -> int:
    return hashed(number, settings.DIGEST_KEY).key


def _overused(
    asked: Mapping[int, Form], postings: Mapping[int, Sequence[int]], forms: Mapping[int, Form]
) -> dict[int, set[str]]:
    """Numbers of each that stand under too many names: they say nothing about anybody."""
    found = defaultdict[int, set[str]](set)
    for who, form in asked.items():
        for number in numbers_in(form):
            holders = postings.get(_hashed(number), ())
            most = MOST_USERS.get(number.kind, CAP)
            if len(holders) > most and (len(holders) > CAP or len(_names(holders, forms)) > most):
                found[who].add(number.value)
    return found


def _names(claims: Sequence[int], forms: Mapping[int, Form]) -> set[str]:
    return {forms[claim].names[0].key for claim in claims if claim in forms and forms[claim].names}
