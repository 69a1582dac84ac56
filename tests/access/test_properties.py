"""What must hold for any facts at all: invariants of the access model (trust 2.6), tried on generated worlds.

Each example makes a few children with generated standings, restrictions and class places, and asks the real gate.
"""

import os
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from alongside.access.policy import POLICY, Permission
from alongside.children.models import Child
from alongside.children.queries import child_card
from alongside.people.models import ContactPoint, Person
from alongside.voice.choices import Audience, Gathered, Voice
from alongside.voice.models import Statement
from tests.access import oracle
from tests.access.facts_in_rows import Rows
from tests.access.oracle import Asker, Closing, Denial, Facts, Opening, Seat, Span, Tie
from tests.makers import world

pytestmark = pytest.mark.django_db

PEOPLE, PLACES = ("me", "another"), ("school", "other school", "council", "service")
READS_WORDS = (
    Permission.PLAN_READ,
    Permission.PASSPORT_READ,
    Permission.PASSAGE_WRITE,
    Permission.PLAN_PRINT,
)
FAMILY = ("child", "parent", "carer")


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.sampled_from([-400, -1, 0, 1]))
    return Span(start, draw(st.sampled_from([None, *(end for end in (-1, 0, 1, 30) if end >= start)])))


@st.composite
def ties(draw: st.DrawFn) -> Tie:
    person = draw(st.sampled_from(("", *PEOPLE)))
    place = draw(st.sampled_from(PLACES if not person else ("", *PLACES)))
    return Tie(
        draw(st.sampled_from(oracle.KINDS)), person, place, draw(spans()), draw(st.sampled_from(oracle.BASES))
    )


denials = st.builds(Denial, st.sampled_from(oracle.RESTRICTIONS), st.sampled_from(PEOPLE), spans())
closings = st.builds(
    Closing,
    st.sampled_from(oracle.LINES),
    st.sampled_from(("", *PEOPLE)),
    st.sampled_from(("", *PLACES)),
    spans(),
)
seats = st.builds(Seat, st.sampled_from(PLACES[:2]), st.sampled_from(PEOPLE), spans(), spans())


openings = st.builds(
    Opening,
    st.sampled_from(("private-words", "supply", "research")),
    st.sampled_from(PEOPLE),
    st.sampled_from(("", *PLACES)),
    spans(),
    st.sampled_from(PEOPLE),
)


def _without_two_leads(found: list[Tie]) -> tuple[Tie, ...]:
    """The database lets one lead worker stand without an end."""
    leads = [tie for tie in found if tie.kind == "lead_worker" and tie.span.end is None]
    return tuple(tie for tie in found if tie not in leads[1:])


facts = st.builds(
    Facts,
    st.lists(ties(), max_size=4, unique=True).map(_without_two_leads),
    st.lists(denials, max_size=2).map(tuple),
    st.lists(seats, max_size=2).map(tuple),
    st.lists(closings, max_size=2).map(tuple),
    st.lists(openings, max_size=1).map(tuple),
)
askers = st.one_of(
    st.builds(Asker, st.just("family"), st.sampled_from(PEOPLE), st.just(""), st.sampled_from([-1, 0, 1])),
    st.builds(
        Asker,
        st.sampled_from([role for role in oracle.ROLES if role not in ("family", "system", "nobody")]),
        st.sampled_from(PEOPLE),
        st.sampled_from(PLACES),
        st.sampled_from([-1, 0, 1]),
    ),
)
# On the second database of a run a quarter: there every decision is compared by the matrix and by the wall as well.
MANY = 20 if os.environ.get("ALONGSIDE_TESTS") == "database" else 80
some_examples = settings(max_examples=MANY, deadline=None, suppress_health_check=list(HealthCheck))


permissions = st.sampled_from(sorted(POLICY))


def holds(rows: Rows, asker: Asker, permission: Permission, child_id: UUID) -> bool:
    """Whether the gate allows it: asked about all children, and about this one, which must agree."""
    actor = rows.actor(asker)
    among_all = Child.objects.permitting(actor, permission).filter(pk=child_id).exists()
    assert Child.objects.permitting(actor, permission, child_id).exists() == among_all
    return among_all


