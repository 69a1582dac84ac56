"""Rules about a plan that is in force on the reference day."""

from alongside.returns.rules.checks.of_plans import ranks_in_order, settings_rules
from alongside.returns.rules.checks.rule import Mends, Rule

_NEET_FROM, _NEET_TO, _OLDEST = 16, 25, 24

ACTIVE: tuple[Rule, ...] = (
    Rule("9.needs", 9, "active", "needs", lambda one, _at: len(one.needs) > 2,
         "More than two types of need are named.", "Keep the two that count most."),
    Rule("9.need.rank", 9, "active", "needs", lambda one, _at: one.needs and not ranks_in_order(one.needs),
         "The types of need have ranks 1 and 2, each once.", "Say which is the main one."),
    Rule("14.plan", 14, "active", "placements", lambda _one, at: not (at.request.assessment
         and at.request.assessment.plan), "A plan is in force, and it is not here.", "Write the plan down."),
    Rule("14.placement", 14, "active", "placements", lambda one, _at: not one.placements,
         "It is not said where the child is taught.", "Write the setting they go to, or why there is none."),
    Rule("14.need", 14, "active", "needs", lambda one, _at: not one.needs,
         "The main type of need is missing.", "Say the main type of need."),
    Rule("14.age", 14, "active", "placements", lambda _one, at: not 0 <= at.age_at_end_of_august <= _OLDEST,
         "A plan ends with the school year in which a young person turns 25.",
         "Check the date of birth, and whether the plan has ended.", is_error=False),
    Rule("16.meeting", 16, "active", "review_meeting",
         lambda one, at: one.review_meeting and one.review_meeting > at.today, "This day has not come.",
         "Correct the day."),
    Rule("16.review", 16, "active", "last_review", lambda one, at: one.last_review and one.last_review > at.today,
         "This day has not come.", "Correct the day."),
    Rule("20.order", 20, "active", "last_review",
         lambda one, _at: one.review_meeting and one.last_review and one.last_review < one.review_meeting,
         "The council decided before the meeting.", "Correct the two days."),
    Rule("20.both", 20, "active", "review_outcome", lambda one, at: bool(one.review_outcome) != bool(one.last_review)
         and at.asked.demands("active.review_outcome"),
         "What was decided after the review and the day of the letter go together.", "Write both."),
    Rule("20.draft", 20, "active", "review_draft", lambda one, _at: one.review_draft and one.review_outcome != "A",
         "An amended draft goes with the decision to amend.", "Correct the decision, or take the day out."),
    Rule("21.due", 21, "active", "phase_due_on", lambda one, _at: one.phase_final_on and not one.phase_due_on,
         "There is a plan for the next phase, and not by when it was due.", "Write the day it was due."),
    Rule("21.late", 21, "active", "phase_final_on",
         lambda one, _at: one.phase_final_on and one.phase_due_on and one.phase_final_on > one.phase_due_on,
         "The plan for the next phase was late.", "Check the day. If it is right, leave it.", is_error=False),
)  # fmt: skip

PLACEMENT: tuple[Rule, ...] = (
    *settings_rules("placement"),
    Rule("0.placement.entry", 0, "placement", "entry_on", lambda one, _at: not one.entry_on,
         "This is missing.", "Write their first day there."),
    Rule("16.entry", 16, "placement", "entry_on", lambda one, at: one.entry_on and one.entry_on < at.person.born_on,
         "This day lies before the child was born.", "Correct the day."),
    Rule("19.order", 19, "placement", "leaving_on",
         lambda one, _at: one.entry_on and one.leaving_on and one.leaving_on < one.entry_on,
         "They left before they came.", "Correct the two days."),
    Rule("23.neet", 23, "placement", "setting",
         lambda one, at: one.setting == "NEET" and not _NEET_FROM <= at.age() <= _NEET_TO,
         "This code is for those aged 16 to 25.", "Choose another: not in education, and why."),
    Rule("23.placement.wbp", 23, "placement", "wbp", lambda one, at: one.wbp and at.age() < _NEET_FROM,
         "Work-based learning begins at 16.", "Take it out, or correct the date of birth."),
)  # fmt: skip

NEED: tuple[Rule, ...] = (
    Rule("14.nsa", 14, "need", "type", lambda one, _at: one.type == "NSA",
         "“Not yet assessed” is no type of need of a plan.", "Say the type of need.", Mends.CASEWORKER),
)  # fmt: skip
