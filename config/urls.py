"""Every address of the site, by door."""

from django.urls import include, path, re_path

from config import health
from kawal.doors.api.v1 import nowhere, routes
from kawal.doors.web.front_desk import public
from kawal.doors.web.language import switch

urlpatterns = [
    path("healthz", public(health.alive), name="healthz"),
    path("readyz", public(health.ready), name="readyz"),
    path("bahasa/", switch, name="set_language"),
    path("api/v1/", routes),
    re_path(r"^api(/.*)?$", public(nowhere)),
    path("", include("kawal.doors.web.urls")),
]
handler400 = "kawal.doors.web.errors.bad_request"
handler403 = "kawal.doors.web.errors.forbidden"
handler404 = "kawal.doors.web.errors.not_found"
handler500 = "kawal.doors.web.errors.failed"
