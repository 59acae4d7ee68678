"""Addresses of this topic."""

from django.urls import path

from kawal.doors.web.context import files, proposals, views

app_name = "context"
urlpatterns = [
    path("", views.tables, name="tables"),
    path("usul/<int:proposal_id>/", proposals.page, name="proposal"),
    path("usul/<int:proposal_id>/jawab/", proposals.answer, name="answer"),
    path("usul/<int:proposal_id>/tarik/", proposals.retract, name="retract"),
    path("<slug:table>/", views.rows, name="rows"),
    path("<slug:table>/unduh/", files.download, name="download"),
    path("<slug:table>/baru/", views.new, name="new"),
    path("<slug:table>/berkas/", files.give, name="give"),
    path("<slug:table>/<int:row_id>/", views.row, name="row"),
    path("<slug:table>/<int:row_id>/ubah/", views.change, name="change"),
    path("<slug:table>/<int:row_id>/akhiri/", views.end, name="end"),
    path("<slug:table>/<int:row_id>/batalkan/", views.withdraw, name="withdraw"),
]
