"""Returned people with batches, straight into the tables, for tests of the figures of returns."""

from datetime import datetime, timedelta
from itertools import count
from uuid import uuid4

from django.db import connection

from kawal.access import wall
from kawal.access.scope import ENGINE
from tests.rooms.statistics_people import NOW

_numbers = count(1)


def came(
    how_many: int = 1,
    *,
    regency: str = "53.04",
    country: str = "MYS",
    post: str = "plbn-entikong",
    at: datetime = NOW - timedelta(days=40),
    mission: str = "kjri-kuching",
) -> list[int]:
    """So many who came back alike, with a claim each; their person ids."""
    wall.enter(ENGINE)
    made = []
    with connection.cursor() as cursor:
        cursor.execute("insert into source (code) values ('kjri-kuching') on conflict do nothing")
        cursor.execute("select source_id from source where code = 'kjri-kuching'")
        [source] = cursor.fetchone()
        for _ in range(how_many):
            number = next(_numbers)
            keys = [f"p:{regency[:2]}", f"k:{regency.replace('.', '')}", f"m:{mission}"] if regency else []
            cursor.execute(
                "insert into person (kawal_id, keys) values (%s, %s) returning person_id",
                [f"kw-pulang-{number}", keys],
            )
            [person] = cursor.fetchone()
            cursor.execute(
                "insert into picture (person_id, facts, stay, procedure, province, regency, country, post, entry_post,"
                " mission, departed_at, returned_at, drawn_at) values (%s, 1, 'home', 'unknown', nullif(%s, ''), nullif(%s, ''),"
                " nullif(%s, ''), nullif(%s, ''), nullif(%s, ''), %s, %s, %s, now())",
                [person, regency[:2], regency, country, post, post, mission, at - timedelta(days=300), at],
            )
            cursor.execute(
                "insert into claim (source_id, digest, subject, first_recorded_at) values (%s, %s, '{}', now()) returning claim_id",
                [source, number.to_bytes(8, "big")],
            )
            [claim] = cursor.fetchone()
            cursor.execute(
                "insert into standing (claim_id, person_id, source_id, source_key, held, name, name_key, words)"
                " values (%s, %s, %s, 'a:kjri-kuching', true, 'Rekaan', 'rekaan', '{}')",
                [claim, person, source],
            )
            made.append(person)
    return made


def travelled(
    people: list[int], *legs: tuple[str, int | None, int | None], seat_payer: str = "", days_ago: int = 50
) -> None:
    """A batch with these people on legs of (payer, planned, actual cost), all of them arrived."""
    wall.enter(ENGINE)
    number = next(_numbers)
    at = NOW - timedelta(days=days_ago)
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into return_batch (year, number, asked, kind, agency, post, keys, opened_at, opened_by)"
            " values (2026, %s, %s, 'deported', 'kjri-kuching', 'plbn-entikong', '{a:kjri-kuching}', %s, 'intan') returning code",
            [number, uuid4(), at],
        )
        [code] = cursor.fetchone()
        made = []
        for place, (payer, _planned, _actual) in enumerate(legs, 1):
            cursor.execute(
                "insert into return_leg (batch, mark, from_place, to_place, payer) values (%s, %s, 'a', 'b', %s) returning leg_id",
                [code, str(place), payer],
            )
            made.append(cursor.fetchone()[0])
        for line, person in enumerate(people, 1):
            cursor.execute(
                "insert into return_line (asked, batch, number, claim_id, listed, name, listed_at, listed_by)"
                " values (%s, %s, %s, (select claim_id from standing where person_id = %s), true, 'Rekaan', %s, 'intan') returning line_id",
                [str(uuid4()), code, line, person, at],
            )
            [line_id] = cursor.fetchone()
            for leg, (_payer, planned, actual) in zip(made, legs, strict=True):
                cursor.execute(
                    "insert into return_seat (line_id, leg_id, planned, payer, planned_cost, actual_cost)"
                    " values (%s, %s, true, %s, %s, %s)",
                    [line_id, leg, seat_payer, planned, actual],
                )
                cursor.execute(
                    "insert into return_mark (mark_id, line_id, leg_id, act, at, agency, marked_at, marked_by)"
                    " values (%s, %s, %s, 'arrived', %s, 'kjri-kuching', %s, 'intan')",
                    [uuid4(), line_id, leg, at, at],
                )
