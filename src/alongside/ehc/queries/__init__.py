"""Questions about cases: the case itself, the advice that was sought, who was told."""

from alongside.ehc.queries.advice import AdviceStatementView, AdviceView, advice_by_id, advice_of
from alongside.ehc.queries.cases import (
    CaseView,
    ClockOnPage,
    DecisionView,
    LetterLine,
    case_of,
    chronicle,
    clocks_on_page,
    councils,
    decisions_of,
    letter,
    letters_of,
    open_case_id,
    pace,
)
from alongside.ehc.queries.tray import TrayLine, TrayStretch, tray

__all__ = [
    "AdviceStatementView",
    "AdviceView",
    "CaseView",
    "ClockOnPage",
    "DecisionView",
    "LetterLine",
    "TrayLine",
    "TrayStretch",
    "advice_by_id",
    "advice_of",
    "case_of",
    "chronicle",
    "clocks_on_page",
    "councils",
    "decisions_of",
    "letter",
    "letters_of",
    "open_case_id",
    "pace",
    "tray",
]
