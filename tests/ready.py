"""What is made ready once for all tests of a run: the migrated database, and the demo area in it.

python -m tests.ready     make both now, so that no test waits for them (ALONGSIDE_SNAPSHOTS says where)
"""

import gc
import os
import sys
from pathlib import Path

DEMO_CHILDREN = 60
SELDOM = (50_000, 20, 100)
"""A fifth of the time of a test was spent looking through everything Django made when it started."""


def as_tests_want_it() -> None:
    """What differs from the product: nothing is written to disk, passwords are quick to check, memory is looked
    through seldom, and a page template is compiled once in a run.
    """
    from django.conf import settings
    from django.template import engines
    from jinja2 import FileSystemBytecodeCache

    from tests import snapshots

    gc.set_threshold(*SELDOM)
    engines["jinja2"].env.bytecode_cache = FileSystemBytecodeCache(str(snapshots.folder_of("templates")))  # type: ignore[attr-defined]

    settings.STORAGES["default"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def a_migrated_database() -> None:
    """Make the test database, and connect to it from now on."""
    from django.conf import settings
    from django.db import connection

    from tests import snapshots

    name = connection.creation._get_test_db_name()
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    snapshots.once(
        snapshots.EMPTY, lambda: connection.creation.create_test_db(0, autoclobber=True, serialize=False)
    )


def load_the_demo_area() -> None:
    """Fill the empty database with the demo area."""
    from alongside.platform.progress import silent
    from alongside.site import demo

    demo.load(DEMO_CHILDREN, silent)


def main() -> int:
    """Make both, in a database that is gone afterwards."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test.utils import setup_test_environment

    from tests import snapshots

    as_tests_want_it()
    setup_test_environment()
    before = connection.settings_dict["NAME"]
    folder = Path(os.environ["ALONGSIDE_SNAPSHOTS"])
    made_in = f"{folder}/making.sqlite3" if settings.EMBEDDED_DATABASE else snapshots.template("making")
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = made_in
    a_migrated_database()
    settings.DEMO = True
    snapshots.once(snapshots.DEMO, load_the_demo_area)
    connection.creation.destroy_test_db(before, verbosity=0)
    return 0


if __name__ == "__main__":
    sys.exit(main())
