"""Challenges as pages read them: what can be done by when, what was done, what is next and who has it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.children.choices import Deciding
from alongside.children.of_age.queries import right_holders
from alongside.children.queries import ChildCard, StandsBy
from alongside.deadlines.queries import ClockShown, clocks_of, running_clocks
from alongside.design.addresses import page_address
from alongside.disputes.challenges.decisions import Decided, decisions_with_rights
from alongside.disputes.challenges.operations import as_step
from alongside.disputes.challenges.rules import NewStep, moves_the_case, open_steps
from alongside.disputes.choices import Body, Ended, Ground, Remedy, Step
from alongside.disputes.models import Challenge, ChallengeStep
from alongside.kernel.chronicle import Entry, EntryKind, Reach, Waiting, told
from alongside.kernel.day_words import day_words
from alongside.statute.almanac import shipped
from alongside.statute.worked import Worked

_READ, _KEEP = Permission.APPEAL_READ, Permission.APPEAL_KEEP
_CERTIFICATE = "mediation.certificate"
_WINDOWS = ("mediation.contact", "appeal.window")
_MOST = 50
_NOT_APPEALED = ("", Remedy.OTHER)
"""What mediation can come to without anything that could have been appealed."""


@dataclass(frozen=True)
class TakenView:
    """One step that was written down, in words."""

    id: UUID
    kind: Step
    on: date
    words: str
    details: tuple[tuple[str, str], ...]
    by_name: str
    at: datetime
    struck_why: str
    struck_by_name: str
    is_mine: bool


@dataclass(frozen=True)
class ChallengeView:
    """One person's challenge of one decision."""

    id: UUID
    child_id: UUID
    case_id: UUID | None
    ground: Ground
    about: str
    decided_on: date
    party_id: UUID
    party_name: str
    is_mine: bool
    steps: tuple[TakenView, ...]
    in_force: tuple[NewStep, ...]

    def step(self, kind: Step) -> NewStep | None:
        """The newest step of a kind that counts."""
        return next((one for one in reversed(self.in_force) if one.kind is kind), None)

    def can(self, *, council: bool) -> tuple[Step, ...]:
        """The steps that can be written down next."""
        return open_steps(self.ground, self.in_force, council=council)

    @property
    def stage(self) -> str:
        """Where it stands, in a few words."""
        kind, words = next(one for one in _STAGES if one[0] is None or self.step(one[0]))
        if self.agreed and kind in (Step.CERTIFICATE, Step.ENDED):
            return f"It was agreed in mediation: {self.agreed.label[0].lower()}{self.agreed.label[1:]}"
        return words

    @property
    def agreed(self) -> Remedy | None:
        """What all of it came to in mediation, where that could have been appealed: then no appeal is next, though one
        can still be sent until its last day."""
        ended = self.step(Step.ENDED)
        if ended is None or ended.ended != Ended.AGREED or ended.remedy in _NOT_APPEALED:
            return None
        return Remedy(ended.remedy)

    @property
    def outcome(self) -> Remedy | None:
        """What all of it came to: ordered, not opposed, or agreed. Then no appeal is next."""
        decided = self.step(Step.ORDER) or self.step(Step.NOT_OPPOSED)
        return Remedy(decided.remedy) if decided and decided.remedy else self.agreed


_STAGES: tuple[tuple[Step | None, str], ...] = (
    (Step.WITHDRAWN, "Stopped"),
    (Step.DONE, "What was agreed or ordered has been done"),
    (Step.ORDER, "The Tribunal has decided"),
    (Step.NOT_OPPOSED, "The council does not oppose the appeal"),
    (Step.HEARING, "The day of the hearing is set"),
    (Step.REGISTERED, "The Tribunal has the appeal"),
    (Step.APPEALED, "The appeal has been sent"),
    (Step.CERTIFICATE, "The certificate is there: an appeal can be sent"),
    (Step.ENDED, "The mediation has ended"),
    (Step.ARRANGED, "The mediation is arranged"),
    (Step.WANTED, "Mediation was asked for"),
    (Step.DECLINED, "Waiting for the certificate"),
    (Step.CONTACTED, "In touch with the mediation adviser"),
    (None, "Begun: contact the mediation adviser next"),
)


