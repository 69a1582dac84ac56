"""Advice for the assessments that run: given, late, waiting in a team's inbox; a panel; a request to be confirmed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import Role
from alongside.ehc.choices import AskedBy, Limb
from alongside.ehc.models import AdviceRequest
from alongside.ehc.operations.advice_asking import NewAsk, ask_for_advice
from alongside.ehc.operations.advice_keeping import propose_reuse
from alongside.ehc.operations.advising import Answer, add_statements, give_advice, take_on
from alongside.ehc.operations.panels import make_panel, put_on_agenda
from alongside.ehc.operations.unverified import ask_without_account
from alongside.ehc.queries.inbox import offers
from alongside.ehc.rules.advice import Existing
from alongside.ehc.rules.unverified import PublicRequest
from alongside.kernel.refusal import Refusal
from alongside.rendering.formats import Format, render
from alongside.rendering.model import Document, Paragraph
from alongside.site.demo.area import Area, acting
from alongside.site.demo.pupils import Pupil
from alongside.site.demo.told import StoryBroken

Result = TypeVar("Result")
_FRIDAY = 4
_TALKING, _LEARNING = "communication-and-interaction", "cognition-and-learning"


@dataclass(frozen=True)
class _Said:
    """What one adviser answers: who they are, and each statement by kind and area."""

    profession: str
    summary: str
    statements: tuple[tuple[str, str, str], ...]


_PSYCHOLOGY = _Said(
    "educational psychologist",
    "I met {name} twice, at school and at home. Much is possible when the words are few and the steps are clear.",
    (
        ("strength", _TALKING, "{name} watches closely and copies what a friend does well."),
        ("need", _LEARNING, "{name} holds two steps in mind at once, and loses the third."),
        ("outcome", _LEARNING, "By next summer {name} follows three steps with a picture for each."),
        ("provision", _LEARNING, "A trained assistant teaches with picture steps for 20 minutes each day."),
        ("provision", "", "An educational psychologist meets the staff once a term, for one hour."),
    ),
)  # fmt: skip
_SCHOOL = _Said(
    "SENCo",
    "We see {name} every day. What helps is known; there are not enough hands to do it every day.",
    (
        ("need", _TALKING, "{name} does not ask for help, and waits until somebody notices."),
        ("outcome", _TALKING, "By Easter {name} shows the help card in two lessons a day."),
        ("provision", _TALKING, "An adult looks to {name} at the start of each task and after five minutes."),
    ),
)  # fmt: skip


def gather_advice(area: Area, pupils: Sequence[Pupil]) -> None:
    """For each child who is being assessed everybody is asked; the first has two answers, the second a late one."""
    for number, (pupil, ago) in enumerate(zip(pupils, (24, 50, 40), strict=False)):
        rows = _ask(area, pupil, area.days.at(ago, 10, school=False))
        if number == 0:
            _answer(area, pupil, rows)
        if number == 1:
            _take(area, pupil, ("therapist", "therapy"), area.days.at(48, 9, school=False))
        if number == 2:
            _propose_again(area, pupil, rows[Limb.SOCIAL_CARE], area.days.at(38, 10, school=False))
    _sit(area, pupils[1:2])
    _ask_openly(area)


def _ask(area: Area, pupil: Pupil, at: datetime) -> dict[Limb, AdviceRequest]:
    child, council = pupil.child, _caseworker(area, at)
    asks = [NewAsk(Limb.FAMILY, person_id=pupil.home.first.person.id)]
    for limb, key in (
        (Limb.PSYCHOLOGY, "psychology"),
        (Limb.MEDICAL, "therapy"),
        (Limb.EDUCATION, "primary"),
    ):
        asks.append(NewAsk(limb, organisation_id=area.places[key].organisation.id))
    asks.append(NewAsk(Limb.SOCIAL_CARE, name="Early help team"))
    made = _done(ask_for_advice(council, child.id, asks, at))
    return {Limb(one.limb): one for one in made}


def _propose_again(area: Area, pupil: Pupil, row: AdviceRequest, at: datetime) -> None:
    """What the early help team wrote in the spring could be enough: the family reads it, and says whether it is."""
    written = Document(
        "Early help assessment",
        (
            Paragraph(f"We met {pupil.name} and the family at home, three times in the spring."),
            Paragraph("Needs: nobody at home can leave the house together without a plan for the day."),
            Paragraph("What helps: a short break of three hours each second Saturday, with the same worker."),
        ),
        (at - timedelta(days=90)).date(), footer="Early help team",
    )  # fmt: skip
    existing = Existing(
        "Early help assessment, by the early help team", written.made_on, render(written, Format.WORD)
    )
    _done(propose_reuse(_caseworker(area, at), pupil.child.id, row.id, existing, at))


def _take(area: Area, pupil: Pupil, who: tuple[str, str], at: datetime) -> Actor:
    """Somebody takes the request about this child out of their team's inbox."""
    service = area.places[who[1]].organisation
    adviser = acting(area.cast[who[0]], Role.PROFESSIONAL, service, at.date())
    for one in offers(adviser):
        if one.child_name == pupil.child.full_name:
            _done(take_on(adviser, one.id, at))
    return adviser


