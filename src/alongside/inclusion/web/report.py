"""Writing, reading and publishing a setting's SEN information report."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.own_work import Work
from alongside.access.routes import needs, who_asks
from alongside.children.opening import found_or_404
from alongside.design.page import page
from alongside.inclusion.operations.report import LONGEST, keep_drafts, keep_passage, publish_report
from alongside.inclusion.queries.report import (
    ItemView,
    ReportView,
    changes_since,
    digest_of,
    document_of,
    report_of,
)
from alongside.inclusion.rules.report import AIM, refuse_publishing
from alongside.inclusion.web.asking import kept, status_of
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now
from alongside.rendering.web import to_html

WRITE = Work.REPORT_WRITE


@dataclass(frozen=True)
class ReportPage:
    """Each item and where it stands."""

    report: ReportView
    changed: tuple[str, ...]
    refusal: Refusal | None
    aim: int = AIM


def _report(request: HttpRequest) -> ReportView:
    view = report_of(who_asks(request))
    if view is None:
        raise Http404
    return view


@needs(WRITE)
def report_page(request: HttpRequest) -> HttpResponse:
    """The items of the law, each written, drafted or missing; sending `keep` keeps every draft as it stands."""
    actor = who_asks(request)
    if request.method == "POST":
        messages.success(
            request, f"Saved: {found_or_404(keep_drafts(actor, now()))}. You can still change each of them."
        )
        return redirect("inclusion:report")
    view = _report(request)
    changed = changes_since(actor, view.published, view.facts) if view.published else ()
    content = ReportPage(view, changed, refuse_publishing(view.said, ()))
    return page(request, "inclusion/report.html", content, title="SEN information report")


class PassageForm(forms.Form):
    """What the setting says to one item."""

    text = forms.CharField(label="What do you say?", widget=forms.Textarea, max_length=LONGEST)
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)


@dataclass(frozen=True)
class ItemPage:
    """One item."""

    one: ItemView
    aim: int = AIM


@needs(WRITE)
def item_page(request: HttpRequest, item: str) -> HttpResponse:
    """Write one item, starting from the draft."""
    one = next((each for each in _report(request).items if each.item.key == item), None)
    if one is None:
        raise Http404
    form = PassageForm(request.POST or None, initial={"text": one.shown, "edition": one.edition})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if kept(form, keep_passage(who_asks(request), item, given["text"], given["edition"] or 0, now())):
            messages.success(request, "Saved.")
            return redirect("inclusion:report")
    return page(
        request, "inclusion/report_item.html", ItemPage(one), title="Write one answer", form=form,
        status=status_of(form),
    )  # fmt: skip


@dataclass(frozen=True)
class PreviewPage:
    """The report as it would be published."""

    report: ReportView
    html: str
    digest: str
    refusal: Refusal | None


class PublishForm(forms.Form):
    """What was read."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)


@needs(WRITE)
def preview_page(request: HttpRequest) -> HttpResponse:
    """The whole report to read before it is published; sending it publishes what was read."""
    view, today = _report(request), now().date()
    form = PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        result = found_or_404(publish_report(who_asks(request), form.cleaned_data["digest"], now()))
        if not isinstance(result, Refusal):
            messages.success(request, "It is published. Anyone can read it.")
            return redirect("inclusion:report")
        form.add_error(None, str(result))
    html = to_html(document_of(view, today), title_level=2)
    content = PreviewPage(view, html, digest_of(view, today), refuse_publishing(view.said, ()))
    return page(
        request, "inclusion/report_preview.html", content, title="Read it before you publish", form=form,
        status=status_of(form),
    )  # fmt: skip
