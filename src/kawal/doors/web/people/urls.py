"""Addresses of people. A person is named by the opaque id alone."""

from django.urls import path

from kawal.doors.web.people import answers, intake, views

app_name = "people"
urlpatterns = [
    path("", views.search, name="search"),
    path("daftar/", intake.register, name="register"),
    path("kabarkan/", intake.announce, name="announce"),
    path("mungkin/", intake.candidates, name="candidates"),
    path("<str:kawal_id>/", views.page, name="page"),
    path("<str:kawal_id>/klaim/", views.claim_list, name="claims"),
    path("<str:kawal_id>/dilihat/", views.viewers, name="viewers"),
    path("<str:kawal_id>/tampilkan/<str:kind>/", answers.reveal, name="reveal"),
    path("<str:kawal_id>/sama/<int:proposal_id>/", answers.answer, name="answer"),
    path("<str:kawal_id>/sama/<int:proposal_id>/urungkan/", answers.unanswer, name="unanswer"),
]
