"""Pages that write the thread from hope to help: needs, outcomes, steps, provision."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import found_or_404, show_refusal
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.plans.layout import SectionView, TopicView
from alongside.plans.queries import PlanSummary
from alongside.plans.templates import hope_topics
from alongside.plans.web.opened import Banner, Opened, open_for, plan_of, small_banner
from alongside.plans.web.thread_forms import (
    HINTS,
    InThread,
    NeedForm,
    OutcomeForm,
    ProvisionForm,
    StepForm,
)
from alongside.platform.clock import now
from alongside.statute.guidance import guidance_for
from alongside.statute.plan_shapes import SectionKind
from alongside.support.operations import add_need, add_outcome, add_provision, add_step, change_in_thread
from alongside.voice.choices import StatementKind
from alongside.voice.operations import StaleText
from alongside.voice.queries import Passage, passage_by_id, passages_of

Save = Callable[[InThread], object]


@dataclass(frozen=True)
class ThreadPage:
    """One form of the thread: what is asked, what it belongs to, where it leads back to."""

    opened: Opened
    banner: Banner
    title: str
    question: str
    prompts: tuple[str, ...]
    example: str
    belongs_to: str
    to_try: tuple[str, ...]
    back: tuple[str, str]
    place: str = ""
    ending: UUID | None = None
    theirs: StaleText | None = None

    @property
    def hints(self) -> dict[str, str]:
        return HINTS


def _answer(request: HttpRequest, content: ThreadPage, form: InThread, save: Save) -> HttpResponse:
    """Draw the form; when it is sent and kept, go back to where it belongs."""
    theirs = None
    if request.method == "POST" and form.is_valid():
        result = found_or_404(save(form))
        if not isinstance(result, Refusal):
            messages.success(request, "Saved. It is in the plan.")
            here = reverse("plans:section", args=[content.opened.child.id, content.back[0]])
            return HttpResponseRedirect(f"{here}#{content.place}" if content.place else here)
        if isinstance(result, StaleText):
            # The reader's text stays in the form, against the edition they now see.
            theirs = result
            form.data = {**request.POST.dict(), "edition": str(result.edition)}
        show_refusal(form, result)
    shown = ThreadPage(**{**content.__dict__, "theirs": theirs})
    status = 422 if form.is_bound and form.errors else 200
    return page(request, "plans/thread_form.html", shown, title=content.title, form=form, status=status)


def _topic_words(opened: Opened, plan: PlanSummary, key: str) -> tuple[tuple[str, ...], str]:
    """The prompts and the example that the template has for a topic of the thread."""
    topic = next((one for one in plan.template.topics if one.key == key), None)
    if topic is None:
        return (), ""
    name, age = opened.child.called, opened.child.age
    prompts = tuple(one.for_age(age, opened.reader, name) for one in topic.prompts)
    return prompts, topic.example.for_age(age, opened.reader, name) if topic.example else ""


def add_need_page(request: HttpRequest, opened: Opened, view: SectionView, topic: TopicView) -> HttpResponse:
    """A need in one area, with what shows it."""
    if not opened.edits:
        raise Http404
    area = topic.key.removeprefix("need-")
    content = ThreadPage(
        opened, small_banner(opened), "Add a need", topic.heading, topic.prompts, topic.example, "",
        guidance_for(area, opened.child.age).strategies, (view.key, view.title), f"topic-{topic.key}",
    )  # fmt: skip

    def save(form: InThread) -> object:
        text, evidence = form.cleaned_data["text"], form.cleaned_data["evidence"]
        return add_need(opened.actor, opened.child.id, area, text, evidence, now())

    return _answer(request, content, NeedForm(request.POST or None), save)


def _hopes(opened: Opened, plan: PlanSummary) -> list[Passage]:
    found = passages_of(opened.actor, opened.child.id, Permission.PLAN_EDIT, hope_topics(plan.template))
    return [one for one in found if not one.private]


def add_outcome_page(
    request: HttpRequest, opened: Opened, plan: PlanSummary, view: SectionView
) -> HttpResponse:
    """An outcome that leads to a hope."""
    if not opened.edits:
        raise Http404
    prompts, example = _topic_words(opened, plan, "outcome")
    content = ThreadPage(
        opened, small_banner(opened), "Add an outcome", "What will be different?", prompts, example, "", (),
        (view.key, view.title),
    )  # fmt: skip
    form = OutcomeForm(request.POST or None, hopes=_hopes(opened, plan), age=opened.child.age)

    def save(form: InThread) -> object:
        hope = form.cleaned_data.get("serves")
        return add_outcome(
            opened.actor, opened.child.id, form.cleaned_data["text"], UUID(hope) if hope else None, now(),
            hope_topics=hope_topics(plan.template), adulthood_area=form.cleaned_data.get("adulthood_area", ""),
            measure=form.cleaned_data["measure"], by_when=form.cleaned_data["ends_on"],
        )  # fmt: skip

    return _answer(request, content, form, save)


def _for_outcome(opened: Opened, outcome_id: UUID) -> tuple[PlanSummary, Passage, tuple[str, str]]:
    """The plan, the outcome of the address and its section. Raises Http404."""
    plan = plan_of(opened)
    outcome = passage_by_id(opened.actor, opened.child.id, outcome_id, Permission.PLAN_EDIT)
    if outcome is None or outcome.kind is not StatementKind.OUTCOME:
        raise Http404
    return plan, outcome, outcomes_section(opened, plan)


def outcomes_section(opened: Opened, plan: PlanSummary) -> tuple[str, str]:
    """Key and title of the section that holds outcomes."""
    section = next((one for one in plan.template.sections if one.kind is SectionKind.OUTCOMES), None)
    if section is None:
        raise Http404
    return section.key, section.title.for_age(opened.child.age, opened.reader, opened.child.called)


@needs(Permission.PLAN_EDIT)
def new_step(request: HttpRequest, child_id: UUID, statement_id: UUID) -> HttpResponse:
    """A step towards an outcome."""
    opened = open_for(request, child_id, Permission.PLAN_EDIT)
    plan, outcome, back = _for_outcome(opened, statement_id)
    prompts, example = _topic_words(opened, plan, "step")
    content = ThreadPage(
        opened, small_banner(opened), "Add a step", "What is the next small step?", prompts, example, outcome.text,
        (), back, f"words-{outcome.id}",
    )  # fmt: skip

    def save(form: InThread) -> object:
        told = form.cleaned_data
        return add_step(opened.actor, child_id, outcome.id, told["text"], told["ends_on"], now())

    return _answer(request, content, StepForm(request.POST or None), save)


@needs(Permission.PLAN_EDIT)
def new_provision(request: HttpRequest, child_id: UUID, statement_id: UUID) -> HttpResponse:
    """Help for an outcome."""
    opened = open_for(request, child_id, Permission.PLAN_EDIT)
    plan, outcome, back = _for_outcome(opened, statement_id)
    prompts, example = _topic_words(opened, plan, "provision")
    content = ThreadPage(
        opened, small_banner(opened), "Add help", "What will be done?", prompts, example, outcome.text, (), back,
        f"words-{outcome.id}",
    )  # fmt: skip

    def save(form: InThread) -> object:
        return add_provision(
            opened.actor, child_id, outcome.id, form.cleaned_data["text"], now(), **form.parts
        )

    return _answer(request, content, ProvisionForm(request.POST or None), save)


_QUESTIONS = {
    StatementKind.NEED: ("Change a need", "The need"),
    StatementKind.OUTCOME: ("Change an outcome", "What will be different?"),
    StatementKind.STEP: ("Change a step", "The step"),
    StatementKind.PROVISION: ("Change help", "What is done?"),
}


def change_in_thread_page(
    request: HttpRequest, opened: Opened, passage: Passage, back: tuple[str, str]
) -> HttpResponse:
    """Change a need, outcome, step or provision; the same form as when it was first written."""
    if not opened.edits:
        raise Http404
    plan = plan_of(opened)
    title, question = _QUESTIONS[passage.kind]
    place = f"words-{passage.serves if passage.kind in (StatementKind.STEP, StatementKind.PROVISION) else passage.id}"
    if passage.kind is not StatementKind.NEED:
        back = outcomes_section(opened, plan)
    content = ThreadPage(
        opened, small_banner(opened), title, question, (), "", "", (), back, place, ending=passage.id
    )
    form = _change_form(request, opened, plan, passage)

    def save(form: InThread) -> object:
        parts = dict(form.parts)
        if form.cleaned_data.get("serves"):
            parts["serves_id"] = UUID(form.cleaned_data["serves"])
        text, edition = form.cleaned_data["text"], form.cleaned_data["edition"] or 0
        return change_in_thread(opened.actor, opened.child.id, passage.id, text, edition, now(), **parts)

    return _answer(request, content, form, save)


def _change_form(request: HttpRequest, opened: Opened, plan: PlanSummary, passage: Passage) -> InThread:
    kind: dict[StatementKind, type[InThread]] = {
        StatementKind.NEED: NeedForm, StatementKind.STEP: StepForm, StatementKind.PROVISION: ProvisionForm,
        StatementKind.OUTCOME: OutcomeForm,
    }  # fmt: skip
    form = kind[passage.kind]
    initial = {name: getattr(passage, name) for name in ("text", "edition", *form.asked)}
    options: dict[str, Any] = {"initial": {**initial, "serves": str(passage.serves or "")}}
    if form is OutcomeForm:
        options |= {"hopes": _hopes(opened, plan), "age": opened.child.age}
    return form(request.POST or None, **options)
