"""Marked strings are found, whatever way they are marked."""

from kawal.doors.commands.messages import Message, in_python, in_template


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
