"""Forms, keys and vocabulary of claims, written by set after the claims are committed. The engine's part."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import orjson
from django.conf import settings

from kawal.facts.ledger import bulk
from kawal.reference import selectors as reference
from kawal.situation.linkage.rules.forms import FORM_VERSION, Form, form_of
from kawal.situation.linkage.rules.keys import keys_of, octets_of
from kawal.situation.linkage.rules.vocabulary import deletions
from kawal.situation.linkage.rules.written import read_form, write_form

MANY = 500  # claims whose postings are copied as bytes
IN_FORM = bulk.Relation("in_form", "claim_id bigint, form_version smallint, said text")
IN_POSTING = bulk.Relation("in_posting", "key bigint, claim_id bigint")
IN_WORD = bulk.Relation("in_word", "word text, claims int")
IN_NEAR = bulk.Relation("in_near", "deletion text, word text")
SUBJECTS = "select claim_id, subject::text from claim where claim_id = any(%s)"
MISSING = """select s.claim_id, c.subject::text from standing s join claim c using (claim_id)
 where s.claim_id > %s and s.claim_id <= %s and s.held and s.person_id is not null
 and not exists (select from claim_form f where f.claim_id = s.claim_id)"""
READ = "select claim_id, said from claim_form where claim_id = any(%s)"
HELD = """select s.claim_id, s.person_id, f.said from unnest(%s::bigint[]) asked join standing s on s.claim_id = asked
 left join claim_form f on f.claim_id = asked where s.held and s.person_id is not null"""
NEW_FORMS = "insert into claim_form select * from in_form on conflict do nothing"
NEW_POSTINGS = "insert into posting select key, claim_id from in_posting order by key"  # neighbours in the index side by side
COUNT_WORDS = """insert into word as w select word, claims from in_word order by word
 on conflict (word) do update set claims = w.claims + excluded.claims"""
NEW_NEAR = "insert into near_word select deletion, word from in_near on conflict do nothing"
NEW_WORDS = "select w from unnest(%s::text[]) w where not exists (select from word k where k.word = w)"


def forms_of(claims: Iterable[int], *, keep: bool = True) -> dict[int, Form]:
    """The forms of these claims, made where there is none yet; who only reads does not ``keep`` what was made."""
    wanted = sorted(claims)
    found = {claim: read_form(text) for claim, text in bulk.run(READ, (wanted,))} if wanted else {}
    missing = [claim for claim in wanted if claim not in found]
    if not missing:
        return found
    made = {claim: form_of_subject(orjson.loads(text)) for claim, text in bulk.run(SUBJECTS, (missing,))}
    if keep:
        _write(made)
    return found | made


def held_forms(claims: Iterable[int], *, keep: bool) -> tuple[dict[int, int], dict[int, Form]]:
    """Whose each of these claims is that is held, and its form, in one question."""
    holders: dict[int, int] = {}
    forms: dict[int, Form] = {}
    wanted = sorted(claims)
    for claim, person, text in bulk.run(HELD, (wanted,)) if wanted else ():
        holders[claim] = person
        if text is not None:
            forms[claim] = read_form(text)
    missing = holders.keys() - forms.keys()
    return holders, forms | forms_of(missing, keep=keep) if missing else forms


def index_span(after: int, last: int) -> int:
    """Forms and postings of held claims between two numbers that have none; how many that were. By set: for tens of thousands."""
    named = cache(reference.codes_named)  # few places are written in many claims
    made = {claim: form_of(orjson.loads(text), named) for claim, text in bulk.run(MISSING, (after, last))}
    if made:
        _write(made)
    return len(made)


def start_index_again() -> None:
    """Throw the index away: the rules of the form have changed."""
    bulk.script("truncate claim_form, posting, word, near_word")


def form_of_subject(subject: Mapping[str, Any]) -> Form:
    """The form of what somebody says, without writing anything."""
    return form_of(subject, reference.codes_named)


def _write(made: Mapping[int, Form]) -> None:
    words = Counter[str]()
    for form in made.values():
        words.update({*form.words, *(form.mother.words if form.mother else ())})
    fresh = [word for (word,) in bulk.run(NEW_WORDS, (sorted(words),))]
    forms = (IN_FORM, [(claim, FORM_VERSION, write_form(form)) for claim, form in made.items()])
    counted = (IN_WORD, list(words.items()))
    near = (IN_NEAR, [(deletion, word) for word in fresh for deletion in deletions(word)])
    if len(made) > MANY:
        _copy_postings(made)
        bulk.write([NEW_FORMS, COUNT_WORDS, NEW_NEAR], forms, counted, near)
    else:  # of one claim everything in one statement
        bulk.write([NEW_FORMS, NEW_POSTINGS, COUNT_WORDS, NEW_NEAR], forms, _postings(made), counted, near)


def _postings(made: Mapping[int, Form]) -> bulk.Carried:
    secret = settings.DIGEST_KEY
    return IN_POSTING, [(key.key, claim) for claim, form in made.items() for key in keys_of(form, secret)]


def _copy_postings(made: Mapping[int, Form]) -> None:
    secret = settings.DIGEST_KEY
    IN_POSTING.copy_octets(bulk.two_bigints(octets_of(form, secret), claim) for claim, form in made.items())
    bulk.run(NEW_POSTINGS)
