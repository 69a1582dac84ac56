"""How it is with the interpreter of a meeting."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import found_or_404, show_refusal
from alongside.conversations.choices.meetings import Interpreting
from alongside.conversations.operations.interpreting import note_interpreter
from alongside.conversations.queries.meetings import MeetingLine
from alongside.conversations.rules.interpreting import may_say
from alongside.conversations.web.meetings_opened import meeting_or_404, open_meetings
from alongside.conversations.web.meetings_planning import PlanningPage
from alongside.design.forms import choose_from
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now


class InterpreterForm(forms.Form):
    """Whether there is one; what was done where there was none."""

    said = forms.ChoiceField(
        label="How is it with the interpreter?", widget=forms.RadioSelect,
        error_messages={"required": "Choose one."},
    )  # fmt: skip
    instead = forms.CharField(label="What did you do instead?", max_length=300, required=False)

    def __init__(self, meeting: MeetingLine, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        allowed = may_say(meeting.state, begun=meeting.begun_at is not None)
        choose_from(self, "said", [(one, Interpreting(one).label) for one in allowed])
        self.came = meeting.begun_at is not None


@needs(Permission.MEETING_HOLD)
def interpreter(request: HttpRequest, child_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Say that the interpreter is asked for or booked; once it began, whether they came."""
    opened = open_meetings(request, child_id, Permission.MEETING_HOLD)
    found = meeting_or_404(opened, meeting_id, Permission.MEETING_HOLD)
    kept = {"said": found.interpreting, "instead": found.interpreter_instead}
    form = InterpreterForm(found, request.POST or None, initial=kept)
    if not form.fields["said"].choices:  # type: ignore[attr-defined]
        raise Http404
    if request.method == "POST" and form.is_valid():
        said, instead = form.cleaned_data["said"], form.cleaned_data["instead"]
        result = found_or_404(note_interpreter(opened.actor, child_id, meeting_id, said, instead, now()))
        if not isinstance(result, Refusal):
            messages.success(request, "Saved. Everyone who is invited can read it.")
            return HttpResponseRedirect(reverse("conversations:meeting", args=[child_id, meeting_id]))
        show_refusal(form, result)
    return page(
        request, "conversations/meeting_interpreter.html", PlanningPage(opened, meeting=found),
        title="The interpreter", form=form, status=422 if form.errors else 200,
    )  # fmt: skip
