"""Loading the product inside a command, once the command line is understood (so `--help` stays quick)."""

import os

from config.outcome import NOT_READY, Stop


def load(demo: bool = False) -> None:
    """Read the settings and the apps. Stops with the reason when the settings are wrong."""
    import django
    from django.core.exceptions import ImproperlyConfigured

    if demo:
        os.environ["ALONGSIDE_DEMO"] = "1"
    try:
        django.setup()
    except (ImproperlyConfigured, ValueError) as error:
        raise Stop(NOT_READY, f"The settings are not right: {error}") from None


def prepare_database() -> None:
    """Apply the database changes this version needs, and make the table the shared cache lives in."""
    from django.core.management import call_command
    from django.db import OperationalError

    try:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
    except OperationalError as error:
        raise Stop(NOT_READY, f"The database cannot be used: {error}") from None
