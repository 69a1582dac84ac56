"""Every address of the product: one line an app, in the order the apps stand."""

from django.urls import include, path

from config.apps_present import present

urlpatterns = [
    path("", include(module))
    for module in present(
        [
            "alongside.platform.web.urls",
            "alongside.design.web.urls",
            "alongside.people.web.urls",
            "alongside.organisations.web.urls",
            "alongside.children.web.urls",
            "alongside.documents.web.urls",
            "alongside.notices.web.urls",
            "alongside.voice.web.urls",
            "alongside.support.web.urls",
            "alongside.plans.web.urls",
            "alongside.exchange.web.urls",
            "alongside.casefile.web.urls",
            "alongside.site.web.urls",
        ]
    )
]

handler400 = "alongside.site.web.views.bad_request"
handler403 = "alongside.site.web.views.not_allowed"
handler404 = "alongside.site.web.views.not_found"
handler500 = "alongside.site.web.views.went_wrong"
handler429 = "alongside.people.web.entrance.too_many"
