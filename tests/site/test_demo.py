"""The demo area: believable, whole, the same every time, and under the product's own rules."""

import re
from collections import Counter
from datetime import date, timedelta
from itertools import combinations

import pytest

from alongside.access.actor import Actor
from alongside.access.choices import RestrictionKind, Role, StandingKind
from alongside.access.policy import Permission
from alongside.children.choices import IdentifierKind, SenProvision
from alongside.children.models import (
    Child,
    GroupPlace,
    Identifier,
    OpenLine,
    Residence,
    Restriction,
    Standing,
)
from alongside.children.queries import child_card
from alongside.exchange.choices import ChangeKind, ImportState
from alongside.exchange.models import Import
from alongside.kernel.identifiers import check_upn
from alongside.kernel.school_years import expected_year_code
from alongside.ledger.models import AccessEntry
from alongside.notices.models import Notice
from alongside.organisations.access import actor_of
from alongside.organisations.models import Membership, Organisation
from alongside.people.models import Account, ContactPoint, Person
from alongside.plans.choices import PlanState, VersionState
from alongside.plans.models import Agreement, Comment, Plan, PlanVersion
from alongside.plans.queries import live_plan, sections_of
from alongside.platform import clock
from alongside.rendering.frozen import digest, from_json
from alongside.site import demo
from alongside.site.demo.cast import member
from alongside.site.demo.phrases import Phrases, said
from alongside.site.demo.when import Days, is_school_day
from alongside.statute.wording import Voice as Reader
from alongside.voice.choices import Audience, Gathered, StatementKind, Voice
from alongside.voice.models import CirclePerson, Draft, Statement, StatementVersion
from tests.site.areas import dice_named, names_of_pupils

pytestmark = [pytest.mark.usefixtures("demo_area"), pytest.mark.slow]
MOTHERS_STREET = "Nightingale Avenue"


def as_member(key: str) -> Actor:
    """One of the cast, as the front page signs them in."""
    one = member(key)
    account = Account.objects.select_related("person").get(email=one.email)
    return actor_of(account, clock.today(), one.hat, two_factors=True)


def _child(given: str) -> Child:
    return Child.everything.get(
        given_name=given, family_name={"Amira": "Kowalska", "Matteo": "Marchetti"}[given]
    )


def test_everyone_of_the_cast_is_on_the_front_page_and_can_be_signed_in_as() -> None:
    assert demo.cast_for_front_page() == demo.CAST
    assert len(demo.CAST) == 16
    for one in demo.CAST:
        account = Account.objects.select_related("person").get(email=one.email)
        assert one.name.startswith(account.person.name)
        assert not account.has_usable_password() and account.email.endswith("example.org")


def test_each_of_the_cast_comes_in_the_right_role() -> None:
    roles = {one.key: as_member(one.key).role for one in demo.CAST}
    assert {key for key, role in roles.items() if role is Role.FAMILY} == {
        "amira", "theo", "nadia", "piotr", "adviser",
    }  # fmt: skip
    assert roles["osei"] is Role.CLASS_TEACHER and roles["administrator"] is Role.ADMINISTRATOR


def test_loading_again_does_nothing() -> None:
    before = (Child.everything.count(), Statement.everything.count())
    demo.load(60)
    assert (Child.everything.count(), Statement.everything.count()) == before


def test_as_many_children_as_asked_in_five_settings() -> None:
    assert Child.everything.count() == 60
    attends = Standing.everything.filter(kind=StandingKind.ATTENDS, ends_on=None)
    assert attends.values("organisation").distinct().count() == 5
    assert attends.count() == 60
    assert Organisation.objects.filter(kind="council").count() == 1


def test_the_same_children_every_time() -> None:
    names = set(Child.everything.values_list("given_name", "family_name"))
    assert set(names_of_pupils(58)) <= names


def test_every_upn_is_valid_and_given_once() -> None:
    upns = [one.value for one in Identifier.everything.filter(kind=IdentifierKind.UPN)]
    assert len(upns) == 60 == len(set(upns))
    assert not [upn for upn in upns if check_upn(upn)]


def test_year_groups_fit_birth_dates() -> None:
    for child in Child.everything.exclude(nc_year__in=("", "E2")):
        assert child.nc_year == expected_year_code(child.born_on, clock.today()), child.full_name


