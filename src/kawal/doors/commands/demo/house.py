"""The demo's house before you come: rooms and beds, most of those who stay in one, two who wait for a bed, things kept, a night out."""

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from kawal.access.scope import Scope

ROOMS = (("Melati", "female", 6), ("Kenanga", "female", 6), ("Jati", "male", 6), ("Keluarga", "family", 4))
MOST, WITHOUT_BED = 14, 2
SINCE = timedelta(hours=20)


def furnish(scope: Scope, now: datetime) -> None:
    """Open the officer's own house and receive who stays there; the caller has entered the wall as that officer."""
    from kawal.response.shelter import setting_up
    from kawal.situation.pictures.selectors import Within, list_pictures

    code = next(key[2:] for key in scope.keys if key.startswith("s:"))
    house = setting_up.House(code, "rptc", "Rumah Cemara", scope.agency, "kemensos")
    setting_up.open_house(scope=scope, house=house, now=now - SINCE)
    setting_up.set_address(scope=scope, shelter=code, address="Jalan Rekaan 1", phone="", now=now - SINCE)
    for name, sex, many in ROOMS:
        beds = [str(n + 1) for n in range(many)]
        setting_up.add_room(
            scope=scope, shelter=code, building="Utama", name=name, sex=sex, beds=beds, now=now - SINCE
        )
    people = list_pictures(scope=scope, within=Within(stays=("in_return",), shelter=code), limit=MOST).results
    stays = [stay for it in people[WITHOUT_BED:] if (stay := _receive(scope, code, it.kawal_id, it.sex, now))]
    _look_after(scope, code, stays, now)


def _receive(scope: Scope, code: str, kawal_id: str, sex: str, now: datetime) -> UUID | None:
    """Into the first room with a free bed that is meant for her; nobody where all are full."""
    from kawal.homecoming import staying
    from kawal.response.shelter import selectors
    from kawal.response.shelter.lodging import Place

    roster = selectors.get_roster(scope=scope, shelter=code, now=now, today=now.date())
    room = next((it for it in roster.rooms if it.free and it.sex in (sex, "family")), None)
    if room is None:
        return None
    act = uuid5(NAMESPACE_URL, f"demo:{kawal_id}")
    arriving = staying.Arriving(act, code, kawal_id, now - SINCE, Place(room_id=room.room_id))
    return staying.receive(scope=scope, arriving=arriving, now=now, today=now.date())


def _look_after(scope: Scope, code: str, stays: list[UUID], now: datetime) -> None:
    """Something kept for every second, health looked at of every third, one out tonight, the rules explained to most."""
    from kawal.homecoming import staying
    from kawal.response.shelter import absences, belongings, care
    from kawal.response.shelter.absences import Outing

    for n, stay in enumerate(stays):
        at = now - timedelta(hours=2)
        if n % 2 == 0:
            thing = belongings.Kept("document", "Paspor", f"Loker {n + 1}")
            belongings.keep(scope=scope, act=uuid5(stay, "keep"), stay_id=stay, thing=thing, now=at)
        if n % 3 == 0:
            health: dict[str, object] = {
                "care": ("none", "watch", "doctor")[n // 3 % 3],
                "needs": ["ill"] if n == 3 else [],
            }
            entry = care.Entry(uuid5(stay, "health"), code, "health", at, health, stay)
            staying.write_entry(scope=scope, entry=entry, now=now)
        if n % 4:
            said = {"language": "indonesian", "voluntary": True, "signed": "paper"}
            care.write_entry(
                scope=scope, entry=care.Entry(uuid5(stay, "rules"), code, "rules", at, said, stay), now=now
            )
    if stays:
        outing = Outing(
            uuid5(stays[-1], "out"), now - timedelta(hours=3), None, now + timedelta(hours=14), ""
        )
        absences.go_out(scope=scope, stay_id=stays[-1], outing=outing, now=now)
