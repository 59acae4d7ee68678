"""What locust runs: reports arriving at a steady pace, one of ten calling for an alert. Lives in the peers' environment.

Reads KEY, MADE (a file for the ids that call for one) from the environment. Each client sends one report a second.
"""

import os
import uuid

from locust import HttpUser, constant_throughput, task

CALLS_FOR_HELP = 10  # one report of so many


class Agency(HttpUser):
    """An agency's system that reports one fact a second."""

    wait_time = constant_throughput(1)
    sent = 0

    def on_start(self) -> None:
        self.client.headers["Authorization"] = f"Bearer {os.environ['KEY']}"

    @task
    def report(self) -> None:
        self.sent += 1
        in_danger = self.sent % CALLS_FOR_HELP == 0
        body = fact(in_danger)
        answer = self.client.post("/api/v1/facts", json=body, name="danger" if in_danger else "ordinary")
        if in_danger and answer.status_code == 201:
            with open(os.environ["MADE"], "a", encoding="utf-8") as made:
                made.write(answer.json()["kawal_id"] + "\n")


def fact(in_danger: bool) -> dict[str, object]:
    """Somebody new each time: a person is opened, drawn, and judged."""
    number = uuid.uuid4().int
    nik = f"9901{1 + number % 27:02d}01{1 + number % 9:02d}9{1 + number % 9:01d}{number % 9998 + 1:04d}"
    subject = {
        "name": f"Umpama {number % 10**9:x} Misal",
        "sex": "female",
        "birth_date": f"19{70 + number % 30}-0{1 + number % 9}-1{number % 9}",
        "nik": nik,
        "address": {"area": f"53.{1 + number % 20:02d}"},
    }
    said = {"channel": "app", "by": "self", "safe": "no" if in_danger else "yes", "distress": in_danger}
    return {
        "id": uuid.uuid4().hex,
        "kind": "checked_in",
        "occurred_at": "2026-11-01",
        "subject": subject,
        "place": {"country": "MYS"},
        "data": said,
    }
