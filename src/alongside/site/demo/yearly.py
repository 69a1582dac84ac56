"""Plans in force and their yearly reviews in every state, each made, held and decided through the product itself."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import Role
from alongside.annualreviews.choices import ChildLeads, Kept, Outcome, Topic
from alongside.annualreviews.operations import deciding, early, meeting, planning
from alongside.annualreviews.operations.opening import open_reviews
from alongside.annualreviews.operations.promises import answer_promises, open_checks
from alongside.annualreviews.queries.promises import promised
from alongside.annualreviews.queries.reviews import InviteeView, invited_to, open_review_of
from alongside.annualreviews.rules.deciding import NewReviewDecision
from alongside.annualreviews.rules.phases import phase_after
from alongside.annualreviews.rules.promises import PromiseSaid
from alongside.children.choices import SenProvision
from alongside.children.queries import setting_of
from alongside.ehcplans.choices import Origin
from alongside.ehcplans.operations.starting import TakenInPlan, take_in_plan
from alongside.ehcplans.rules.content import NewLine, NewSetting
from alongside.kernel.refusal import Refusal
from alongside.kernel.school_years import school_year
from alongside.site.demo.area import Area, acting
from alongside.site.demo.pupils import Pupil
from alongside.site.demo.told import StoryBroken

_MOST = 24
_FEELINGS = "social-emotional-and-mental-health"
_REASONS = (
    "The report shows that {name} has reached two of the outcomes and is close to the third. The help for speech "
    "makes the difference, and everybody at the meeting asked for it to be certain each week."
)
_SAID = {
    Topic.GOING_WELL: "Mornings are calm now. Friends ask for {name} at playtime.",
    Topic.PROGRESS: "Two outcomes are reached. The third, telling somebody about the day, is nearly there.",
    Topic.HELP: "The adult at the start of the day is there every day. Speech therapy was missed for five weeks.",
    Topic.WISHES: "“I want more time in the garden, and I want to know who comes on Mondays.”",
    Topic.FAMILY: "Home is calmer on school days. The weeks without speech therapy were hard.",
}
_ADULT = {
    Topic.EMPLOYMENT: "A day a week in the college kitchen from spring. {name} wants to cook for people.",
    Topic.INDEPENDENCE: "Takes the bus with a friend. Next: paying and planning a way by themselves.",
    Topic.COMMUNITY: "The youth club on Thursdays, with the same two friends.",
    Topic.HEALTH: "A yearly health check with the family doctor is booked.",
}
_BECAUSE = "Health and social care were asked by letter and have not named anybody yet."


@dataclass(frozen=True)
class _Case:
    """A child with a plan, told by those who keep it: each at a moment some days ago."""

    area: Area
    pupil: Pupil

    @property
    def child_id(self) -> UUID:
        return self.pupil.child.id

    @property
    def was_here_a_year_ago(self) -> bool:
        """Whether the child was at this setting, and known to the council, all the year that is told."""
        setting = setting_of(self.council("caseworker", self.at(370)), self.child_id)
        return setting is not None and setting.id == self.pupil.place.organisation.id

    def places(self, who: Actor) -> tuple[InviteeView, ...]:
        """Who is on the list of the review that is open."""
        review = open_review_of(who, self.child_id)
        return invited_to(who, review) if review else ()

    def at(self, days: int, hour: int = 10) -> datetime:
        return self.area.days.at(days, hour, 5, school=False)

    def senco(self, at: datetime) -> Actor:
        place = self.pupil.place
        return acting(place.people["senco"], Role.SENCO, place.organisation, at.date())

    def parent(self, at: datetime) -> Actor:
        return acting(self.pupil.home.first.person, Role.FAMILY, None, at.date())

    def council(self, who: str, at: datetime) -> Actor:
        role = Role.CASEWORKER if who == "caseworker" else Role.SEND_MANAGER
        return acting(self.area.cast[who], role, self.area.council, at.date())

    def words(self, text: str) -> str:
        return text.format(name=self.pupil.name)


def review_plans(area: Area, pupils: Iterable[Pupil]) -> None:
    """A plan in force for some children, and reviews of them: to plan, asked, held, late, decided, asked for early."""
    there = [
        case
        for one in pupils
        if one.child.sen_provision == SenProvision.PLAN and "senco" in one.place.people
        for case in (_Case(area, one),)
        if case.was_here_a_year_ago
    ][:_MOST]
    ages, taken = iter([*_MADE, *range(20, 320, 20)]), []
    days = next(ages)
    for case in there:
        if _take_in(case, days):
            taken.append(case)
            days = next(ages, 400)
    open_reviews(area.days.at(0, 7, school=False))
    for case, story in zip(taken, _STORIES, strict=False):
        story(case)
    open_checks(area.days.at(0, 7, 30, school=False))
    for case in taken[:2]:
        _answer_about_help(case)


def _take_in(case: _Case, days: int) -> bool:
    """The plan as it came on paper; False where the child has one here already, or was not known that long ago."""
    at, made = case.at(days, 9), case.at(days).date()
    if phase_after(case.pupil.child.nc_year) and school_year(made) != case.area.days.year:
        return False  # today's year group told at a moment of last year would set the change of phase a year early
    lines = (
        NewLine("A", case.words("{name} loves being outside and wants to know what comes next.")),
        NewLine("B", "Finds it hard to say what happened and what is wrong.", area="communication-and-interaction"),
        NewLine("B", "Needs the day to be the same, and to know of a change before it comes.", area=_FEELINGS),
        NewLine("F", "Speech and language therapy, one to one", who="A speech and language therapist",
                how_often="Once a week in term time", how_long="30 minutes"),
        NewLine("F", "A known adult at the start of the day", who="A teaching assistant who knows the plan",
                how_often="Every school day", how_long="20 minutes"),
        NewLine("E", "By next summer tells an adult about three things of the day, with pictures."),
    )  # fmt: skip
    setting = case.pupil.place.organisation
    here = (NewSetting(setting.id, setting.name),)
    new = TakenInPlan(Origin.PAPER, made, made, lines, here, meets={3: (1,), 4: (2,), 5: (1,)})
    result = take_in_plan(case.council("caseworker", at), case.child_id, new, at)
    return not isinstance(result, Refusal)


def _to_plan(_case: _Case) -> None:
    """Nothing has happened yet: the day of the meeting is the school's next step, near or late by its year."""


