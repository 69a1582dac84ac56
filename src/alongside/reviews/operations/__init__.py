"""What happens to a review: planned, written in, finished, chased."""

from alongside.reviews.operations.finishing import finish_review
from alongside.reviews.operations.holding import (
    NewAnswer,
    NewLine,
    answer_question,
    choose_rhythm,
    plan_review,
    recommend,
    say_of,
)

__all__ = [
    "NewAnswer",
    "NewLine",
    "answer_question",
    "choose_rhythm",
    "finish_review",
    "plan_review",
    "recommend",
    "say_of",
]
