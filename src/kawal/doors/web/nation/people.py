"""The people behind a number of these pages: a list by origin, country and stay, for those who may open them."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from kawal.access.scope import Power, Scope
from kawal.doors.web.exports import every, export, export_links
from kawal.doors.web.front_desk import needs
from kawal.doors.web.kit.cards.people import PersonRow
from kawal.doors.web.kit.cards.shell import Chip, ChipGroup, Pages
from kawal.doors.web.kit.words import PROCEDURES, SEXES, STAYS, word
from kawal.publication.statistics.measures import STAYS_OF
from kawal.reference import selectors as reference
from kawal.situation.paging import BadCursor
from kawal.situation.pictures.cards import PictureCard
from kawal.situation.pictures.selectors import Within, list_pictures

# How a group of stays is called in an address, and on the page.
GROUPS = {
    "perhatian": ("attention", gettext_lazy("Perlu perhatian")),
    "senyap": ("silent", gettext_lazy("Senyap")),
    "masalah": ("trouble", gettext_lazy("Dalam masalah atau tahanan")),
    "luar-negeri": ("abroad", gettext_lazy("Di luar negeri")),
    "pulang": ("in_return", gettext_lazy("Dalam perjalanan pulang")),
}
COLUMNS = (
    (gettext_lazy("Kode"), lambda it: it.kawal_id),
    (gettext_lazy("Nama"), lambda it: it.name),
    (gettext_lazy("Jenis kelamin"), lambda it: word(SEXES, it.sex)),
    (gettext_lazy("Tahun lahir"), lambda it: it.birth_year),
    (gettext_lazy("Asal"), lambda it: _origin(it)),
    (gettext_lazy("Negara"), lambda it: reference.country_label(it.country) if it.country else None),
    (gettext_lazy("Keadaan"), lambda it: word(STAYS, it.stay)),
    (gettext_lazy("Sejak"), lambda it: it.stay_since),
    (gettext_lazy("Kabar terakhir"), lambda it: it.last_contact_at),
    (gettext_lazy("Keberangkatan"), lambda it: word(PROCEDURES, it.procedure)),
)


@needs(Power.READ_PERSON)
@require_safe
def people(request: HttpRequest, *, scope: Scope) -> HttpResponseBase:
    group = request.GET.get("keadaan", "")
    group = group if group in GROUPS else "perhatian"
    origin, country = request.GET.get("asal", "")[:5], request.GET.get("negara", "")[:3]
    within = Within(
        stays=STAYS_OF[GROUPS[group][0]],
        province=origin if len(origin) == 2 else "",
        regency=origin if len(origin) > 2 else "",
        country=country,
    )
    where = _where(origin, country)
    counts = _("Satu baris: satu orang, %(what)s, %(where)s.") % {"what": GROUPS[group][1], "where": where}
    rows = every(lambda cursor: list_pictures(scope=scope, within=within, limit=500, cursor=cursor))
    file = export(request, name=f"{GROUPS[group][1]} {where}", counts=counts, columns=COLUMNS, rows=rows)
    if file:
        return file
    cursor = request.GET.get("sesudah") or None
    try:
        page = list_pictures(scope=scope, within=within, cursor=cursor)
    except BadCursor:
        page = list_pictures(scope=scope, within=within)
    asked = {"keadaan": group, "asal": origin, "negara": country}
    context = {
        "title": GROUPS[group][1],
        "where": where,
        "rows": [_row(it) for it in page.results],
        "groups": [_chips(asked)],
        "pages": Pages(len(page.results), _address(asked | {"sesudah": page.next}) if page.next else ""),
        "export": export_links(request, counts),
        "up_url": reverse("nation:nation") if scope.may(Power.READ_STATISTICS) else "",
    }
    return render(request, "publication/people.html", context)


def _where(origin: str, country: str) -> str:
    """In words: where they come from and where they are."""
    said = [_("asal %(area)s") % {"area": reference.area_label(origin, full=True)}] if origin else []
    said += [_("di %(country)s") % {"country": reference.country_label(country)}] if country else []
    return ", ".join(said) or _("semua asal dan negara")


def _chips(asked: dict[str, str]) -> ChipGroup:
    chips = [
        Chip(str(label), _address(asked | {"keadaan": group}), current=group == asked["keadaan"])
        for group, (_stock, label) in GROUPS.items()
    ]
    return ChipGroup(_("Keadaan"), chips)


def _address(asked: dict[str, str]) -> str:
    return f"?{urlencode({name: text for name, text in asked.items() if text})}"


def _row(card: PictureCard) -> PersonRow:
    return PersonRow(
        name=card.name or card.kawal_id,  # somebody known by a number alone
        url=reverse("people:page", args=[card.kawal_id]),
        stay=card.stay,
        sex=card.sex,
        birth_year=card.birth_year,
        origin=_origin(card),
        why=reference.country_label(card.country) if card.country else "",
    )


def _origin(card: PictureCard) -> str:
    code = card.regency or card.province
    return reference.area_label(code) if code else ""
