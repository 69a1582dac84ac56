"""A child's time in school, and answering what was noticed in it."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, found_or_404, open_for_page, readers, show_refusal
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now
from alongside.support.operations import NewAction
from alongside.support.queries import who_could_own
from alongside.wellbeing.operations.alerts import answer_alert
from alongside.wellbeing.queries.alerts import AlertView, alerts_of
from alongside.wellbeing.queries.in_school import InSchool, in_school
from alongside.wellbeing.web.bars import Bar, bar
from alongside.wellbeing.web.forms import AnswerForm

READ, KEEP, ANSWER = Permission.ATTENDANCE_READ, Permission.INCLUSION_KEEP, Permission.ALERT_ANSWER


@dataclass(frozen=True)
class InSchoolPage:
    """The page, and what the reader can do on it."""

    opened: OpenedChild
    school: InSchool
    bar: Bar
    keeps: bool
    answers: bool


@needs(READ)
def in_school_page(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Attendance in figures and words, what was noticed, part-time timetables, suspensions."""
    opened = open_for_page(request, child_id, READ, KEEP, ANSWER)
    school = in_school(opened.actor, child_id)
    drawn = bar(school.this_year.figures if school.this_year else None)
    content = InSchoolPage(opened, school, drawn, KEEP in opened.may, ANSWER in opened.may)
    return page(request, "wellbeing/in_school.html", content, title="Being in school")


@dataclass(frozen=True)
class AlertPage:
    """One alert, and who will read the answer."""

    opened: OpenedChild
    alert: AlertView
    answers: bool
    readers: tuple[tuple[str, str], ...]


@needs(READ)
def alert_page(request: HttpRequest, child_id: UUID, alert_id: UUID) -> HttpResponse:
    """What was noticed, with its reason; whoever leads says what is being done."""
    opened = open_for_page(request, child_id, READ, ANSWER)
    alert = next((one for one in alerts_of(opened.actor, child_id) if one.id == alert_id), None)
    if alert is None:
        raise Http404
    answers = ANSWER in opened.may and alert.answered_at is None
    people = who_could_own(opened.actor, child_id) if answers else []
    form = AnswerForm(request.POST or None, people=people)
    if request.method == "POST":
        if not answers:
            raise Http404
        if form.is_valid():
            words = form.cleaned_data["answer"]
            result = found_or_404(answer_alert(opened.actor, child_id, alert_id, words, now(), _action(form)))
            if not isinstance(result, Refusal):
                messages.success(request, "Saved. The family can read what is being done.")
                return redirect("wellbeing:in_school", child_id)
            show_refusal(form, result)
    content = AlertPage(opened, alert, answers, readers(opened, READ) if answers else ())
    status = 422 if form.is_bound and form.errors else 200
    return page(
        request, "wellbeing/alert.html", content, title="Something was noticed", form=form, status=status
    )


def _action(form: AnswerForm) -> NewAction | None:
    given = form.cleaned_data
    if not given["what"].strip():
        return None
    return NewAction(given["what"], given["due_on"], form.owner_id(), given["owner_name"])
