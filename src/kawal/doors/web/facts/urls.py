"""Addresses of facts, below the person they are about."""

from django.urls import path

from kawal.doors.web.facts import views

app_name = "facts"
FACT = "<str:kawal_id>/fakta/<str:source>/<path:id>"
urlpatterns = [
    path("<str:kawal_id>/catat/", views.new, name="new"),
    path("<str:kawal_id>/catat/<str:kind>/", views.record_fact, name="record"),
    path(f"{FACT}/perbaiki/", views.correct, name="correct"),
    path(f"{FACT}/tarik/", views.withdraw, name="withdraw"),
    path(f"{FACT}/urungkan/", views.undo, name="undo"),
]
