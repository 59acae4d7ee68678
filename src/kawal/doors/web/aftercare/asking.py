"""The survey after home: read aloud, answered one by one, any question may be left out."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kawal.access.scope import Power, Scope
from kawal.doors.web import status
from kawal.doors.web.aftercare import words
from kawal.doors.web.aftercare.forms import RoundForm
from kawal.doors.web.aftercare.views import round_due
from kawal.doors.web.front_desk import needs
from kawal.doors.web.people.rows import shown_name
from kawal.homecoming import aftercaring
from kawal.response.aftercare.sight import require_care
from kawal.response.aftercare.survey import BadAnswer, Instrument, instrument
from kawal.situation.people import selectors as people

CODE = "reintegrasi"


@needs(Power.HAND_OVER)
@require_http_methods(["GET", "POST"])
def survey(request: HttpRequest, kawal_id: str, *, scope: Scope) -> HttpResponse:
    require_care(scope)
    now = timezone.now()
    view = people.get_person(scope=scope, kawal_id=kawal_id, now=now)
    asked = instrument(CODE)
    form = RoundForm(request.POST or None, initial={"months": round_due(view, now)})
    answers = {it.code: said for it in asked.questions if (said := request.POST.get(f"q-{it.code}", ""))}
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            if not answers:
                raise BadAnswer("nothing")
            aftercaring.survey(
                scope=scope, kawal_id=view.kawal_id, act=form.cleaned_data["act"], code=CODE,
                months=form.cleaned_data["months"], answers=answers, now=now,
            )  # fmt: skip
        except BadAnswer:
            problem = _("Belum ada jawaban yang terbaca. Jawab sedikitnya satu pertanyaan.")
        else:
            status.say(request, _("Jawaban tersimpan."), now=now)
            return redirect("aftercare:person", view.kawal_id)
    context = {
        "kawal_id": view.kawal_id,
        "name": shown_name(view.name),
        "form": form,
        "title": words.title_of(asked),
        "groups": _groups(asked, answers),
        "is_provisional": asked.provisional,
        "problem": problem,
    }
    return render(request, "aftercare/survey.html", context, status=422 if problem or form.errors else 200)


def _groups(asked: Instrument, answers: dict[str, str]) -> list[tuple[str, list[dict[str, Any]]]]:
    english = words.is_english()
    found = []
    for dimension in asked.dimensions:
        questions = [
            {
                "code": it.code,
                "text": it.text_en if english else it.text_id,
                "options": [(option.code, words.option_label(option)) for option in it.options],
                "chosen": answers.get(it.code, ""),
            }
            for it in asked.questions
            if it.dimension == dimension.code
        ]
        found.append((dimension.label_en if english else dimension.label_id, questions))
    return found
