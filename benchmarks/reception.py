"""A night at a post: twenty officers save rows at the counter, over HTTP, each answer being the whole next form.

`python -m benchmarks.reception`. The site runs as `kawal up` serves it, with its worker, on the nation of `benchmarks/nation.py`.
``paced`` is what the promise means: each officer saves a row every two seconds, thirty times as fast as people can speak;
``at_once`` has all of them press again the moment an answer is there.
"""

import http.client
import random
import re
import statistics
import threading
import time
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from benchmarks import nation
from benchmarks.api import free_port, start, wait_for
from benchmarks.measuring import Result, tell

OFFICERS, ROWS, PAUSE = 20, 15, 2.0
POST, AGENCY = "plbn-entikong", "p4mi-sanggau"
WORDS = (
    "Mawar",
    "Melati",
    "Kenanga",
    "Dahlia",
    "Seruni",
    "Cempaka",
    "Gilang",
    "Surya",
    "Banyu",
    "Jati",
    "Umpama",
    "Contoh",
)
PLACES = ["Kab. Sambas", "Kab. Lombok Timur", "Kab. Belu", "Kab. Malang", ""]


def main() -> None:
    nation.loaded()
    nation.join()
    cookies = [logged_in(number) for number in range(OFFICERS)]
    port = free_port()
    server = start(port)
    try:
        wait_for(port)
        counter = opened(port, cookies[0])
        together(port, counter, cookies, rows=2, pause=0)  # every thread of the server has begun
        tell(
            {
                "people": nation.PEOPLE,
                "officers": OFFICERS,
                "paced": together(port, counter, cookies, rows=ROWS, pause=PAUSE),
                "at_once": together(port, counter, cookies, rows=ROWS, pause=0),
            }
        )
    finally:
        server.terminate()
        server.wait(30)


def logged_in(number: int) -> str:
    """The cookies of an officer of the post."""
    from django.test import Client

    from kawal.access.officers.models import Officer

    about = {"name": f"Petugas {number}", "agency": AGENCY, "role": "border_post", "place": POST}
    officer, _new = Officer.objects.get_or_create(
        login=f"bench-{number}", defaults={**about, "created_at": datetime.now(UTC)}
    )
    client = Client()
    client.force_login(officer)
    return client.cookies.output(header="", sep=";").strip()


def opened(port: int, cookie: str) -> str:
    """The address of a new reception's counter."""
    desk = Desk(port, cookie, "/terima/")
    answer = desk.send("/terima/", {"about": "Rombongan rekaan"}, fragment=False)
    return str(answer.headers["Location"])


class Desk:
    """One officer's browser, with a connection that stays."""

    def __init__(self, port: int, cookie: str, address: str) -> None:
        from django.conf import settings

        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        session = re.search(rf"{settings.SESSION_COOKIE_NAME}=[^;]+", cookie)
        self.cookie = session[0] if session else ""
        self.connection.request("GET", address, headers={"Cookie": self.cookie})
        page = self.connection.getresponse()
        text = page.read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)
        given = "; ".join(page.headers.get_all("Set-Cookie") or [])
        secret = re.search(rf"{settings.CSRF_COOKIE_NAME}=[^;]+", given)
        if page.status != 200 or not token or not secret:
            raise RuntimeError(f"the counter answered {page.status}")
        self.token, self.cookie = token[1], f"{self.cookie}; {secret[0]}"

    def send(self, address: str, said: dict[str, Any], *, fragment: bool = True) -> http.client.HTTPResponse:
        headers = {
            "Cookie": self.cookie,
            "X-CSRFToken": self.token,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        headers |= {"HX-Request": "true"} if fragment else {}
        self.connection.request("POST", address, urlencode(said, doseq=True), headers)
        return self.connection.getresponse()


def together(port: int, counter: str, cookies: Sequence[str], *, rows: int, pause: float) -> Result:
    taken: list[float] = []
    desks = [Desk(port, cookie, counter) for cookie in cookies]
    began = time.perf_counter()
    threads = [threading.Thread(target=work, args=(desk, counter, rows, pause, taken)) for desk in desks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - began
    if len(taken) != rows * len(cookies):
        raise RuntimeError("a row was refused")
    taken.sort()
    return {
        "rows": len(taken),
        "rows_per_second": round(len(taken) / seconds, 1),
        "median_ms": round(statistics.median(taken) * 1000, 1),
        "p95_ms": round(taken[int(len(taken) * 0.95)] * 1000, 1),
    }


def work(desk: Desk, counter: str, rows: int, pause: float, taken: list[float]) -> None:
    time.sleep(random.random() * pause)  # nobody begins at the same moment
    for _ in range(rows):
        began = time.perf_counter()
        answer = desk.send(counter, row())
        if "Tersimpan" not in answer.read().decode():
            return
        taken.append(time.perf_counter() - began)
        time.sleep(max(0.0, pause - (time.perf_counter() - began)))


def row() -> dict[str, Any]:
    """Somebody made up; the father keeps two of one name apart."""
    name = " ".join(random.sample(WORDS, random.choice([1, 2, 2, 3])))
    return {
        "act": str(uuid.uuid4()),
        "name": name,
        "sex": random.choice(["female", "male"]),
        "born": str(random.randint(1965, 2006)),
        "origin": random.choice(PLACES),
        "father": f"{random.choice(WORDS)} {uuid.uuid4().hex[:6].translate(str.maketrans('0123456789', 'ghijklmnop'))}",
        "needs": random.sample(
            ["child", "pregnant", "ill", "mother", "threatened"], random.choice([0, 0, 0, 1])
        ),
    }


if __name__ == "__main__":
    main()
