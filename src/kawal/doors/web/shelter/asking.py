"""What the pages of a house share: which house, what stands above every page, and what was refused."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kawal.access.scope import Power, Scope
from kawal.doors.web.kit.cards.shell import Link
from kawal.doors.web.shelter import words
from kawal.doors.web.status import status_of
from kawal.response.shelter.houses import HouseRow
from kawal.response.shelter.refusals import Refused

GET_OR_POST = ["GET", "POST"]


def house_links(house: HouseRow, scope: Scope) -> list[Link]:
    """The other pages of a house, in the order of a day."""
    pages = [
        (_("Hadir pada suatu waktu"), "presence"),
        (_("Makan dan panggilan"), "rounds"),
        (_("Daftar periksa hari ini"), "checks"),
        (_("Buku tamu"), "guests"),
        (_("Kejadian"), "incidents"),
        (_("Sampaikan aduan"), "complain"),
        (_("Kamar dan tempat tidur"), "rooms"),
    ]
    links = [Link(label, reverse(f"shelter:{page}", args=[house.code])) for label, page in pages]
    if scope.may(Power.HEAR_COMPLAINT):
        links.append(Link(_("Aduan yang masuk"), reverse("shelter:complaints")))
    return links


def attempt(form: Form | None, act: Callable[[], Any]) -> str:
    """Try an act of a register; the sentence of a refusal, which also stands above the form. Nothing when it was done."""
    try:
        act()
    except Refused as refused:
        sentence = words.sentence_of(refused)
        if form is not None:
            form.add_error(None, sentence)
        return sentence
    return ""


def form_page(
    request: HttpRequest, form: Form, *, title: str, verb: str, back: Link, now: datetime, sentence: str = ""
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "verb": verb,
        "back": back,
        "sentence": sentence,
        "status": status_of(request, now),
    }
    return render(request, "shelter/form.html", context)
