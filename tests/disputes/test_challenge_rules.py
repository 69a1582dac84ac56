"""Mediation and appeal as tables: which step may follow which, and which limits then run (R23, R24)."""

from datetime import date
from typing import Any

import pytest

from alongside.deadlines.rules import clocks_that_should_exist
from alongside.disputes.challenges.clocks import ChallengeFacts, facts_of_challenge
from alongside.disputes.challenges.rules import About, NewStep, open_steps, refuse_step, remedies
from alongside.disputes.choices import Ended, Ground, Remedy, Section, Step
from alongside.kernel.day_words import day_words

DECIDED, TODAY = date(2026, 9, 21), date(2027, 3, 1)
ON = date(2026, 10, 5)
G, S, R = Ground, Step, Remedy


def took(*kinds: Step, **more: Any) -> tuple[NewStep, ...]:
    return tuple(NewStep(kind, ON, **more.get(kind.name.lower(), {})) for kind in kinds)


def wrong(new: NewStep, *taken: Step, ground: Ground = G.ASSESS, council: bool = True) -> str:
    found = refuse_step(About(ground, DECIDED, council), took(*taken), new, TODAY)
    return found.code if found else ""


@pytest.mark.parametrize(
    ("new", "taken", "ground", "council", "code"),
    [
        # A certificate comes before an appeal (CFA 2014 s.55), but for one that is about section I alone
        (NewStep(S.APPEALED, ON), (), G.ASSESS, False, "challenge.certificate"),
        (NewStep(S.APPEALED, ON), (S.DECLINED, S.CERTIFICATE), G.ASSESS, False, ""),
        (NewStep(S.APPEALED, ON, sections=("I",)), (), G.CONTENTS, False, ""),
        (NewStep(S.APPEALED, ON, sections=("F", "I")), (), G.CONTENTS, False, "challenge.certificate"),
        (NewStep(S.APPEALED, ON, sections=("F",)), (S.DECLINED, S.CERTIFICATE), G.CONTENTS, False, ""),
        (NewStep(S.APPEALED, ON), (S.DECLINED, S.CERTIFICATE), G.CONTENTS, False, "challenge.sections"),
        # An appeal that is late is not stopped here: that is the Tribunal's to say
        (NewStep(S.APPEALED, TODAY), (S.DECLINED, S.CERTIFICATE), G.CEASING, False, ""),
        # What the council and the Tribunal do is written down by the council
        (NewStep(S.ARRANGED, ON, day=ON), (S.WANTED,), G.ASSESS, False, "challenge.council"),
        (NewStep(S.ORDER, ON, words="So.", remedy=R.ASSESS), (), G.ASSESS, True, "challenge.order"),
        (NewStep(S.ENDED, ON, words="So."), (S.WANTED, S.ARRANGED), G.ASSESS, True, "challenge.ended"),
        (NewStep(S.ENDED, ON, words="So.", ended=Ended.AGREED), (S.WANTED, S.ARRANGED), G.ASSESS, True,
         "challenge.remedy"),
        (NewStep(S.ENDED, ON, words="So.", ended=Ended.NOT), (S.WANTED, S.ARRANGED), G.ASSESS, True, ""),
        # Nothing is ordered that cannot come of the decision
        (NewStep(S.ORDER, ON, words="So.", remedy=R.CONTINUE), (S.CERTIFICATE, S.APPEALED), G.ASSESS, True,
         "challenge.remedy"),
        (NewStep(S.NOT_OPPOSED, ON, remedy=R.DISMISS), (S.CERTIFICATE, S.APPEALED), G.ASSESS, True,
         "challenge.remedy"),
        # Days
        (NewStep(S.CONTACTED, date(2026, 9, 20)), (), G.ASSESS, False, "challenge.early"),
        (NewStep(S.CONTACTED, date(2027, 3, 2)), (), G.ASSESS, False, "challenge.future"),
        (NewStep(S.CONTACTED, None), (), G.ASSESS, False, "challenge.on"),
        (NewStep(S.CONTACTED, ON), (S.CONTACTED,), G.ASSESS, False, "challenge.twice"),
        (NewStep(S.HEARING, ON, day=date(2026, 10, 4)), (S.CERTIFICATE, S.APPEALED), G.ASSESS, True,
         "challenge.day"),
        (NewStep(S.WITHDRAWN, ON, words="Enough."), (), G.ASSESS, False, "challenge.order"),
    ],
)  # fmt: skip
def test_what_may_follow_what(
    new: NewStep, taken: tuple[Step, ...], ground: Ground, council: bool, code: str
) -> None:
    """R23: each move refuses what the law refuses, and says why."""
    assert wrong(new, *taken, ground=ground, council=council) == code


def test_nothing_follows_once_somebody_has_stopped() -> None:
    assert open_steps(G.ASSESS, took(S.CONTACTED, S.WITHDRAWN), council=True) == ()


