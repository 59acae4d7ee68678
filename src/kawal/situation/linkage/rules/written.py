"""A form as one text, as the database keeps it: a look-up reads hundreds, and one short column is read fastest. Pure.

A line for each field, in the order of `Form`; values of a list are parted by tabs. A spelling is two values, as it is written and
as it sounds. None of them holds a tab or a line break, but for the last field, which may hold anything.
"""

from collections.abc import Iterable

from kawal.situation.linkage.rules.forms import Form, Spelling

_BREAKS = len(Form._fields) - 1


def write_form(form: Form) -> str:
    """The text of a form: the same form gives the same text."""
    lists = {"names": _written(form.names), "born_in": form.born_in, "phones": form.phones}
    parents = {"father": _written([form.father]), "mother": _written([form.mother])}
    texts = {field: "\t".join(values) for field, values in (lists | parents).items()}
    return "\n".join(form._replace(**texts))  # type: ignore[arg-type]  # every field as text, by its name


def read_form(text: str) -> Form:
    """The form that was written."""
    names, father, mother, born, born_in, sex, nik, kk, passport, phones, home, refers_to = text.split(
        "\n", _BREAKS
    )
    return Form(
        _spellings(names),
        _spelling(father) if father else None,
        _spelling(mother) if mother else None,
        born,
        tuple(born_in.split("\t")) if born_in else (),
        sex,
        nik,
        kk,
        passport,
        tuple(phones.split("\t")) if phones else (),
        home,
        refers_to,
    )


def _written(names: Iterable[Spelling | None]) -> list[str]:
    return [text for name in names if name for text in (name.norm, name.key)]


def _spellings(text: str) -> tuple[Spelling, ...]:
    if text.count("\t") == 1:
        return (_spelling(text),)
    said = text.split("\t") if text else []
    return tuple(
        Spelling(norm, tuple(key.split(" "))) for norm, key in zip(said[::2], said[1::2], strict=True)
    )


def _spelling(text: str) -> Spelling:
    norm, _, key = text.partition("\t")
    return Spelling(norm, tuple(key.split(" ")))
