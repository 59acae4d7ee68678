"""Who may do what: each role's powers, categories and the kinds of keys it carries. The one place that says so. Pure.

What stands here is crossed with every door by the tests and printed in `docs/access.md`.
"""

from dataclasses import dataclass
from typing import Literal

from kawal.access.scope import EVERYTHING, Category, Power

C, P = Category, Power
Holds = Literal["village", "area", "post", "mission", "shelter", "referral", "nation", "nothing"]


@dataclass(frozen=True, slots=True)
class Role:
    """:ivar holds: what its keys come from: the area of the officer, the post, the mission, the shelter …"""

    code: str
    label_id: str
    label_en: str
    holds: Holds
    powers: frozenset[Power]
    categories: frozenset[Category]


_NEEDS = frozenset({C.IDENTITY, C.JOURNEY, C.MOVEMENT})
_SHARED = EVERYTHING - {C.PROTECTION}
_DESK = frozenset(
    {
        P.REPORT, P.SEARCH, P.READ_PERSON, P.READ_CLAIMS, P.REVEAL_NUMBER, P.REVIEW_IDENTITY, P.READ_ALERT, P.TAKE_ALERT, P.READ_CASE,
        P.OPEN_CASE, P.PLAN_RETURN, P.HAND_OVER, P.INTAKE, P.IMPORT, P.READ_STATISTICS, P.EXPORT, P.MATCH, P.GIVE_AID,
        P.MANAGE_STOCK,
    }
)  # fmt: skip
_POST = frozenset(
    {
        P.REPORT,
        P.SEARCH,
        P.READ_PERSON,
        P.READ_CLAIMS,
        P.HAND_OVER,
        P.INTAKE,
        P.IMPORT,
        P.EXPORT,
        P.MATCH,
        P.GIVE_AID,
        P.MANAGE_STOCK,
    }
)


def _role(code: str, label_id: str, label_en: str, holds: Holds, powers: set[Power] | frozenset[Power],
          categories: frozenset[Category]) -> Role:  # fmt: skip
    return Role(code, label_id, label_en, holds, frozenset(powers), categories)


ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        _role("village", "Petugas desa", "Village officer", "village",
              {P.REPORT, P.READ_PERSON, P.HAND_OVER}, frozenset({C.IDENTITY, C.MOVEMENT})),
        _role("district", "Petugas dinas / BP3MI", "District or BP3MI officer", "area", _DESK, _SHARED),
        _role("protection", "Petugas pelindungan", "Protection officer", "area", _DESK | {P.SCREEN, P.CONFIRM_ACT}, EVERYTHING),
        _role("border_post", "Petugas pos lintas batas", "Border-post officer", "post", _POST, _NEEDS | {C.CARE}),
        _role("aid", "Petugas bantuan", "Aid worker", "post",
              {P.REPORT, P.GIVE_AID, P.MANAGE_STOCK, P.EXPORT}, frozenset({C.IDENTITY})),
        _role("mission", "Petugas perwakilan", "Mission officer", "mission", _DESK | {P.HOUSE, P.CONFIRM_ACT}, _SHARED),
        _role("shelter", "Pekerja sosial penampungan", "Shelter social worker", "shelter",
              _POST | {P.SCREEN, P.READ_CASE, P.HOUSE, P.HEAR_COMPLAINT}, EVERYTHING),
        _role("investigator", "Penyidik (penghubung kepolisian)", "Investigator (police liaison)", "referral",
              {P.REPORT, P.READ_PERSON, P.READ_CLAIMS}, EVERYTHING),
        _role("analyst", "Analis nasional", "National analyst", "nothing",
              {P.READ_STATISTICS, P.TRY_RULES, P.READ_QUALITY}, frozenset()),
        _role("rule_author", "Penyusun aturan", "Rule author", "nothing",
              {P.READ_STATISTICS, P.TRY_RULES, P.EDIT_TABLES, P.EXPORT, P.READ_QUALITY}, frozenset()),
        _role("rule_approver", "Penyetuju aturan", "Rule approver", "nothing",
              {P.READ_STATISTICS, P.TRY_RULES, P.APPROVE_TABLES, P.READ_QUALITY}, frozenset()),
        _role("national", "Petugas nasional", "National duty officer", "nation",
              _DESK | {P.NATION, P.MANAGE_FEEDS, P.EDIT_TABLES, P.SCREEN, P.HOUSE, P.HEAR_COMPLAINT, P.CONFIRM_ACT, P.LEAD_UNIT,
                       P.READ_QUALITY}, EVERYTHING),
        _role("supervisor", "Penyelia", "Supervisor", "area",
              _DESK | {P.HEAR_COMPLAINT, P.CONFIRM_ACT, P.LEAD_UNIT, P.READ_QUALITY}, _SHARED),
        _role("administrator", "Administrator instansi", "Agency administrator", "nothing",
              {P.MANAGE_OFFICERS, P.EXPORT}, frozenset()),
        _role("data_protection", "Pejabat pelindungan data", "Data-protection officer", "nothing",
              {P.READ_TRAIL, P.EXPORT}, frozenset()),
    )
}  # fmt: skip
