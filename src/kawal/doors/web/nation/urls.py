"""Addresses of this topic."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from kawal.doors.web.nation import feeds, people, views


class ProvinceCode(StringConverter):
    """Two digits: 53."""

    regex = "[0-9]{2}"


class CountryCode(StringConverter):
    """Three letters, ISO 3166-1: MYS."""

    regex = "[A-Z]{3}"


register_converter(ProvinceCode, "province")
register_converter(CountryCode, "country")

app_name = "nation"
urlpatterns = [
    path("", views.nation, name="nation"),
    path("sumber/", feeds.feeds, name="feeds"),
    path("sumber/<int:feed_id>/akhiri/", feeds.end, name="end"),
    path("orang/", people.people, name="people"),
    path("negara/<country:code>/", views.country, name="country"),
    path("<province:code>/", views.province, name="province"),
]
