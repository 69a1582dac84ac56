"""A case in which it is agreed to assess, and those who are asked for advice."""

from dataclasses import dataclass, replace
from datetime import timedelta

from alongside.access.actor import Actor
from alongside.access.choices import Role
from alongside.ehc.choices import Limb, Question
from alongside.ehc.models import AdviceRequest, Case
from alongside.ehc.operations.advice_asking import NewAsk, ask_for_advice
from alongside.ehc.operations.advising import Answer, add_statements, give_advice, take_on
from alongside.ehc.operations.deciding import make_decision, prepare_decision
from alongside.ehc.operations.requesting import NewRequest, request_assessment
from alongside.ehc.queries.inbox import offers
from alongside.ehc.rules.deciding import Considered, NewDecision
from alongside.organisations.choices import OrganisationKind
from alongside.organisations.models import Organisation
from tests.ehc.conftest import Area
from tests.makers import world
from tests.support.test_actions import ok

YES = NewDecision(
    Question.ASSESS, True, {"has-sen": True, "plan-may-be-needed": True}, (Considered("The request"),),
    "The evidence shows that we need to know more about what would help her.",
)  # fmt: skip


@dataclass(frozen=True)
class Advisers:
    """A team of psychologists, and somebody whose post there only a link made."""

    service: Organisation
    first: Actor
    second: Actor
    by_link: Actor


def assessing(area: Area) -> Case:
    """A request of the mother, agreed to be assessed in the same hour."""
    child = area.around.child.id
    ok(request_assessment(area.around.mother, child, NewRequest("planted-request of the mother"), world.NOW))
    prepared = ok(prepare_decision(area.caseworker, child, YES, 0, world.NOW))
    ok(make_decision(area.manager, child, Question.ASSESS, prepared.edition, world.NOW))
    return Case.everything.get()


def psychologists() -> Advisers:
    service = Organisation.objects.create(name="Merefield Psychology", kind=OrganisationKind.SERVICE)
    actors = []
    for given, by_link in (("Imogen", False), ("Rhys", False), ("Lin", True)):
        person = world.make_person(given, "Adeyemi")
        world.joins(person, service, Role.PROFESSIONAL, by_link=by_link)
        actors.append(world.acting(person, Role.PROFESSIONAL, service))
    return Advisers(service, *actors)


def asked_of_team(area: Area, team: Advisers, limb: Limb = Limb.PSYCHOLOGY) -> AdviceRequest:
    new = (NewAsk(limb, "planted-question", organisation_id=team.service.id),)
    return ok(ask_for_advice(area.caseworker, area.around.child.id, new, world.NOW))[0]


def taken(team: Advisers) -> AdviceRequest:
    """The first of the team takes the oldest request of the inbox on."""
    return ok(take_on(team.first, offers(team.first)[0].id, world.NOW))


def given(actor: Actor, row: AdviceRequest, days: int = 0) -> AdviceRequest:
    """A whole answer: a need, an outcome, what helps, and a strength."""
    at = world.NOW + timedelta(days=days)
    actor = replace(actor, on=at.date())
    for kind, words in (
        ("need", "planted-need: she loses long sentences."), ("outcome", "She tells a friend about her day."),
        ("provision", "Ten minutes a day with a trained adult."), ("strength", "She draws what she cannot say."),
    ):  # fmt: skip
        area = "communication-and-interaction"
        ok(add_statements(actor, row.child_id, row.id, (kind, area, words), at))
    answer = Answer("planted-summary", "educational psychologist")
    return ok(give_advice(actor, row.child_id, row.id, answer, at))
