"""Pure rules of meetings: what an invitation has to say, who may answer, what can still be changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from alongside.kernel.length import too_long
from alongside.kernel.refusal import Refusal
from alongside.kernel.school_years import Term, school_year, term_of

LONGEST_PURPOSE, LONGEST_TEXT = 300, 4_000
PLANNED, HELD, CANCELLED = "planned", "held", "cancelled"
TERMS = (Term.AUTUMN, Term.SPRING, Term.SUMMER)
_REMOTE = frozenset({"phone", "video"})


@dataclass(frozen=True)
class MeetingFacts:
    """What an invitation says."""

    purpose: str
    starts_at: datetime
    way: str
    place: str
    link: str
    invited: int


def refuse_meeting(facts: MeetingFacts, now: datetime) -> Refusal | None:
    """An invitation states its purpose, a time to come, a place or a link, and asks somebody (S12)."""
    if not facts.purpose.strip():
        return Refusal(
            "meeting.purpose", "People need to know what the meeting is about.", "Write it.", "purpose"
        )
    if facts.starts_at <= now:
        return Refusal("meeting.past", "That time has passed.", "Choose a time to come.", "starts_on")
    if not facts.invited:
        return Refusal("meeting.nobody", "Nobody is invited yet.", "Choose at least one person.", "invited")
    return _refuse_where(facts)


def _refuse_where(facts: MeetingFacts) -> Refusal | None:
    if facts.link and not is_safe_link(facts.link):
        return Refusal(
            "meeting.link",
            "A link has to begin with https:// so that nobody can listen in.",
            "Copy the whole link from the video service.",
            "link",
        )
    if facts.way == "video" and not facts.link:
        return Refusal("meeting.no_link", "A video meeting needs its link.", "Copy the link here.", "link")
    if facts.way not in _REMOTE and not facts.place.strip():
        return Refusal("meeting.place", "People need to know where to come.", "Write the place.", "place")
    return None


def is_safe_link(link: str) -> bool:
    """An https address of a named machine, with no user name in front of it that could pose as one."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    plain = link.isprintable() and not any(one in link for one in ' "<>\\')
    return plain and parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc


def may_change(state: str) -> Refusal | None:
    """A meeting is changed or cancelled as long as it is planned."""
    if state == PLANNED:
        return None
    words = "has been held" if state == HELD else "was cancelled"
    return Refusal("meeting.over", f"This meeting {words}.", "Plan another one.")


def may_reply(state: str, reply: str, suits: str) -> Refusal | None:
    """Somebody invited answers as long as the meeting is planned; another time says which would suit."""
    refusal = may_change(state)
    if refusal:
        return refusal
    if reply not in ("coming", "not_coming", "another_time"):
        return Refusal("meeting.reply", "Choose one of the answers.", field="reply")
    if reply == "another_time" and not suits.strip():
        return Refusal(
            "meeting.suits", "Say when you could come.", "For example: Mondays after two.", "suits"
        )
    return None


def may_prepare(state: str) -> Refusal | None:
    """Views are written before a meeting, and until its record is finished."""
    return None if state == PLANNED else may_change(state)


def may_record(state: str) -> Refusal | None:
    """A record is made of a meeting that was not cancelled; points can still be used long after."""
    if state == CANCELLED:
        return Refusal("meeting.cancelled", "This meeting was cancelled.", "Plan another one.")
    return None


def refuse_text(text: str, field: str, what: str) -> Refusal | None:
    """Something has to be written, and not more than fits."""
    if not text.strip():
        return Refusal("text.empty", f"{what} is still empty.", "Write a few words.", field)
    if no := too_long(text, LONGEST_TEXT, field, "text.long"):
        return no
    return None


def refuse_answer(state: str, reason: str) -> Refusal | None:
    """A wish for a meeting is answered once: with a date, or with a reason (S12)."""
    if state != "waiting":
        return Refusal("asked.answered", "Somebody has answered this already.", "Open it to read the answer.")
    return refuse_text(reason, "answer", "The answer")


def term_at(day: date) -> tuple[int, Term]:
    """The school year and term in which a day falls."""
    return school_year(day), term_of(day)


def refuse_year(days: Sequence[date]) -> Refusal | None:
    """Whether these days are a year's conversations: at least one, and no two in one term (S11)."""
    if not days:
        return Refusal("year.empty", "Choose at least one day.", field="starts_on")
    terms = [term_at(day) for day in days]
    if len(set(terms)) < len(terms):
        return Refusal(
            "year.same_term",
            "Two of these days are in the same term.",
            "Choose one day in each term.",
            "starts_on",
        )
    return None


@dataclass(frozen=True)
class TermFacts:
    """The meetings of one term, as the rule looks at them: states of those that were not cancelled."""

    term: Term
    states: tuple[str, ...]


def term_state(states: tuple[str, ...]) -> str:
    """How a term stands: a conversation held, one planned, or none (S11)."""
    if HELD in states:
        return HELD
    return PLANNED if PLANNED in states else ""


def may_begin(state: str, on: date, today: date) -> Refusal | None:
    """A meeting begins on its day or later: from then everyone reads what the others wrote for it."""
    refusal = may_record(state)
    if refusal:
        return refusal
    if on > today:
        return Refusal(
            "meeting.early",
            f"This meeting is on {on.day} {on:%B}. It can begin on that day.",
            "To meet sooner, change its date.",
        )
    return None


def may_finish(state: str, *, begun: bool, somebody_came: bool) -> Refusal | None:
    """A record says who was there; a meeting counts as held once."""
    if state == HELD:
        return Refusal("meeting.held", "This record is finished.", "Points can still be added and used.")
    refusal = may_record(state)
    if refusal:
        return refusal
    if not begun:
        return Refusal("meeting.not_begun", "This meeting has not begun.", "Begin it first.")
    if not somebody_came:
        return Refusal("meeting.who_came", "A record says who came.", "Tick who came, and save it.", "came")
    return None


def may_use(use: str) -> Refusal | None:
    """A point is used once; one that was kept as a note can still become more."""
    if use in ("open", "note"):
        return None
    return Refusal("point.used", "Somebody has used this point already.", "Look at what became of it.")


def came_openly(family: frozenset[object], invited: frozenset[object]) -> bool:
    """Whether everyone of the family was asked, so that what comes of a meeting may say openly where it is from.

    Where one parent was met apart, an action that names the meeting would tell the other of it.
    """
    return family <= invited
