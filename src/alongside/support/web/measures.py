"""How it is going: each instrument's scores as a chart with words, and writing one down in under a minute."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, found_or_404, open_for_page, readers, show_refusal
from alongside.design.line_chart import LineChart, line_chart
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now
from alongside.statute.instruments import Aspect, Instrument, instruments, plain
from alongside.support.operations import correct_measure, record_measure
from alongside.support.queries.help import help_in_plan
from alongside.support.queries.measures import Score, Series, may_put_right, measure_by_id, series_of
from alongside.support.rules.measures import says_it
from alongside.support.web.measure_forms import CorrectForm, MeasureForm, starting
from alongside.voice.choices import Voice
from alongside.voice.queries import writing_as

READ, WRITE = Permission.PLAN_READ, Permission.PASSAGE_WRITE
ASPECTS = {
    Aspect.LEARNING: "Learning",
    Aspect.COMMUNICATION: "Speech and language",
    Aspect.WELL_BEING: "Well-being",
    Aspect.INDEPENDENCE: "Independence",
    Aspect.MOVEMENT: "Movement",
    Aspect.ATTENDANCE: "Coming in",
    Aspect.CONFIDENCE: "Confidence",
    Aspect.RESILIENCE: "Getting going again",
    Aspect.RELATIONSHIPS: "Friends and others",
    Aspect.MOTIVATION: "Wanting to learn",
}


@dataclass(frozen=True)
class Charted:
    """The scores of one instrument with their drawing."""

    series: Series
    chart: LineChart | None
    aspect: str


def charted(series: Iterable[Series]) -> tuple[Charted, ...]:
    """Each row of scores with its drawing, and with the day on which the first score for help was taken."""
    return tuple(Charted(one, _chart(one), ASPECTS[one.instrument.aspect]) for one in series)


def _chart(series: Series) -> LineChart | None:
    one = series.instrument
    points = [(score.on, score.score) for score in series.scores]
    began = next((score.on for score in series.scores if score.moment), None)
    marks = [(began, "The help began about here")] if began and series.scores[0].on != began else []
    return line_chart(points, (one.least, one.most), lambda score: _short(one, score), one.notable * 2, marks)


def _short(one: Instrument, score: Decimal) -> str:
    if one.unit == "age-in-months":
        return f"{int(score) // 12}y {int(score) % 12}m"
    return plain(score)


@dataclass(frozen=True)
class MeasuresPage:
    """All that was measured."""

    opened: OpenedChild
    charted: tuple[Charted, ...]
    may_add: bool
    may_ask_child: bool
    puts_right: bool


@needs(READ)
def measures(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Each instrument with its chart, the words that say what it shows, and every score in a table."""
    opened = open_for_page(request, child_id, READ, WRITE)
    content = MeasuresPage(
        opened, charted(series_of(opened.actor, child_id)), WRITE in opened.may and not opened.is_child,
        WRITE in opened.may, WRITE in opened.may and may_put_right(opened.actor, child_id),
    )  # fmt: skip
    return page(request, "support/measures.html", content, title="How it is going")


@dataclass(frozen=True)
class Choice:
    """An instrument that may be chosen."""

    key: str
    name: str
    measures: str


@dataclass(frozen=True)
class ChoosePage:
    """What can be measured: what was used for this child first, then the rest."""

    opened: OpenedChild
    used: tuple[Choice, ...]
    others: tuple[tuple[str, tuple[Choice, ...]], ...]
    help_id: str


@needs(WRITE)
def add_measure(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Write a score down: first with what, then the score."""
    opened = open_for_page(request, child_id, WRITE)
    asked = request.GET.get("with") or request.POST.get("with", "")
    one = instruments().get(asked)
    if one is None or not says_it(one, _voice(opened)):
        return _choose(request, opened)
    return _add(request, opened, one)


def _voice(opened: OpenedChild) -> str:
    return writing_as(opened.actor, opened.standing).voice


def _choose(request: HttpRequest, opened: OpenedChild) -> HttpResponse:
    voice, age = _voice(opened), opened.child.age
    used_keys = {one.instrument.key for one in series_of(opened.actor, opened.child.id)}
    open_to = [one for one in instruments().values() if says_it(one, voice)]
    fitting = [one for one in open_to if one.key not in used_keys and one.from_age <= age <= one.to_age]
    groups = [(words, [one for one in fitting if one.aspect is key]) for key, words in ASPECTS.items()]
    content = ChoosePage(
        opened,
        tuple(_choice(one) for one in open_to if one.key in used_keys),
        tuple((words, tuple(map(_choice, found_))) for words, found_ in groups if found_),
        request.GET.get("help", ""),
    )
    return page(request, "support/choose_measure.html", content, title="What was measured?")


def _choice(one: Instrument) -> Choice:
    return Choice(one.key, one.name, one.measures)


@dataclass(frozen=True)
class AddPage:
    """One score to be written down or put right."""

    opened: OpenedChild
    instrument: Instrument
    readers: tuple[tuple[str, str], ...]
    ends: tuple[str, str]
    before: Score | None = None


def _add(request: HttpRequest, opened: OpenedChild, one: Instrument) -> HttpResponse:
    start = {"on": opened.actor.on, "provision": request.GET.get("help", "")}
    form = MeasureForm(
        request.POST or None, one=one, own_word=_voice(opened) == Voice.CHILD, initial=start,
        help_=help_in_plan(opened.actor, opened.child.id),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        result = found_or_404(record_measure(opened.actor, opened.child.id, form.measure(), now()))
        if not isinstance(result, Refusal):
            messages.success(request, f"Saved: {one.name}, {one.in_words(result.score)}.")
            return redirect("support:measures", opened.child.id)
        show_refusal(form, result)
    return _form_page(request, "support/add_measure.html", opened, one, form)


def _form_page(
    request: HttpRequest, template: str, opened: OpenedChild, one: Instrument, form: MeasureForm,
    before: Score | None = None,
) -> HttpResponse:  # fmt: skip
    ends = (one.in_words(Decimal(one.least)), one.in_words(Decimal(one.most)))
    content = AddPage(opened, one, readers(opened), ends, before)
    status = 422 if form.is_bound and form.errors else 200
    title = "Put a score right" if before else "Write a score down"
    return page(request, template, content, title=title, form=form, status=status)


@needs(WRITE)
def correct(request: HttpRequest, child_id: UUID, measure_id: UUID) -> HttpResponse:
    """Put a wrong score right: the one before is kept beside it, with what was wrong."""
    opened = open_for_page(request, child_id, WRITE)
    known = measure_by_id(opened.actor, child_id, measure_id)
    if known is None:
        raise Http404
    one, before = known
    start = {
        **starting(one, before.score, before.on), "provision": str(before.provision_id or ""),
        "moment": before.moment_key, "conditions": before.conditions,
    }  # fmt: skip
    form = CorrectForm(
        request.POST or None, one=one, own_word=_voice(opened) == Voice.CHILD, initial=start,
        help_=help_in_plan(opened.actor, child_id),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        result = found_or_404(correct_measure(opened.actor, child_id, measure_id, form.measure(), why, now()))
        if not isinstance(result, Refusal):
            messages.success(request, "Put right. The score before is kept beside it.")
            return redirect("support:measures", child_id)
        show_refusal(form, result)
    return _form_page(request, "support/correct_measure.html", opened, one, form, before)
