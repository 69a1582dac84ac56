"""Bringing children in, page by page."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from alongside.access.routes import needs
from alongside.design.page import page
from alongside.exchange.choices import ChangeKind, ImportState
from alongside.exchange.operations import (
    LARGE,
    commit_import,
    commit_later,
    decide,
    drop_import,
    map_columns,
    receive_attendance,
    receive_import,
    start_attendance,
    start_import,
    undo_import,
)
from alongside.exchange.queries import ImportView, import_of, imports_of, left_out, rows_of
from alongside.exchange.reading import register
from alongside.exchange.web.forms import MOST_BYTES, AttendanceForm, ColumnsForm, FileForm
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import whole_number
from alongside.platform.clock import now

_ROWS_AT_ONCE = 1_500
_NEEDED = "pupils.import"


def _found(request: HttpRequest, batch_id: UUID) -> ImportView:
    found = import_of(request.actor, batch_id)
    if found is None:
        raise Http404
    return found


@needs(_NEEDED)
def imports_page(request: HttpRequest) -> HttpResponse:
    """The setting's imports, and the form to bring in a file."""
    form = FileForm()
    if request.method == "POST":
        form = FileForm(request.POST, request.FILES)
        if form.is_valid():
            outcome = _take(request, form.cleaned_data["file"])
            if not isinstance(outcome, Refusal):
                return redirect("exchange:import", outcome)
            form.add_error("file", str(outcome))
    return page(
        request, "exchange/imports.html", imports_of(request.actor), title="Bring in children", form=form,
        status=422 if form.is_bound and form.errors else 200,
    )  # fmt: skip


def _take(request: HttpRequest, upload: object) -> UUID | Refusal:
    size, name = upload.size, upload.name  # type: ignore[attr-defined]
    if size > MOST_BYTES:
        return Refusal("file.large", "This file is larger than 20 MB.", "Export one year group at a time.")
    data = upload.read()  # type: ignore[attr-defined]
    taken = (receive_import if size > LARGE else start_import)(request.actor, name, data, now())
    return taken if isinstance(taken, Refusal) else taken.id


@needs(_NEEDED)
def attendance_page(request: HttpRequest) -> HttpResponse:
    """The form to bring in the marks of a school year."""
    form = AttendanceForm()
    if request.method == "POST":
        form = AttendanceForm(request.POST, request.FILES)
        if form.is_valid():
            outcome = _take_attendance(request, form.cleaned_data["file"])
            if not isinstance(outcome, Refusal):
                return redirect("exchange:import", outcome)
            form.add_error("file", str(outcome).replace("%", "%%"))
    files = [one for one in imports_of(request.actor) if one.is_attendance]
    status = 422 if form.is_bound and form.errors else 200
    return page(
        request, "exchange/attendance.html", files, title="Bring in attendance", form=form, status=status
    )


def _take_attendance(request: HttpRequest, upload: object) -> UUID | Refusal:
    size, name = upload.size, upload.name  # type: ignore[attr-defined]
    if size > register.MOST_BYTES:
        most = register.MOST_BYTES // (1024 * 1024)
        return Refusal(
            "file.large", f"This file is larger than {most} MB.", "Export one year group at a time."
        )
    data = upload.read()  # type: ignore[attr-defined]
    taken = (receive_attendance if size > LARGE else start_attendance)(request.actor, name, data, now())
    return taken if isinstance(taken, Refusal) else taken.id


@needs(_NEEDED)
def review(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """What the file would change, row by row; or how far the work on it has come."""
    found = _found(request, batch_id)
    if found.at_work:
        return page(request, "exchange/working.html", found, title="Working on your file")
    if found.state is ImportState.READ:
        return redirect("exchange:columns", batch_id)
    shown = request.GET.get("show", "")
    kinds = [kind for kind in ChangeKind if found.count(kind)]
    kind = ChangeKind(shown) if shown in ChangeKind.values else (kinds[0] if kinds else ChangeKind.NEW)
    after = request.GET.get("after", "0")
    rows, following = rows_of(request.actor, batch_id, kind, whole_number(after) or 0)
    title = "Check what will change" if found.state is ImportState.PROPOSED else found.state.label
    return page(
        request, "exchange/review.html", found, title=title, kinds=kinds, kind=kind, rows=rows,
        following=following, left=left_out(request.actor, batch_id), ChangeKind=ChangeKind,
    )  # fmt: skip


@needs(_NEEDED)
def columns(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Say what each column holds; remembered for the next file."""
    found = _found(request, batch_id)
    if not found.mapping or found.state not in (ImportState.READ, ImportState.PROPOSED):
        raise Http404
    form = ColumnsForm(found.mapping, found.headings, request.POST or None)
    if request.method == "POST" and form.is_valid():
        outcome = map_columns(request.actor, batch_id, form.mapping(), now())
        if not isinstance(outcome, Refusal):
            return redirect("exchange:import", batch_id)
        form.add_error(None, str(outcome))
    return page(request, "exchange/columns.html", found, title="What each column holds", form=form)


@needs(_NEEDED)
@require_POST
def decide_row(request: HttpRequest, batch_id: UUID, change_id: int) -> HttpResponse:
    """Keep or leave out one row, or say whether it is the child already here."""
    outcome = decide(request.actor, batch_id, change_id, request.POST.get("decision", ""), now())
    if isinstance(outcome, Refusal):
        raise Http404
    back = redirect("exchange:import", batch_id)
    back["Location"] += f"?show={outcome.kind}"
    return back


@needs(_NEEDED)
@require_POST
def bring_in(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Bring in what was reviewed: at once, or by a job where it is many."""
    found = _found(request, batch_id)
    if sum(found.counts.values()) > _ROWS_AT_ONCE:
        commit_later(request.actor, batch_id, now())
        return redirect("exchange:import", batch_id)
    outcome = commit_import(request.actor, batch_id, now())
    if isinstance(outcome, Refusal):
        messages.error(request, str(outcome))
    else:
        what = "The marks are in." if found.is_attendance else "The children are in."
        messages.success(request, f"{what} You can take this back for 90 days.")
    return redirect("exchange:import", batch_id)


@needs(_NEEDED)
@require_POST
def drop(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Bring nothing in."""
    drop_import(request.actor, batch_id, now())
    messages.success(request, "Nothing was brought in, and the file is gone.")
    return redirect("exchange:imports")


@needs(_NEEDED)
def undo(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Check, then take the import back."""
    found = _found(request, batch_id)
    refusal = None
    if request.method == "POST":
        outcome = undo_import(request.actor, batch_id, now())
        if not isinstance(outcome, Refusal):
            messages.success(request, "It is taken back: everything is as it was before.")
            return redirect("exchange:imports")
        refusal = outcome
    return page(request, "exchange/undo.html", found, title="Take this import back", refusal=refusal)
