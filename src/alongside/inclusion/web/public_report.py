"""A setting's published SEN information report, for anyone, without signing in."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from alongside.access.routes import public
from alongside.design.page import page
from alongside.inclusion.queries.report import PublishedReport, public_pdf, public_report
from alongside.platform import files
from alongside.platform.web.downloads import as_download
from alongside.rendering.web import to_html

_WHY = "A setting's published SEN information report, which the law asks it to publish; holds nothing about a child"


@public(_WHY)
def report_view(request: HttpRequest, setting_id: UUID) -> HttpResponse:
    """The newest published report of a setting."""
    report = public_report(setting_id)
    if report is None:
        raise Http404
    return page(
        request, "inclusion/public_report.html", report, title=_title(report), html=to_html(report.document)
    )


def _title(report: PublishedReport) -> str:
    return f"SEN information report, {report.setting_name}"


@public(_WHY)
def report_pdf(request: HttpRequest, setting_id: UUID) -> HttpResponse:
    """The same as a tagged PDF, drawn once when it was published."""
    found = public_pdf(setting_id)
    if found is None:
        raise Http404
    return as_download(files.get(*found), "sen-information-report.pdf", "application/pdf")
