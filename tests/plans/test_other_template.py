"""Another council's plan, of another shape, is written, shown and printed without a line of code (O11)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from alongside.access.actor import SystemActor
from alongside.kernel.refusal import Refusal
from alongside.plans.models import PlanTemplate
from alongside.plans.operations import propose_plan, start_plan
from alongside.plans.queries import PlanSummary, live_plan
from alongside.plans.templates import (
    _added,
    add_template,
    adopt_template,
    check_template,
    installed_templates,
)
from alongside.statute.plan_shapes import SectionKind
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import opened, sent, signed_in, text_of
from tests.plans.test_operations import fill_whole_plan

FILE = Path(__file__).parent.parent / "statute" / "fixtures" / "harbour-plan.toml"
TEXT = FILE.read_text("utf-8")
ADMINISTRATOR = SystemActor("test", world.TODAY)


@pytest.fixture
def harbour(around: Around) -> Iterator[Around]:
    """Larkfield uses the Harbour Plan, and a plan is started from it."""
    assert isinstance(add_template(ADMINISTRATOR, TEXT, FILE.name, world.NOW), PlanTemplate)
    adopt_template(ADMINISTRATOR, around.school.id, "harbour-plan", world.NOW)
    start_plan(around.senco, around.child.id, world.NOW)
    yield around
    _added.cache_clear()


def plan_of(around: Around) -> PlanSummary:
    plan = live_plan(around.senco, around.child.id)
    assert plan is not None
    return plan


def test_a_plan_starts_from_the_settings_template(harbour: Around) -> None:
    assert (plan_of(harbour).template_key, plan_of(harbour).template_version) == ("harbour-plan", 3)
    assert "Meet Amira" in text_of(opened(harbour.senco, "plan", harbour.child.id))


def test_a_plan_that_is_there_keeps_its_template(started: Around) -> None:
    add_template(ADMINISTRATOR, TEXT, FILE.name, world.NOW)
    adopt_template(ADMINISTRATOR, started.school.id, "harbour-plan", world.NOW)
    assert plan_of(started).template_key == "one-plan"
    assert "Front cover" in text_of(opened(started.senco, "plan", started.child.id))


@pytest.mark.parametrize("who", ["senco", "mother", "amira", "teacher"])
def test_every_section_is_drawn_empty_and_filled(harbour: Around, who: str) -> None:
    client = signed_in(getattr(harbour, who))
    keys = [section.key for section in plan_of(harbour).template.sections]
    for key in keys:
        assert client.get(f"/children/{harbour.child.id}/plan/{key}/").status_code == 200, key
    fill_whole_plan(harbour)
    for key in keys:
        answer = client.get(f"/children/{harbour.child.id}/plan/{key}/")
        assert answer.status_code == 200, key
    assert client.get(f"/children/{harbour.child.id}/plan/").status_code == 200


def test_every_topic_of_its_own_can_be_written_under(harbour: Around) -> None:
    for section in plan_of(harbour).template.sections:
        if section.kind in (SectionKind.NEEDS, SectionKind.OUTCOMES):
            continue
        for topic in section.topics:
            if topic.is_asked_at(8) and topic.voice.value in ("any", "child", "professional"):
                answer = opened(harbour.senco, "add", harbour.child.id, section.key, topic.key)
                assert answer.status_code == 200, topic.key


def test_its_words_are_written_agreed_and_printed(harbour: Around) -> None:
    data = {"text": "Ten minutes on the swing.", "voice": "professional"}
    assert sent(harbour.senco, data, "add", harbour.child.id, "senses", "sensory-diet").status_code == 302
    fill_whole_plan(harbour)
    page = text_of(opened(harbour.mother, "read", harbour.child.id))
    assert "Amira’s sensory menu" in page and "Ten minutes on the swing." in page
    refused = propose_plan(harbour.senco, harbour.child.id, world.NOW)
    assert not isinstance(refused, Refusal), str(refused)
    assert "My Harbour Plan" in text_of(opened(harbour.mother, "answer", harbour.child.id))
    for form, begins in (("pdf", b"%PDF"), ("large-print", b"%PDF"), ("word", b"PK"), ("text", b"")):
        for name in ("document", "profile_document", "passport_document"):
            answer = opened(harbour.mother, name, harbour.child.id, form)
            assert answer.status_code == 200 and answer.content.startswith(begins), (name, form)
    words = opened(harbour.mother, "document", harbour.child.id, "text").content.decode()
    assert "My sensory menu" in words and "Ten minutes on the swing." in words


def test_what_is_wrong_with_a_template_is_said_with_its_line(db: None) -> None:
    wrong: Any = check_template(TEXT.replace('kind = "hopes"', 'kind = "wishes"'), FILE.name)
    assert wrong.code == "template.wrong" and f"{FILE.name}:" in wrong.message
    taken: Any = check_template(TEXT.replace('key = "senses"', 'key = "versions"'), FILE.name)
    assert taken.code == "template.reserved" and "versions" in taken.message


def test_a_version_is_installed_once(harbour: Around) -> None:
    again: Any = add_template(ADMINISTRATOR, TEXT, FILE.name, world.NOW)
    assert again.code == "template.kept"
    assert [one.key for one in installed_templates()] == ["one-plan", "harbour-plan"]


def test_a_setting_uses_only_what_is_installed(around: Around) -> None:
    unknown: Any = adopt_template(ADMINISTRATOR, around.school.id, "gone", world.NOW)
    assert unknown.code == "template.unknown"