def test_amira_is_eight_in_year_three_and_theo_fifteen_in_year_ten() -> None:
    senco, teacher = as_member("whitcombe"), as_member("osei")
    amira = child_card(senco, _child("Amira").id)
    assert amira is not None and (amira.age, amira.year) == (8, "Year 3")
    assert child_card(teacher, _child("Amira").id) is not None
    theo = child_card(as_member("theo"), _child("Matteo").id)
    assert theo is not None and (theo.age, theo.year, theo.called) == (15, "Year 10", "Theo")


def test_one_live_plan_a_child_and_one_lead_worker() -> None:
    live = Counter(Plan.everything.exclude(state=PlanState.CLOSED).values_list("child_id", flat=True))
    assert max(live.values()) == 1
    leads = Standing.everything.filter(kind=StandingKind.LEAD_WORKER, ends_on=None)
    assert max(Counter(leads.values_list("child_id", flat=True)).values()) == 1


def test_every_state_of_plans_versions_and_answers_is_there() -> None:
    assert set(Plan.everything.values_list("state", flat=True)) == set(PlanState)
    assert set(PlanVersion.everything.values_list("state", flat=True)) == set(VersionState)
    decisions = set(Agreement.everything.values_list("decision", flat=True))
    assert {"agree", "disagree", "unsure"} <= decisions
    assert (
        Comment.everything.filter(answered_at=None).exists()
        and Comment.everything.exclude(answered_at=None).exists()
    )
    without = Child.everything.exclude(sen_provision=SenProvision.NONE).exclude(
        id__in=Plan.everything.values("child_id")
    )
    assert without.exists(), "a child with SEN whose plan is missing"


def test_frozen_versions_are_what_their_digests_say() -> None:
    for version in PlanVersion.everything.all():
        assert digest(from_json(version.content)) == version.digest


@pytest.mark.parametrize(("given", "key"), [("Amira", "whitcombe"), ("Matteo", "theo")])
def test_every_section_of_the_told_plans_has_something_in_it(given: str, key: str) -> None:
    actor, child = as_member(key), _child(given)
    card, plan = child_card(actor, child.id), live_plan(actor, child.id)
    assert card is not None and plan is not None
    sections = sections_of(actor, plan, card, Reader.PROFESSIONAL)
    assert not [one.key for one in sections if one.is_empty]
    assert all(thread.provision and thread.hope for one in sections for thread in one.outcomes)


def test_the_father_never_meets_the_mothers_address() -> None:
    father, nadia = as_member("piotr"), as_member("nadia")
    reach = [one.address for one in Residence.objects.permitting(father, Permission.CONTACT_READ)]
    reach += [one.value for one in ContactPoint.objects.permitting(father, Permission.CONTACT_READ)]
    assert reach and not [text for text in reach if MOTHERS_STREET in text]
    own = [one.address for one in Residence.objects.permitting(nadia, Permission.CONTACT_READ)]
    assert [text for text in own if MOTHERS_STREET in text], "the street is there to be found"
    for model, field in ((Statement, "text"), (Comment, "text"), (PlanVersion, "content")):
        assert not model.everything.filter(**{f"{field}__contains": MOTHERS_STREET}).exists()


def test_somebody_shut_out_by_a_court_reaches_nothing() -> None:
    order = Restriction.everything.filter(kind=RestrictionKind.COURT_ORDER).select_related("person").first()
    if order is None:
        pytest.skip("no family of these sixty has an order")
    actor = Actor(order.person_id, Role.FAMILY, clock.today())
    assert not Child.objects.permitting(actor, Permission.CHILD_READ).filter(pk=order.child_id).exists()


def test_theos_private_words_are_for_theo_and_for_the_tutor_he_chose() -> None:
    private = Statement.everything.filter(audience=Audience.PRIVATE)
    assert private.count() == 2
    theo = as_member("theo")
    assert (
        Statement.objects.permitting(theo, Permission.PLAN_READ).filter(audience=Audience.PRIVATE).count()
        == 2
    )
    for key in ("caseworker", "psychologist"):
        seen = Statement.objects.permitting(as_member(key), Permission.PLAN_READ)
        assert not seen.filter(audience=Audience.PRIVATE).exists()
    chosen = OpenLine.everything.select_related("person").get(line="private-words")
    assert chosen.person and chosen.person.family_name == "Lund"


def test_the_specialists_know_only_children_they_were_invited_to() -> None:
    for key in ("therapist", "psychologist", "adviser"):
        known = Child.objects.permitting(as_member(key), Permission.CHILD_READ).count()
        assert 0 < known < 20
    for key in ("governor", "strategy", "administrator"):
        assert not Child.objects.permitting(as_member(key), Permission.CHILD_READ).exists()


