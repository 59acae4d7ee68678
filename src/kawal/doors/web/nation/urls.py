"""Addresses of this topic."""

from django.urls import path, re_path

from kawal.doors.web.nation import feeds, people, views

app_name = "nation"
urlpatterns = [
    path("", views.nation, name="nation"),
    path("sumber/", feeds.feeds, name="feeds"),
    path("sumber/<int:feed_id>/akhiri/", feeds.end, name="end"),
    path("orang/", people.people, name="people"),
    re_path(r"^negara/(?P<code>[A-Z]{3})/$", views.country, name="country"),
    re_path(r"^(?P<code>\d{2})/$", views.province, name="province"),
]
