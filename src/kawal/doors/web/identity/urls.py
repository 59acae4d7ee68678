"""Addresses of the review desk. A question is named by its number, which tells of nobody."""

from django.urls import path

from kawal.doors.web.identity import views

app_name = "identity"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("keputusan/", views.decisions, name="decisions"),
    path("<int:proposal_id>/", views.pair, name="pair"),
    path("<int:proposal_id>/jawab/", views.answer, name="answer"),
    path("<int:proposal_id>/urungkan/", views.undo, name="undo"),
]