class TestInvariants(TestCase):
    """One database transaction an example."""

    @some_examples
    @given(facts, askers, permissions)
    def test_the_gate_answers_as_the_model(self, one: Facts, asker: Asker, permission: Permission) -> None:
        rows = Rows()
        (child_id,) = rows.add([one])
        assert holds(rows, asker, permission, child_id) == oracle.may(one, asker, permission)

    @some_examples
    @given(facts, askers, permissions)
    def test_without_a_standing_everything_is_refused(
        self, one: Facts, asker: Asker, permission: Permission
    ) -> None:
        """P1."""
        rows = Rows()
        (child_id,) = rows.add([replace(one, ties=())])
        assert not holds(rows, asker, permission, child_id)

    @some_examples
    @given(facts, denials, askers, permissions)
    def test_a_restriction_never_adds_anything(
        self, one: Facts, denial: Denial, asker: Asker, permission: Permission
    ) -> None:
        """P2."""
        rows = Rows()
        before, after = rows.add([one, replace(one, denials=(*one.denials, denial))])
        assert holds(rows, asker, permission, after) <= holds(rows, asker, permission, before)

    @some_examples
    @given(facts.filter(lambda one: one.ties), askers, permissions, st.data())
    def test_ending_a_standing_never_adds_anything(
        self, one: Facts, asker: Asker, permission: Permission, data: st.DataObject
    ) -> None:
        """P3. One's own family standing is apart: it is also what keeps staff from their own child's record."""
        ended = data.draw(st.sampled_from(one.ties))
        assume(not (asker.organisation and ended.kind in FAMILY and ended.person == asker.person))
        rows = Rows()
        left = tuple(tie for tie in one.ties if tie != ended)
        before, after = rows.add([one, replace(one, ties=left)])
        assert holds(rows, asker, permission, after) <= holds(rows, asker, permission, before)

    @some_examples
    @given(facts, closings, askers, permissions)
    def test_closing_a_line_never_adds_anything_and_opening_it_again_restores(
        self, one: Facts, closing: Closing, asker: Asker, permission: Permission
    ) -> None:
        """O4, P2: and the child, the parents, the carers and the advocate keep what they had."""
        ended = replace(closing, span=Span(min(closing.span.start, asker.day), asker.day))
        rows = Rows()
        before, closed, opened = rows.add(
            [
                one,
                replace(one, closings=(*one.closings, closing)),
                replace(one, closings=(*one.closings, ended)),
            ]
        )
        held = holds(rows, asker, permission, before)
        assert holds(rows, asker, permission, closed) <= held
        assert holds(rows, asker, permission, opened) == held
        if asker.role == "family":
            assert holds(rows, asker, permission, closed) == held

    @some_examples
    @given(st.lists(facts, min_size=2, max_size=4), askers)
    def test_lists_counts_and_single_rows_agree(self, many: list[Facts], asker: Asker) -> None:
        """P7; and an unseen child answers as one that is not there (P4)."""
        rows = Rows()
        ids = rows.add(many)
        actor = rows.actor(asker)
        listed = Child.objects.permitting(actor, Permission.CHILD_READ).filter(pk__in=ids)
        seen = {row.pk for row in listed}
        assert len(seen) == listed.count()
        for child_id in ids:
            found = child_card(actor, child_id)
            assert (found.id if found else None) == (child_id if child_id in seen else None)
        assert child_card(actor, world.an_id()) is None

    @some_examples
    @given(facts, askers, permissions, st.sampled_from([-400, 400]))
    def test_only_facts_that_hold_on_the_day_count(
        self, one: Facts, asker: Asker, permission: Permission, away: int
    ) -> None:
        """P11: what has ended by the day, or not begun, changes nothing."""
        span = Span(away - 10, away + 10)
        more = Facts(
            (*one.ties, Tie("parent", "me", span=span), Tie("attends", organisation="school", span=span)),
            (*one.denials, Denial("court_order", "me", span)),
            (*one.seats, Seat("school", "me", span)),
            (*one.closings, Closing("setting", span=span), Closing("outside", "me", span=span)),
        )
        rows = Rows()
        before, after = rows.add([one, more])
        assert holds(rows, asker, permission, after) == holds(rows, asker, permission, before)

    @some_examples
    @given(facts, askers, permissions)
    def test_one_role_at_a_time(self, one: Facts, asker: Asker, permission: Permission) -> None:
        """P12 and P15: what a person may do in one role is never widened by the others they hold."""
        rows = Rows()
        (child_id,) = rows.add([one])
        most = {word for (role, _), powers in oracle.POWERS.items() if role == asker.role for word in powers}
        assert not holds(rows, asker, permission, child_id) or permission in most

    @some_examples
    @given(facts, askers, st.sampled_from(READS_WORDS))
    def test_private_words_reach_the_child_and_whom_they_named_alone(
        self, one: Facts, asker: Asker, permission: Permission
    ) -> None:
        """P5: whoever else reads the plan, in whatever role, and whoever wrote the words down."""
        rows = Rows()
        (child_id,) = rows.add([one])
        secret = _words(child_id, Audience.PRIVATE, rows.person(asker.person))
        shared = _words(child_id, Audience.SHARED, rows.person("another"))
        seen = set(Statement.objects.permitting(rows.actor(asker), permission).values_list("pk", flat=True))
        is_the_child = asker.role == "family" and any(
            tie.kind == "child" and tie.person == asker.person and tie.span.holds(asker.day)
            for tie in one.ties
        )
        reads = oracle.may(one, asker, permission)
        assert (shared.pk in seen) == reads
        assert (secret.pk in seen) == (reads and is_the_child)
        opened = Statement.objects.permitting(rows.actor(asker), Permission.PRIVATE_READ)
        readable = {secret.pk} if oracle.may(one, asker, "private.read") else set()
        assert set(opened.values_list("pk", flat=True)) == readable

    @some_examples
    @given(facts, st.sampled_from(PEOPLE))
    def test_no_family_member_sees_where_another_lives(self, one: Facts, person: str) -> None:
        """K4 over any facts: in no standing, and whatever else the person is to the child."""
        rows = Rows()
        rows.add([one])
        for name in PEOPLE:
            point = ContactPoint(person=rows.person(name), kind="phone", value=name, starts_on=world.LONG_AGO)
            world.saved(point)
        seen = ContactPoint.objects.permitting(rows.actor(Asker("family", person)), Permission.CONTACT_READ)
        assert {row.value for row in seen} == {person}


def _words(child_id: UUID, audience: Audience, writer: Person | None) -> Statement:
    row = Statement(
        child_id=child_id, topic="hopes", text="Words", voice=Voice.CHILD, speaker_name="A", gathered=Gathered.TYPED,
        gathered_on=world.TODAY, audience=audience, created_at=world.NOW, changed_at=world.NOW, written_by=writer,
    )  # fmt: skip
    return world.saved(row)
