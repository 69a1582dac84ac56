"""What stands in each variable part of an address, so that every route can be walked.

A route whose address has a part that is not written here fails the walk: whoever adds one says what to put there.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.personas import Area
from tests.makers import world

OF_A_CHILD = (
    "child_id", "file_id", "invitation_id", "statement_id", "comment_id", "number", "batch_id", "change_id",
    "group_id", "membership_id", "person_id", "carer_id", "notice_id", "carried_id", "action_id",
    "meeting_id", "request_id",
    "provision_id", "delivery_id", "asked_id", "review_id", "concern_id", "letter_id", "welcome_id", "visit_id",
    "thread_id", "question_id", "news_id",
    "measure_id", "cycle_id", "outcome_id", "referral_id",
    "suspension_id", "alert_id", "timetable_id",
    "ask_id",
    "link_id",
    "answer_id",
    "disagreement_id", "letter_id",
    "entry_id", "step_id", "named_id", "unplaced_id",
    "view_id", "line_id", "said_id", "consultation_id",
    "advice_id", "wish_id", "notification_id",
    "annual_id", "invitee_id", "plan_letter_id",
    "decision_id", "challenge_id", "taken_id", "assessment_id",
    "reassessment_id", "move_id",
)  # fmt: skip
"""Parts that name a row; each child of the area has their own."""
FIXED: dict[str, Any] = {
    "form": "text", "topic": "matters-to-me", "section": "profile", "how": "said", "digest": "0" * 64,
    "token": "no-such-token", "provider_id": "no-such-issuer",
    "uidb36": "1", "key": "no-such-key", "pk": 0, "who": "nobody",
    "asked_as": "professional", "move": "accept", "step": "contacted", "what": "ask",
    "line": "setting", "area": "cognition-and-learning",
    "item": "kinds", "setting_id": UUID(int=9), "entry_id": UUID(int=10), "practice_id": UUID(int=11),
    "offer_id": UUID(int=12), "run_id": UUID(int=13), "panel_id": UUID(int=15), "item_id": UUID(int=14),
    "letter": "F", "layout": "pilot", "answer_as": "comment",
    "unverified_id": UUID(int=16),
    "intervention_id": UUID(int=7), "intervention_group_id": UUID(int=8), "use_id": UUID(int=9),
}  # fmt: skip
"""Parts that name a kind of thing, or something nobody has."""
ALSO: dict[str, tuple[Any, ...]] = {
    "form": ("my-format", "pdf", "word", "large-print"),
    "topic": ("hopes", "parent-hopes"),
    "how": ("observed",),
    "section": ("cover", "hopes", "circle", "days"),
    "asked_as": ("advocate", "relative", "known"),
    "move": ("decline", "more-time", "pass-on", "withdraw"),
}
"""More of the same kind, asked for where the first was given."""


@dataclass(frozen=True)
class Route:
    """One address of the product, with its parts and what it declares."""

    name: str
    parts: tuple[str, ...]
    policy: Any

    @property
    def of_a_child(self) -> bool:
        return "child_id" in self.parts

    @property
    def has_two(self) -> bool:
        """It names a child and something of theirs, which may be somebody else's."""
        return self.of_a_child and any(part in OF_A_CHILD and part != "child_id" for part in self.parts)


def routes() -> list[Route]:
    """Every route there is now."""
    found = []
    for name, parts, policy in _walk(get_resolver().url_patterns, "", ()):
        unknown = [part for part in parts if part not in OF_A_CHILD and part not in FIXED]
        assert not unknown, f"{name} has {unknown}: say in tests/access/places.py what stands there"
        found.append(Route(name, parts, policy))
    return sorted(found, key=lambda route: route.name)


def _walk(patterns: list[Any], space: str, parts: tuple[str, ...]) -> Any:
    for each in patterns:
        here = (*parts, *each.pattern.regex.groupindex)
        if isinstance(each, URLResolver):
            yield from _walk(
                each.url_patterns, f"{space}{each.namespace}:" if each.namespace else space, here
            )
        elif isinstance(each, URLPattern) and each.name:
            yield f"{space}{each.name}", here, getattr(each.callback, "policy", None)


def absent() -> dict[str, Any]:
    """Parts that name nothing."""
    numbers = {"number": 97, "change_id": 999_999_999}
    return {part: numbers.get(part, world.an_id()) for part in OF_A_CHILD}


def positions(area: Area) -> dict[str, dict[str, Any]]:
    """Whose record an address leads to, seen from Amira's side."""
    own, nothing = area.own.ids, absent()
    return {
        "own": own,
        "same setting": area.near.ids,
        "elsewhere": area.far.ids,
        "absent": nothing,
        "own, part of another": {**area.far.ids, "number": 97, "child_id": own["child_id"]},
        "own, absent part": {**nothing, "child_id": own["child_id"]},
    }


def address(route: Route, ids: dict[str, Any], **other: Any) -> str:
    """The address of a route for these parts."""
    known = {**FIXED, **ids, **other}
    return reverse(route.name, kwargs={part: known[part] for part in route.parts})


def more_addresses(route: Route, ids: dict[str, Any]) -> list[str]:
    """The same route for the other kinds of thing it can show."""
    return [
        address(route, ids, **{part: value})
        for part in route.parts
        for value in ALSO.get(part, ())
        if not (part == "topic" and part in ids and value == ids[part])
    ]
