"""The links across the top of each page, by the role the person acts in."""

from collections.abc import Iterable

from django.http import HttpRequest

from alongside.access.actor import Actor
from alongside.access.choices import Role, StandingKind
from alongside.access.own_work import Work
from alongside.access.policy import POLICY, Permission, role_may
from alongside.design.addresses import page_address
from alongside.design.navigation import Place
from alongside.organisations.rules import INVITING

_PLACES: tuple[tuple[str, str, Permission | Work | None], ...] = (
    ("Home", "site:home", None),
    ("Board", "casefile:board", Permission.LEAD_APPOINT),
    ("Children", "casefile:register", Permission.REGISTER_READ),
    ("Classes", "casefile:classes", Permission.CLASS_READ),
    ("Meetings", "conversations:meetings", Permission.MEETING_READ),
    ("Legal dates", "ehc:tray", Permission.CASE_KEEP),
    ("Yearly reviews", "annualreviews:annual_reviews", Permission.ANNUAL_HOLD),
    ("SEN2 return", "returns:readiness", Permission.RETURN_SEND),
    ("Safeguarding", "safeguarding:room", Permission.SAFEGUARDING_READ),
    ("Help to give", "support:today", Permission.DELIVERY_RECORD),
    ("Provision", "inclusion:catalogue", Work.CATALOGUE_READ),
    ("Our setting", "inclusion:people", Work.SKILLS_READ),
    ("Attendance", "wellbeing:setting", Work.NUMBERS_READ),
    ("Bring in children", "exchange:imports", Permission.PUPILS_IMPORT),
    ("New for you", "notices:notices", None),
    ("My settings", "people:my_settings", None),
)

_ONE_STEP_AWAY = frozenset({"wellbeing:setting", "exchange:imports", "annualreviews:annual_reviews"})
"""For who plans a whole setting these are one step away (“Our setting”, “Children”, “Board”): the menu is one row."""

_MINE = frozenset({"notices:notices", "people:my_settings"})

_TELLS = POLICY[Permission.SAFEGUARDING_RAISE][StandingKind.ATTENDS] - {Role.SAFEGUARDING_LEAD}
"""Who works in a setting: all of them may tell the safeguarding lead of a worry, about any child there."""


def places_for(request: HttpRequest) -> Iterable[Place]:
    """Where this person may go; nothing for someone who is not signed in."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or not actor.signed_in:
        return
    plans = role_may(actor.role, Work.SKILLS_KEEP)
    for text, name, permission in _PLACES:
        if plans and name in _ONE_STEP_AWAY:
            continue
        if name == "annualreviews:annual_reviews" and role_may(actor.role, Permission.CASE_KEEP):
            continue  # a council's reviews are in its “Legal dates”
        if permission is None or role_may(actor.role, permission):
            yield Place(text, page_address(name), mine=name in _MINE)
    if actor.role in _TELLS:
        yield Place("Safeguarding", page_address("safeguarding:tell_by_name"))
    if actor.role is Role.GOVERNOR:
        yield Place("Money and progress", page_address("inclusion:numbers"))
    if actor.role is Role.PROFESSIONAL:
        yield Place("Advice you are asked for", page_address("ehc:inbox"))
    if actor.role is Role.OFFICE:
        yield Place("School census", page_address("inclusion:census"))
    if role_may(actor.role, Work.CHALLENGE_WRITE):
        yield Place("Settings", page_address("inclusion:area"))
    if actor.role in INVITING:
        yield Place("Colleagues", page_address("organisations:colleagues"))
