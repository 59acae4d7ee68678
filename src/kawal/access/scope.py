"""Who is asking: a frozen value built once per request or job; everything below only reads it. Pure.

Keys say *which rows* (`p:53`, `k:5304`, `m:kjri-kuching`, `a:agency` …), categories *which facts and fields*, powers
*what may be done*. Anything missing means nothing: no keys, no rows.
"""

from dataclasses import dataclass
from enum import StrEnum

ENGINE_ROLE = "engine"
NATION_KEY = "n"  # reserved for the wall; never a key of a scope
KEY_KINDS = frozenset("pkvmbsar")


class Power(StrEnum):
    """What may be done. NATION is the one that widens rows, and is always said aloud."""

    NATION = "nation"  # every row, not only those whose keys the scope carries
    REPORT = "report"  # record facts as the own agency, correct and withdraw the own ones
    SEARCH = "search"  # look for people
    READ_PERSON = "read_person"  # open a person's page
    READ_CLAIMS = "read_claims"  # what each source said of who she is; without it name, sex and birth year
    REVEAL_NUMBER = "reveal_number"  # see a NIK, passport or phone whole
    REVIEW_IDENTITY = "review_identity"  # answer "same person?"
    READ_ALERT = "read_alert"
    TAKE_ALERT = "take_alert"  # take, hand back, close
    CONFIRM_ACT = "confirm_act"  # be the second officer of an act that takes two
    LEAD_UNIT = "lead_unit"  # say how much the own unit can work in a day
    READ_QUALITY = "read_quality"  # how often which alerts were right, in numbers about nobody
    READ_CASE = "read_case"
    OPEN_CASE = "open_case"  # open, note, close a case
    PLAN_RETURN = "plan_return"  # request and plan a return
    HAND_OVER = "hand_over"  # record arrivals and hand-overs
    GIVE_AID = "give_aid"  # give kits and things to people
    MANAGE_STOCK = "manage_stock"  # receive, send, count and hand out things
    SCREEN = "screen"  # record a screening or a decision of a case
    HOUSE = "house"  # keep the registers of a shelter: beds, stays, belongings, meals
    HEAR_COMPLAINT = "hear_complaint"  # read and answer complaints about a shelter
    INTAKE = "intake"  # register somebody who walks in
    IMPORT = "import"  # bring in files
    READ_STATISTICS = "read_statistics"
    EXPORT = "export"  # take a list away as a file
    MATCH = "match"  # ask who somebody may be
    MANAGE_OFFICERS = "manage_officers"  # of the own agency
    MANAGE_FEEDS = "manage_feeds"
    TRY_RULES = (
        "try_rules"  # see what another threshold would change, over the whole nation and without identities
    )
    EDIT_TABLES = "edit_tables"  # propose changes of the dated tables that rules read
    APPROVE_TABLES = "approve_tables"  # be the second officer of such a change
    READ_TRAIL = "read_trail"  # the access log
    LOAD_HISTORY = "load_history"  # facts keep the moment they were sent as the moment of recording


class Category(StrEnum):
    """Categories of facts; a kind of fact names its own in the contract."""

    IDENTITY = "identity"
    JOURNEY = "journey"
    WORK = "work"
    CONTACT = "contact"
    TROUBLE = "trouble"
    MOVEMENT = "movement"
    CARE = "care"
    PROTECTION = "protection"


EVERYTHING = frozenset(Category)


class NotAllowed(Exception):
    """The power is missing."""


class NotVisible(Exception):
    """Unknown to the database or to this scope; nobody is told which."""


class ScopeRequired(Exception):
    """A guarded table was asked without saying who asks: a mistake in our code."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Who asks, for whom, and how far that reaches.

    :ivar actor: login or key, written to the access log.
    :ivar agency: the agency's code; facts are reported under it.
    :ivar keys: rows, as ``kind:code``.
    :ivar role: a name of `access.roles`, "machine" for keys, "engine" for the system itself.
    :ivar area: dotted code of the area served, where the role has one; for headings and defaults only.
    :ivar purpose: why the data is needed; written to the access log.
    """

    actor: str
    agency: str
    keys: tuple[str, ...] = ()
    powers: frozenset[Power] = frozenset()
    categories: frozenset[Category] = frozenset()
    role: str = ""
    area: str = ""
    purpose: str = ""

    def __post_init__(self) -> None:
        for key in self.keys:
            kind, mark, code = key.partition(":")
            if kind not in KEY_KINDS or not mark or not code or "," in code:
                raise ValueError(f"{key!r} is no key")  # a slip in parsing must not mean "all"

    @property
    def is_nationwide(self) -> bool:
        return Power.NATION in self.powers

    @property
    def marks(self) -> tuple[str, ...]:
        """Who the reader is, as rows name those whom they go past: the agency and the officer. The system itself is nobody."""
        if self.role == ENGINE_ROLE or not self.agency:
            return ()
        return (own_key(self.agency), officer_mark(self.actor))

    @property
    def is_empty(self) -> bool:
        """Sees no row at all."""
        return not self.agency or not (self.keys or self.is_nationwide)

    def may(self, power: Power) -> bool:
        return power in self.powers

    def sees(self, category: str) -> bool:
        return category in self.categories

    def require(self, power: Power) -> None:
        """:raises NotAllowed: when the power is missing."""
        if power not in self.powers:
            raise NotAllowed(power)


NOBODY = Scope(actor="", agency="")
# The system itself: draws pictures, raises alerts, answers what derives from facts.
ENGINE = Scope(
    actor="kawal",
    agency="kawal",
    powers=frozenset(Power),
    categories=EVERYTHING,
    role=ENGINE_ROLE,
    purpose="system",
)


def area_key(code: str) -> str:
    """The key of a province, regency or village by its dotted code.

    :raises ValueError: a district, or no code: districts have no key.
    """
    digits = code.replace(".", "")
    kinds = {2: "p", 4: "k", 10: "v"}
    if not digits.isdigit() or len(digits) not in kinds:
        raise ValueError("keys exist for provinces, regencies and villages")
    return f"{kinds[len(digits)]}:{digits}"


def own_key(agency: str) -> str:
    return f"a:{agency}"


def officer_mark(login: str) -> str:
    return f"o:{login.replace(',', '')}"
