"""Addresses of receptions. A person in a queue is named by her number there."""

from django.urls import path

from kawal.doors.web.reception import counter, lists, queue, views

app_name = "reception"
urlpatterns = [
    path("", views.reception_list, name="list"),
    path("<str:code>/", counter.counter, name="counter"),
    path("<str:code>/mungkin/", counter.maybe, name="maybe"),
    path("<str:code>/antrean/", queue.queue, name="queue"),
    path("<str:code>/daftar/", lists.announce, name="announce"),
    path("<str:code>/tutup/", views.close, name="close"),
    path("<str:code>/<int:number>/urungkan/", counter.undo, name="undo"),
    path("<str:code>/<int:number>/layani/", queue.serve, name="serve"),
    path("<str:code>/<int:number>/lengkapi/", queue.complete, name="complete"),
    path("<str:code>/<int:number>/foto/", queue.photo, name="photo"),
]
