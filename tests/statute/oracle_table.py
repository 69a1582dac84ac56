"""Every limit a second time, written by hand from the rules themselves and not from the data that ships.

A line says: this limit, from this event, this walk. It knows neither the product nor its file.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tests.statute import oracle_days as days

Walk = Callable[[date], date]


@dataclass(frozen=True)
class Told:
    """What a case says: the days on which things happened, and when the setting was closed."""

    happened: Mapping[str, date]
    closed: Sequence[tuple[date, date]] = field(default=())


@dataclass(frozen=True)
class Rule:
    """Which events a limit looks at, and the day that follows; None when none of them happened."""

    events: tuple[str, ...]
    due_on: Callable[[Told], date | None]


def weeks(number: int) -> Walk:
    return lambda day: days.walk_on(day, number * 7)


def weeks_before(number: int) -> Walk:
    return lambda day: days.walk_back(day, number * 7)


def calendar_days(number: int) -> Walk:
    return lambda day: days.walk_on(day, number)


def days_with_the_first(number: int) -> Walk:
    return lambda day: days.walk_on(day, number - 1)


def months(number: int) -> Walk:
    return lambda day: days.months_on(day, number)


def months_with_the_first(number: int) -> Walk:
    return lambda day: days.months_starting_with(day, number)


def months_before(number: int) -> Walk:
    return lambda day: days.months_back(day, number)


def working_days(number: int) -> Walk:
    return lambda day: days.nth(days.forwards(days.after(day)), days.is_working_day, number)


def working_days_with_the_first(number: int) -> Walk:
    return lambda day: days.nth(days.forwards(day), days.is_working_day, number)


def working_days_before(number: int) -> Walk:
    return lambda day: days.nth(days.backwards(days.before(day)), days.is_working_day, number)


def tribunal_months(number: int) -> Walk:
    return lambda day: days.tribunal(days.months_on(day, number))


def the_day_itself(day: date) -> date:
    return day


def on(event: str, walk: Walk, *others: str) -> Rule:
    """From the event; where others may start it too, from the last that happened."""
    names = (event, *others)

    def due_on(told: Told) -> date | None:
        happened = [told.happened[name] for name in names if name in told.happened]
        return walk(max(happened)) if happened else None

    return Rule(names, due_on)


def _of_both(rules: Sequence[Rule], takes: Callable[[list[date]], date]) -> Rule:
    def due_on(told: Told) -> date | None:
        found = [day for rule in rules if (day := rule.due_on(told))]
        return takes(found) if found else None

    return Rule(tuple(name for rule in rules for name in rule.events), due_on)


def earlier(*rules: Rule) -> Rule:
    return _of_both(rules, min)


def later(*rules: Rule) -> Rule:
    return _of_both(rules, max)


def school_days(event: str, number: int) -> Rule:
    def due_on(told: Told) -> date:
        start = days.after(told.happened[event])
        return days.nth(days.forwards(start), days.open_at(told.closed), number)

    return Rule((event,), due_on)


# Birthdays


def _birthday(born_on: date, age: int) -> date:
    if (born_on.month, born_on.day) == (2, 29) and (born_on.year + age) % 4:
        return date(born_on.year + age, 3, 1)
    return date(born_on.year + age, born_on.month, born_on.day)


def _june_after(birthday: date) -> int:
    """The year whose June ends the teaching of the school year of this birthday."""
    return birthday.year + 1 if birthday.month >= 9 else birthday.year


def becomes_young_person(born_on: date) -> date:
    return days.last_friday_in_june(_june_after(_birthday(born_on, 16)))


def year_nine_begins(born_on: date) -> date:
    return date(_june_after(_birthday(born_on, 14)) - 1, 9, 1)


def eighteenth_birthday(born_on: date) -> date:
    return _birthday(born_on, 18)


def day_before_twenty_six(born_on: date) -> date:
    return days.before(_birthday(born_on, 26))


# Fixed days of the year of the move


def fifteenth_of_february(moves_on: date) -> date:
    return date(moves_on.year, 2, 15)


def thirty_first_of_march(moves_on: date) -> date:
    return date(moves_on.year, 3, 31)


_ORDER = ("order.made", "mediation.agreed")
_REVIEW_DUE = later(
    on("plan.made", months_with_the_first(12)), on("plan.reviewed", months_with_the_first(12))
)
_APPEAL = later(
    on("decision.sent", tribunal_months(2)), on("mediation.certificate-issued", tribunal_months(1))
)

TABLE: dict[str, Rule] = {
    # From a request to a plan
    "request.after-assessment": on("assessment.completed", months(6)),
    "assessment.decision": on("request.received", weeks(6)),
    "advice.reply": on("advice.request-received", weeks(6)),
    "plan.refusal": on("request.received", weeks(16)),
    "plan.draft": on("request.received", weeks(16)),
    "plan.representations": on("draft.served", days_with_the_first(15)),
    "consultation.reply": on("consultation.received", calendar_days(15)),
    "plan.final": on("request.received", weeks(20)),
    "reassessment.decision": on("reassessment.requested", calendar_days(15)),
    "reassessment.final": on("reassessment.agreed", weeks(14)),
    # Reviews
    "review.first": on("plan.made", months_with_the_first(12)),
    "review.next": on("plan.reviewed", months_with_the_first(12)),
    "review.due": _REVIEW_DUE,
    "review.under-fives": on("plan.reviewed", months(6)),
    "review.under-fives-soonest": on("plan.reviewed", months(3)),
    "review.list": on("term.started", weeks_before(2)),
    "review.list-at-start": on("term.started", the_day_itself),
    "review.meeting": on("review.due", weeks_before(4)),
    "review.invitation": on("review.meeting", weeks_before(2)),
    "review.papers": on("review.meeting", weeks_before(2)),
    "review.report": on("review.meeting", weeks(2)),
    "review.decision": on("review.meeting", weeks(4)),
    "review.decision-at-latest": earlier(on("review.meeting", weeks(4)), _REVIEW_DUE),
    "review.amendment-notice": on("review.meeting", weeks(4)),
    "review.notice-at-latest": earlier(on("review.meeting", weeks(4)), _REVIEW_DUE),
    "review.representations": on("amendment-notice.served", days_with_the_first(15)),
    "review.final": on("amendment-notice.served", weeks(8)),
    "review.final-at-latest": on("review.meeting", weeks(12)),
    "review.changed-plan": earlier(on("amendment-notice.served", weeks(8)), on("review.meeting", weeks(12))),
    "review.no-amendment": on("amendment-notice.served", weeks(8)),
    # Changes of phase
    "phase-transfer.other": on("phase-transfer.changes-phase", fifteenth_of_february),
    "phase-transfer.secondary-to-post-16": on("phase-transfer.to-post-16", thirty_first_of_march),
    "phase-transfer.between-post-16": on("phase-transfer.moves", months_before(5)),
    "phase-transfer.notice": on("phase-transfer.due", weeks_before(8)),
    "phase-transfer.meeting": on("phase-transfer.due", weeks_before(12)),
    # Moves between areas
    "move.on-the-day": on("move.happened", the_day_itself),
    "move.transfer": on("move.known", working_days_with_the_first(15)),
    "move.plan-passed": later(
        on("move.happened", the_day_itself), on("move.known", working_days_with_the_first(15))
    ),
    "move.health": on("move.health-known", working_days_with_the_first(15)),
    "move.inform": on("plan.transferred", weeks(6)),
    "move.review": on("plan.transferred", months_with_the_first(3)),
    "move.review-at-latest": later(_REVIEW_DUE, on("plan.transferred", months_with_the_first(3))),
    # Mediation and appeals
    "mediation.contact": on("decision.sent", months(2)),
    "mediation.certificate-declined": on("mediation.declined", working_days(3)),
    "mediation.certificate-not-arranged": on("mediation.not-arranged", working_days(3)),
    "mediation.certificate": on("mediation.ended", working_days(3)),
    "mediation.arrange": on("mediation.wanted", calendar_days(30)),
    "mediation.tell-health": on("mediation.wanted", working_days(3)),
    "mediation.arrange-health": on("mediation.health-wanted", calendar_days(30)),
    "mediation.notice": on("mediation.meeting", working_days_before(5)),
    "mediation.other-matters": on("mediation.agreed", weeks(2)),
    "mediation.health-informs": on("mediation.agreed", weeks(1)),
    "appeal.window": on("decision.sent", tribunal_months(2)),
    "appeal.after-certificate": on("mediation.certificate-issued", tribunal_months(1)),
    "appeal.at-latest": _APPEAL,
    "ceasing.kept-up": _APPEAL,
    "claim.discrimination": on("discrimination.happened", months_with_the_first(6)),
    "recommendation.reply": on("recommendation.made", weeks(5)),
    # Orders of the Tribunal
    "order.assess-notify": on(_ORDER[0], weeks(2), _ORDER[1]),
    "order.assess-no-plan": on(_ORDER[0], weeks(10), _ORDER[1]),
    "order.assess-final": on(_ORDER[0], weeks(14), _ORDER[1]),
    "order.plan-draft": on(_ORDER[0], weeks(5), _ORDER[1]),
    "order.plan-final": on(_ORDER[0], weeks(11), _ORDER[1]),
    "order.think-again": on(_ORDER[0], weeks(2), _ORDER[1]),
    "order.think-again-draft": on(_ORDER[0], weeks(5), _ORDER[1]),
    "order.think-again-final": on(_ORDER[0], weeks(11), _ORDER[1]),
    "order.amend": on(_ORDER[0], weeks(5), _ORDER[1]),
    "order.amend-setting": on(_ORDER[0], weeks(2), _ORDER[1]),
    "order.continue": on(_ORDER[0], the_day_itself, _ORDER[1]),
    "order.continue-amend": on(_ORDER[0], weeks(5), _ORDER[1]),
    "order.cease": on("order.made", the_day_itself),
    "unopposed.assess": on("appeal.not-opposed", weeks(2)),
    "unopposed.no-plan": on("appeal.not-opposed", weeks(10)),
    "unopposed.final": on("appeal.not-opposed", weeks(14)),
    "unopposed.amend": on("appeal.not-opposed", weeks(5)),
    "unopposed.amend-setting": on("appeal.not-opposed", weeks(2)),
    "unopposed.plan-draft": on("appeal.not-opposed", weeks(5)),
    "unopposed.plan-final": on("appeal.not-opposed", weeks(11)),
    "unopposed.continue": on("appeal.not-opposed", the_day_itself),
    "unopposed.continue-amend": on("appeal.not-opposed", weeks(5)),
    # Ages
    "age.rights-pass": on("child.born", becomes_young_person),
    "age.adulthood-planning": on("child.born", year_nine_begins),
    "age.adult": on("child.born", eighteenth_birthday),
    "age.plan-ends": on("child.born", day_before_twenty_six),
    # Money, staff, records
    "direct-payment.review": on("direct-payment.started", months(3)),
    "direct-payment.first-review": on("plan.made", months_with_the_first(12)),
    "direct-payment.next-review": on("plan.reviewed", months_with_the_first(12)),
    "senco.qualification": on("senco.appointed", months(36)),
    "complaint.data-acknowledged": on("complaint.data-received", calendar_days(30)),
    "access-request.reply": on("access-request.received", months(1)),
    "records-request.reply": school_days("records-request.received", 15),
    "question.answer": on("question.asked", working_days(5)),
}

LAW_FROM: dict[str, date] = {"complaint.data-acknowledged": date(2026, 6, 19)}
"""Limits that are younger than the oldest case."""


def closure_excepts(asked_on: date, closed_from: date, reopens_on: date) -> bool:
    """Four weeks or more shut, and asked from a week before until a week before the reopening."""
    shut = 0
    day = closed_from
    while day < reopens_on:
        shut, day = shut + 1, days.after(day)
    return shut >= 28 and days.walk_back(closed_from, 7) <= asked_on <= days.walk_back(reopens_on, 7)
