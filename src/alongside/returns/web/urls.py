"""Addresses of the returns."""

from django.urls import URLPattern, path

from alongside.returns.web import mending, readiness

app_name = "returns"
urlpatterns: list[URLPattern] = [
    path("returns/", readiness.readiness, name="readiness"),
    path("returns/to-mend/", readiness.mending_list, name="to_mend"),
    path("returns/to-mend.csv", readiness.problems_file, name="return_problems"),
    path("returns/timeliness.csv", readiness.figures_file, name="return_figures"),
    path("returns/check/", readiness.check, name="check_return"),
    path("returns/make/", readiness.make, name="make_return"),
    path("returns/files/<uuid:run_id>/", readiness.file, name="return_file"),
    path("returns/council/", readiness.council, name="council_return"),
    path("children/<uuid:child_id>/return/", mending.mend, name="mend_return"),
]
