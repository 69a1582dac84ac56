"""Addresses of well-being."""

from django.urls import URLPattern, URLResolver, include, path

from alongside.wellbeing.web import in_school, inclusion, setting, strategies

app_name = "wellbeing"
_of_a_child = [
    path("school/", in_school.in_school_page, name="in_school"),
    path("school/alerts/<uuid:alert_id>/", in_school.alert_page, name="alert"),
    path("school/suspensions/add/", inclusion.add_suspension, name="add_suspension"),
    path("school/suspensions/<uuid:suspension_id>/", inclusion.suspension, name="suspension"),
    path("school/part-time/add/", inclusion.add_part_time, name="add_part_time"),
    path("school/part-time/<uuid:timetable_id>/end/", inclusion.end_part_time_page, name="end_part_time"),
    path("strategies/", strategies.strategies_page, name="strategies"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("attendance/", setting.setting_page, name="setting"),
    path("what-helps/", strategies.open_page, name="strategies_open"),
    path("children/<uuid:child_id>/", include(_of_a_child)),
]
