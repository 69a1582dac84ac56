"""Addresses of the safeguarding room, and of handing in a concern."""

from django.urls import URLPattern, URLResolver, include, path

from alongside.safeguarding.web import acting, leaving, room, telling

app_name = "safeguarding"
_entry = [
    path("", room.entry, name="room_entry"),
    path("note/", acting.note, name="room_note"),
    path("action/", acting.step, name="room_step"),
    path("action/<uuid:step_id>/", acting.finish, name="room_finish"),
    path("name/", acting.name, name="room_name"),
    path("name/<uuid:named_id>/end/", acting.end, name="end_naming"),
    path("close/", acting.close, name="room_close"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("children/<uuid:child_id>/safety/", telling.about_child, name="tell_lead"),
    path("safety/", telling.by_name, name="tell_by_name"),
    path("safety/sent/", telling.sent, name="tell_sent"),
    path("safeguarding/", room.home, name="room"),
    path("safeguarding/log/", room.log, name="room_log"),
    path("safeguarding/shared/", room.shared, name="room_shared"),
    path("safeguarding/whom/<uuid:unplaced_id>/", acting.place, name="room_place"),
    path("safeguarding/<uuid:child_id>/", room.child, name="room_child"),
    path("safeguarding/<uuid:child_id>/write/", acting.write, name="room_write"),
    path("safeguarding/<uuid:child_id>/file/", leaving.file, name="room_file"),
    path("safeguarding/<uuid:child_id>/hand-over/", leaving.give, name="room_hand_over"),
    path("safeguarding/<uuid:child_id>/step-back/", leaving.conflict, name="room_step_back"),
    path("safeguarding/<uuid:child_id>/<uuid:entry_id>/", include(_entry)),
]
