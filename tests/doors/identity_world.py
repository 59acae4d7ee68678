"""People who resemble each other, in and out of one reader's sight, and every place where identity is told to that reader."""

import json
import re
from collections.abc import Iterator
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from kawal import flow
from kawal.access.keys.models import AgencyKey
from kawal.access.keys.services import issue_key
from kawal.access.scope import ENGINE, Power, Scope
from kawal.access.wall import enter
from kawal.decisions.alerts.holding import settle_keys
from kawal.facts.ledger import bulk
from tests.doors.people_pages import UMPAMA, said
from tests.pure.import_files import xlsx
from tests.world import NOW, report

BULAN = {"name": "Bulan Contohwati", "sex": "female", "birth_date": "1994-08-17", "mother_name": "Ratih Andaikata",
         "birth_place": "99.04", "address": {"area": "99.04.05.2001"}}  # fmt: skip
BULIN = {**BULAN, "name": "Bulan Tjontohwati", "birth_date": "1994-08"}
KENANGA = {**UMPAMA, "name": "Kenanga Misal", "passport": "X0999999"}
SEEN = (BULAN, BULIN, UMPAMA, KENANGA)
UNSEEN = (
    {**BULAN, "name": "Bulan Tjontowati", "birth_date": "1994-08"},
    {**BULAN, "name": "Bulan Contohwati Rahasia", "birth_date": "1994"},
    {**BULAN, "name": "Wulan Contohwati", "birth_date": "1994-08-17", "nik": "9904055708940009"},
    {**UMPAMA, "name": "Kembang Ibarat", "passport": "X0999991"},
    {**UMPAMA, "name": "Lintang Andaikan", "passport": "X0999992"},
    {**UMPAMA, "name": "Pertiwi Rekaan", "birth_date": "2012-02-02"},
)
ELSEWHERE = "k:9905"


def arrived(subjects: Any, key: str, *, case: bool = False) -> list[str]:
    """These people, seen under that key alone; with a case of another agency nobody elsewhere is told of them."""
    said_of = [said("departed", "2026-01-05", subject=it, source="imigrasi") for it in subjects]
    made = [str(it.kawal_id) for it in report(*said_of)]
    assert len(set(made)) == len(made), made
    flow.link_left(now=NOW)
    with transaction.atomic():
        enter(ENGINE)
        bulk.run("update person set keys = %s where kawal_id = any(%s)", ([key], made))
        alerts = bulk.run(
            "select alert_id from alert join person using (person_id) where kawal_id = any(%s)", (made,)
        )
        settle_keys(alerts=[alert for (alert,) in alerts], now=NOW)
        if case:
            bulk.run(GRANT, (ELSEWHERE, made))
        flow.rank_proposals(now=NOW)
    assert len(owners(made)) == len(made), "nobody was joined to anybody"
    return made


GRANT = """insert into key_grant (person_id, key, cause, since) select person_id, %s, 'case:elsewhere', now() from person
 where kawal_id = any(%s)"""


def owners(kawal_ids: list[str]) -> list[int]:
    with transaction.atomic():
        enter(ENGINE)
        found = bulk.run(
            "select person_id from person where kawal_id = any(%s) and survivor is null", (kawal_ids,)
        )
    return [person for (person,) in found]


def questions() -> dict[int, set[str]]:
    """Every question that waits, and the codes of both people."""
    with transaction.atomic():
        enter(ENGINE)
        rows = bulk.run(
            """select n.proposal_id, array[p.kawal_id, q.kawal_id] from match_proposal n
             join standing x on x.claim_id = n.low_claim join person p on p.person_id = x.person_id
             join standing y on y.claim_id = n.high_claim join person q on q.person_id = y.person_id where n.state <> 'answered'"""
        )
    return {proposal: set(both) for proposal, both in rows}


class Reader:
    """An officer at the site, and a machine with the same keys: everything about identity that is told to them."""

    def __init__(self, client: Client, scope: Scope) -> None:
        self.client, self.scope = client, scope
        self.bearer = ""
        if scope.may(Power.MATCH):
            area = "all" if scope.is_nationwide else ""
            self.bearer = issue_key(scope=ENGINE, agency=scope.agency, area=area, now=NOW)
            AgencyKey.objects.update(keys=list(scope.keys))

    def told(self, people: list[str], proposals: list[int]) -> dict[str, str]:
        """By door what the reader reads there, without what differs by itself."""
        return {at: plain(text) for at, text in self._doors(people, proposals)}

    def _doors(self, people: list[str], proposals: list[int]) -> Iterator[tuple[str, str]]:
        lists = ["/", "/telaah/", "/telaah/?mengapa=settles", "/telaah/?bentuk=csv", "/telaah/angka/", "/telaah/keputusan/",
                 "/orang/", *(f"/orang/?q={q}" for q in ("Bulan Contohwati", UMPAMA["nik"], "X0999", "Rahasia", "Wulan 1994")),
                 "/perhatian/", "/kepulangan/", "/orang/?bentuk=csv&q=Bulan"]  # fmt: skip
        about = [f"/orang/{it}/{part}" for it in people for part in ("", "klaim/")]
        about += [f"/telaah/pisah/{it}/" for it in people]
        pairs = [f"/telaah/{it}/{part}" for it in proposals for part in ("", "kelompok/")]
        for at in (*lists, *about, *pairs):
            yield at, self.page(at)
        for n, subject in enumerate((*SEEN, *UNSEEN)):
            yield f"match {n}", self.match(subject)
            form = {
                "name": subject["name"],
                "birth_date": subject["birth_date"],
                "nik": subject.get("nik", ""),
            }
            yield f"register {n}", text_of(self.client.get("/orang/mungkin/", form))
        yield "import", self.preview()

    def page(self, at: str) -> str:
        return text_of(self.client.get(at))

    def match(self, subject: Any) -> str:
        if not self.bearer:
            return ""
        headers = {"Authorization": f"Bearer {self.bearer}"}
        answer = self.client.post(
            "/api/v1/match",
            json.dumps({"subject": subject}),
            content_type="application/json",
            headers=headers,
        )
        return text_of(answer)

    def preview(self) -> str:
        """A list of everybody, before it is taken."""
        rows = [["Nama", "Tanggal lahir", "NIK"]] + [
            [it["name"], it["birth_date"], it.get("nik", "")] for it in (*SEEN, *UNSEEN)
        ]
        sent = self.client.post("/kiriman/unggah/", {"file": SimpleUploadedFile("daftar.xlsx", xlsx(rows))})
        if sent.status_code != 302:
            return str(sent.status_code)
        code = sent.headers["Location"].split("/")[2]
        columns = {"column-0": "subject.name", "column-1": "subject.birth_date", "column-2": "subject.nik"}
        said_of_all = {"act": "known", "kind": "deported", "on": "2026-03-02", "country": "MYS"}
        page = text_of(self.client.post(reverse("imports:mapping", args=[code]), {**columns, **said_of_all}))
        return page.replace(code, "")


def text_of(response: Any) -> str:
    content = response.getvalue() if response.streaming else response.content
    return f"{response.status_code} {content.decode('utf-8-sig')}"


def plain(text: str) -> str:
    """Without tokens, signed moments, the clock, and how often the reader herself has looked."""
    text = re.sub(r"(diubah|changed) \d+ \w+", "", text)
    text = re.sub(r'name="(csrfmiddlewaretoken|opened|fact_id)" value="[^"]*"|X-CSRFToken[^}]*}', "", text)
    return re.sub(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d\S*|\b\d\d[.:]\d\d\b", "", text)
