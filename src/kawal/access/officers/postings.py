"""Where an officer may be posted: which roles an agency has, which areas and places lie within it.

An administrator gives no more than the own agency holds; whoever runs the installation may post anybody anywhere
that exists.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kawal.access.roles import ROLES
from kawal.reference.agencies.selectors import AgencyCard, find_agency
from kawal.reference.areas.query import dotted
from kawal.reference.areas.selectors import find_area
from kawal.reference.places.selectors import PostCard, find_post

SHELTER = "shelter"
PROTECTING = frozenset({"uptd-ppa", "uptd_ppa", "dinsos", "dp3a", "social_centre", "protection"})
INVESTIGATING = frozenset({"police", "prosecution"})
_OFFICE = ("administrator", "data_protection")
_RULES = ("rule_author", "rule_approver")
_UNIT = ("district", "border_post", SHELTER, "village", "supervisor")


@dataclass(frozen=True, slots=True)
class Posting:
    """What an officer is there for. ``area`` is a dotted code, ``place`` a post or shelter; others leave them empty."""

    agency: str
    role: str
    area: str = ""
    place: str = ""

    def tidy(self) -> "Posting":
        """As it is stored: codes as the reference data spell them, nothing that the role does not use."""
        holds = ROLES[self.role].holds if self.role in ROLES else ""
        area = dotted(self.area.strip()) if holds in {"village", "area"} and self.area.strip() else ""
        place = self.place.strip().lower() if holds in {"post", SHELTER} else ""
        return Posting(self.agency.strip(), self.role, area, place)


def roles_of(agency: AgencyCard | None) -> tuple[str, ...]:
    """The roles an administrator of the agency may give, in the order of `access.roles`."""
    given = set(_OFFICE)
    if agency is None:
        pass
    elif agency.is_mission:
        given |= {"mission"}
    elif agency.kind in INVESTIGATING:
        given |= {"investigator"}
    elif agency.area_code:
        given |= {*_UNIT, *({"protection"} if agency.kind in PROTECTING else ())}
    elif agency.is_state:
        given |= {"national", "analyst", "supervisor", SHELTER, *_RULES}
        given |= {"protection"} if agency.kind in PROTECTING else set()
    else:
        given |= {SHELTER}
    return tuple(code for code in ROLES if code in given)


def problems_of(posting: Posting, *, only_own: bool) -> dict[str, str]:
    """What is wrong, a sentence a field. ``only_own`` keeps to what an administrator of the agency may give."""
    role = ROLES.get(posting.role)
    agency = find_agency(posting.agency)
    if role is None or only_own and role.code not in roles_of(agency):
        return {"role": _("Peran ini tidak ada di instansi Anda.")}
    within = agency.area_code if only_own and agency else ""
    match role.holds:
        case "village":
            return _area_problem(posting.area, levels=(4,), within=within)
        case "area":
            return _area_problem(posting.area, levels=(1, 2), within=within)
        case "post" | "shelter":
            return _place_problem(posting, is_shelter=role.holds == SHELTER, within=within)
    return {}


def _area_problem(code: str, *, levels: tuple[int, ...], within: str) -> dict[str, str]:
    area = find_area(code) if code else None
    if area is None or area.level not in levels:
        wanted = _("desa atau kelurahan") if levels == (4,) else _("provinsi, kabupaten, atau kota")
        return {"area": _("Isi kode {area} yang dilayani.").format(area=wanted)}
    if not area.code.startswith(within):
        return {"area": _("{area} di luar wilayah instansi Anda.").format(area=area.label)}
    return {}


def _place_problem(posting: Posting, *, is_shelter: bool, within: str) -> dict[str, str]:
    post = find_post(posting.place) if posting.place else None
    if not _serves(posting, post, is_shelter=is_shelter):
        wanted = _("rumah penampungan") if is_shelter else _("pos")
        return {"place": _("Isi kode {place} yang dilayani.").format(place=wanted)}
    if post is not None and not post.area_code.startswith(within):
        return {"place": _("{place} di luar wilayah instansi Anda.").format(place=post.name)}
    return {}


def _serves(posting: Posting, post: PostCard | None, *, is_shelter: bool) -> bool:
    """Some shelters stand in the list of agencies alone."""
    if post is not None:
        return (post.kind == SHELTER) is is_shelter
    return is_shelter and bool(posting.place) and find_agency(posting.place) is not None
