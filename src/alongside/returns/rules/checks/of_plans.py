"""Rules about the assessment and the plan as it is written."""

from datetime import date
from typing import Any

from alongside.returns.rules.checks.rule import At, Mends, Rule
from alongside.returns.rules.records import Assessment, PlanDetail
from alongside.statute.almanac import shipped

_MISSING, _SAY = "This is missing.", "Answer yes or no."
_YOUNGEST_AT_WORK = 16


def _answered(item: str) -> Rule:
    return Rule(
        f"0.assessment.{item}", 0, "assessment", item,
        lambda one, _at: one.outcome in ("Y", "N") and getattr(one, item) is None, _MISSING, _SAY,
    )  # fmt: skip


ASSESSMENT: tuple[Rule, ...] = (
    _answered("mediation"),
    _answered("tribunal"),
    _answered("other_mediation"),
    _answered("other_tribunal"),
    Rule("4.assessment", 4, "assessment", "mediation",
         lambda one, _at: one.outcome == "N" and one.plan and not (one.mediation or one.tribunal),
         "A plan was refused at first and there is one now.",
         "The first decision stays. Say whether mediation or an appeal changed it."),
    Rule("5.day", 5, "assessment", "outcome_on", lambda one, _at: one.outcome == "N" and not one.outcome_on,
         "A decision that there will be no plan needs the day of the letter.", "Write the day of the letter."),
    Rule("5.issued", 5, "assessment", "outcome_on",
         lambda one, _at: one.outcome == "Y" and not one.outcome_on and one.plan and one.plan.start_on,
         "The plan has a date, and there is no day on which it was issued.", "Write the day it was issued."),
    Rule("5.nothing", 5, "assessment", "outcome", lambda one, _at: one.outcome in ("A", "W") and one.plan,
         "There is a plan, and no decision to issue one.", "Write the decision down.", Mends.DATA),
    Rule("5.plan", 5, "assessment", "outcome",
         lambda one, _at: (one.outcome == "H" or (one.outcome == "Y" and one.outcome_on)) and not one.plan,
         "A plan was issued, and it is not here.", "Write the plan down."),
    Rule("6.transfer", 6, "assessment", "outcome",
         lambda one, at: at.request.active and at.request.active.transfer_la and one.outcome != "H",
         "A plan that was transferred in has the outcome H.", "Take out the council it came from, or the decision.",
         Mends.DATA),
    Rule("15.assessment", 15, "assessment", "outcome_on",
         lambda one, at: one.outcome_on and at.request.outcome_on and one.outcome_on < at.request.outcome_on,
         "This day lies before the decision to assess.", "Correct the two days."),
    Rule("16.assessment", 16, "assessment", "outcome_on", lambda one, at: one.outcome_on and one.outcome_on > at.today,
         "This day has not come.", "Correct the day."),
    Rule("24.only", 24, "assessment", "week20", lambda one, _at: one.week20 and one.outcome != "Y",
         "Exceptions to the 20 weeks go with a plan that was issued.", "Take the exception out.", is_error=False),
    Rule("24.said", 24, "assessment", "week20",
         lambda one, _at: one.outcome == "Y" and one.outcome_on and one.week20 is None, _MISSING, _SAY),
)  # fmt: skip


def _last_review(at: At) -> date | None:
    return at.request.active.last_review if at.request.active else None


def _ended_too_soon(plan: Any, at: At) -> bool:
    """The end lies in the time in which the decision to cease can be appealed: is it the day of the decision?"""
    decided = _last_review(at)
    return bool(plan.cease_on and decided and while_it_can_be_appealed(plan.cease_on, decided))


def while_it_can_be_appealed(ended: date, decided: date) -> bool:
    """Whether a day lies in the time in which a decision to end a plan can be appealed (CFA 2014 s.45(4))."""
    return decided <= ended <= shipped().work_out("ceasing.kept-up", {"decision.sent": decided}).due_on


def _not_as_issued(plan: Any, at: At) -> bool:
    """A first plan begins on the day it is issued; one that was amended since has a later day."""
    first: Assessment | None = at.assessment
    return bool(first and first.outcome_on and plan.start_on and plan.start_on < first.outcome_on)