def test_what_can_come_of_it_is_what_the_law_knows() -> None:
    """SI 2014/1530 reg 44(2): by what was decided."""
    assert remedies(G.CEASING, S.ORDER) == (R.CONTINUE, R.CONTINUE_AMEND, R.DISMISS)
    assert R.OTHER in remedies(G.CONTENTS, S.ENDED)
    assert R.OTHER not in remedies(G.CONTENTS, S.ORDER)
    assert remedies(G.ASSESS, S.APPEALED) == ()


def runs(ground: Ground, *taken: NewStep, decided: date = DECIDED) -> dict[str, tuple[date, date | None]]:
    facts = facts_of_challenge(ChallengeFacts(ground, decided, taken))
    return {one.limit: (one.due_on, one.met_on) for one in clocks_that_should_exist(facts)}


@pytest.mark.parametrize(
    ("decided", "certificate", "appeal_by"),
    [
        # two months; a month that ends in August or at Christmas goes on to the next working day
        (date(2026, 9, 21), None, date(2026, 11, 21)),
        (date(2026, 6, 15), None, date(2026, 9, 1)),
        (date(2026, 10, 27), None, date(2027, 1, 4)),
        (date(2026, 12, 31), None, date(2027, 2, 28)),
        # the month after the certificate can only make it later
        (date(2026, 9, 21), date(2026, 10, 2), date(2026, 11, 21)),
        (date(2026, 9, 21), date(2026, 11, 12), date(2026, 12, 12)),
        (date(2026, 9, 21), date(2026, 11, 26), date(2027, 1, 4)),
    ],
)
def test_the_last_day_of_an_appeal(decided: date, certificate: date | None, appeal_by: date) -> None:
    """R24: the later of two months from the letter and one month from the certificate, with the Tribunal's windows."""
    taken = (NewStep(S.CERTIFICATE, certificate),) if certificate else ()
    assert runs(G.ASSESS, *taken, decided=decided)["appeal.at-latest"][0] == appeal_by


def test_mediation_runs_from_the_day_the_council_was_told() -> None:
    """30 days to arrange it; three working days for the certificate; contact is made by asking."""
    found = runs(G.ASSESS, NewStep(S.WANTED, ON))
    assert found["mediation.arrange"] == (date(2026, 11, 4), None)
    assert found["mediation.contact"] == (date(2026, 11, 21), ON)
    ended = NewStep(S.ENDED, date(2026, 10, 29), ended=Ended.NOT)
    found = runs(G.ASSESS, NewStep(S.WANTED, ON), NewStep(S.ARRANGED, ON, day=date(2026, 10, 29)), ended)
    assert found["mediation.arrange"] == (date(2026, 11, 4), date(2026, 10, 29))
    assert found["mediation.certificate"] == (date(2026, 11, 3), None)
    declined = runs(G.ASSESS, NewStep(S.DECLINED, ON), NewStep(S.CERTIFICATE, date(2026, 10, 7)))
    assert declined["mediation.certificate-declined"] == (date(2026, 10, 8), date(2026, 10, 7))


def test_an_appeal_about_the_setting_alone_asks_for_no_adviser() -> None:
    appeal = NewStep(S.APPEALED, ON, sections=(Section.I.value,))
    assert "mediation.contact" not in runs(G.CONTENTS, appeal)
    assert "mediation.contact" in runs(G.CONTENTS)


@pytest.mark.parametrize(
    ("ground", "kind", "remedy", "due"),
    [
        (G.CONTENTS, S.ORDER, R.AMEND, {"order.amend": date(2026, 11, 9)}),
        (G.CONTENTS, S.ORDER, R.SETTING, {"order.amend-setting": date(2026, 10, 19)}),
        (G.CONTENTS, S.NOT_OPPOSED, R.AMEND, {"unopposed.amend": date(2026, 11, 9)}),
        # Reg 45: about the setting alone two weeks, not the five of the contents.
        (G.CONTENTS, S.NOT_OPPOSED, R.SETTING, {"unopposed.amend-setting": date(2026, 10, 19)}),
        (G.CEASING, S.NOT_OPPOSED, R.CONTINUE, {"unopposed.continue": ON}),
        (G.CEASING, S.NOT_OPPOSED, R.CONTINUE_AMEND,
         {"unopposed.continue": ON, "unopposed.continue-amend": date(2026, 11, 9)}),
        (G.CONTENTS, S.ENDED, R.AMEND, {"order.amend": date(2026, 11, 9)}),
        (G.NO_CHANGE, S.ENDED, R.OTHER, {"mediation.other-matters": date(2026, 10, 19)}),
        (G.PLAN_AGAIN, S.ORDER, R.THINK_AGAIN, {"order.think-again": date(2026, 10, 19)}),
        (G.REASSESS, S.ORDER, R.ASSESS,
         {"order.assess-notify": date(2026, 10, 19), "order.assess-final": date(2027, 1, 11)}),
        (G.REASSESS, S.NOT_OPPOSED, R.ASSESS,
         {"unopposed.assess": date(2026, 10, 19), "unopposed.final": date(2027, 1, 11)}),
        (G.CEASING, S.ORDER, R.CONTINUE, {"order.continue": ON}),
        (G.CEASING, S.ORDER, R.CONTINUE_AMEND, {"order.continue": ON, "order.continue-amend": date(2026, 11, 9)}),
        (G.CEASING, S.ORDER, R.DISMISS, {"order.cease": ON}),
        (G.CONTENTS, S.ORDER, R.DISMISS, {}),
        # to assess, to make a plan or to decide again runs in the case, not here
        (G.ASSESS, S.ORDER, R.ASSESS, {}),
        (G.PLAN, S.ORDER, R.PLAN, {}),
        (G.PLAN, S.ORDER, R.THINK_AGAIN, {}),
        (G.PLAN_AGAIN, S.ORDER, R.PLAN, {}),
    ],
)  # fmt: skip
def test_what_was_ordered_or_agreed_has_its_day(
    ground: Ground, kind: Step, remedy: Remedy, due: dict[str, date]
) -> None:
    """SI 2014/1530 reg 42, 44(2) and 45: each kind of order has its own limit, from its own day."""
    step = NewStep(kind, ON, words="So.", remedy=remedy)
    found = runs(ground, step)
    assert {
        key: day
        for key, (day, _) in found.items()
        if key.startswith(("order.", "unopposed.")) or "other" in key
    } == due
    done = runs(ground, step, NewStep(S.DONE, date(2026, 10, 6)))
    # The plan was kept up all the time: going on with it waits for nobody, and is not late the day after.
    met = {key: ON if key.endswith(".continue") else date(2026, 10, 6) for key in due}
    assert {key: done[key][1] for key in due} == met
    assert found.get("order.continue", (ON, ON))[1] == ON