def test_words_have_no_gaps_and_say_how_they_were_gathered() -> None:
    for row in Statement.everything.all():
        for text in (row.text, row.evidence, row.measure, row.who):
            assert not re.search(r"[{}\[\]|]|  ", text), text
        assert row.text[0] == row.text[0].upper()
        assert row.gathered_by_name or row.gathered == Gathered.TYPED or row.voice != Voice.CHILD


def test_needs_have_evidence_and_help_says_who_and_how_often() -> None:
    rows = Statement.everything
    assert not rows.filter(kind=StatementKind.NEED, evidence="").exists()
    assert not rows.filter(kind=StatementKind.PROVISION, who="").exists()
    assert not rows.filter(kind=StatementKind.OUTCOME, measure="").exists()
    grown = Child.everything.filter(born_on__lte=clock.today() - timedelta(days=14 * 366))
    assert not rows.filter(kind=StatementKind.OUTCOME, child__in=grown, adulthood_area="").exists()


def test_under_fives_are_watched_and_never_quoted() -> None:
    small = Child.everything.filter(born_on__gt=clock.today() - timedelta(days=5 * 365))
    rows = Statement.everything.filter(child__in=small, voice=Voice.CHILD)
    assert rows.exists()
    assert set(rows.values_list("gathered", flat=True)) <= {Gathered.OBSERVED, Gathered.TOLD_BY_PARENT}
    assert not rows.filter(text__regex=r"^I[ ’]").exists()


def test_no_two_plans_read_alike() -> None:
    texts: dict[object, set[str]] = {}
    for child_id, text in Statement.everything.values_list("child_id", "text"):
        texts.setdefault(child_id, set()).add(text)
    whole = [one for one in texts.values() if len(one) > 30]
    assert len(whole) > 10
    alike = max(len(one & other) / min(len(one), len(other)) for one, other in combinations(whole, 2))
    assert alike < 0.25


def test_history_drafts_circles_notices_and_looks_are_lived_in() -> None:
    assert StatementVersion.everything.filter(edition=2).exists()
    assert set(Draft.everything.values_list("person__given_name", flat=True)) >= {"Nadia", "Theo"}
    circles = Counter(CirclePerson.everything.values_list("child_id", flat=True)).values()
    assert min(circles) >= 3 and max(circles) <= 14
    assert (
        Notice.everything.filter(read_at=None).exists() and Notice.everything.exclude(read_at=None).exists()
    )
    looks = list(AccessEntry.objects.order_by("id").values_list("at", flat=True))
    assert looks == sorted(looks) and looks[-1].date() <= clock.today()
    assert AccessEntry.objects.values("actor_role").distinct().count() >= 6


def test_files_were_brought_in_in_every_state() -> None:
    states = set(Import.everything.values_list("state", flat=True))
    assert states == {
        ImportState.READ, ImportState.PROPOSED, ImportState.COMMITTED, ImportState.UNDONE, ImportState.DROPPED,
    }  # fmt: skip
    waiting = Import.everything.get(state=ImportState.PROPOSED)
    assert {ChangeKind.NEW, ChangeKind.CHANGE, ChangeKind.ASK, ChangeKind.REFUSED} <= set(waiting.counts)


def test_some_things_have_ended() -> None:
    today = clock.today()
    assert Membership.everything.filter(ends_on__lte=today).count() >= 2
    assert GroupPlace.everything.filter(ends_on__lte=today).exists()
    moved = Standing.everything.filter(kind=StandingKind.ATTENDS, ends_on__lte=today)
    assert moved.exists()
    assert Person.everything.exclude(language="en").exists()


def test_a_pattern_takes_choices_and_facts_and_passes_over_what_does_not_fit() -> None:
    phrases, random = Phrases(), dice_named("phrases")
    assert said("{he} [likes|loves] it. {he} said so.", {"he": "she"}, random) in (
        "She likes it. She said so.",
        "She loves it. She said so.",
    )
    assert phrases.one(["My {pet}."], {}, random) == ""
    assert [phrases.one(["One.", "Two."], {}, random) for _ in range(2)] in (
        ["One.", "Two."],
        ["Two.", "One."],
    )


@pytest.mark.parametrize("today", [date(2026, 8, 14), date(2026, 12, 26), date(2027, 1, 2), date(2026, 9, 1)])
def test_days_fall_in_term_whenever_it_is_loaded(today: date) -> None:
    days = Days(today)
    assert is_school_day(days.ago(3)) and days.ago(3) < today
    assert is_school_day(days.ahead(1)) and days.ahead(1) > today