@dataclass(frozen=True)
class RightView:
    """A decision, what can be done about it and by when, and what the reader began."""

    decided: Decided
    windows: tuple[Worked, ...]
    challenges: tuple[ChallengeView, ...]
    is_over: bool


def rights_of(actor: Actor, child_id: UUID) -> tuple[RightView, ...]:
    """Each decision with a right of appeal, newest first, with its last days and the challenges the actor may read."""
    begun = challenges_of(actor, child_id)
    about = {one.id: about for one, about in begun}
    found = []
    for one in decisions_with_rights(actor, child_id):
        windows = tuple(shipped().work_out(key, {"decision.sent": one.on}) for key in _WINDOWS)
        mine = tuple(view for view, _ in begun if about[view.id] == one.id)
        over = one.came_out_otherwise or (not mine and actor.on > windows[-1].due_on)
        found.append(RightView(one, windows, mine, over))
    return tuple(found)


def challenges_of(actor: Actor, child_id: UUID) -> list[tuple[ChallengeView, UUID]]:
    """The challenges of a child that the actor may read, each with the id of its decision, newest first."""
    rows = list(Challenge.objects.permitting(actor, _READ, child_id).order_by("-begun_at")[:_MOST])
    steps = _steps(actor, child_id, [row.id for row in rows]) if rows else {}
    return [(view_of(row, actor, steps.get(row.id, [])), row.about_id) for row in rows]


def challenge_of(actor: Actor, child_id: UUID, challenge_id: UUID) -> ChallengeView | None:
    """One challenge; None when it is absent or not for this actor."""
    row = Challenge.objects.permitting(actor, _READ, child_id).filter(pk=challenge_id).first()
    return view_of(row, actor, _steps(actor, child_id, [row.id]).get(row.id, [])) if row else None


def _steps(actor: Actor, child_id: UUID, ids: list[UUID]) -> dict[UUID, list[ChallengeStep]]:
    rows = ChallengeStep.objects.permitting(actor, _READ, child_id).filter(challenge_id__in=ids)
    found: dict[UUID, list[ChallengeStep]] = {}
    for row in rows.order_by("on", "recorded_at"):
        found.setdefault(row.challenge_id, []).append(row)
    return found


def view_of(row: Challenge, actor: Actor, steps: list[ChallengeStep]) -> ChallengeView:
    """A challenge with these steps of it, that came through the gate."""
    return ChallengeView(
        row.id, row.child_id, row.case_id, Ground(row.ground), row.about, row.decided_on, row.party_id, row.party_name,
        row.party_id == actor.person_id, tuple(_taken(one, actor) for one in steps),
        tuple(as_step(one) for one in steps if one.struck_at is None),
    )  # fmt: skip


def _taken(row: ChallengeStep, actor: Actor) -> TakenView:
    return TakenView(
        row.id, Step(row.kind), row.on, row.words, _details(row), row.recorded_by_name, row.recorded_at,
        row.struck_why, row.struck_by_name, row.recorded_by_id == actor.person_id,
    )  # fmt: skip


_DAYS = {Step.ENDED: "Agreed instead of the law’s days", Step.ORDER: "The order’s own last day"}


def _details(row: ChallengeStep) -> tuple[tuple[str, str], ...]:
    found = []
    if row.day:
        found.append((_DAYS.get(Step(row.kind), "On"), day_words(row.day)))
    if row.reference:
        found.append(("Number", row.reference))
    if row.sections:
        found.append(("About section", ", ".join(row.sections)))
    if row.body:
        found.append(("For", Body(row.body).label))
    if row.ended:
        found.append(("How it ended", Ended(row.ended).label))
    if row.remedy:
        found.append(("What happens", Remedy(row.remedy).label))
    return tuple(found)


def clocks_of_challenge(actor: Actor, view: ChallengeView) -> list[ClockShown]:
    """The limits that run or were met, earliest first. `actor` must be one who reads the challenge."""
    return sorted(clocks_of(actor, view.child_id, view.id), key=soonest)


