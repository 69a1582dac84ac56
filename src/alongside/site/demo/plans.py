"""Plans in every state: written, put to families, answered, replaced, closed."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from alongside.access.choices import StandingKind
from alongside.children.choices import Basis
from alongside.children.queries import ChildCard, card
from alongside.people.models import Person
from alongside.plans.choices import Decision, PlanState, VersionState
from alongside.plans.documents import About, plan_document
from alongside.plans.layout import lay_out
from alongside.plans.models import Agreement, Comment, Plan, PlanVersion
from alongside.plans.templates import newest_template
from alongside.rendering.frozen import canonical_json, digest
from alongside.rendering.model import Picture
from alongside.site.demo.area import Area
from alongside.site.demo.chance import weighted
from alongside.site.demo.circles import circle_of
from alongside.site.demo.data import words
from alongside.site.demo.lives import Life
from alongside.site.demo.pen import Pen
from alongside.site.demo.phrases import Phrases
from alongside.site.demo.registering import standing
from alongside.site.demo.shelf import Shelf
from alongside.site.demo.states import Stage
from alongside.site.demo.writing import BEGUN, HALF, days, family_says, strengths, write_everything
from alongside.statute.wording import Voice as Reader
from alongside.voice.choices import Ring, Voice
from alongside.voice.models import CirclePerson, Statement
from alongside.voice.queries import InCircle, passage

_ANSWERED_BY = 21
"""Days after which no question of a parent is left open."""
_LEADING = "Keeps the plan going: writes, asks, and makes sure it is done"


@dataclass
class Desk:
    """What is at hand while one child's plan is written."""

    area: Area
    life: Life
    stage: Stage
    shelf: Shelf
    phrases: Phrases
    random: Random
    picture: Picture | None
    lead: Person | None = None

    @property
    def senco(self) -> Person:
        return self.life.pupil.place.people["senco"]

    def pen(self, first: int, last: int) -> Pen:
        """A pen that writes between two days, given as days ago."""
        days = self.area.days
        return Pen(self.life, self.area, self.phrases, self.random, days.ago(first), days.ago(last))


def make_plan(desk: Desk) -> None:
    """Write one child's plan as far as its stage says."""
    stage = desk.stage
    if stage.depth == "nothing":
        return
    pen = desk.pen(stage.first, stage.last)
    if stage.depth == "whole":
        write_everything(pen)
        _leave_out(pen, stage.lacks)
    else:
        for part in BEGUN if stage.depth == "begun" else HALF:
            part(pen)
    people = [] if stage.depth == "begun" else circle_of(desk.life)
    _lead(desk)
    if stage.name != "words only":
        _carry_through(desk, pen, people)
    desk.shelf.statements += pen.rows
    desk.shelf.statement_versions += pen.versions
    desk.shelf.circles += people


def _leave_out(pen: Pen, what: str) -> None:
    """Take out what the stage lacks, as if nobody had written it yet."""
    outcomes = [row for row in pen.rows if row.topic == "outcome"]
    leaves = {
        "provision": lambda row: row.topic == "provision" and row.serves is outcomes[-1],
        "child’s words": lambda row: row.voice == Voice.CHILD and row.topic != "hopes",
        "needs": lambda row: row.topic.startswith("need-"),
    }.get(what)
    if leaves is None:
        return
    gone = {row.id for row in pen.rows if leaves(row)}
    pen.rows[:] = [row for row in pen.rows if row.id not in gone]
    pen.versions[:] = [one for one in pen.versions if one.statement_id not in gone]


def _lead(desk: Desk) -> None:
    """One lead worker, now and then the second: the one before handed over."""
    stage, pupil = desk.stage, desk.life.pupil
    if stage.lacks == "lead worker" or stage.depth == "begun":
        return
    room = pupil.classroom
    desk.lead = weighted(desk.random, ((desk.senco, 45.0), (room.teacher, 35.0), (room.assistant, 20.0)))
    since = desk.area.days.ago(stage.first + 3)
    leads = StandingKind.LEAD_WORKER
    common = {
        "organisation": pupil.place.organisation, "responsibility": _LEADING, "basis": Basis.AGREEMENT,
    }  # fmt: skip
    if desk.random.random() < 0.15 and desk.lead is not room.assistant:
        before = since - timedelta(days=200)
        desk.shelf.standings.append(
            standing(pupil.child, leads, before, person=room.assistant, ends_on=since, **common)
        )
    ended = desk.area.days.ago(60) if stage.name == "closed" else None
    desk.shelf.standings.append(
        standing(pupil.child, leads, since, person=desk.lead, ends_on=ended, **common)
    )


def _carry_through(desk: Desk, pen: Pen, people: list[CirclePerson]) -> None:
    """The plan's row, and for those that went to the family its versions, answers and comments."""
    stage, when, pupil = desk.stage, desk.area.days, desk.life.pupil
    template = newest_template("one-plan")
    plan = Plan(
        child=pupil.child, template_key=template.key, template_version=template.version, state=_state(stage),
        started_by_name=desk.senco.name, started_at=when.at(stage.first, 9, 10),
        review_on=when.today + timedelta(days=stage.review_in) if stage.review_in else None,
    )  # fmt: skip
    desk.shelf.plans.append(plan)
    if stage.proposed:
        _versions(desk, plan, pen, people)
    for _ in range(stage.comments):
        _comment(desk, plan, pen)


