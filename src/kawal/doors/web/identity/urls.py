"""Addresses of the review desk. A question is named by its number, which tells of nobody."""

from django.urls import path

from kawal.doors.web.identity import figures, groups, owners, views

app_name = "identity"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("angka/", figures.desk, name="figures"),
    path("keputusan/", views.decisions, name="decisions"),
    path("pertanyaan/<int:question_id>/", owners.question, name="question"),
    path("pertanyaan/<int:question_id>/jawab/", owners.tell, name="tell"),
    path("tanya/<str:kawal_id>/<int:proposal_id>/", owners.ask, name="ask"),
    path("pisah/<str:kawal_id>/", groups.split, name="split"),
    path("<int:proposal_id>/", views.pair, name="pair"),
    path("<int:proposal_id>/kelompok/", groups.group, name="group"),
    path("<int:proposal_id>/jawab/", views.answer, name="answer"),
    path("<int:proposal_id>/urungkan/", views.undo, name="undo"),
]
