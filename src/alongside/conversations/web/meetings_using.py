"""A point of a meeting becomes a goal, an action, words in the plan, or stays a note (S13)."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import found_or_404, show_refusal
from alongside.conversations.operations.meeting_points import (
    keep_as_note,
    use_as_action,
    use_as_goal,
    use_as_words,
)
from alongside.conversations.queries.meeting_record import PointLine, points_of
from alongside.conversations.queries.meetings import MeetingLine, Party, parties_of
from alongside.conversations.rules.guided import NEED, refuse_note, topics_in_order, usual_way
from alongside.conversations.rules.meetings import may_use
from alongside.conversations.template import template_of
from alongside.conversations.web.meetings_opened import Opened, meeting_or_404, open_meetings
from alongside.design.forms import DateField3, choose_from
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now
from alongside.statute import all_codes
from alongside.statute.plan_shapes import PlanTemplate, SectionKind
from alongside.statute.wording import Voice as Reader
from alongside.support.operations import NewAction
from alongside.support.queries import who_could_own
from alongside.support.rules import ADULTHOOD_FROM_AGE
from alongside.voice.choices import Gathered, Voice
from alongside.voice.operations import NewWords
from alongside.voice.queries import passages_of

_HOLD = Permission.MEETING_HOLD
OUTSIDE = "outside"
USES = ("action", "goal", "words", "note")


class OwnerFields(forms.Form):
    """What is to be done, who does it, by when."""

    conditional: ClassVar = ("owner", "outside", "due_on")

    what = forms.CharField(
        label="What is to be done?", max_length=500, error_messages={"required": "Write what is to be done."}
    )
    owner = forms.ChoiceField(label="Who does it?", error_messages={"required": "Say who does it."})
    outside = forms.CharField(label="Their name, if it is somebody else", max_length=200, required=False)
    due_on = DateField3(label="By when?", subject="The day")

    def __init__(self, owners: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "owner", [("", ""), *owners, (OUTSIDE, "Somebody else")])

    def action(self) -> NewAction:
        """What was promised, as the operation takes it."""
        said = self.cleaned_data
        if said["owner"] == OUTSIDE:
            return NewAction(said["what"], said["due_on"], owner_name=said["outside"])
        return NewAction(said["what"], said["due_on"], owner_id=UUID(said["owner"]))


class GoalForm(forms.Form):
    """A goal and the hope it leads to."""

    text = forms.CharField(
        label="What will be different?", widget=forms.Textarea, error_messages={"required": "Write the goal."}
    )
    serves = forms.ChoiceField(
        label="Which hope does it lead to?", widget=forms.RadioSelect,
        error_messages={"required": "Choose the hope it leads to."},
    )  # fmt: skip
    adulthood_area = forms.ChoiceField(label="Which part of adult life is it for?", widget=forms.RadioSelect)

    def __init__(self, hopes: list[tuple[str, str]], age: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "serves", hopes)
        areas = [(one.code, f"{one.label}: {one.plain}") for one in all_codes("adulthood-area")]
        choose_from(self, "adulthood_area", areas)
        if age < ADULTHOOD_FROM_AGE:
            del self.fields["adulthood_area"]
        if not hopes:
            del self.fields["serves"]


class IntoPlanForm(forms.Form):
    """Where in the plan the words go, whose they are and how they were told."""

    text = forms.CharField(
        label="The words", widget=forms.Textarea, error_messages={"required": "Write the words."}
    )
    topic = forms.ChoiceField(label="Where in the plan?")
    who = forms.ChoiceField(label="Whose words are these?")
    how = forms.ChoiceField(label="How did you find out?", choices=Gathered.choices)

    def __init__(
        self, topics: list[tuple[str, str]], parties: list[Party], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "topic", topics)
        choose_from(self, "who", [(str(one.id), one.name) for one in parties])


@dataclass(frozen=True)
class UsingPage:
    """A point, and what it is to become."""

    opened: Opened
    meeting: MeetingLine
    point: PointLine
    use: str
    no_hopes: bool


def owners_of(opened: Opened) -> list[tuple[str, str]]:
    """The people around the child who could do something, the reader among them, for a list to choose from."""
    actor = opened.actor
    found = [(str(one.person_id), one.name) for one in who_could_own(actor, opened.child.id)]
    mine = (str(actor.person_id), actor.name)
    return found if any(key == mine[0] for key, _ in found) else [*found, mine]


def hopes_in(opened: Opened, template: PlanTemplate) -> tuple[tuple[str, ...], list[tuple[str, str]]]:
    """The topics that hold hopes, and the hopes there are, to choose from."""
    keys = tuple(
        topic.key
        for section in template.sections
        if section.kind is SectionKind.HOPES
        for topic in section.topics
    )
    found = passages_of(opened.actor, opened.child.id, Permission.PLAN_EDIT, keys)
    return keys, [(str(one.id), f"{one.text} ({one.speaker_name})") for one in found if not one.private]


@needs(_HOLD)
def use(request: HttpRequest, child_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Use one point: `?point=` says which, `as` what it becomes."""
    opened = open_meetings(request, child_id, _HOLD)
    found = meeting_or_404(opened, meeting_id, _HOLD)
    asked = request.POST.get("point") or request.GET.get("point", "")
    point = next((one for one in points_of(opened.actor, found) if str(one.id) == asked), None)
    wanted = request.POST.get("as") or request.GET.get("as", "action")
    if point is None or wanted not in USES:
        raise Http404
    back = reverse("conversations:meeting_record", args=[child_id, meeting_id]) + f"#point-{point.id}"
    if may_use(point.use):
        return HttpResponseRedirect(back)
    template = template_of(opened.actor, child_id)
    form = _form(request, opened, found, point, wanted)
    if request.method == "POST" and form.is_valid():
        result = found_or_404(_use(opened, found, point, wanted, form))
        if not isinstance(result, Refusal):
            messages.success(request, "Done. The point shows what became of it.")
            return HttpResponseRedirect(back)
        show_refusal(form, result)
    no_hopes = wanted == "goal" and not hopes_in(opened, template)[1]
    shown, status = (
        UsingPage(opened, found, point, wanted, no_hopes),
        422 if form.is_bound and form.errors else 200,
    )
    return page(
        request, "conversations/meeting_use.html", shown, title="Use a point", form=form, status=status
    )


