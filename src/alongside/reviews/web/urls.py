"""Addresses of reviews."""

from django.urls import URLPattern, URLResolver, include, path

from alongside.reviews.web import finishing, holding, planning, saying

app_name = "reviews"
_of_a_child = [
    path("reviews/", planning.reviews, name="reviews"),
    path("reviews/plan/", planning.plan, name="plan_review"),
    path("reviews/<uuid:review_id>/", holding.review, name="review"),
    path("reviews/<uuid:review_id>/say/", saying.say, name="say"),
    path("reviews/<uuid:review_id>/finish/", finishing.finish, name="finish_review"),
    path("reviews/<uuid:review_id>/<paper:form>/", finishing.record, name="review_record"),
]
urlpatterns: list[URLPattern | URLResolver] = [path("children/<uuid:child_id>/", include(_of_a_child))]
