"""A signature can be checked by anybody: with the command, and with the few lines that are printed (O25, trust 5.5)."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from alongside.children.models import SharingAnswer
from alongside.platform import clock
from config.console import main
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import opened, sent, signed_in
from tests.plans.test_sharing_pages import answers

_PAGE = Path(__file__).resolve().parents[2] / "docs/how-it-works/signatures.md"


@pytest.fixture(autouse=True)
def _the_day() -> Iterator[None]:
    with clock.moved_to(world.NOW):
        yield


def of_a_line(around: Around) -> bytes:
    answers(around.mother, around)
    kept = SharingAnswer.everything.get().id
    return signed_in(around.mother).get(f"/children/{around.child.id}/sharing/answers/{kept}/").content


def of_a_plan(around: Around) -> bytes:
    page = opened(around.mother, "answer", around.child.id).content.decode()
    seen = {name: re.search(rf'name="{name}" value="([0-9a-f]+)"', page)[1] for name in ("digest", "shown")}  # type: ignore[index]
    sent(around.mother, {**seen, "decision": "agree", "sign": "star"}, "answer", around.child.id)
    return opened(around.mother, "version_proof", around.child.id, 1).content


@pytest.mark.parametrize("made", [of_a_line, of_a_plan])
def test_one_changed_byte_fails_with_the_command_and_with_the_printed_lines(
    proposed: Around, tmp_path: Path, made: object, capsys: pytest.CaptureFixture[str]
) -> None:
    content = made(proposed)  # type: ignore[operator]
    script, file = tmp_path / "check.py", tmp_path / "signature.json"
    script.write_text(re.search(r"```python\n(.+?)```", _PAGE.read_text(), re.S)[1])  # type: ignore[index]
    evidence = json.loads(content)["evidence"]
    assert evidence["signature"]["kind"] in ("name", "symbol") and evidence["answer"] == "I agree"
    places = [content.index(word) + 1 for word in (b"agree", b"sha256", b"2026", b"format")]
    for place in [None, *places]:
        changed = content if place is None else content[:place] + b"~" + content[place + 1 :]
        file.write_bytes(changed)
        expected = 0 if place is None else 1
        assert main(["verify", str(file)]) == expected
        assert main(["verify", "--kept", str(file)]) == expected
    run = subprocess.run([sys.executable, "-I", script, file], capture_output=True, check=False)
    assert run.returncode == 1
    file.write_bytes(content)
    assert subprocess.run([sys.executable, "-I", script, file], check=False).returncode == 0
    assert evidence["signer"] not in capsys.readouterr().out


def test_another_whole_file_is_not_from_here(proposed: Around, tmp_path: Path) -> None:
    """A forger who knows the format makes a whole file; the installation knows that it did not."""
    from alongside.kernel.proofs import sealed

    evidence = json.loads(of_a_line(proposed))["evidence"]
    forged = tmp_path / "signature.json"
    forged.write_text(json.dumps(sealed({**evidence, "answer": "I don't agree"})))
    assert main(["verify", str(forged)]) == 0
    assert main(["verify", "--kept", str(forged)]) == 1


def test_nobody_else_gets_the_proof_of_an_answer_to_a_plan(proposed: Around) -> None:
    of_a_plan(proposed)
    for who in ("father", "senco", "teacher"):
        assert opened(getattr(proposed, who), "version_proof", proposed.child.id, 1).status_code == 404


def test_a_parent_of_another_home_is_not_told_when_the_other_signed(proposed: Around) -> None:
    of_a_plan(proposed)
    seen = opened(proposed.father, "version", proposed.child.id, 1).content.decode()
    assert "I agree" in seen and "09:00 on" not in seen
    assert "09:00 on" in opened(proposed.mother, "version", proposed.child.id, 1).content.decode()
