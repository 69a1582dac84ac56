"""The readiness page: what is wrong, who can mend it, the files, and the figures on timeliness."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from alongside.access.policy import Permission, role_may
from alongside.access.routes import needs, who_asks
from alongside.design.forms import choose_from
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import whole_number
from alongside.organisations.local_services import missing_services
from alongside.platform.clock import now
from alongside.platform.web.downloads import as_download
from alongside.rendering.workbook import MEDIA_TYPE
from alongside.returns import queries
from alongside.returns.choices import Form, Officer
from alongside.returns.operations.checking import ask_for_check
from alongside.returns.operations.making import ask_for, say_of_council, take
from alongside.returns.rules.checks.rule import Mends
from alongside.returns.to_mend import to_mend

SEND = Permission.RETURN_SEND
_FILE = {
    Form.XML: ("sen2.xml", "application/xml"), Form.MODULES: ("sen2-modules.zip", "application/zip"),
    Form.WORKBOOK: ("sen2.xlsx", MEDIA_TYPE), Form.LISTS: ("inspection-lists.xlsx", MEDIA_TYPE),
}  # fmt: skip
_OFFICERS = {
    "dmo": "Is there a designated medical officer?", "dco": "Is there a designated clinical officer?",
    "dsco": "Is there a designated social care officer?",
}  # fmt: skip


def filters_of(request: HttpRequest) -> queries.Filters:
    """What the address asks for."""
    given = request.GET
    year = whole_number(given.get("year", ""), 4)
    return queries.Filters(given.get("kind", ""), given.get("rule", ""), given.get("mends", ""), year)


def _back(request: HttpRequest) -> HttpResponse:
    """The readiness page of the year that was chosen."""
    year = _chosen(request)
    return redirect(reverse("returns:readiness") + (f"?year={year}" if year else ""))


def _chosen(request: HttpRequest) -> int | None:
    return whole_number(request.POST.get("year", ""), 4)


class FilterForm(forms.Form):
    """Errors or queries, and who can mend them."""

    kind = forms.ChoiceField(
        label="Show", required=False, choices=[("", "All"), ("error", "Errors"), ("query", "Queries")]
    )
    mends = forms.ChoiceField(label="Who can mend it", required=False)
    rule = forms.ChoiceField(label="What is wrong", required=False)

    def __init__(self, *args: object, found: queries.Readiness, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        choose_from(self, "mends", [("", "Anybody"), *((one.value, one.label) for one in Mends)])
        rules = [(one.rule.key, f"{one.about}: {one.rule.words} ({one.count})") for one in found.counts]
        choose_from(self, "rule", [("", "Anything"), *rules])


@dataclass(frozen=True)
class ReadinessPage:
    """How ready the return is."""

    found: queries.Readiness
    filters: queries.Filters
    following: str
    kept: str
    forms: tuple[tuple[str, str], ...]
    gaps: tuple[str, ...]
    keeps: bool


@needs(SEND)
@require_safe
def readiness(request: HttpRequest) -> HttpResponse:
    """What is wrong with the return, by child, with who can mend it."""
    filters = filters_of(request)
    actor = who_asks(request)
    found = queries.readiness(actor, filters, request.GET.get("after", ""))
    kept = urlencode({name: value for name, value in vars(filters).items() if value})
    following = f"?{kept}{'&' if kept else ''}{urlencode({'after': found.next})}" if found.next else ""
    gaps = tuple(kind.label for kind in missing_services(actor.organisation_id))
    keeps = role_may(actor.role, Permission.CASE_KEEP)
    content = ReadinessPage(found, filters, following, kept, tuple(Form.choices), gaps, keeps)
    form = FilterForm(vars(filters), found=found)
    return page(request, "returns/readiness.html", content, title="SEN2 return", form=form)


@needs(Permission.RETURN_MEND)
@require_safe
def mending_list(request: HttpRequest) -> HttpResponse:
    """What a caseworker can put right, by child: of their own children, or of everybody."""
    found = to_mend(who_asks(request), everyone=request.GET.get("whose") == "all")
    return page(request, "returns/to_mend.html", found, title="To put right for the SEN2 return")


@needs(SEND)
@require_safe
def problems_file(request: HttpRequest) -> HttpResponse:
    """What is wrong, as CSV."""
    rows = queries.problem_rows(who_asks(request), filters_of(request), now())
    response = HttpResponse(rows, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="to-mend.csv"'
    return response


@needs(SEND)
@require_safe
def figures_file(request: HttpRequest) -> HttpResponse:
    """Timeliness as it can be published."""
    return as_download(
        "".join(queries.figure_rows(who_asks(request), filters_of(request).year)).encode(),
        "timeliness.csv",
        "text/csv",
    )


@needs(SEND)
@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """Look through everybody again."""
    ask_for_check(who_asks(request), now(), _chosen(request))
    messages.success(request, "The records are being looked through. This page shows how far it has come.")
    return _back(request)


@needs(SEND)
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Ask for a file."""
    form = request.POST.get("form", "")
    if form not in Form.values:
        raise Http404
    result = ask_for(who_asks(request), Form(form), now(), _chosen(request))
    if isinstance(result, Refusal):
        messages.error(request, str(result))
        return redirect("returns:council_return")
    messages.success(request, "The file is being made. It shows in the list when it is ready.")
    return _back(request)


@needs(SEND)
@require_safe
def file(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """A file that was made."""
    taken = take(who_asks(request), run_id, now())
    if taken is None:
        raise Http404
    if isinstance(taken, Refusal):
        messages.error(request, str(taken))
        return redirect("returns:readiness")
    run, content = taken
    name, kind = _FILE[Form(run.form)]
    return as_download(content, f"{run.year}-{name}", kind)


class CouncilForm(forms.Form):
    """What the council says of itself."""

    lea = forms.CharField(
        label="The council’s number", max_length=3, error_messages={"required": "Write the three digits."}
    )

    def __init__(self, *args: object, officers: tuple[str, ...], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        for key in officers:
            self.fields[key] = forms.ChoiceField(
                label=_OFFICERS[key], choices=Officer.choices, widget=forms.RadioSelect,
                error_messages={"required": "Choose one."},
            )  # fmt: skip


@dataclass(frozen=True)
class CouncilPage:
    """The officers that the year asks about."""

    officers: tuple[str, ...]


@needs(SEND)
def council(request: HttpRequest) -> HttpResponse:
    """What the council says of itself in the return."""
    actor = who_asks(request)
    officers, said = queries.officers_asked(actor), queries.said_of(actor)
    known = {"lea": said.lea, **{one: getattr(said, one) for one in officers}}
    form = CouncilForm(request.POST or None, officers=officers, initial=known)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        result = say_of_council(actor, given["lea"], {one: given[one] for one in officers}, now())
        if not isinstance(result, Refusal):
            messages.success(request, "Saved.")
            return redirect("returns:readiness")
        form.add_error(result.field or None, result.message)
    status = 422 if form.is_bound and form.errors else 200
    content = CouncilPage(officers)
    return page(
        request, "returns/council.html", content, title="What the council says", form=form, status=status
    )