PLAN: tuple[Rule, ...] = (
    Rule("0.plan.start", 0, "plan", "start_on", lambda one, _at: not one.start_on, _MISSING,
         "Write the date of the current plan."),
    Rule("0.plan.pb", 0, "plan", "pb", lambda one, _at: one.pb is None, _MISSING, _SAY),
    Rule("1.detail", 1, "plan", "details", lambda one, _at: one.start_on and not one.details and not one.cease_on,
         "Section I names no setting.", "Write the setting, or its type."),
    Rule("8.cease", 8, "plan", "cease_on", _ended_too_soon,
         "The plan ends within two months of the decision, when it could still be appealed.",
         "Write the day on which it really ended, not that of the decision.", is_error=False),
    Rule("9.details", 9, "plan", "details", lambda one, _at: len(one.details) > 2,
         "More than two settings are named.", "Keep the two that count most."),
    Rule("9.rank", 9, "plan", "details", lambda one, _at: one.details and not ranks_in_order(one.details),
         "The settings need ranks, beginning with 1 and each once.", "Say which comes first."),
    Rule("15.start", 15, "plan", "start_on", _not_as_issued,
         "The plan begins before the day on which it was issued.", "Correct the two days."),
    Rule("16.start", 16, "plan", "start_on", lambda one, at: one.start_on and one.start_on > at.today,
         "This day has not come.", "Correct the day."),
    Rule("16.start.birth", 16, "plan", "start_on", lambda one, at: one.start_on and one.start_on < at.person.born_on,
         "This day lies before the child was born.", "Correct the day, or the date of birth."),
    Rule("16.cease", 16, "plan", "cease_on", lambda one, at: one.cease_on and one.cease_on > at.today,
         "This day has not come.", "Write it when the plan has ended."),
    Rule("17.order", 17, "plan", "cease_on",
         lambda one, _at: one.cease_on and one.start_on and one.cease_on < one.start_on,
         "The plan ended before it began.", "Correct the two days."),
    Rule("17.reason", 17, "plan", "cease_reason", lambda one, _at: bool(one.cease_on) != bool(one.cease_reason),
         "The day a plan ended and the reason go together.", "Write both, or neither."),
    Rule("18.active", 18, "plan", "cease_on", lambda one, at: one.cease_on and at.request.active
         and one.cease_on <= at.asked.reference_on,
         "The plan has ended and is counted among those in force.", "Correct the day it ended.", Mends.DATA),
    Rule("22.only", 22, "plan", "pb", lambda one, _at: (one.oa or one.dp) and not one.pb,
         "There is a way of paying, and no personal budget.", "Say that there is one, or take the way of paying out."),
    Rule("22.how", 22, "plan", "oa", lambda one, _at: one.pb and not (one.oa or one.dp),
         "There is a personal budget, and not how it is paid.", "Say whether it is arranged or paid directly."),
    Rule("23.wbp", 23, "plan", "wbp", lambda one, at: one.wbp and at.age() < _YOUNGEST_AT_WORK,
         "Work-based learning begins at 16.", "Take it out, or correct the date of birth."),
)  # fmt: skip


def ranks_in_order(of: tuple[Any, ...]) -> bool:
    ranks = sorted(one.rank for one in of if one.rank is not None)
    return bool(ranks) and ranks[0] == 1 and len(set(ranks)) == len(of)


def _numbers(one: PlanDetail | Any) -> int:
    return sum(1 for value in (one.urn, one.ukprn, one.setting) if value)


def settings_rules(module: str) -> tuple[Rule, ...]:
    """Rules about a setting, named or attended."""
    return (
        Rule(f"1.{module}", 1, module, "urn", lambda one, _at: _numbers(one) != 1,
             "A setting has a URN, a UKPRN or a kind: one of the three.", "Keep the one that is right."),
        Rule(f"1.{module}.rank", 1, module, "rank", lambda one, _at: one.rank is None,
             "The setting has no rank.", "Say which comes first."),
        Rule(f"10.{module}", 10, module, "setting_other",
             lambda one, _at: one.setting in ("OTH", "NIEO") and not one.setting_other,
             "“Other” needs words.", "Write what it is."),
        Rule(f"12.{module}.urn", 12, module, "urn", lambda one, _at: one.urn and not _digits(one.urn, 6),
             "A URN has six digits.", "Look it up in the register of schools.", Mends.DATA),
        Rule(f"12.{module}.ukprn", 12, module, "ukprn",
             lambda one, _at: one.ukprn and not (_digits(one.ukprn, 8) and one.ukprn[0] == "1"),
             "A UKPRN has eight digits and begins with 1.", "Look it up in the register of providers.", Mends.DATA),
        Rule(f"12.{module}.known", 12, module, "urn",
             lambda one, at: one.urn and at.urns and one.urn not in at.urns,
             "This URN is not that of a setting we know.", "Check that the setting is open and the number right.",
             Mends.DATA, is_error=False),
        Rule(f"12.{module}.both", 12, module, "sen_unit", lambda one, _at: one.sen_unit and one.resourced,
             "A child is in a SEN unit or in resourced provision, hardly in both.", "Check which it is.",
             is_error=False),
        Rule(f"13.{module}.unit", 13, module, "sen_unit", lambda one, _at: one.sen_unit is None, _MISSING, _SAY),
        Rule(f"13.{module}.resourced", 13, module, "resourced", lambda one, _at: one.resourced is None, _MISSING,
             _SAY),
        Rule(f"23.{module}.eyp", 23, module, "setting", lambda one, at: one.setting == "EYP" and at.age() >= 5,
             "An early years provider goes with a child under 5.", "Choose the setting again."),
    )  # fmt: skip


def _digits(text: str, count: int) -> bool:
    return len(text) == count and text.isascii() and text.isdigit()
