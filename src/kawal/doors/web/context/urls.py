"""Addresses of this topic."""

from django.urls import path

from kawal.doors.web.context import files, views

app_name = "context"
urlpatterns = [
    path("", views.tables, name="tables"),
    path("<slug:table>/", views.rows, name="rows"),
    path("<slug:table>/unduh/", files.download, name="download"),
    path("<slug:table>/baru/", views.new, name="new"),
    path("<slug:table>/berkas/", files.give, name="give"),
    path("<slug:table>/<int:row_id>/", views.row, name="row"),
    path("<slug:table>/<int:row_id>/ubah/", views.change, name="change"),
    path("<slug:table>/<int:row_id>/akhiri/", views.end, name="end"),
    path("<slug:table>/<int:row_id>/batalkan/", views.withdraw, name="withdraw"),
]
