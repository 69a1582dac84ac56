from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "alongside.site"

    def ready(self) -> None:
        from alongside.design.navigation import navigation_from
        from alongside.site.navigation import places_for
        from alongside.statute import check_shipped_data

        check_shipped_data()
        navigation_from(places_for)
