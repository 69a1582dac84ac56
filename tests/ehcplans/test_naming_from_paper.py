"""Section I of a plan on paper is named, or put right, from the paper: no amendment changes what was always there."""

from datetime import timedelta

import pytest
from django.urls import reverse
from lxml import html

from alongside.annualreviews.models import AnnualReview
from alongside.annualreviews.operations.planning import NewMeeting, set_meeting
from alongside.ehcplans.choices import Because, SettingCode
from alongside.ehcplans.models import EhcPlan, EhcVersion, NamedSetting
from alongside.ehcplans.operations.correcting import correct_taken_in
from alongside.ehcplans.operations.here import amend_here
from alongside.ehcplans.queries import content_of
from alongside.ehcplans.rules.content import NewSetting
from alongside.ehcplans.rules.correcting import Correction
from alongside.ledger.models import AuditEntry
from alongside.platform import clock
from tests.ehc.conftest import Area
from tests.ehcplans.test_correcting import taken
from tests.makers import world
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok, refused

WHY = "Section I was not typed from the paper."
ELM = NewSetting(name="Elm School", kind="Special school", urn="123456")


def named(plan: EhcPlan) -> list[tuple[str, str, str, str]]:
    newest = EhcVersion.everything.filter(plan=plan).order_by("-number")[0]
    rows = NamedSetting.everything.filter(version=newest).order_by("rank")
    return [(one.name, one.kind, one.urn, one.code) for one in rows]


def planned(area: Area, plan: EhcPlan) -> None:
    """A review is planned: something rests on the plan."""
    meeting = NewMeeting(world.TODAY + timedelta(days=21))
    ok(set_meeting(area.caseworker, plan.child_id, meeting, world.NOW))


def test_section_i_that_was_left_empty_is_named_with_the_reason(area: Area) -> None:
    """The paper always named it; the version before stays to be read, and the ledger says why and what."""
    plan = taken(area, settings=())
    version = ok(
        correct_taken_in(area.caseworker, plan.child_id, Correction(WHY, settings=(ELM,)), world.NOW)
    )
    assert named(plan) == [("Elm School", "Special school", "123456", "")]
    assert (version.number, version.because) == (2, Because.CORRECTED)
    said = content_of(area.around.mother, plan.child_id, version.id)
    assert said and [one.name for one in said.settings] == ["Elm School"]
    entry = AuditEntry.objects.get(verb="ehcplan.corrected")
    assert entry.after == {"why": WHY, "section_i": ["Elm School"]} and entry.before == {"section_i": []}


def test_a_setting_that_was_typed_wrongly_is_put_right_and_the_same_again_is_nothing(area: Area) -> None:
    plan = taken(area)
    same = Correction(WHY, settings=(NewSetting(name="Elm School"),))
    assert refused(correct_taken_in(area.caseworker, plan.child_id, same, world.NOW)) == "correct.nothing"
    alone = NewSetting(code=SettingCode.TYPE_ONLY, kind="Special school")
    ok(correct_taken_in(area.caseworker, plan.child_id, Correction(WHY, settings=(alone,)), world.NOW))
    assert named(plan) == [("", "Special school", "", SettingCode.TYPE_ONLY)]


def test_an_empty_section_i_is_named_also_when_work_rests_on_the_plan(area: Area) -> None:
    """A meeting that was set does not rest on a name nobody had: it stays as it is, and nothing else is changed."""
    plan = taken(area, settings=())
    planned(area, plan)
    before = AnnualReview.everything.get(plan=plan)
    other = Correction(WHY, settings=(ELM,), last_reviewed_on=world.TODAY)
    assert refused(correct_taken_in(area.caseworker, plan.child_id, other, world.NOW)) == "correct.built"
    ok(correct_taken_in(area.caseworker, plan.child_id, Correction(WHY, settings=(ELM,)), world.NOW))
    assert named(plan)[0][0] == "Elm School"
    after = AnnualReview.everything.get(plan=plan)
    assert (after.due_on, after.edition) == (before.due_on, before.edition)


@pytest.mark.parametrize("does", ["planned", "amending"])
def test_what_is_named_already_is_changed_by_an_amendment_once_something_rests_on_it(
    area: Area, does: str
) -> None:
    plan = taken(area, settings=() if does == "amending" else (ELM,))
    if does == "planned":
        planned(area, plan)
    else:
        ok(amend_here(area.caseworker, plan.child_id, Because.OTHER, world.NOW))
    new = Correction(WHY, settings=(NewSetting(name="Oak School"),))
    expected = "correct.changed" if does == "amending" else "correct.built"
    assert refused(correct_taken_in(area.caseworker, plan.child_id, new, world.NOW)) == expected


def test_the_page_names_it_and_asks_for_nothing_else_where_work_has_begun(area: Area) -> None:
    plan = taken(area, settings=())
    url = reverse("ehcplans:ehc_correct", args=[plan.child_id])
    with clock.moved_to(world.NOW):
        worker = signed_in(area.caseworker)
        assert "Section I: which setting does it name?" in text_of(worker.get(url))
        planned(area, plan)
        page = text_of(worker.get(url))
        assert "Section I: which setting does it name?" in page and "The days on the plan" not in page
        nothing = worker.post(url, {"why": WHY})
        assert nothing.status_code == 422 and "Nothing is different" in text_of(nothing)
        sent = {"why": WHY, "setting_name": "Elm School", "setting_urn": "123456"}
        assert worker.post(url, {**sent, "setting_urn": "12"}).status_code == 422
        assert worker.post(url, sent).status_code == 302
    assert named(plan) == [("Elm School", "", "123456", "")]
    body = signed_in(area.caseworker).get(url).content.decode()
    assert 'name="setting' not in body, "named now, with work on it: an amendment"


def _filled(content: bytes) -> dict[str, str]:
    """Each box of the page as it stands, as a browser would send it."""
    found = {}
    for box in html.fromstring(content).xpath(
        "//main//*[self::input or self::select or self::textarea][@name]"
    ):
        chosen = box.xpath("option[@selected]/@value")
        found[box.get("name")] = (
            chosen[0]
            if chosen
            else ""
            if box.tag == "select"
            else box.get("value") or (box.text or "").strip()
        )
    return found


def test_the_page_begins_with_what_is_named_and_keeps_it(area: Area) -> None:
    """Who puts a word right does not change section I by it, whichever way it was named."""
    school = world.make_setting("Fernhollow School")
    world.changed(school, urn="112345")
    here = NewSetting(school.pk, school.name, "Special school", "112345")
    arranged = NewSetting(code=SettingCode.COUNCIL_ARRANGES)
    alone = NewSetting(code=SettingCode.TYPE_ONLY, kind="Special school")
    plan = taken(area, settings=(here,))
    url, worker = reverse("ehcplans:ehc_correct", args=[plan.child_id]), signed_in(area.caseworker)
    for one in (here, arranged, alone, ELM):
        if one is not here:
            ok(correct_taken_in(area.caseworker, plan.child_id, Correction(WHY, settings=(one,)), world.NOW))
        before = named(plan)
        same = worker.post(url, {**_filled(worker.get(url).content), "why": WHY})
        assert same.status_code == 422 and "Nothing is different" in text_of(same), one
        assert named(plan) == before
