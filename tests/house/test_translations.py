"""Marked strings are found, whatever way they are marked, and every one has its English."""

import re

import polib

from kawal.doors.commands.messages import (
    CATALOGUE,
    Message,
    found,
    in_python,
    in_template,
    renewed,
    untranslated,
)

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


def test_marked_strings_are_found_in_python_under_any_name():
    source = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext as some, pgettext
_("satu"); gettext_lazy("dua"); some("%(n)d orang", "%(n)d orang", 3); pgettext("kapal", "bandar"); print("tidak")
"""
    assert list(in_python(source)) == [
        Message("satu"),
        Message("dua"),
        Message("%(n)d orang", "%(n)d orang"),
        Message("bandar", context="kapal"),
    ]


def test_marked_strings_are_found_in_templates():
    source = """{% load i18n %}{% translate "Orang" %} {% translate 'Ambil "dulu"' context "tombol" %}
{% blocktranslate count n=rows %}{{ n }} baris{% plural %}{{ n }} baris-baris{% endblocktranslate %}
{{ _("Kosong") }} {% blocktranslate trimmed with name=it.name %}
  Halo
  {{ name }}
{% endblocktranslate %}"""
    assert list(in_template(source)) == [
        Message("Orang"),
        Message('Ambil "dulu"', context="tombol"),
        Message("%(n)s baris", "%(n)s baris-baris"),
        Message("Kosong"),
        Message("Halo %(name)s"),
    ]


def catalogue() -> polib.POFile:
    return polib.pofile(str(CATALOGUE))


def test_every_marked_string_has_its_english_and_nothing_is_left_over():
    """Otherwise: `python -m kawal.doors.commands.messages`, then fill in what is empty."""
    now, wanted = catalogue(), renewed(catalogue(), found())
    assert untranslated(wanted) == []
    assert [it.msgid for it in now] == [it.msgid for it in wanted]


def test_translations_keep_the_places_that_are_filled_in():
    def places(text: str) -> list[str]:
        return sorted(set(PLACEHOLDER.findall(text)))

    differing = [
        entry.msgid
        for entry in catalogue()
        for text in ([entry.msgstr] if entry.msgstr else entry.msgstr_plural.values())
        if places(text) != places(entry.msgid) and places(text) != places(entry.msgid_plural)
    ]
    assert differing == []


def test_translations_begin_and_end_as_their_original_does():
    """A stray space or line end would show where texts are put together."""
    differing = [
        entry.msgid
        for entry in catalogue()
        if entry.msgstr
        and (entry.msgid[0].isspace(), entry.msgid[-1].isspace())
        != (entry.msgstr[0].isspace(), entry.msgstr[-1].isspace())
    ]
    assert differing == []
