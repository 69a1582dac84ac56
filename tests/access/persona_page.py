"""The page of real answers: what each persona got from each route in a walk."""

from collections import defaultdict
from pathlib import Path

from tests.access.walk import WALKERS, Answer, Walk
from tests.reference import table

PERSONA_ROUTES = Path(__file__).resolve().parents[2] / "docs" / "reference" / "persona-routes.md"
_POSITIONS = ("own", "same setting", "elsewhere", "absent")


def persona_routes(walked: Walk) -> str:
    """What each persona gets from each route: the answers of a real walk, grouped by persons answered alike."""
    asked: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    for one in walked.answers:
        if not one.extra:
            asked[one.route.name, one.persona].append(one)
    cells: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for route in sorted({name for name, _ in asked}):
        for persona in WALKERS:
            if answers := asked.get((route, persona)):
                cells[route][_codes(answers)].append(persona)
    rows = [
        [f"`{route}`", codes, _who(who)]
        for route, by_codes in cells.items()
        for codes, who in sorted(by_codes.items())
    ]
    return "\n\n".join(
        [
            "<!-- Written by `make reference` from the code. Change the code, not this page. -->",
            "# Who gets which answer",
            "Each route was opened (GET) by each persona of a small area. Four numbers are the answers for Amira, for "
            "a child of her school in another class, for a child of another school under another council, and for a "
            "child who is not there; one number is a route that leads to no child. 404 is the same page, byte for "
            "byte, whether the thing is hidden or absent. 302 leads to the way in or onward; 405 is a route that only "
            "takes forms. Public routes were opened by two personas alone. Written by "
            "`ALONGSIDE_WRITE=1 pytest tests/access/test_walk.py`.",
            table(["Route", "Answers", "Personas"], rows) + "\n",
        ]
    )


def _codes(answers: list[Answer]) -> str:
    by_position = {one.position: one.status for one in answers}
    return " ".join(str(by_position[name]) for name in _POSITIONS if name in by_position)


def _who(personas: list[str]) -> str:
    if len(personas) == len(WALKERS):
        return "everyone"
    left = [name for name in WALKERS if name not in personas]
    return f"everyone but {', '.join(left)}" if 0 < len(left) <= len(WALKERS) // 3 else ", ".join(personas)