def _state(stage: Stage) -> PlanState:
    if stage.name == "closed":
        return PlanState.CLOSED
    if stage.name in ("with the family", "with the family again", "not agreed"):
        return PlanState.PROPOSED
    return PlanState.AGREED if stage.decision == "agree" else PlanState.DRAFTING


def _versions(desk: Desk, plan: Plan, pen: Pen, people: list[CirclePerson]) -> None:
    stage = desk.stage
    first = _version(desk, plan, pen.rows, people, 1, stage.proposed)
    if stage.name == "taken back":
        first.state = VersionState.WITHDRAWN
        return
    if not stage.decision:
        return
    _answer(desk, first, stage.decision, stage.answered)
    if stage.again:
        later = pen.later(desk.area.days.ago(stage.again + 30), desk.area.days.ago(stage.again + 6))
        family_says(later)
        _renew(later)
        pen.rows += later.rows
        pen.versions += later.versions
        second = _version(desk, plan, pen.rows, people, 2, stage.again)
        if stage.name == "agreed again":
            first.state = VersionState.REPLACED
            _answer(desk, second, "agree", stage.again - 8)


def _renew(pen: Pen) -> None:
    """What a year adds: another good day, another thing the child can do."""
    days(pen)
    strengths(pen)


def _version(
    desk: Desk, plan: Plan, rows: list[Statement], people: list[CirclePerson], number: int, ago: int
) -> PlanVersion:
    """The plan frozen as it stood, exactly as the product freezes it."""
    pupil, when = desk.life.pupil, desk.area.days
    on = when.ago(ago)
    who: ChildCard = card(pupil.child, on)
    template = newest_template(plan.template_key)
    circle = [
        InCircle(
            one.id, one.name, one.relationship, Ring(one.ring), one.position, one.person_id is not None, 1
        )
        for one in people
    ]
    ordered = sorted(rows, key=lambda row: (row.topic, row.position, row.created_at))
    sections = lay_out(template, who, [passage(row) for row in ordered], circle, Reader.CHILD)
    lead = desk.lead.name if desk.lead else ""
    about = About(who, pupil.place.organisation.name, pupil.classroom.group.name, lead, desk.picture)
    document = plan_document(template, sections, about, on)
    version = PlanVersion(
        plan=plan, number=number, state=VersionState.PROPOSED, content=canonical_json(document).decode(),
        digest=digest(document), proposed_by_name=desk.senco.name, proposed_at=when.at(ago, 16, 5),
    )  # fmt: skip
    desk.shelf.versions.append(version)
    return version


def _answer(desk: Desk, version: PlanVersion, decision: str, ago: int) -> None:
    """A family member's answer; a yes makes the version the agreed one."""
    pupil, random = desk.life.pupil, desk.random
    signer = (pupil.home.parents or pupil.home.adults)[0]
    at = desk.area.days.at(ago, 20, random.randint(0, 59), school=False)
    remark = ""
    if decision != Decision.AGREE:
        remark = desk.phrases.one(words("general")["comments"]["remarks"], desk.life.facts, random)
    desk.shelf.agreements.append(
        Agreement(
            version=version, person=signer.person, signs_as=signer.relationship, decision=decision,
            typed_name=signer.person.name, remark=remark, digest=version.digest,
            evidence={"read_as": "web", "language": signer.person.language, "two_factors": False}, signed_at=at,
        )
    )  # fmt: skip
    if decision == Decision.AGREE:
        version.state, version.agreed_at = VersionState.AGREED, at


def _comment(desk: Desk, plan: Plan, pen: Pen) -> None:
    """What a parent says beside a passage; most are answered within days."""
    adults = desk.life.pupil.home.parents
    if not adults:
        return
    author = desk.random.choice(adults)
    apart = not author.lives_with_child
    patterns = words("general")["comments"]["father" if apart else "parent"]
    said, _, answer = desk.phrases.one(patterns, desk.life.facts, desk.random).partition(" -> ")
    about = [row for row in pen.rows if row.topic in ("support-me", "has-helped", "provision", "find-hard")]
    ago = max((desk.stage.again or desk.stage.proposed) - desk.random.randint(1, 4), 1)
    row = Comment(
        plan=plan, statement=desk.random.choice(about) if about else None, author=author.person,
        author_name=author.person.name, author_role=author.relationship,
        text=said, said_at=desk.area.days.at(ago, 21, 14, school=False),
    )  # fmt: skip
    if ago > _ANSWERED_BY or (desk.random.random() < 0.4 and ago > 3):
        row.answer = answer
        row.answered_at, row.answered_by_name = desk.area.days.at(ago - 2, 15, 40), desk.senco.name
    desk.shelf.comments.append(row)
