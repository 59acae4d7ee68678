"""What harm leaves in papers, money and messages, one function a trace.

Each shows in some cases only: its usual share, times the strength of the case, weakened by the noise asked for. Free
people leave the same kinds of lines now and then (`upstream.py`, `abroad.py`), so that none of them proves anything.
"""

from __future__ import annotations

from kawal_simulation import abroad, upstream, work
from kawal_simulation.rings import Ring
from kawal_simulation.story import Data, Journey

HARM = "trafficked"
ELSEWHERE = {"KHM": "THA", "MMR": "THA", "LAO": "THA", "PHL": "SGP"}  # where such people are told they go
SCRIPT = "Saya baik-baik saja, majikan baik, tidak perlu dihubungi lagi."


def sign(s: Journey, share: float) -> bool:
    """Does a trace of this usual frequency show in this case?"""
    return s.dice.random() < share * s.strength


def reissued_identity(s: Journey) -> None:
    """A new identity card days before the first passport."""
    if sign(s, 0.5):
        card = upstream.paper(s, "ktp", years=80)
        s.tell("document_seen", s.district, card, place=s.at_district(), basis="document", sign=HARM)
        s.after(4, 24)


def papers_of_the_ring(s: Journey, ring: Ring | None) -> None:
    """One medical certificate for several people, and training that nobody attended."""
    if ring is None:
        return
    if sign(s, 0.3):
        shared = upstream.paper(s, "medical") | {"number": f"MED-{s.group}"}
        s.tell("document_seen", "sarkes", shared, place=s.at_district(), basis="document", sign=HARM)
    if sign(s, 0.25):
        taught: Data = {"kind": s.it.job.sector, "provider": "LPK Rekaan", "certificate": f"LPK-{s.group}"}
        s.tell("trained", "lsp", taught, basis="document", sign=HARM)


def contract_for_elsewhere(s: Journey) -> None:
    """The paper names another country than the one where the journey ends."""
    if sign(s, 0.3):
        country = ELSEWHERE.get(s.it.country, "SGP")
        data: Data = {"stage": "draft", "country": country, "occupation": s.it.job.occupation}
        s.tell("contract_seen", s.district, data, basis="document", sign=HARM)


def arrived_elsewhere(s: Journey) -> None:
    """The mission hears of the arrival in a country no paper named."""
    if sign(s, 0.35):
        s.tell("arrived_abroad", s.mission, {"visa": "visit"}, place=s.abroad(), basis="self", sign=HARM)


def another_employer(s: Journey) -> None:
    """At work with somebody who is not in the contract, for less."""
    if sign(s, 0.35):
        abroad.change_job(s, s.day + s.dice.randint(3, 20), worse=True, sign=HARM)


def new_number_then_silence(s: Journey) -> None:
    if s.it.phones and sign(s, 0.3):
        data: Data = {"phones": [abroad.next_number(s)], "channel": "messaging"}
        s.tell("contact_changed", "aplikasi-kontak", data, place=s.abroad(), basis="self", sign=HARM)


def unpaid_again(s: Journey) -> None:
    """The same complaint twice, weeks apart."""
    if sign(s, 0.3):
        for days in (25, 25 + s.dice.randint(12, 30)):
            abroad.complain(s, s.day + days, ["unpaid_wages"], HARM)


def scripted_answers(s: Journey) -> None:
    """Word for word what the others of the ring say."""
    if sign(s, 0.3):
        said: Data = {"channel": "messaging", "by": "self", "safe": "yes", "text": SCRIPT}
        s.tell(
            "checked_in", "aplikasi-kontak", said, place=s.abroad(), basis="self", day=s.day + 9, sign=HARM
        )


def money_to_the_ring(s: Journey, ring: Ring | None) -> None:
    """What is sent home goes to one account, whoever sends it."""
    if ring and sign(s, 0.35):
        amount = round(s.it.job.wage * s.dice.uniform(0.3, 0.6))
        data: Data = {
            "amount": amount,
            "currency": work.CURRENCIES[s.it.country],
            "to": f"rekening {ring.recruiters[0].name}",
        }
        s.tell(
            "remitted", "pengiriman-uang", data, place=s.abroad(), basis="document", day=s.day + 30, sign=HARM
        )


def unpaid_work_told(s: Journey) -> None:
    """Three months of wages kept back, told to the mission."""
    if sign(s, 0.25):
        data: Data = {"amount": 0, "currency": work.CURRENCIES[s.it.country], "months_unpaid": 3}
        s.tell("wage_reported", s.mission, data, place=s.abroad(), basis="self", day=s.day + 38, sign=HARM)
