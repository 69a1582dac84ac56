"""Answering the lines of the sharing page: who has the say, what a no closes, and what opens it again (O4, O25)."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from alongside.access.actor import Actor
from alongside.access.choices import RestrictionKind, Role, SharingLine, StandingKind
from alongside.access.policy import Permission
from alongside.children.choices import Basis
from alongside.children.models import Child, ClosedLine, SharingAnswer
from alongside.children.sharing.operations import Reply, answer_line
from alongside.children.sharing.queries import line_states, outside_of
from alongside.children.sharing.rules import Signature, counts, decides_from
from alongside.kernel.refusal import Refusal
from alongside.ledger.models import AuditEntry
from alongside.statute.sharing import sharing_page
from tests.makers import world
from tests.makers.family import Around, amira_and_hers

pytestmark = pytest.mark.django_db
SETTING = (SharingLine.SETTING.value, None, None)


def say(
    actor: Actor,
    child: Child,
    reply: str,
    line: SharingLine = SharingLine.SETTING,
    outside: UUID | None = None,
) -> SharingAnswer | Refusal:
    """Answer a line as a signer would on the page of today."""
    given = Reply(line, reply, Signature("name", actor.name), sharing_page().digest, outside)
    return answer_line(actor, child.id, given, {"reply": reply}, world.NOW)


def reads(actor: Actor, child: Child, permission: Permission = Permission.PLAN_READ) -> bool:
    return Child.objects.permitting(actor, permission, child.id).exists()


def on(actor: Actor, day: date) -> Actor:
    return Actor(actor.person_id, actor.role, day, actor.organisation_id, name=actor.name)


def test_a_no_closes_the_plan_to_class_staff_and_leaves_them_the_passport() -> None:
    """A1: by law a school tells those who teach a child what the child needs."""
    around = amira_and_hers()
    assert reads(around.teacher, around.child)
    say(around.mother, around.child, "disagree")
    kept = {str(one) for one in Permission if reads(around.teacher, around.child, one)}
    talk = {"thread.read", "thread.write", "call.log", "news.read", "news.send"}
    told = {"concern.read", "concern.raise", "strategy.agree", "safeguarding.raise", "safeguarding.named"}
    assert kept == {"child.read", "passport.read", "class.read", "register.read", *talk, *told}
    assert reads(around.senco, around.child) and reads(around.head, around.child)
    assert AuditEntry.objects.filter(verb="sharing.declined", child_id=around.child.id).exists()


def test_of_two_parents_the_narrower_answer_holds_until_the_one_who_closed_opens() -> None:
    around = amira_and_hers()
    say(around.mother, around.child, "agree")
    say(around.father, around.child, "disagree")
    say(around.mother, around.child, "agree")
    assert not reads(around.teacher, around.child)
    say(around.father, around.child, "agree")
    assert reads(around.teacher, around.child)


@pytest.mark.parametrize("reply", ["unsure", "rather_not"])
def test_to_be_unsure_neither_closes_nor_opens(reply: str) -> None:
    around = amira_and_hers()
    say(around.mother, around.child, reply)
    assert reads(around.teacher, around.child)
    say(around.mother, around.child, "disagree")
    say(around.mother, around.child, reply)
    assert not reads(around.teacher, around.child)


def test_a_parent_who_is_shut_out_has_no_say_and_what_they_closed_stays_until_another_opens_it() -> None:
    """P2: neither a restriction nor the end of a standing opens anything by itself."""
    around = amira_and_hers()
    say(around.father, around.child, "disagree")
    world.restrict(around.child, around.father_person, RestrictionKind.COURT_ORDER)
    assert not reads(around.teacher, around.child)
    assert isinstance(say(around.father, around.child, "agree"), Refusal)
    say(around.mother, around.child, "agree")
    assert reads(around.teacher, around.child)


def test_a_childs_no_stands_beside_and_counts_from_the_day_they_have_the_say() -> None:
    around = amira_and_hers()
    answer = say(around.amira, around.child, "disagree")
    assert isinstance(answer, SharingAnswer) and not answer.counts
    assert reads(around.teacher, around.child)
    assert [one.reply for one in line_states(around.senco, around.child.id)[SETTING].said] == ["disagree"]
    day = decides_from(around.child.born_on)
    assert reads(on(around.teacher, day - timedelta(days=1)), around.child)
    assert not reads(on(around.teacher, day), around.child)
    say(around.amira, around.child, "agree")
    assert reads(on(around.teacher, day), around.child)


def test_the_say_passes_with_compulsory_school_age_and_nothing_opens_on_that_day() -> None:
    """Children and Families Act 2014 s.83; the last Friday in June of the school year of the 16th birthday."""
    assert decides_from(date(2010, 9, 1)) == date(2027, 6, 26)
    assert decides_from(date(2010, 8, 31)) == date(2026, 6, 27)
    around = amira_and_hers()
    say(around.mother, around.child, "disagree")
    day = decides_from(around.child.born_on)
    assert not reads(on(around.teacher, day), around.child)
    assert isinstance(say(on(around.mother, day), around.child, "agree"), SharingAnswer)
    assert not reads(on(around.teacher, day), around.child)
    say(on(around.amira, day), around.child, "agree")
    assert reads(on(around.teacher, day), around.child)
    say(on(around.mother, day), around.child, "disagree")
    assert reads(on(around.teacher, day), around.child)
    assert [counts(kind, around.child.born_on, day) for kind in ("child", "parent", "carer")] == [
        True,
        False,
        False,
    ]


def _therapist(child: Child, **fields: object) -> Actor:
    service = world.make_setting("Merefield Therapy Service")
    person = world.make_person("Grace", "Obi")
    world.joins(person, service, Role.PROFESSIONAL)
    basis = {"basis": Basis.AGREEMENT, **fields}
    world.stands(child, StandingKind.INVITED, person=person, organisation=service, **basis)
    return world.acting(person, Role.PROFESSIONAL, service)


def test_one_named_person_outside_is_closed_and_no_other() -> None:
    """A2."""
    around = amira_and_hers()
    grace, other = _therapist(around.child), _therapist(around.child)
    first = next(
        one for one in outside_of(around.mother, around.child.id) if one.person_id == grace.person_id
    )
    say(around.mother, around.child, "disagree", SharingLine.OUTSIDE, first.standing_id)
    assert not reads(grace, around.child, Permission.CHILD_READ)
    assert reads(other, around.child)
    say(around.mother, around.child, "agree", SharingLine.OUTSIDE, first.standing_id)
    assert reads(grace, around.child)


def test_a_named_duty_beats_a_no_and_an_unnamed_one_does_not() -> None:
    """A3: the council reads on where a duty in law is on record, which the family can see."""
    around, council = amira_and_hers(), world.make_council()
    standing = world.stands(around.child, StandingKind.MAINTAINS, organisation=council)
    caseworker = world.acting(world.make_person("Tom", "Reed"), Role.CASEWORKER, council)
    say(around.mother, around.child, "disagree", SharingLine.COUNCIL)
    assert not reads(caseworker, around.child) and not reads(
        caseworker, around.child, Permission.PASSPORT_READ
    )
    assert reads(caseworker, around.child, Permission.CHILD_READ)
    world.changed(standing, evidence="Children and Families Act 2014 section 42")
    assert reads(caseworker, around.child)


def test_the_next_setting_waits_for_a_yes() -> None:
    """A4."""
    around = amira_and_hers()
    say(around.mother, around.child, "disagree", SharingLine.NEXT_SETTING)
    assert reads(around.senco, around.child)
    later = world.make_setting("Ashby High School")
    world.stands(
        around.child, StandingKind.ATTENDS, organisation=later, starts_on=world.TODAY + timedelta(days=30)
    )
    senco = world.acting(
        world.make_person("Lena", "Marsh"), Role.SENCO, later, world.TODAY + timedelta(days=31)
    )
    assert reads(senco, around.child, Permission.CHILD_READ) and not reads(senco, around.child)
    say(around.mother, around.child, "agree", SharingLine.NEXT_SETTING)
    assert reads(senco, around.child)


def test_a_parent_sees_that_a_line_is_closed_and_not_what_another_said() -> None:
    """Two parents apart: neither learns who, when or where the other signed."""
    around = amira_and_hers()
    say(around.father, around.child, "disagree")
    seen = line_states(around.mother, around.child.id)[SETTING]
    assert seen.closed and seen.closed_by_another and not seen.said
    assert line_states(around.father, around.child.id)[SETTING].closed_by_me
    assert len(line_states(around.senco, around.child.id)[SETTING].said) == 1


@pytest.mark.parametrize("who", ["senco", "teacher", "head", "stranger"])
def test_nobody_answers_for_the_family(who: str) -> None:
    around = amira_and_hers()
    actor = world.stranger() if who == "stranger" else getattr(around, who)
    with pytest.raises(Exception, match=r"sharing\.sign") if who != "stranger" else _nothing():
        assert isinstance(say(actor, around.child, "agree"), Refusal)
    assert not SharingAnswer.everything.exists()


def _nothing() -> object:
    from contextlib import nullcontext

    return nullcontext()


def test_an_answer_is_to_the_words_that_are_shown_now() -> None:
    around = amira_and_hers()
    given = Reply(SharingLine.SETTING, "agree", Signature("name", "Nadia"), "0" * 64)
    refused = answer_line(around.mother, around.child.id, given, {}, world.NOW)
    assert isinstance(refused, Refusal) and refused.code == "sharing.changed"


@pytest.mark.parametrize(
    ("reply", "kind", "value", "code"),
    [
        ("maybe", "name", "Nadia", "sharing.reply"),
        ("agree", "thumb", "Nadia", "sharing.signature"),
        ("agree", "name", "  ", "sharing.name"),
        ("agree", "symbol", "", "sharing.symbol"),
        ("agree", "picture", "", "sharing.picture"),
    ],
)
def test_what_is_missing_is_said(reply: str, kind: str, value: str, code: str) -> None:
    around = amira_and_hers()
    given = Reply(SharingLine.SETTING, reply, Signature(kind, value), sharing_page().digest)
    refused = answer_line(around.mother, around.child.id, given, {}, world.NOW)
    assert isinstance(refused, Refusal) and refused.code == code
    assert not ClosedLine.everything.exists()


def test_history_keeps_every_answer_and_says_which_was_a_withdrawal() -> None:
    around: Around = amira_and_hers()
    for reply in ("agree", "disagree", "agree"):
        say(around.mother, around.child, reply)
    verbs = AuditEntry.objects.filter(subject_kind="children.sharinganswer").order_by("id")
    assert [one.verb for one in verbs] == ["sharing.agreed", "sharing.withdrawn", "sharing.agreed"]
    assert SharingAnswer.everything.count() == 3
