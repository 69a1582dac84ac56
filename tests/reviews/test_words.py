"""What a review leaves clear: which version holds, and where to say that one sees it differently (R26, O21)."""

from django.urls import reverse

from alongside.plans.choices import PlanState
from alongside.plans.queries import live_plan
from alongside.reviews.models import Review
from alongside.reviews.operations import finish_review
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import opened, signed_in, text_of
from tests.reviews.test_reviews import NEXT, looked_at
from tests.support.test_actions import ok

HOLDS = "Version 1 was agreed and still holds while version 2 is being written."


def test_the_agreed_version_holds_while_the_next_is_written(agreed: Around, review: Review) -> None:
    readers = (agreed.senco, agreed.mother, agreed.amira, agreed.teacher)
    assert not any(HOLDS in text_of(opened(who, "plan", agreed.child.id)) for who in readers)
    looked_at(agreed, review)
    ok(finish_review(agreed.senco, agreed.child.id, review.id, NEXT, world.NOW))
    plan = live_plan(agreed.senco, agreed.child.id)
    assert plan and plan.state is PlanState.DRAFTING
    for who in readers:
        for page in ("plan", "read"):
            assert HOLDS in " ".join(text_of(opened(who, page, agreed.child.id)).split())


def test_versions_and_reviews_lead_to_raising_a_disagreement(agreed: Around, review: Review) -> None:
    child = agreed.child.id
    raising = reverse("disputes:raise", args=[child])
    address = reverse("reviews:review", args=[child, review.id])
    pages = [reverse("plans:version", args=[child, 1]), address]
    for page in pages:
        assert raising in signed_in(agreed.mother).get(page).content.decode(), page
    looked_at(agreed, review)
    ok(finish_review(agreed.senco, child, review.id, NEXT, world.NOW))
    assert raising in signed_in(agreed.mother).get(address).content.decode()


def test_reviews_that_were_held_are_a_list_that_fits_a_phone(agreed: Around, review: Review) -> None:
    looked_at(agreed, review)
    ok(finish_review(agreed.senco, agreed.child.id, review.id, NEXT, world.NOW))
    page = signed_in(agreed.mother).get(reverse("reviews:reviews", args=[agreed.child.id])).content.decode()
    assert "<table" not in page and "Held on 15 September 2026" in page
