"""`alongside template`: what it says, what it does and how it ends."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from alongside.plans.models import PlanTemplate
from alongside.plans.templates import _added
from config import start
from config.console import main
from tests.makers import world

FILE = Path(__file__).parent.parent / "statute" / "fixtures" / "harbour-plan.toml"


@pytest.fixture(autouse=True)
def _in_this_database(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(start, "prepare_database", lambda: None)
    yield
    _added.cache_clear()


def test_a_template_is_checked_added_listed_and_used(capsys: pytest.CaptureFixture[str]) -> None:
    school = world.make_setting()
    assert main(["template", "check", str(FILE)]) == 0
    assert not PlanTemplate.objects.exists()
    assert main(["template", "add", str(FILE)]) == 0
    assert main(["template", "list"]) == 0
    assert "harbour-plan" in capsys.readouterr().out
    assert main(["template", "use", "harbour-plan", school.name]) == 0
    school.refresh_from_db()
    assert school.plan_template == "harbour-plan"


def test_each_mistake_is_said_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(FILE.read_text("utf-8").replace('kind = "hopes"', 'kind = "wishes"'))
    assert main(["template", "add", str(wrong)]) == 1
    assert "wrong.toml:" in capsys.readouterr().err
    assert not PlanTemplate.objects.exists()


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"not = [toml", b""])
def test_what_is_no_template_is_refused_in_words(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "odd.toml"
    file.write_bytes(content)
    assert main(["template", "check", str(file)]) == 1
    said = capsys.readouterr().err
    assert "odd.toml" in said and "Traceback" not in said


def test_a_file_or_setting_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "add", "nowhere.toml"]) == 1
    assert main(["template", "use", "one-plan", "Nowhere School"]) == 1
    assert "no setting called" in capsys.readouterr().err
