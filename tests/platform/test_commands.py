"""The `alongside` command as people meet it: what it says, what it does and how it ends."""

import json
import os
import socket
import subprocess
import sys
import types
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from alongside.platform import fresh, milestones
from config import console, demo_area
from config.outcome import NOT_READY, OK, REFUSED, WRONG_USE
from tests.guards.sources import ROOT


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(folder: Path) -> dict[str, str]:
    """An installation of its own, on the embedded database."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**kept, "ALONGSIDE_VAR": str(folder)}


def alongside(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "config.console", *arguments],
        cwd=ROOT, env=environment(folder), capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("command", ["serve", "demo", "doctor", "worker"])
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        console.main([command, "--help"])
    assert ended.value.code == OK
    assert f"usage: alongside {command}" in capsys.readouterr().out


def test_help_says_what_the_exit_codes_mean(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        console.main(["--help"])
    assert "exit codes:" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["fly"], ["serve", "--port", "many"]])
def test_wrong_use_is_said_so(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        console.main(arguments)
    assert ended.value.code == WRONG_USE
    assert "usage:" in capsys.readouterr().err


def test_demo_mode_listens_on_this_machine_only(capsys: pytest.CaptureFixture[str]) -> None:
    assert console.main(["serve", "--demo", "--host", "0.0.0.0"]) == REFUSED
    assert "anyone" in capsys.readouterr().err


def test_a_port_in_use_is_said_so_before_anything_is_done(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert console.main(["serve", "--port", str(port)]) == NOT_READY
    assert f"Port {port} is in use" in capsys.readouterr().err


def test_a_fault_shows_no_trace(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a child's name")

    monkeypatch.setattr("config.start.load", broken)
    monkeypatch.delenv("ALONGSIDE_LOG", raising=False)
    assert console.main(["doctor"]) not in (OK, REFUSED, NOT_READY)
    said = capsys.readouterr().err
    assert "ZeroDivisionError" in said
    assert "name" not in said


def test_wrong_settings_are_named(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "config.console", "serve", "--demo", "--port", str(free_port())],
        cwd=ROOT, env={**environment(tmp_path), "ALONGSIDE_HOSTS": "alongside.example.gov.uk"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == NOT_READY
    assert "only runs on this machine" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_doctor_prints_json_and_says_what_to_do(tmp_path: Path) -> None:
    done = alongside(tmp_path, "doctor", "--json")
    findings = {each["subject"]: each for each in json.loads(done.stdout)}
    assert done.returncode == NOT_READY
    assert findings["tables"]["what_to_do"]
    assert findings["database"]["well"]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "config.console", "serve", "--port", str(port), "--workers", "1"],
        cwd=ROOT, env=environment(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    yield process, f"http://localhost:{port}"
    process.kill()
    process.communicate()


@pytest.mark.slow
def test_serve_is_ready_when_it_says_so_and_stops_when_told(
    served: tuple[subprocess.Popen[str], str],
) -> None:
    process, address = served
    assert process.stdout is not None
    assert process.stdout.readline() == f"Alongside is ready on {address}\n"
    with urllib.request.urlopen(f"{address}/health/ready") as answer:
        assert answer.read() == b"ready\n"
        assert answer.headers["Content-Security-Policy"]
    process.terminate()
    assert process.wait(60) == OK
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(f"{address}/health/live")


class DemoDouble(types.ModuleType):
    """Stands in for the demo data, which has tests of its own."""

    def __init__(self) -> None:
        super().__init__("alongside.site.demo")
        self.loads = 0
        self.breaks = False

    def load(self, children: int, progress: object) -> None:
        self.loads += 1
        if self.breaks:
            raise KeyboardInterrupt


@pytest.fixture
def demo(monkeypatch: pytest.MonkeyPatch, settings: object, tmp_path: Path) -> DemoDouble:
    import alongside.site

    double = DemoDouble()
    settings.FILES_DIR = tmp_path / "files"
    monkeypatch.setitem(sys.modules, "alongside.site.demo", double)
    monkeypatch.setattr(alongside.site, "demo", double, raising=False)
    return double


def test_the_demo_area_is_loaded_once(transactional_db: None, demo: DemoDouble) -> None:
    assert demo_area.load_once()
    assert not demo_area.load_once()
    assert demo.loads == 1


def test_a_database_that_is_not_a_demo_area_is_never_emptied(
    transactional_db: None, demo: DemoDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo_area, "_in_use", lambda: True)
    for change in (demo_area.load_once, lambda: demo_area.make_again(40)):
        with pytest.raises(demo_area.Stop, match="not a demo area"):
            change()
    assert demo.loads == 0


@pytest.mark.begun_first
def test_a_load_that_broke_off_is_made_again_and_leaves_nothing_behind(
    transactional_db: None, demo: DemoDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everything is dropped on this engine, whatever it is, before the tables are made again."""
    demo.breaks = True
    with pytest.raises(KeyboardInterrupt):
        demo_area.load_once()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE left_over (id integer)")
        if connection.vendor == "sqlite":
            cursor.execute("CREATE VIRTUAL TABLE found USING fts5(words)")
    between: list[list[str]] = []
    drop = fresh.drop_everything
    monkeypatch.setattr(
        fresh, "drop_everything", lambda: (drop(), between.append(connection.introspection.table_names()))
    )
    demo.breaks = False
    assert demo_area.load_once()
    assert between == [[]] and demo.loads == 2
    assert "shared_cache" in connection.introspection.table_names()
    assert milestones.reached("demo.loaded")


def test_making_it_again_empties_it_first(
    transactional_db: None, demo: DemoDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo_area.load_once()
    emptied: list[int] = []
    monkeypatch.setattr(demo_area, "empty", lambda: emptied.append(demo.loads))
    demo_area.make_again(40)
    assert emptied == [1] and demo.loads == 2


@pytest.mark.django_db
def test_serving_never_draws_the_demo_area_itself(demo: DemoDouble, monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads that drew a PDF do not outlive the fork into web processes: every later PDF would hang there."""
    begun: list[list[str]] = []

    def run(command: list[str], check: bool) -> subprocess.CompletedProcess[bytes]:
        begun.append(command)
        return subprocess.CompletedProcess(command, REFUSED)

    monkeypatch.setattr("config.demo_area.subprocess.run", run)
    monkeypatch.setattr("config.demo_area.connections.close_all", lambda: None)
    assert demo_area.load_apart() == REFUSED
    assert (demo.loads, [command[-1] for command in begun]) == (0, ["demo"])
    milestones.reach("demo.loaded")
    assert demo_area.load_apart() == OK
    assert len(begun) == 1
