"""Addresses of the pages composed from many apps."""

from django.urls import path

from alongside.casefile.web import board, classes, register, story, timeline, views

app_name = "casefile"
urlpatterns = [
    path("children/", register.register_page, name="register"),
    path("children/download/", register.register_file, name="register_file"),
    path("children/views/keep/", register.keep, name="view_keep"),
    path("children/views/<uuid:view_id>/remove/", register.drop, name="view_drop"),
    path("children/<uuid:child_id>/", views.child_view, name="child"),
    path("children/<uuid:child_id>/who/", views.who_view, name="who"),
    path("children/<uuid:child_id>/story/", story.story_view, name="story"),
    path("children/<uuid:child_id>/story/<paper:form>/", story.story_file, name="story_file"),
    path("children/<uuid:child_id>/timeline/", timeline.timeline_view, name="timeline"),
    path("board/", board.board_page, name="board"),
    path("classes/", classes.classes_view, name="classes"),
    path("classes/<uuid:group_id>/", classes.class_view, name="class"),
    path("classes/<uuid:group_id>/passports/", classes.passports, name="class_passports"),
    path("classes/<uuid:group_id>/<uuid:child_id>/note/", classes.note, name="class_note"),
]
