"""Every page of the site, topic by topic."""

from django.urls import include, path

WEB = "kawal.doors.web"

urlpatterns = [
    path("", include(f"{WEB}.home.urls")),
    path("", include(f"{WEB}.officers.urls")),
    path("orang/", include(f"{WEB}.people.urls")),
    path("orang/", include(f"{WEB}.facts.urls")),
    path("terima/", include(f"{WEB}.reception.urls")),
    path("sesudah/", include(f"{WEB}.aftercare.urls")),
    path("meja/", include(f"{WEB}.desk.urls")),
    path("perekrut/", include(f"{WEB}.parties.urls")),
    path("jaringan/", include(f"{WEB}.rings.urls")),
    path("perhatian/", include(f"{WEB}.alerts.urls")),
    path("pengawasan/", include(f"{WEB}.watch.urls")),
    path("telaah/", include(f"{WEB}.identity.urls")),
    path("kasus/", include(f"{WEB}.cases.urls")),
    path("", include(f"{WEB}.cards.urls")),
    path("", include(f"{WEB}.handover.urls")),
    path("jenazah/", include(f"{WEB}.remains.urls")),
    path("kepulangan/", include(f"{WEB}.returns.urls")),
    path("barang/", include(f"{WEB}.aid.urls")),
    path("rombongan/", include(f"{WEB}.batches.urls")),
    path("penampungan/", include(f"{WEB}.shelter.urls")),
    path("kiriman/", include(f"{WEB}.imports.urls")),
    path("nasional/", include(f"{WEB}.nation.urls")),
    path("acuan/pengawasan/", include(f"{WEB}.context.urls")),
    path("acuan/", include(f"{WEB}.reference.urls")),
    path("jejak/", include(f"{WEB}.trail.urls")),
    path("bantuan/", include(f"{WEB}.help.urls")),
]