def _form(
    request: HttpRequest, opened: Opened, found: MeetingLine, point: PointLine, wanted: str
) -> forms.Form:
    data = request.POST or None
    if wanted == "action":
        return OwnerFields(owners_of(opened), data, initial={"what": point.text[:500]})
    template = template_of(opened.actor, opened.child.id)
    if wanted == "goal":
        hopes = hopes_in(opened, template)[1]
        return GoalForm(hopes, opened.child.age, data, initial={"text": point.text})
    if wanted == "note":
        return forms.Form(data)
    parties = parties_of(opened.actor, found, for_holder=True)
    topics = [
        (one.key, one.topic.heading.for_age(opened.child.age, Reader.PROFESSIONAL, opened.child.called))
        for one in topics_in_order(template, opened.child.age)
        if not one.key.startswith(NEED)
    ]
    said_by = next((one for one in parties if one.name == point.said_by_name), None)
    who = said_by or next((one for one in parties if one.person_id == opened.actor.person_id), None)
    how = usual_way(who.voice, opened.child.age) if who else "said"
    initial = {"text": point.text, "who": str(who.id) if who else "", "how": how}
    return IntoPlanForm(topics, parties, data, initial=initial)


def _use(opened: Opened, found: MeetingLine, point: PointLine, wanted: str, form: Any) -> object:
    actor, child_id, said = opened.actor, opened.child.id, form.cleaned_data
    if wanted == "action":
        return use_as_action(actor, child_id, point.id, form.action(), now())
    if wanted == "note":
        return keep_as_note(actor, child_id, point.id, now())
    if wanted == "goal":
        keys, _ = hopes_in(opened, template_of(actor, child_id))
        serves, area = said.get("serves"), said.get("adulthood_area", "")
        return use_as_goal(
            actor, child_id, point.id, said["text"], UUID(serves) if serves else None, now(),
            hope_topics=keys, adulthood_area=area,
        )  # fmt: skip
    parties = parties_of(actor, found, for_holder=True)
    who = next(one for one in parties if str(one.id) == said["who"])
    topic = template_of(actor, child_id).topic(said["topic"])
    refusal = refuse_note(topic, who.voice, said["how"])
    if refusal:
        return refusal
    heard = "" if who.person_id == actor.person_id else actor.name
    new = NewWords(
        said["topic"], said["text"], Voice(who.voice), Gathered(said["how"]), speaker_id=who.person_id,
        speaker_name=who.name, gathered_by_name=heard,
    )  # fmt: skip
    return use_as_words(actor, child_id, point.id, new, now())
