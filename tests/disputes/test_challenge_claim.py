"""Exceptions after an order (SI 2014/1530 reg 44(3), 45(7)): claimed with what shows them, beside a date that stays."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from alongside.access.operation import NotPermitted
from alongside.deadlines.models import Clock
from alongside.disputes.challenges.claims import claims_of
from alongside.disputes.challenges.operations_of_claims import claim_in_challenge
from alongside.disputes.challenges.queries import challenge_of, clocks_of_challenge
from alongside.disputes.challenges.rules import NewStep
from alongside.disputes.choices import Remedy, Step
from alongside.disputes.models import Challenge, ChallengeClaim
from alongside.ehc.operations.claiming import NewClaim
from alongside.ehcplans.choices import EhcPlanState, VersionKind
from alongside.ehcplans.models import EhcPlan, EhcVersion
from alongside.platform import clock
from tests.disputes.test_challenge import area, at, begun, day, later, step  # noqa: F401
from tests.ehc.conftest import Area
from tests.makers import world
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok, refused

LIMIT, WEEKS = "order.amend", timedelta(weeks=5)
AWAY = NewClaim(LIMIT, "absence-two-weeks", "Their letter of 20 December", from_on=day(92), until_on=day(110))


def final_plan(area: Area) -> EhcPlan:  # noqa: F811
    """A plan in force that was sent on the twentieth day."""
    plan = world.saved(
        EhcPlan(
            child=area.around.child, council=area.council, state=EhcPlanState.FINAL, first_issued_on=day(20),
            issued_on=day(20), started_at=world.NOW,
        )
    )  # fmt: skip
    world.saved(
        EhcVersion(
            plan=plan, number=1, kind=VersionKind.FINAL, content="{}", digest="1" * 64, made_by_name="Jo",
            made_at=world.NOW, served_on=day(20),
        )
    )  # fmt: skip
    return plan


@pytest.fixture
def ordered(area: Area) -> Challenge:  # noqa: F811
    """A final plan was appealed; after 90 days the Tribunal orders its contents changed."""
    final_plan(area)
    row = begun(area)
    step(area, area.around.mother, row, NewStep(Step.DECLINED, day(25)))
    step(area, area.around.mother, row, NewStep(Step.CERTIFICATE, day(27)), 27)
    step(area, area.around.mother, row, NewStep(Step.APPEALED, day(30), sections=("B", "F")), 30)
    step(area, area.caseworker, row, NewStep(Step.ORDER, day(90), words="More.", remedy=Remedy.AMEND), 90)
    return row


def due(row: Challenge) -> date:
    return Clock.everything.get(matter_id=row.id, limit=LIMIT, superseded_at=None).due_on


def test_a_claim_stands_beside_the_date_and_never_moves_it(area: Area, ordered: Challenge) -> None:  # noqa: F811
    child = area.around.child.id
    assert due(ordered) == day(90) + WEEKS
    ok(claim_in_challenge(later(area.caseworker, 95), child, ordered.id, AWAY, at(95)))
    assert due(ordered) == day(90) + WEEKS
    for who in (area.caseworker, area.around.mother):
        reader = later(who, 95)
        view = challenge_of(reader, child, ordered.id)
        assert view is not None
        (claimed,) = claims_of(reader, child, ordered.id, clocks_of_challenge(reader, view))[LIMIT]
        assert (claimed.bearing.value, claimed.claim.evidence) == ("borne out", AWAY.evidence)
    with clock.moved_to(at(95)):
        words = text_of(
            signed_in(area.around.mother).get(reverse("disputes:appeal", args=[child, ordered.id]))
        )
        assert "An exception is claimed: The family was away from the area for two weeks (borne out)" in words
        assert "The date stays as it is." in words and "Claim an exception" not in words
        other = signed_in(area.around.father).get(reverse("disputes:appeal", args=[child, ordered.id]))
        assert other.status_code == 404


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"evidence": " "}, "claim.evidence"),
        ({"key": "absence"}, "claim.none"),
        ({"key": "staff-shortage"}, "claim.none"),
        ({"limit": "appeal.at-latest"}, "claim.none"),
        ({"until_on": day(91)}, "claim.days"),
    ],
)
def test_the_law_has_no_other_exception(
    area: Area,  # noqa: F811
    ordered: Challenge,
    changes: dict[str, Any],
    code: str,
) -> None:
    new, child = replace(AWAY, **changes), area.around.child.id
    assert refused(claim_in_challenge(later(area.caseworker, 95), child, ordered.id, new, at(95))) == code
    assert not ChallengeClaim.everything.exists()


def test_the_council_alone_claims_and_only_while_a_limit_of_its_own_runs(
    area: Area,  # noqa: F811
    ordered: Challenge,
) -> None:
    child = area.around.child.id
    with pytest.raises(NotPermitted):
        claim_in_challenge(later(area.around.mother, 95), child, ordered.id, AWAY, at(95))
    page = reverse("disputes:challenge_claim", args=[child, ordered.id])
    with clock.moved_to(at(95)):
        council = signed_in(area.caseworker)
        assert "Claim an exception" in text_of(
            council.get(reverse("disputes:appeal", args=[child, ordered.id]))
        )
        assert signed_in(area.around.mother).get(page).status_code == 404
        assert council.post(page, {"limit": LIMIT, "key": "personal-circumstances"}).status_code == 422
        given = {"limit": LIMIT, "key": "personal-circumstances", "evidence": "A death in the family"}
        assert council.post(page, given).status_code == 302
        assert ChallengeClaim.everything.get().by_name == area.caseworker.name
    step(area, area.caseworker, ordered, NewStep(Step.DONE, day(100)), 100)
    with clock.moved_to(at(101)):
        assert signed_in(area.caseworker).get(page).status_code == 404
