"""Where a child's page leads, by what people come to do: hear, plan, do, talk, look back, share.

One table, read from top to bottom. A new page about a child is one line here; who sees the line is decided by the
permission of the page it leads to.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from alongside.access.policy import Permission
from alongside.casefile.link_rules import (
    Reader,
    anyone,
    at_work,
    child,
    chosen,
    family,
    from_thirteen,
    keeps_the_plan,
    not_the_young,
    parent,
    with_council,
    with_council_not_the_young,
    with_plan,
    writes_with,
)
from alongside.casefile.places_first import MOST, SAFETY, pages_for
from alongside.design.addresses import page_address

HEARD, PLAN, DOING = "{called}’s own words", "The plan", "What is done"
TALKING, BACK, SHARED = "Talking together", "Looking back", "Who knows, and how"


@dataclass(frozen=True)
class Place:
    """A page about a child: under which heading, in which words, and for whom besides the permission."""

    group: str
    words: str
    page: str
    permission: Permission
    shown: Callable[[Reader], bool] = anyone
    hint: str = ""
    own: str = ""
    """The words for the child or young person themselves, where they are others."""


_P = Permission
PLACES: tuple[Place, ...] = (
    Place(HEARD, "My page", "plans:my_page", _P.PLAN_READ, child, "Your words, your people, your picture"),
    Place(
        HEARD,
        "{called}’s own page",
        "plans:my_page",
        _P.PLAN_READ,
        family,
        "Sit together, one thing at a time",
    ),
    Place(
        HEARD,
        "Write with {called}",
        "plans:my_page",
        _P.PLAN_EDIT,
        writes_with,
        "They say or show, you write",
    ),
    Place(HEARD, "How I feel", "support:feelings", _P.PASSAGE_WRITE, child, "A few questions, with faces"),
    Place(
        HEARD,
        "Just for {called} and you",
        "plans:just_for_you",
        _P.PRIVATE_READ,
        chosen,
        "Words kept private, opened to you alone",
    ),
    Place(HEARD, "Passport", "plans:passport", _P.PASSPORT_READ, hint="One side: what helps, what is hard"),
    Place(
        HEARD,
        "What helps, agreed by all",
        "wellbeing:strategies",
        _P.PASSPORT_READ,
        hint="Who uses it, who has not said",
    ),
    Place(
        HEARD, "One page profile", "plans:profile", _P.PLAN_READ, with_plan, "What people like, what matters"
    ),
    Place(PLAN, "Read the plan", "plans:plan", _P.PLAN_READ, hint="Hopes, strengths, outcomes, help"),
    Place(PLAN, "Write your part", "plans:my_part", _P.PASSAGE_WRITE, family, "One question at a time"),
    Place(PLAN, "Who takes part", "conversations:asks", _P.PLAN_READ, hint="Who was asked, who is awaited"),
    Place(DOING, "The help", "support:help_given", _P.PLAN_READ, hint="What is promised, what was given"),
    Place(
        DOING,
        "Assess, plan, do, review",
        "support:cycles",
        _P.PLAN_READ,
        hint="What is tried, and what it came to",
    ),
    Place(
        DOING,
        "The stage of support",
        "support:stage",
        _P.PLAN_READ,
        at_work,
        "Stage 1 or 2, since when and why",
    ),
    Place(
        DOING,
        "Asked of professionals",
        "support:referrals",
        _P.PLAN_READ,
        hint="Who was asked, by when, the answer",
    ),
    Place(DOING, "How it is going", "support:measures", _P.PLAN_READ, hint="Scores and charts, in words"),
    Place(
        DOING,
        "Help from the catalogue",
        "inclusion:of_child",
        _P.COST_KEEP,
        keeps_the_plan,
        "Interventions, groups",
    ),
    Place(
        DOING,
        "Being in school",
        "wellbeing:in_school",
        _P.ATTENDANCE_READ,
        hint="Attendance, and what was noticed",
    ),
    Place(
        DOING,
        "Is the help in the EHC plan given?",
        "annualreviews:promises_kept",
        _P.EHCPLAN_READ,
        with_council,
        "Each promise, what each side says, what is done",
    ),
    Place(DOING, "What the help costs", "inclusion:costs", _P.COST_KEEP),
    Place(DOING, "Who does what", "support:actions", _P.PLAN_READ, hint="By when, and what came of it"),
    Place(DOING, "You asked, we answered", "support:asked_for", _P.PLAN_READ),
    Place(
        DOING,
        "Tell the school about a worry",
        "support:raise_concern",
        _P.CONCERN_RAISE,
        family,
        "It is read, and you get an answer",
    ),
    Place(DOING, "Tell a worry", "support:raise_concern", _P.CONCERN_RAISE, child, "Small is fine"),
    Place(
        DOING,
        "Note a worry",
        "support:raise_concern",
        _P.CONCERN_RAISE,
        at_work,
        "In under a minute; the SENCo is told",
    ),
    Place(DOING, "Worries, and what is done", "support:concerns", _P.CONCERN_READ),
    Place(DOING, "What the class offers already", "support:class_offer", _P.CONCERN_READ, not_the_young),
    Place(
        DOING,
        "SEN support",
        "support:support_letters",
        _P.SUPPORT_BEGIN,
        hint="Begin it, and tell the family so",
    ),
    Place(DOING, "Welcome plan", "support:welcome_plan", _P.PLAN_READ, anyone, "Visits and the first day"),
    Place(DOING, "Letters about SEN support", "support:support_letters", _P.CONCERN_READ, family),
    Place(
        TALKING,
        "Messages",
        "conversations:threads",
        _P.THREAD_READ,
        not_the_young,
        "Write, ask, see who answers",
    ),
    Place(
        TALKING, "Good news", "conversations:good_news", _P.NEWS_READ, hint="Said in seconds, kept for good"
    ),
    Place(
        TALKING,
        "Meetings",
        "conversations:meetings_of_child",
        _P.MEETING_READ,
        hint="Come, prepare, ask for one",
    ),
    Place(
        TALKING,
        "When we see it differently",
        "disputes:disagreements",
        _P.DISAGREEMENT_READ,
        hint="Kept beside the text, with the way forward",
    ),
    Place(
        BACK,
        "One timeline",
        "casefile:timeline",
        _P.ATTENDANCE_READ,
        hint="In school, help and scores, side by side",
    ),
    Place(
        PLAN,
        "Asking for an assessment",
        "ehc:case",
        _P.CASE_READ,
        not_the_young,
        "What the council decides, every date and why",
    ),
    Place(
        PLAN,
        "Education, health and care plan",
        "ehcplans:ehc_plan",
        _P.EHCPLAN_READ,
        with_council_not_the_young,
        "The council’s plan: the draft, the final one, every change",
    ),
    Place(
        PLAN,
        "What you can do about a decision",
        "disputes:rights",
        _P.APPEAL_READ,
        with_council_not_the_young,
        "Mediation, appeal, every last day",
    ),
    Place(
        PLAN,
        "Advice for the assessment",
        "ehc:advice",
        _P.ADVICE_READ,
        with_council_not_the_young,
        "Whom the council asked, and what they say",
    ),
    Place(
        PLAN,
        "The yearly review of the EHC plan",
        "annualreviews:annual_review",
        _P.ANNUAL_READ,
        with_council,
        "Meeting, report, decision, every date and why",
    ),
    Place(
        BACK,
        "What the SEN2 return says",
        "returns:mend_return",
        _P.RETURN_MEND,
        hint="What is sent, and what to put right",
    ),
    Place(
        PLAN,
        "Personal budget",
        "disputes:personal_budget",
        _P.EHCPLAN_ANSWER,
        with_council_not_the_young,
        "What help costs, and what can be paid to you",
    ),
    Place(
        PLAN,
        "Personal budget",
        "disputes:personal_budget",
        _P.EHCPLAN_KEEP,
        hint="What is asked for, worked out and paid",
    ),
    Place(
        PLAN,
        "Moving, and assessing again",
        "disputes:plan_changes",
        _P.CASE_READ,
        with_council_not_the_young,
        "To another area, or when needs have changed",
    ),
    Place(
        SHARED,
        "When {called} decides",
        "disputes:of_age",
        _P.CAPACITY_READ,
        from_thirteen,
        "Which day, what changes, who reads on",
        "When you decide",
    ),
    Place(BACK, "Reviews", "reviews:reviews", _P.PLAN_READ, hint="When the plan is looked at again"),
    Place(
        BACK, "The story so far", "casefile:story", _P.PLAN_READ, hint="Everything that happened, in one list"
    ),
    Place(SHARED, "Who can see, and who has looked", "casefile:who", _P.LOOKS_READ),
    Place(
        SHARED,
        "What is shared, with whom, why",
        "plans:sharing",
        _P.SHARING_READ,
        hint="Each line apart, changed in two presses",
    ),
    Place(SHARED, "Documents sent", "conversations:sent_list", _P.SENT_READ),
    Place(
        SHARED,
        "Worried about {called}’s safety?",
        "safeguarding:tell_lead",
        _P.SAFEGUARDING_RAISE,
        at_work,
        "Tell the safeguarding lead",
    ),
    Place(SHARED, "Permission for photographs", "plans:photos", _P.PHOTO_PERMIT, parent),
    Place(
        SHARED,
        "How {called} likes to be written to",
        "children:communication",
        _P.COMMUNICATION_CHOOSE,
        own="How you like to be written to",
    ),
    Place(SHARED, "Invite the family", "children:invitations", _P.FAMILY_INVITE),
    Place(SHARED, "Choose the lead worker", "plans:lead", _P.LEAD_APPOINT),
    Place(SHARED, "Change the picture", "plans:picture", _P.PICTURE_CHANGE),
)
OFFERED = tuple(sorted({_P.PASSAGE_WRITE, _P.CASE_KEEP, *(place.permission for place in PLACES)}))
"""Every permission that decides about a link, or about which of them stand open."""

NEEDED = {place.page: place.permission for place in PLACES}
"""By page, the permission that opens it."""


@dataclass(frozen=True)
class Link:
    """One link of a group."""

    words: str
    href: str
    hint: str


Group = tuple[str, tuple[Link, ...]]


@dataclass(frozen=True)
class Places:
    """Where a child's page leads a reader: what stands open, and the rest under its headings."""

    first: tuple[Link, ...]
    rest: tuple[Group, ...]


def places_for(reader: Reader, child_id: UUID) -> Places:
    """Every link the reader may follow, once: the few they come for, and the others by group."""
    open_to = [one for one in PLACES if one.permission in reader.may and one.shown(reader)]
    wanted = {page: at for at, page in enumerate(pages_for(reader))}
    first = sorted((one for one in open_to if one.page in wanted), key=lambda one: wanted[one.page])[:MOST]
    first += [one for one in open_to if one.page == SAFETY]
    rest: dict[str, list[Link]] = {}
    for place in open_to:
        if place not in first:
            rest.setdefault(place.group.format(called=reader.called), []).append(
                _link(place, reader, child_id)
            )
    return Places(
        tuple(_link(one, reader, child_id) for one in first),
        tuple((group, tuple(links)) for group, links in rest.items()),
    )


def _link(place: Place, reader: Reader, child_id: UUID) -> Link:
    words = place.own if place.own and child(reader) else place.words
    return Link(words.format(called=reader.called), page_address(place.page, child_id), place.hint)
