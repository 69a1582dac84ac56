"""What is known about a child already and can be weighed in a decision: nothing is asked for twice (O3)."""

from uuid import UUID

from alongside.access.actor import Actor
from alongside.ehc.queries import CaseView, advice_of
from alongside.ehc.queries.additions import additions_of
from alongside.ehc.queries.panels import panel_evidence
from alongside.ehc.rules.deciding import Considered
from alongside.kernel.day_words import day_words
from alongside.plans.queries import live_plan, versions_of
from alongside.platform.clock import LONDON
from alongside.reviews.queries import reviews_of
from alongside.statute.almanac import london_day
from alongside.support.queries.cycles import cycles_of
from alongside.support.queries.measures import series_of
from alongside.voice.choices import Voice
from alongside.voice.queries import passages_of
from alongside.wellbeing.queries.attendance import years_of


def evidence_at_hand(actor: Actor, child_id: UUID, case: CaseView) -> tuple[Considered, ...]:
    """Each piece of evidence that the actor may read: the request, the plan, reviews, what was said."""
    found = [Considered("The request", day_words(case.received_on))]
    found += [
        Considered(
            f"What {one.whose} added, {day_words(london_day(one.at))} at {one.at.astimezone(LONDON):%H:%M}"
        )
        for one in additions_of(actor, case)
    ]
    plan = live_plan(actor, child_id)
    if plan:
        found += [
            Considered(f"The plan, version {number}", day_words(london_day(agreed_at)))
            for _, number, _, _, agreed_at in versions_of(actor, plan.id)
            if agreed_at
        ]
    found += [
        Considered("A review of the plan", day_words(london_day(one.finished_at)))
        for one in reviews_of(actor, child_id)
        if one.finished_at
    ]
    said = {one.voice for one in passages_of(actor, child_id) if not one.private}
    for voice, words in ((Voice.CHILD, "What the child says"), (Voice.PARENT, "What the family says")):
        if voice in said:
            found.append(Considered(words, "in the plan"))
    if cycles := len(cycles_of(actor, child_id)):
        found.append(Considered("Assess, plan, do, review", f"{cycles} cycle{'' if cycles == 1 else 's'}"))
    if years_of(actor, child_id):
        found.append(Considered("Attendance", f"as it stands on {day_words(actor.on)}"))
    if series_of(actor, child_id):
        found.append(Considered("Measures of progress", f"as they stand on {day_words(actor.on)}"))
    return (*found, *_advice(actor, child_id, case), *panel_evidence(actor, case.id))


def _advice(actor: Actor, child_id: UUID, case: CaseView) -> list[Considered]:
    """Each piece of advice that was given, by whom; the words of it stay on the page of the advice."""
    return [
        Considered(f"Advice: {one.limb.label.lower()}, {one.given_by_name}", one.dated)
        for one in advice_of(actor, child_id)
        if one.is_given and one.case_id == case.id
    ]
