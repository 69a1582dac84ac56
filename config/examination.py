"""What `alongside doctor` looks at. Each look returns one finding and changes nothing."""

import shutil
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.db import DatabaseError, connection
from django.urls import reverse

from alongside.platform import clock, health
from alongside.platform.models import Job

_LEAST_FREE = 1024**3
_LATE = timedelta(minutes=10)


@dataclass(frozen=True)
class Finding:
    """One thing looked at: whether it is well, what was found, and what to do where it is not."""

    subject: str
    well: bool
    found: str
    what_to_do: str = ""


def examine() -> list[Finding]:
    """Look at everything. What needs the database is looked at only where it answers."""
    findings = [_settings(), _assets(), _fonts(), _disk(), _clock(), _mode()]
    findings += [breached_passwords(), *work_account(), _database()]
    if findings[-1].well:
        findings.append(_migrations())
        if findings[-1].well:
            findings += [_background(), _ledger(), second_wall()]
    return findings


def _settings() -> Finding:
    errors = [str(found.msg) for found in run_checks() if found.level >= ERROR]
    if errors:
        return Finding(
            "settings", False, f"{len(errors)} wrong: {errors[0]}", "Correct the settings named here."
        )
    return Finding("settings", True, "in order")


def _database() -> Finding:
    name = "embedded (SQLite)" if connection.vendor == "sqlite" else "PostgreSQL"
    try:
        connection.ensure_connection()
    except DatabaseError:
        return Finding("database", False, f"{name} does not answer", "Start it, or correct DATABASE_URL.")
    version = ".".join(str(part) for part in connection.get_database_version())
    return Finding("database", True, f"{name} {version} answers")


def _migrations() -> Finding:
    missing = health.missing_migrations()
    if missing:
        return Finding(
            "tables",
            False,
            f"{len(missing)} changes to apply",
            "Run `alongside serve`, or `manage.py migrate`.",
        )
    return Finding("tables", True, "up to date")


def _background() -> Finding:
    parked = Job.objects.exclude(parked_at=None).count()
    if parked:
        return Finding(
            "background work", False, f"{parked} jobs failed for good", "Read the log for their names."
        )
    late = Job.objects.filter(parked_at=None, due_at__lt=clock.instant() - _LATE).count()
    if late:
        return Finding("background work", False, f"{late} jobs are late", "Start `alongside worker`.")
    return Finding("background work", True, "nothing is late")


def _ledger() -> Finding:
    from alongside.ledger import sealing

    broken = sealing.broken_seals()
    if broken:
        return Finding(
            "ledger", False, f"{len(broken)} seals do not fit", "The record was changed: investigate."
        )
    return Finding("ledger", True, "every seal fits")


def second_wall() -> Finding:
    """Whether PostgreSQL itself hides what a person may not know (docs/how-it-works/access.md)."""
    from alongside.access import wall
    from alongside.access.wall_policies import made_by

    subject = "second wall"
    if connection.vendor != "postgresql":
        return Finding(subject, True, "none: it is PostgreSQL's")
    if not settings.WALL_ROLE:
        return Finding(subject, True, "off. ALONGSIDE_WALL_ROLE=alongside_walled and a migrate build it")
    if wall.stands():
        return Finding(subject, True, f"stands: requests take the role {settings.WALL_ROLE}")
    connected = connection.connection.info.user
    return Finding(
        subject, False, f"not built: the role {settings.WALL_ROLE} cannot be taken",
        f"As a database administrator: {'; '.join(made_by(connected))}; then run `manage.py migrate`.",
    )  # fmt: skip


def breached_passwords() -> Finding:
    """Whether stolen passwords are refused by a list, and whether that list can be searched."""
    from alongside.people.breached import is_such_a_list

    subject, named = "stolen passwords", settings.BREACHED_PASSWORDS
    if not named:
        return Finding(subject, True, "no list: ALONGSIDE_BREACHED_PASSWORDS names one")
    try:
        if is_such_a_list(Path(named)):
            return Finding(subject, True, "refused by a list")
        why = "Give the Have I Been Pwned list of SHA-1 hashes, ordered by hash."
    except OSError as wrong:
        why = f"Mend the path, or who may read it: {wrong.strerror}."
    return Finding(subject, False, f"{named} cannot be searched", why)


def work_account() -> list[Finding]:
    """Where staff may sign in with a work account: whether that is set up, and what to tell its issuer."""
    if not settings.OIDC_ISSUER:
        return []
    if not settings.OIDC_CLIENT_KNOWN:
        why = "Set ALONGSIDE_OIDC_CLIENT and ALONGSIDE_OIDC_SECRET."
        return [Finding("work account", False, f"{settings.OIDC_ISSUER} cannot be asked", why)]
    back = settings.PUBLIC_URL.rstrip("/") + reverse("openid_connect_callback", args=[settings.OIDC_PROVIDER])
    return [Finding("work account", True, f"{settings.OIDC_ISSUER} sends people back to {back}")]


def _assets() -> Finding:
    return _there("assets", Path(settings.ASSETS_DIR) / ".done", "built", "Run `make assets`.")


def _fonts() -> Finding:
    found = any(path.suffix in {".ttf", ".otf"} for path in _files_below(settings.ASSETS_DIR.parent))
    return Finding(
        "fonts", found, "present" if found else "none for PDF", "" if found else "Run `make assets`."
    )


def _files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()] if folder.exists() else []


def _there(subject: str, path: Path, words: str, what_to_do: str) -> Finding:
    return Finding(subject, True, words) if path.exists() else Finding(subject, False, "missing", what_to_do)


def _disk() -> Finding:
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(settings.VAR_DIR).free
    well = free >= _LEAST_FREE
    return Finding(
        "disk", well, f"{free / 1024**3:.1f} GB free", "" if well else "Make room: less than 1 GB is left."
    )


def _clock() -> Finding:
    distance = clock.now() - clock.instant()
    if abs(distance) > timedelta(minutes=1):
        return Finding("clock", not settings.PRODUCTION, f"moved: it says {clock.now():%d %B %Y %H:%M}")
    return Finding("clock", True, f"{clock.now():%d %B %Y %H:%M}, not moved")


def _mode() -> Finding:
    if settings.DEMO:
        return Finding("mode", True, "demo: anyone signs in as anyone, on this machine only")
    return Finding(
        "mode", True, "production" if settings.PRODUCTION else "development: not for real children"
    )
