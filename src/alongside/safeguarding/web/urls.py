"""Addresses of the safeguarding room, and of handing in a concern."""

from django.urls import URLPattern, URLResolver, include, path

from alongside.safeguarding.web import acting, room, telling

app_name = "safeguarding"
_entry = [
    path("", room.entry, name="entry"),
    path("note/", acting.note, name="note"),
    path("action/", acting.step, name="step"),
    path("action/<uuid:step_id>/", acting.finish, name="finish"),
    path("name/", acting.name, name="name"),
    path("name/<uuid:named_id>/end/", acting.end, name="end_naming"),
    path("close/", acting.close, name="close"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("children/<uuid:child_id>/safety/", telling.about_child, name="tell"),
    path("safety/", telling.by_name, name="tell_by_name"),
    path("safety/sent/", telling.sent, name="sent"),
    path("safeguarding/", room.home, name="room"),
    path("safeguarding/log/", room.log, name="log"),
    path("safeguarding/shared/", room.shared, name="shared"),
    path("safeguarding/whom/<uuid:unplaced_id>/", acting.place, name="place"),
    path("safeguarding/<uuid:child_id>/", room.child, name="child"),
    path("safeguarding/<uuid:child_id>/write/", acting.write, name="write"),
    path("safeguarding/<uuid:child_id>/<uuid:entry_id>/", include(_entry)),
]
