"""In a review each home of the family has its own words, and neither reads the other's (O22, trust 2.5)."""

from typing import Any

import pytest
from django.urls import reverse

from alongside.access.actor import Actor
from alongside.access.choices import Role, StandingKind
from alongside.access.policy import Permission
from alongside.rendering.text import to_text
from alongside.reviews.homes import homes_in
from alongside.reviews.models import Review, ReviewAnswer, ReviewAnswerVersion
from alongside.reviews.operations import NewAnswer, answer_question, finish_review
from alongside.reviews.queries import answers_in, record_of
from alongside.voice.operations import StaleText
from tests.conversations.talk import lives
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import signed_in
from tests.reviews.test_reviews import NEXT, looked_at
from tests.support.test_actions import ok, refused

HERS, HIS = "Zosia comes to play at ours.", "Zmudzin football on Sundays."


def writes(around: Around, review: Review, who: Actor, text: str, **more: Any) -> Any:
    new = NewAnswer("working", "family", text, **{key: more[key] for key in more if key != "edition"})
    return answer_question(who, around.child.id, review.id, new, more.get("edition", 0), world.NOW)


def told(around: Around, review: Review, who: Actor) -> str:
    """Everything that the review and its record show this person, on screen and on paper."""
    client = signed_in(who)
    names = ("reviews:review", "reviews:say", "casefile:story", "reviews:reviews")
    found = []
    for name in names:
        args = [around.child.id, *([review.id] if name in names[:2] else [])]
        found.append(client.get(reverse(name, args=args), follow=True).content.decode())
    text = client.get(reverse("reviews:review_record", args=[around.child.id, review.id, "text"]))
    return " ".join([*found, text.content.decode()])


def test_neither_home_reads_the_other_and_all_others_read_both(agreed: Around, review: Review) -> None:
    ok(writes(agreed, review, agreed.mother, HERS))
    ok(writes(agreed, review, agreed.father, HIS))
    for _ in ("while it is held", "in its record"):
        assert (HERS in told(agreed, review, agreed.mother), HIS in told(agreed, review, agreed.mother)) == (
            True, False,
        )  # fmt: skip
        assert (HERS in told(agreed, review, agreed.father), HIS in told(agreed, review, agreed.father)) == (
            False, True,
        )  # fmt: skip
        for who in (agreed.senco, agreed.teacher, agreed.amira):
            assert HERS in told(agreed, review, who) and HIS in told(agreed, review, who)
        if not Review.everything.get(pk=review.pk).finished_at:
            looked_at(agreed, review)
            ok(finish_review(agreed.senco, agreed.child.id, review.id, NEXT, world.NOW))


def test_a_copy_says_nothing_of_the_other_home(agreed: Around, review: Review) -> None:
    """A copy without the other's words is the same as one of a review in which they wrote nothing."""
    ok(writes(agreed, review, agreed.father, HIS))
    looked_at(agreed, review)
    ok(finish_review(agreed.senco, agreed.child.id, review.id, NEXT, world.NOW))
    copy, kept = record_of(agreed.mother, agreed.child.id, review.id)  # type: ignore[misc]
    whole, digest = record_of(agreed.senco, agreed.child.id, review.id)  # type: ignore[misc]
    assert "Piotr" not in to_text(copy) and "Piotr" in to_text(whole)
    assert kept != digest and record_of(agreed.father, agreed.child.id, review.id) == (whole, digest)


def test_nobody_is_told_of_a_clash_with_another_home(agreed: Around, review: Review) -> None:
    """Both write first: neither is told that somebody was there before."""
    assert isinstance(writes(agreed, review, agreed.mother, HERS), ReviewAnswer)
    assert isinstance(writes(agreed, review, agreed.father, HIS), ReviewAnswer)
    clash = writes(agreed, review, agreed.mother, "Again.")
    assert isinstance(clash, StaleText) and clash.theirs == HERS


def test_parents_who_live_together_write_one_text(agreed: Around, review: Review) -> None:
    for person in (agreed.mother_person, agreed.father_person):
        lives(agreed, person, "4 Lime Street, Merefield")
    ok(writes(agreed, review, agreed.mother, HERS))
    assert HERS in told(agreed, review, agreed.father)
    assert isinstance(writes(agreed, review, agreed.father, HIS), StaleText)
    ok(writes(agreed, review, agreed.father, f"{HERS} {HIS}", edition=1))
    assert HIS in told(agreed, review, agreed.mother)


def test_who_moves_out_reads_what_was_theirs_and_writes_apart(agreed: Around, review: Review) -> None:
    for person in (agreed.mother_person, agreed.father_person):
        lives(agreed, person, "4 Lime Street")
    ok(writes(agreed, review, agreed.mother, HERS))
    lives(agreed, agreed.father_person, "9 Elm Row")
    ok(writes(agreed, review, agreed.father, HIS))
    assert HERS in told(agreed, review, agreed.father) and HIS not in told(agreed, review, agreed.mother)


def test_staff_say_whose_words_they_write_down(agreed: Around, review: Review) -> None:
    child = agreed.child.id
    assert refused(writes(agreed, review, agreed.senco, HIS, gathered="said")) == "review.home"
    homes = {one.label: one.id for one in homes_in(agreed.senco, child, review.id)}
    assert set(homes) == {"Nadia Kowalska", "Piotr Kowalski"}
    his = homes["Piotr Kowalski"]
    ok(writes(agreed, review, agreed.senco, HIS, gathered="said", home=his))
    assert refused(writes(agreed, review, agreed.mother, HERS, home=his)) == "not_found"
    page = signed_in(agreed.senco).get(reverse("reviews:review", args=[child, review.id])).content.decode()
    assert "Write it down for <bdi>Piotr Kowalski</bdi>" in page
    address = reverse("reviews:say", args=[child, review.id]) + f"?column=family&home={his}"
    assert HIS in signed_in(agreed.senco).get(address).content.decode()
    assert signed_in(agreed.mother).get(address).status_code == 404


def test_whoever_stands_beside_one_home_reads_that_one(agreed: Around, review: Review) -> None:
    ok(writes(agreed, review, agreed.mother, HERS))
    ok(writes(agreed, review, agreed.father, HIS))
    service = world.make_setting("Merefield Family Advice")
    person = world.make_person("Joan", "Beside")
    world.joins(person, service, Role.ADVISER)
    world.stands(
        agreed.child, StandingKind.ADVOCATE, person=person, organisation=service, invited_by=agreed.father_person
    )  # fmt: skip
    adviser = world.acting(person, Role.ADVISER, service)
    assert [one.text for one in answers_in(adviser, agreed.child.id, review.id)] == [HIS]


def test_before_saving_a_parent_sees_that_the_other_home_will_not_read_it(
    agreed: Around, review: Review
) -> None:
    """The honest lock tells what the gate does."""
    page = signed_in(agreed.mother).get(reverse("reviews:say", args=[agreed.child.id, review.id]))
    lock = page.content.decode().split("Before you save")[1]
    assert "Piotr" not in lock and "Ada Whitcombe" not in lock.split("Amira")[0] and "you" in lock


@pytest.mark.parametrize("who", ["mother", "father"])
def test_the_history_of_a_text_is_its_homes(agreed: Around, review: Review, who: str) -> None:
    ok(writes(agreed, review, agreed.mother, HERS))
    ok(writes(agreed, review, agreed.father, HIS))
    seen = ReviewAnswerVersion.objects.permitting(getattr(agreed, who), Permission.PLAN_READ)
    assert [row.text for row in seen] == [HERS if who == "mother" else HIS]
