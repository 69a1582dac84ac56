"""What the law and guidance of England say, and how plans are laid out: dated data, typed and checked at start.

    law = statute.on(today)
    law.timescale("plan.final").citation
    law.due_on("plan.final", received_on)
    statute.work_out("plan.final", {"request.received": received_at}).steps
    statute.built_in_templates()["one-plan"]

Rules take limits from here and never spell them out, so that a change of law is a change of data and a case
begun under the old law keeps it.
"""

from alongside.statute.almanac import Almanac, london_day, work_out
from alongside.statute.checking import check_shipped_data
from alongside.statute.claims import Bearing, Claim, Claimed
from alongside.statute.law import Law
from alongside.statute.loading import all_codes, on
from alongside.statute.plan_shapes import PlanTemplate, Section, SectionKind, Topic
from alongside.statute.plan_templates import (
    built_in_template,
    built_in_templates,
    load_template,
    validate_template,
)
from alongside.statute.problems import Problem, WrongData
from alongside.statute.timescales import Timescale
from alongside.statute.wording import Voice, Wording
from alongside.statute.worked import Worked

__all__ = [
    "Almanac",
    "Bearing",
    "Claim",
    "Claimed",
    "Law",
    "PlanTemplate",
    "Problem",
    "Section",
    "SectionKind",
    "Timescale",
    "Topic",
    "Voice",
    "Wording",
    "Worked",
    "WrongData",
    "all_codes",
    "built_in_template",
    "built_in_templates",
    "check_shipped_data",
    "load_template",
    "london_day",
    "on",
    "validate_template",
    "work_out",
]
