"""Weights put in force by a person: everything is weighed by them from then on, and a name means one model for ever."""

from dataclasses import replace

import pytest
from django.utils.translation import override

from kawal import flow
from kawal.access.scope import ENGINE, NotAllowed
from kawal.doors.web.identity import words
from kawal.situation.linkage import rerun
from kawal.situation.linkage.adopting import KnownVersion, adopt_model
from kawal.situation.linkage.rules.comparing import LEVELS
from kawal.situation.linkage.rules.model import InvalidModel, starting_model, write_model
from tests.world import NOW, officer

pytestmark = pytest.mark.django_db


def adopt(body, scope=ENGINE):
    with flow.as_system():
        return adopt_model(scope=scope, body=body, by="pejabat", now=NOW)


def in_force():
    with flow.as_system():
        return rerun.model_in_force(scope=ENGINE)


def test_a_model_is_in_force_once_somebody_put_it_there():
    assert in_force() == starting_model()
    model = replace(starting_model(), version="uji-1", prior=-18.0)
    assert adopt(write_model(model)) == "uji-1"
    assert in_force() == model


def test_a_version_is_never_another_model():
    adopt(write_model(replace(starting_model(), version="uji-2")))
    with pytest.raises(KnownVersion):
        adopt(write_model(replace(starting_model(), version="uji-2", prior=-3.0)))
    assert in_force().prior == starting_model().prior


def test_a_file_that_is_no_model_changes_nothing():
    with pytest.raises(InvalidModel):
        adopt("{}")
    assert in_force() == starting_model()


def test_an_officer_of_the_web_puts_nothing_in_force():
    with pytest.raises(NotAllowed):
        adopt(write_model(replace(starting_model(), version="uji-1")), scope=officer())


def test_every_level_of_agreement_has_words():
    with override("id"):
        told = {
            f"{field}.{code}": str(words.REASONS[f"{field}.{code}"])
            for field in LEVELS
            for code in LEVELS[field]
        }
    assert all(told.values())
