"""Rules about the person and about a request."""

from alongside.kernel.identifiers import check_uln, check_upn
from alongside.returns.rules.checks.rule import PLAN_NOT_HERE, Mends, Rule
from alongside.returns.rules.records import Unmatched

_MISSING = "This is missing."
_FROM_REGISTER = "Ask the setting to bring in its class list again, or write it here."


def _person(item: str, mends: Mends = Mends.OFFICE) -> Rule:
    return Rule(f"0.person.{item}", 0, "person", item, lambda one, _at: not getattr(one, item), _MISSING,
                _FROM_REGISTER, mends)  # fmt: skip


PERSON: tuple[Rule, ...] = (
    _person("surname"),
    _person("forename"),
    _person("sex"),
    _person("ethnicity"),
    Rule("0.person.postcode", 0, "person", "postcode", lambda one, _at: not one.postcode, _MISSING,
         "Write the postcode of where they live.", is_error=False),
    Rule("11.none", 11, "person", "upn", lambda one, _at: not (one.upn or one.uln or one.upn_unknown),
         "There is no pupil number, no learner number and no reason why.",
         "Ask the setting for the number, or choose the reason.", Mends.OFFICE),
    Rule("11.upn", 11, "person", "upn", lambda one, _at: bool(one.upn and check_upn(one.upn)),
         "The pupil number is mistyped.", "Copy it again from the setting’s records.", Mends.OFFICE),
    Rule("11.uln", 11, "person", "uln", lambda one, _at: bool(one.uln and check_uln(one.uln)),
         "The learner number is mistyped.", "Copy it again from the setting’s records.", Mends.OFFICE),
    Rule("11.twice", 11, "person", "upn", lambda one, at: one.upn in at.twice or one.uln in at.twice,
         "Another child has the same number.", "Find out whose it is, or whether both records are one child.",
         Mends.DATA),
    Rule("11.both", 11, "person", "upn_unknown", lambda one, _at: one.upn_unknown and (one.upn or one.uln),
         "There is a number, and a reason why there is none.", "Take the reason out.", is_error=False),
    Rule(PLAN_NOT_HERE, 14, "person", "plan", lambda one, _at: one.unmatched is Unmatched.NOT_HERE,
         "The register says that they have a plan, and it is not here.",
         "Take in the plan. If there is none, ask the setting to correct its list."),
    Rule("14.ended", 14, "person", "plan", lambda one, _at: one.unmatched is Unmatched.ENDED,
         "The register says that they have a plan, and it has ended.", "Ask the setting to correct its list.",
         Mends.OFFICE, is_error=False),
    Rule("16.born", 16, "person", "born_on", lambda one, at: one.born_on > at.today,
         "The date of birth has not come.", "Correct the date of birth.", Mends.OFFICE),
    Rule("23.un1", 23, "person", "upn_unknown", lambda one, at: one.upn_unknown == "UN1" and at.age() >= 6,
         "“Under 6 and not yet assigned” goes with a child under 6.", "Choose another reason."),
    Rule("25.person", 25, "person", "surname",
         lambda one, at: f"{one.surname}|{one.forename}|{one.born_on}".casefold() in at.twice,
         "Another child has the same name and date of birth.", "Find out whether both records are one child.",
         Mends.DATA, is_error=False),
)  # fmt: skip

_OPEN = ("A", "W", "H")
_SAY = "Answer yes or no."


def _asked(item: str, to_do: str = _SAY) -> Rule:
    """An item of the request that the year demands, where the request is not from before the period."""
    return Rule(
        f"0.request.{item}", 0, "request", item,
        lambda one, at: one.outcome != "H" and at.asked.demands(f"request.{item}") and getattr(one, item) in (None, ""),
        _MISSING, to_do,
    )  # fmt: skip


REQUEST: tuple[Rule, ...] = (
    Rule("0.request.outcome", 0, "request", "outcome", lambda one, _at: one.outcome not in tuple("YNAWH"),
         _MISSING, "Say what was decided about the request."),
    _asked("received_on", to_do="Write the day on which the council received it."),
    _asked("source", to_do="Say who asked."),
    _asked("rya"),
    Rule("0.request.mediation", 0, "request", "mediation", lambda one, at: at.decided and one.mediation is None,
         _MISSING, _SAY),
    Rule("0.request.tribunal", 0, "request", "tribunal", lambda one, at: at.decided and one.tribunal is None,
         _MISSING, _SAY),
    Rule("2.day", 2, "request", "outcome_on", lambda one, at: at.decided and not one.outcome_on,
         "A decision needs the day on which whoever asked was told.", "Write the day of the letter."),
    Rule("3.further", 3, "request", "mediation",
         lambda one, _at: one.outcome in _OPEN and (one.mediation or one.tribunal),
         "Nothing was decided here in the period, so nothing can have been appealed.",
         "Take mediation and appeal out.", is_error=False),
    Rule("3.assessment", 3, "request", "outcome", lambda one, _at: one.outcome in ("A", "W") and one.assessment,
         "There is an assessment, and no decision to assess.", "Write the decision down.", Mends.DATA),
    Rule("4.request", 4, "request", "mediation",
         lambda one, _at: one.outcome == "N" and one.assessment and not (one.mediation or one.tribunal),
         "It was refused at first and assessed later.",
         "The first decision stays. Say whether mediation or an appeal changed it."),
    Rule("7.exported", 7, "request", "exported",
         lambda one, _at: one.exported and (one.active or (one.assessment and one.assessment.outcome in ("Y", "N"))),
         "The child moved away before the assessment was completed, and there is more after it.",
         "Take out the council they moved to, or what came after.", Mends.DATA),
    Rule("15.request", 15, "request", "outcome_on",
         lambda one, _at: one.received_on and one.outcome_on and one.outcome_on < one.received_on,
         "It was decided before it was received.", "Correct the two days."),
    Rule("16.received", 16, "request", "received_on", lambda one, at: one.received_on and one.received_on > at.today,
         "This day has not come.", "Correct the day."),
    Rule("16.request.birth", 16, "request", "received_on",
         lambda one, at: one.received_on and one.received_on < at.person.born_on,
         "This day lies before the child was born.", "Correct the day, or the date of birth."),
    Rule("16.told", 16, "request", "outcome_on", lambda one, at: one.outcome_on and one.outcome_on > at.today,
         "This day has not come.", "Correct the day."),
)  # fmt: skip
