"""Attendance across a setting."""

from django.http import HttpRequest, HttpResponse

from alongside.access.own_work import Work
from alongside.access.routes import needs, who_asks
from alongside.design.page import page
from alongside.wellbeing.queries.setting import setting_view


@needs(Work.NUMBERS_READ)
def setting_page(request: HttpRequest) -> HttpResponse:
    """Figures by support, year and need, small numbers hidden; and what was noticed and waits for an answer."""
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else None
    shown = setting_view(who_asks(request), year)
    return page(request, "wellbeing/setting.html", shown, title="Attendance across the setting")
