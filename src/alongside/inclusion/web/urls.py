"""Addresses of a setting's provision."""

from django.urls import URLPattern, URLResolver, include, path

from alongside.inclusion.web import catalogue, groups, holidays, map, money
from alongside.inclusion.web.own_house import own_house

app_name = "inclusion"
_catalogue = [
    path("", catalogue.catalogue_page, name="catalogue"),
    path("add/", catalogue.add_page, name="add_offer"),
    path("starter/", catalogue.starter_page, name="starter"),
    path("<uuid:intervention_id>/", catalogue.offer_page, name="offer"),
    path("<uuid:intervention_id>/change/", catalogue.change_page, name="change_offer"),
]
_groups = [
    path("", groups.groups_page, name="groups"),
    path("add/", groups.add_group_page, name="add_group"),
    path("<uuid:intervention_group_id>/", groups.group_page, name="group"),
]
_map = [
    path("", map.map_page, name="map"),
    path("print/", map.map_file, name="map_file"),
    path("move/<uuid:use_id>/", map.move_page, name="move_child"),
]
_budget = [
    path("", money.budget_page, name="budget"),
    path("income/", money.add_income_page, name="add_income"),
    path("numbers/", money.numbers_page, name="numbers"),
    path("numbers/print/", money.numbers_file, name="numbers_file"),
]
_of_a_child = [
    path("", groups.of_child_page, name="of_child"),
    path("<uuid:provision_id>/", groups.use_page, name="use"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("interventions/", include(_catalogue)),
    path("groups/", include(_groups)),
    path("provision-map/", include(_map)),
    path("budget/", include(_budget)),
    path("holidays/", holidays.holidays_page, name="holidays"),
    path("holidays/keep/", holidays.keep_holidays, name="keep_holidays"),
    path("children/<uuid:child_id>/interventions/", include(_of_a_child)),
    path("children/<uuid:child_id>/costs/", money.costs_page, name="costs"),
    *own_house,
]
