"""Addresses of this topic."""

from django.urls import path

from kawal.doors.web.officers import account, entry, keys, views

app_name = "officers"
urlpatterns = [
    path("masuk/", entry.log_in, name="login"),
    path("keluar/", entry.log_out, name="logout"),
    path("undangan/<str:token>/", entry.enter, name="enter"),
    path("akun/", account.account, name="account"),
    path("akun/sandi/", account.password, name="password"),
    path("petugas/", views.officer_list, name="list"),
    path("petugas/undang/", views.invite, name="invite"),
    path("petugas/<int:officer_id>/pindah/", views.move, name="move"),
    path("petugas/<int:officer_id>/pulihkan/", views.reset, name="reset"),
    path("petugas/<int:officer_id>/nonaktif/", views.disable, name="disable"),
    path("petugas/<int:officer_id>/aktif/", views.enable, name="enable"),
    path("petugas/kunci/", keys.key_list, name="keys"),
    path("petugas/kunci/<str:prefix>/cabut/", keys.revoke, name="revoke"),
]
