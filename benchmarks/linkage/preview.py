"""A consulate's list of 500 rows before it is taken in: who in it is known, to be decided, new, by the whole page and by its parts.

`python -m benchmarks.linkage.preview`; `KAWAL_BENCH_REGISTER` sets the size of the register. Six rows of ten are of known people (half
lightly, a third heavily enough to lose their numbers, the rest worse), four of strangers; numbers, births and mothers as they were said.
"""

import csv
import io
import random
import re
from functools import partial
from typing import Any

from benchmarks.linkage.filled import Arriving, Register, as_owner
from benchmarks.measuring import Result, as_when_serving, busy_here_and_there, milliseconds, tell

ROWS, ROUNDS = 500, 5
COLUMNS = {
    "Nama": "name", "NIK": "nik", "Paspor": "passport", "Tanggal lahir": "birth_date", "Tempat lahir": "birth_place",
    "Nama ibu": "mother_name", "Alamat": "address",
}  # fmt: skip
SHARES = {"light": 50, "medium": 35, "heavy": 15}
TARGET = {"500_rows_s": 5}
PEOPLE = """insert into person (person_id, kawal_id, keys, name, name_sort) overriding system value
 select distinct on (s.person_id) s.person_id, 'kb' || lpad(s.person_id::text, 11, '0'), '{}', c.subject->>'name',
  lower(c.subject->>'name')
 from standing s join claim c using (claim_id) where s.person_id is not null order by s.person_id, s.claim_id
 on conflict do nothing"""


def main() -> None:
    register = Register()
    told = register.opened()
    as_owner(PEOPLE)
    listed = rows_of(register)
    as_when_serving()
    desk = Desk()
    code = desk.sent(listed)
    result: Result = {"people": register.people, "filling": told, "rows": len(listed), "targets": TARGET}
    answers = desk.answers(code)
    calls = [partial(desk.shown, code)]
    tell(result | {"answers": answers, "page": milliseconds(calls, ROUNDS, busy=busy_here_and_there())})


def rows_of(register: Register) -> list[Arriving]:
    """In an order that says nothing."""
    chosen: list[Arriving] = []
    for level, share in SHARES.items():
        its = register.arriving(level)
        for known, of_ten in ((True, 6), (False, 4)):
            some = [it for it in its if it.known is known]
            chosen += random.Random(share).sample(some, ROWS * share * of_ten // 1000)
    random.Random(1).shuffle(chosen)
    return chosen


class Desk:
    """An officer of the nation who uploads the list and asks who is known."""

    def __init__(self) -> None:
        from datetime import UTC, datetime

        from django.test import Client

        from kawal.access.officers.models import Officer
        from kawal.doors.commands import site_files

        site_files.compile_messages()
        site_files.collect_static()
        about = {"name": "Bench", "agency": "kp2mi", "role": "national", "created_at": datetime.now(UTC)}
        officer, _new = Officer.objects.get_or_create(login="bench-preview", defaults=about)
        self.client = Client(SERVER_NAME="127.0.0.1")
        self.client.force_login(officer)

    def sent(self, listed: list[Arriving]) -> str:
        from django.core.files.uploadedfile import SimpleUploadedFile

        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(COLUMNS)
        writer.writerows([cell(it.subject.get(field)) for field in COLUMNS.values()] for it in listed)
        file = SimpleUploadedFile("daftar.csv", text.getvalue().encode(), "text/csv")
        answer = self.client.post("/kiriman/unggah/", {"file": file})
        if answer.status_code != 302:
            raise RuntimeError(f"the upload answered {answer.status_code}")
        return str(answer.headers["Location"].split("/")[2])

    def shown(self, code: str) -> str:
        """The page with every row's answer."""
        columns = {
            f"column-{n}": f"subject.{field}" if field != "address" else "subject.address.text"
            for n, field in enumerate(COLUMNS.values())
        }
        said = {"act": "known", "kind": "deported", "on": "2026-03-02", "country": "MYS", **columns}
        answer = self.client.post(f"/kiriman/{code}/kolom/", said)
        if answer.status_code != 200:
            raise RuntimeError(f"the preview answered {answer.status_code}")
        return str(answer.content.decode())

    def answers(self, code: str) -> Result:
        """How many rows got which answer, as the page says."""
        words = {"sudah dikenal": "placed", "perlu diputuskan": "decide", "orang baru": "new"}
        found = re.findall(rf"<b>(\d+)</b> ({'|'.join(words)})", self.shown(code))
        return {words[word]: int(count) for count, word in found}


def cell(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("area", ""))
    return str(value or "")


if __name__ == "__main__":
    main()