def _answer(area: Area, pupil: Pupil, rows: dict[Limb, AdviceRequest]) -> None:
    """The psychologist takes it on two days later and answers; so does the school."""
    at = area.days.at(22, 11, school=False)
    adviser = _take(area, pupil, ("psychologist", "psychology"), at)
    _say(adviser, rows[Limb.PSYCHOLOGY], _PSYCHOLOGY, pupil.name, at + timedelta(hours=2))
    at, school = area.days.at(15, 15, school=False), area.places["primary"].organisation
    senco = acting(area.cast["whitcombe"], Role.SENCO, school, at.date())
    _say(senco, rows[Limb.EDUCATION], _SCHOOL, pupil.name, at)


def _say(actor: Actor, row: AdviceRequest, said: _Said, name: str, at: datetime) -> None:
    for kind, area, words in said.statements:
        _done(add_statements(actor, row.child_id, row.id, (kind, area, words.format(name=name)), at))
    answer = Answer(said.summary.format(name=name), said.profession)
    _done(give_advice(actor, row.child_id, row.id, answer, at))


def _sit(area: Area, pupils: Sequence[Pupil]) -> None:
    """A panel in a few days, with a case on it."""
    at = area.days.at(1, 12, school=False)
    members: list[tuple[UUID, UUID]] = [
        (area.cast["caseworker"].id, area.council.id), (area.cast["manager"].id, area.council.id),
        (area.cast["psychologist"].id, area.places["psychology"].organisation.id),
    ]  # fmt: skip
    on = at.date() + timedelta(days=4)
    on += timedelta(days=max(0, 7 - on.weekday()) if on.weekday() > _FRIDAY else 0)
    panel = _done(make_panel(_caseworker(area, at), on, members, at))
    for pupil in pupils:
        _done(put_on_agenda(_caseworker(area, at), panel.id, pupil.child.id, at))


def _ask_openly(area: Area) -> None:
    """Somebody without an account asked yesterday evening."""
    at = area.days.at(1, 21, school=False)
    new = PublicRequest(
        AskedBy.PARENT, "Grace", "Tanner", "grace.tanner@family.example.org", "Micah", "Tanner",
        at.date() - timedelta(days=365 * 6 + 40),
        "He starts Year 2 and still has three words. Nursery said wait. I do not want to wait any more.",
        setting_name="St Brannoc’s Infant School",
    )  # fmt: skip
    _done(ask_without_account(new, area.council.id, at))


def _caseworker(area: Area, at: datetime) -> Actor:
    return acting(area.cast["caseworker"], Role.CASEWORKER, area.council, at.date())


def _done(result: Result | Refusal) -> Result:
    if isinstance(result, Refusal):
        raise StoryBroken(str(result))
    return result
