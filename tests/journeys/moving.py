"""A second, empty installation to which a child moves: its own folder and database, run as its own process."""

import io
import json
import os
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

from config.console import main
from config.outcome import OK
from tests.guards.sources import ROOT

Record = dict[str, list[dict[str, Any]]]


def leaves_with(child_id: str, file: Path) -> Record:
    """Make the bundle here, as whoever runs this installation does; what is in it."""
    assert main(["bundle", "make", child_id, "--why", "Moves to Brookside", "--out", str(file)]) == OK
    return record_in(file)


def record_in(file: Path) -> Record:
    """The rows that a bundle carries, by part."""
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as held:
        found: Record = json.loads(held.read("record.json"))
    return found


def said_there(folder: Path, on: date, *arguments: str) -> Any:
    """What a command of the other installation answers. It is always on the embedded database."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    done = subprocess.run(
        [sys.executable, "-m", "config.console", *arguments],
        cwd=ROOT, env={**kept, "ALONGSIDE_VAR": str(folder), "ALONGSIDE_CLOCK": on.isoformat()},
        capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    assert done.returncode == OK, done.stderr
    return json.loads(done.stdout) if "--json" in arguments else done.stdout


def brookside_opens(folder: Path, on: date) -> None:
    """A school with its SENCo in an installation where nothing was before."""
    said_there(
        folder, on, "person", "add", "--organisation", "Brookside School", "--phase", "primary",
        "--given-name", "Lena", "--family-name", "Brook", "--email", "lena@brookside.example.org",
        "--role", "senco", "--json",
    )  # fmt: skip