def _set(case: _Case, ago: int, meeting_on: date) -> None:
    """The day is set and everybody is asked, so many days ago."""
    at = case.at(ago)
    new = planning.NewMeeting(meeting_on, "14:00", "The library", ChildLeads.PART)
    _done(planning.set_meeting(case.senco(at), case.child_id, new, at))
    _done(planning.send_invitations(case.senco(at), case.child_id, _BECAUSE, at))


def _says(case: _Case, ago: int) -> None:
    """A parent says how it is going, and the papers go out."""
    at = case.at(ago, 19)
    parent = case.parent(at)
    place = next((one for one in case.places(parent) if one.person_id == parent.person_id), None)
    if place is not None:
        text = case.words(
            "Home is calmer. {name} talks about the garden every day. Speech therapy must not stop."
        )
        _done(planning.give_advice(parent, case.child_id, place.id, text, place.edition, at))
        _done(planning.send_papers(case.senco(at), case.child_id, at))


def _invited(case: _Case) -> None:
    _set(case, 3, case.at(0).date() + timedelta(days=18))
    _says(case, 1)


def _held(case: _Case, ago: int, *, report: bool = True) -> None:
    _set(case, ago + 20, case.at(ago).date())
    _says(case, ago + 16)
    at = case.at(ago, 15)
    senco = case.senco(at)
    for topic, text in _SAID.items():
        _done(meeting.say_about(senco, case.child_id, topic, case.words(text), 0, at))
    for topic, text in _ADULT.items():
        meeting.say_about(senco, case.child_id, topic, case.words(text), 0, at)
    change = meeting.NewProposal(
        "F", "change", "Speech and language therapy, one to one",
        "Speech and language therapy, one to one, with a named second therapist when the first is away",
        "Five weeks were missed in spring.",
    )  # fmt: skip
    _done(meeting.propose(senco, case.child_id, change, at))
    came = frozenset(one.id for one in case.places(senco) if one.person_id)
    _done(meeting.note_held(senco, case.child_id, meeting.Held(at.date(), came), at))
    parent = case.parent(at)
    _done(
        meeting.see_differently(parent, case.child_id, "I think one therapy session a week is too few.", at)
    )
    if report:
        sent = case.at(max(ago - 5, 0), 16)
        _done(meeting.send_report(case.senco(sent), case.child_id, sent))


def _waits_for_decision(case: _Case) -> None:
    _held(case, 12)
    at = case.at(1, 11)
    new = NewReviewDecision(
        Outcome.AMEND, case.words(_REASONS), ("The report of the review", "What the parents said")
    )
    _done(deciding.prepare_decision(case.council("caseworker", at), case.child_id, new, 0, at))


def _late(case: _Case) -> None:
    _held(case, 40)


def _decided(case: _Case, outcome: Outcome, ago: int) -> None:
    _held(case, ago + 20)
    at = case.at(ago, 11)
    new = NewReviewDecision(
        outcome, case.words(_REASONS), ("The report of the review", "What the parents said")
    )
    row = _done(deciding.prepare_decision(case.council("caseworker", at), case.child_id, new, 0, at))
    _done(deciding.make_decision(case.council("manager", at), case.child_id, row.edition, at))  # type: ignore[attr-defined]


def _changes(case: _Case) -> None:
    _decided(case, Outcome.AMEND, 20)


def _stays(case: _Case) -> None:
    _decided(case, Outcome.AMEND if case.pupil.child.nc_year in ("N2", "6", "11") else Outcome.MAINTAIN, 30)


def _asked_early(case: _Case) -> None:
    at = case.at(4, 20)
    words = case.words("{name} has stopped sleeping since the taxi changed. This cannot wait until summer.")
    early.ask_early(case.parent(at), case.child_id, words, at)


_MADE = (24, 60, 300, 345, 335, 330, 355, 340, 350, 120)
_STORIES: tuple[Callable[[_Case], None], ...] = (
    _to_plan, _to_plan, _to_plan, _to_plan, _invited, _waits_for_decision, _late, _changes, _stays, _asked_early,
)  # fmt: skip


def _answer_about_help(case: _Case) -> None:
    """The setting says that one promise is kept and the other is not, and what is being done."""
    at = case.at(0, 8)
    senco = case.senco(at)
    texts = promised(senco, case.child_id)
    if len(texts) < 2:
        return
    gap = PromiseSaid(
        Kept.NO, "The therapist left at the end of last month.", "A new therapist starts; two weeks are made up for.",
        at.date() + timedelta(days=12),
    )  # fmt: skip
    answer_promises(senco, case.child_id, {texts[0].key: gap, texts[1].key: PromiseSaid(Kept.YES)}, at)


def _done(result: object) -> object:
    if isinstance(result, Refusal):
        raise StoryBroken(str(result))
    return result
