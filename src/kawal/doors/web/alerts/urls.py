"""Addresses of this topic."""

from django.urls import path

from kawal.doors.web.alerts import acts, quality, today, views

app_name = "alerts"
urlpatterns = [
    path("", views.alert_list, name="list"),
    path("mutu/", quality.quality, name="quality"),
    path("daya/", today.budget, name="budget"),
    path("<str:code>/", views.page, name="page"),
    path("<str:code>/ambil/", views.take, name="take"),
    path("<str:code>/lepas/", views.release, name="release"),
    path("<str:code>/rujuk/", views.refer, name="refer"),
    path("<str:code>/tutup/", views.close, name="close"),
    path("<str:code>/tunda/", acts.snooze, name="snooze"),
    path("<str:code>/bukan-saya/", acts.recuse, name="recuse"),
    path("<str:code>/bangun/", acts.wake, name="wake"),
    path("<str:code>/usul/<str:kind>/", acts.propose, name="propose"),
    path("<str:code>/usul/<int:act_id>/jawab/", acts.answer, name="answer"),
    path("<str:code>/buka-lagi/", views.reopen, name="reopen"),
]
