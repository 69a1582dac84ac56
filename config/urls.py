"""Every address of the product: one line an app, in the order the apps stand."""

from django.urls import include, path

from alongside.documents.web import format_slug  # noqa: F401 - `<paper:form>`, which the apps below use

urlpatterns = [
    path("", include("alongside.platform.web.urls")),
    path("", include("alongside.design.web.urls")),
    path("", include("alongside.people.web.urls")),
    path("", include("alongside.organisations.web.urls")),
    path("", include("alongside.children.web.urls")),
    path("", include("alongside.documents.web.urls")),
    path("", include("alongside.notices.web.urls")),
    path("", include("alongside.support.web.urls")),
    path("", include("alongside.safeguarding.web.urls")),
    path("", include("alongside.wellbeing.web.urls")),
    path("", include("alongside.conversations.web.urls")),
    path("", include("alongside.plans.web.urls")),
    path("", include("alongside.reviews.web.urls")),
    path("", include("alongside.ehc.web.urls")),
    path("", include("alongside.annualreviews.web.urls")),
    path("", include("alongside.ehcplans.web.urls")),
    path("", include("alongside.disputes.web.urls")),
    path("", include("alongside.feedback.web.urls")),
    path("", include("alongside.inclusion.web.urls")),
    path("", include("alongside.exchange.web.urls")),
    path("", include("alongside.returns.web.urls")),
    path("", include("alongside.casefile.web.urls")),
    path("", include("alongside.site.web.urls")),
]

handler400 = "alongside.site.web.views.bad_request"
handler403 = "alongside.site.web.views.not_allowed"
handler404 = "alongside.site.web.views.not_found"
handler500 = "alongside.site.web.views.went_wrong"
