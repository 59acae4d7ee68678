"""Giving aid by scan with several officers at once, and the page of a site where 1,000 lots lie, over HTTP.

`python -m benchmarks.aid`. The site runs as `kawal up` serves it, on the nation of `benchmarks/nation.py`. ``answer`` is the page of who
was scanned, ``give`` the press that writes the entry, the fact and the stock, each answer read to its end.
"""

import random
import statistics
import threading
import time
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from benchmarks import nation
from benchmarks.api import free_port, start, wait_for
from benchmarks.measuring import Result, tell
from benchmarks.reception import Desk

OFFICERS, GIFTS, PAUSE = 8, 12, 2.0
LOTS, PAGES = 1_000, 30
SITE = "Gudang ukur"


def main() -> None:
    nation.loaded()
    nation.join()
    site, people = filled()
    cookies = [logged_in(number) for number in range(OFFICERS)]
    port = free_port()
    server = start(port)
    try:
        wait_for(port)
        random.shuffle(people)
        warm, paced, at_once = people[:16], people[16 : 16 + OFFICERS * GIFTS], people[-OFFICERS * GIFTS :]
        together(port, site, cookies, warm, pause=0)
        tell(
            {
                "people": nation.PEOPLE,
                "officers": OFFICERS,
                "lots": LOTS,
                "paced": together(port, site, cookies, paced, pause=PAUSE),
                "at_once": together(port, site, cookies, at_once, pause=0),
                "stock_page": stock_page(port, site, cookies[0]),
            }
        )
    finally:
        server.terminate()
        server.wait(30)


def filled() -> tuple[str, list[str]]:
    """A site with so many lots, and people who have got nothing yet."""
    from django.db import connection, transaction

    from kawal.access.scope import ENGINE
    from kawal.access.wall import enter
    from kawal.response.aid.stock import selectors, services
    from kawal.response.aid.stock.services import Arrival, Line

    now = datetime.now(UTC)
    with transaction.atomic():
        enter(ENGINE)
        site = next((it.code for it in selectors.list_sites(scope=ENGINE) if it.name == SITE), "")
        if not site:
            site = services.open_site(scope=ENGINE, name=SITE, kind="warehouse", place="", now=now)
            lines = [Line("kit_hygiene", 20, 20, mark=str(n)) for n in range(LOTS)]
            arrival = Arrival(uuid.uuid4(), site, "Mitra rekaan", "Tiara Andai", "Surya Misal", lines)
            services.receive(scope=ENGINE, arrival=arrival, now=now)
        with connection.cursor() as cursor:
            cursor.execute(
                "update aid_issue set ended = 'undone', ended_at = now(), ended_by = 'bench' where ended = ''"
            )
            cursor.execute(
                "select p.kawal_id from person p join picture i using (person_id) where p.survivor is null and i.died_at is null"
                " and p.name <> '' order by p.person_id limit %s",
                [16 + 2 * OFFICERS * GIFTS],
            )
            return site, [kawal_id for (kawal_id,) in cursor.fetchall()]


def logged_in(number: int) -> str:
    """The cookies of an officer of the nation, who sees everybody."""
    from django.test import Client

    from kawal.access.officers.models import Officer

    about = {"name": f"Petugas {number}", "agency": "kp2mi", "role": "national"}
    officer, _new = Officer.objects.get_or_create(
        login=f"bench-aid-{number}", defaults={**about, "created_at": datetime.now(UTC)}
    )
    client = Client()
    client.force_login(officer)
    return client.cookies.output(header="", sep=";").strip()


def together(port: int, site: str, cookies: Sequence[str], people: Sequence[str], *, pause: float) -> Result:
    """Everybody gives to people of her own, side by side."""
    answers: list[float] = []
    gifts: list[float] = []
    desks = [Desk(port, cookie, f"/barang/beri/{site}/{people[0]}/") for cookie in cookies]
    began = time.perf_counter()
    threads = [
        threading.Thread(target=work, args=(desk, site, people[n :: len(desks)], pause, answers, gifts))
        for n, desk in enumerate(desks)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - began
    if len(gifts) != len(people):
        raise RuntimeError("a gift was refused")
    return {
        "gifts": len(gifts),
        "per_second": round(len(gifts) / seconds, 1),
        "answer": _summed(answers),
        "give": _summed(gifts),
    }


def work(
    desk: Desk, site: str, people: Sequence[str], pause: float, answers: list[float], gifts: list[float]
) -> None:
    time.sleep(random.random() * pause)  # nobody begins at the same moment
    for kawal_id in people:
        address, began = f"/barang/beri/{site}/{kawal_id}/", time.perf_counter()
        if get(desk, address) != 200:
            return
        answers.append(time.perf_counter() - began)
        gift: dict[str, Any] = {"act": str(uuid.uuid4()), "entitlement": "hygiene-refill", "receipt": "paper"}
        pressed = time.perf_counter()
        answer = desk.send(address, gift, fragment=False)
        answer.read()
        if answer.status != 302:
            return
        gifts.append(time.perf_counter() - pressed)
        time.sleep(max(0.0, pause - (time.perf_counter() - began)))


def stock_page(port: int, site: str, cookie: str) -> Result:
    desk = Desk(port, cookie, f"/barang/hilang/{site}/")
    taken = []
    for _ in range(PAGES):
        began = time.perf_counter()
        get(desk, f"/barang/?tempat={site}")
        taken.append(time.perf_counter() - began)
    return _summed(taken)


def get(desk: Desk, address: str) -> int:
    """The whole page, read."""
    desk.connection.request("GET", address, headers={"Cookie": desk.cookie})
    answer = desk.connection.getresponse()
    answer.read()
    return answer.status


def _summed(taken: list[float]) -> Result:
    taken = sorted(taken)
    return {
        "median_ms": round(statistics.median(taken) * 1000, 1),
        "p95_ms": round(taken[int(len(taken) * 0.95)] * 1000, 1),
    }


if __name__ == "__main__":
    main()