def test_another_day_agreed_in_writing_takes_the_place_of_the_laws() -> None:
    """SI 2014/1530 reg 42: the two sides may agree another time in writing. It is a date that runs, and says why."""
    step = NewStep(S.ENDED, ON, words="So.", ended=Ended.AGREED, remedy=R.AMEND, day=date(2026, 12, 1))
    facts = facts_of_challenge(ChallengeFacts(G.CONTENTS, DECIDED, (step,)))
    (found,) = [one for one in clocks_that_should_exist(facts) if one.limit == "order.amend"]
    assert (found.due_on, found.met_on) == (date(2026, 12, 1), None)
    assert found.steps[-1] == (
        "Both sides agreed in writing that it is done by 1 December 2026. That takes the place of 9 November 2026, "
        "the day by the regulations."
    )
    done = runs(G.CONTENTS, step, NewStep(S.DONE, date(2026, 11, 30)))
    assert done["order.amend"] == (date(2026, 12, 1), date(2026, 11, 30))


def test_whoever_stops_has_no_limits_any_more() -> None:
    assert runs(G.ASSESS, NewStep(S.CONTACTED, ON), NewStep(S.WITHDRAWN, ON, words="So.")) == {}


OWN_DAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("ground", "remedy", "limit"),
    [
        (G.CONTENTS, R.AMEND, "order.amend"),
        (G.NO_CHANGE, R.SETTING, "order.amend-setting"),
        (G.PLAN_AGAIN, R.THINK_AGAIN, "order.think-again"),
        (G.REASSESS, R.ASSESS, "order.assess-final"),
        (G.CEASING, R.CONTINUE_AMEND, "order.continue-amend"),
    ],
)
def test_a_day_that_the_order_gives_takes_the_place_of_the_regulations(
    ground: Ground, remedy: Remedy, limit: str
) -> None:
    """Reg 44: another period that the Tribunal directs. The clock says so, and which day the regulations would give."""
    step = NewStep(
        S.ORDER, ON, words="Within eight weeks, for the school closes.", remedy=remedy, day=OWN_DAY
    )
    assert refuse_step(About(ground, DECIDED, True), took(S.CERTIFICATE, S.APPEALED), step, TODAY) is None
    facts = facts_of_challenge(ChallengeFacts(ground, DECIDED, (step,)))
    found = {one.limit: one for one in clocks_that_should_exist(facts)}
    law = runs(ground, NewStep(S.ORDER, ON, words="So.", remedy=remedy))[limit][0]
    assert (found[limit].due_on, found[limit].started_on) == (OWN_DAY, ON)
    assert found[limit].steps[-1] == (
        f"The order itself gives {day_words(OWN_DAY)}. That takes the place of {day_words(law)}, "
        "the day by the regulations."
    )
    assert found.get("order.continue") is None or found["order.continue"].due_on == ON


@pytest.mark.parametrize(
    ("ground", "remedy"),
    [
        (G.CEASING, R.CONTINUE),
        (G.CONTENTS, R.DISMISS),
    ],
)
def test_what_is_done_at_once_has_no_last_day_of_its_own(ground: Ground, remedy: Remedy) -> None:
    step = NewStep(S.ORDER, ON, words="So.", remedy=remedy, day=OWN_DAY)
    found = refuse_step(About(ground, DECIDED, True), took(S.CERTIFICATE, S.APPEALED), step, TODAY)
    assert found is not None and found.code == "challenge.own-day"
