"""Checking all the data that ships, before the first page is served."""

from collections.abc import Callable
from datetime import date

from alongside.statute.alerts import alert_rules
from alongside.statute.attendance import attendance_law
from alongside.statute.ehc_plan import ehc_layouts, ehc_shape
from alongside.statute.guidance import guidance_pack
from alongside.statute.information_report import report_law
from alongside.statute.instruments import instruments
from alongside.statute.letters import letters
from alongside.statute.loading import on
from alongside.statute.money import amounts
from alongside.statute.notices import notices
from alongside.statute.passport import passport_layout
from alongside.statute.plan_templates import built_in_templates
from alongside.statute.practice import intervals
from alongside.statute.problems import Problem, WrongData
from alongside.statute.route import whole_route
from alongside.statute.sen2 import collections
from alongside.statute.senco import senco_law
from alongside.statute.stages import stages
from alongside.statute.topics import known_topics

_ANY_DAY = date(2014, 9, 1)


def check_shipped_data() -> None:
    """Read every file once; raises WrongData with the mistakes of all of them, so that they are mended together."""
    readers: tuple[Callable[[], object], ...] = (
        lambda: on(_ANY_DAY),
        known_topics,
        built_in_templates,
        passport_layout,
        notices,
        letters,
        guidance_pack,
        intervals,
        instruments,
        stages,
        alert_rules,
        attendance_law,
        whole_route,
        amounts,
        senco_law,
        report_law,
        collections,
        ehc_shape,
        ehc_layouts,
    )
    problems = {problem for read in readers for problem in _problems(read)}
    if problems:
        raise WrongData(sorted(problems))


def _problems(read: Callable[[], object]) -> tuple[Problem, ...]:
    try:
        read()
    except WrongData as wrong:
        return wrong.problems
    return ()
