"""Addresses of the time after home."""

from django.urls import path

from kawal.doors.web.aftercare import asking, plans, views

app_name = "aftercare"
urlpatterns = [
    path("", views.home_list, name="list"),
    path("<str:kawal_id>/", views.person, name="person"),
    path("<str:kawal_id>/kunjungan/", views.visit, name="visit"),
    path("<str:kawal_id>/tanya/", asking.survey, name="survey"),
    path("<str:kawal_id>/rencana/", plans.open_plan, name="plan"),
    path("<str:kawal_id>/rencana/<int:plan_id>/tawarkan/", plans.offer, name="offer"),
    path("<str:kawal_id>/rencana/<int:plan_id>/akhiri/", plans.close, name="close"),
    path("<str:kawal_id>/tawaran/<int:offer_id>/", plans.change, name="change"),
]