def clocks_in_the_request(actor: Actor, view: ChallengeView) -> list[ClockShown]:
    """The limits of an order or an agreement that run in the request which it moved on (reg 42, 44, 45)."""
    if view.case_id is None or view.outcome is None or not moves_the_case(view.ground, view.outcome):
        return []
    found = clocks_of(actor, view.child_id, view.case_id)
    return sorted((one for one in found if one.limit.startswith(("order.", "unopposed."))), key=soonest)


def soonest(clock: ClockShown) -> tuple[date, bool, str]:
    """By its day; of two on the same day the adviser comes before the appeal."""
    return clock.due_on, not clock.limit.startswith("mediation."), clock.limit


def in_turn(one: ChallengeView, clocks: Iterable[ClockShown], *, council: bool) -> list[ClockShown]:
    """The limits that can be what comes next, soonest first: by who has to do what.

    Once it was agreed or ordered, the time to appeal and a certificate for it still stand among the dates, and are not
    next. Nor is a certificate to a council that has a duty of its own: the adviser sends it, and the family has it; nor
    time that somebody had and that is over.
    """
    waiting = [each for each in clocks if each.met_on is None and not each.is_over]
    own = council and any(each.who == "council" for each in waiting)
    after = ("appeal.", _CERTIFICATE) if one.outcome else (_CERTIFICATE,) if own else ()
    return sorted((each for each in waiting if not each.limit.startswith(after)), key=soonest)


def have_the_right(card: ChildCard, around: Iterable[StandsBy], on: date) -> frozenset[UUID]:
    """Who has the right to mediation and appeal on a day (CFA 2014 ss.51, 80, 83)."""
    return right_holders(card, list(around), Deciding.APPEAL, on)


# ── What waits, and what happened ───────────────────────────────────────────────────────────────────────


def waiting_for(actor: Actor) -> list[Waiting]:
    """The next limit of each challenge, for whose challenge it is; a council's are in its work by legal date."""
    if not role_may(actor.role, _READ) or role_may(actor.role, _KEEP):
        return []
    rows = {row.id: row for row in _live(actor)}
    if not rows:
        return []
    found: dict[UUID, ClockShown] = {}
    running = running_clocks(actor, tuple({row.child_id for row in rows.values()}))
    for matter_id, clock in sorted(running, key=lambda one: soonest(one[1])):
        if matter_id in rows and matter_id not in found and clock.who != "council" and not clock.is_over:
            found[matter_id] = clock
    return [_waiting(rows[key], clock) for key, clock in found.items()]


@kept
def _live(actor: Actor) -> QuerySet[Challenge]:
    rows = Challenge.objects.permitting(actor, _READ, each_row=True).select_related("child")
    steps = ChallengeStep.objects.permitting(actor, _READ, each_row=True)
    over = steps.filter(struck_at=None, kind__in=(Step.DONE, Step.WITHDRAWN)).values("challenge_id")
    # Where all was agreed, the council does it: nobody is sent on to a certificate or an appeal.
    agreed = steps.filter(struck_at=None, kind=Step.ENDED, ended=Ended.AGREED).exclude(
        remedy__in=_NOT_APPEALED
    )
    rows = rows.exclude(pk__in=over).exclude(pk__in=agreed.values("challenge_id"))
    return rows.order_by("begun_at")[:_MOST]


def _waiting(row: Challenge, clock: ClockShown) -> Waiting:
    url = page_address("disputes:appeal", row.child_id, row.id)
    return Waiting(clock.label, url, row.child.called, row.child_id, clock.due_on, clock.citation)


def chronicle(actor: Actor, child_id: UUID, reach: Reach) -> list[Entry]:
    """Each step of the challenges that the actor may read, newest first. It stays off paper: it is one person's own."""
    if not reach.wants(EntryKind.STATUTORY) or not role_may(actor.role, _READ):
        return []
    rows = ChallengeStep.objects.permitting(actor, _READ, child_id).filter(struck_at=None)
    entries = []
    for row in rows.select_related("challenge").order_by("-recorded_at")[: _MOST * 4]:
        url = page_address("disputes:appeal", child_id, row.challenge_id)
        entries.append(
            Entry(row.recorded_at, row.id, EntryKind.STATUTORY, Step(row.kind).label, row.words,
                  row.recorded_by_name, url, private=True)
        )  # fmt: skip
    return told(entries, reach)
