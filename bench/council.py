"""`python -m bench.council`: the pages of a large council against the floor, the sweep of all clocks, and its return.

PLANS is how many plans there are (12000), with five requests for each three of them; ROUNDS how often a page is asked
for (30). DATABASE_URL moves it to PostgreSQL. The data is made once for each size and kept under var/bench.
"""

import functools
import os
import resource
import signal
import statistics
import sys
import time
from pathlib import Path

PLANS = int(os.environ.get("PLANS", "12000"))
ROUNDS = int(os.environ.get("ROUNDS", "30"))
os.environ["ALONGSIDE_VAR"] = str(
    Path(__file__).resolve().parent.parent / "var" / "bench" / f"council-{PLANS}"
)

from bench.run import Client, free_port, measure, serve  # noqa: E402 - where the data lies is said first


def prepare() -> dict[str, str]:
    """Make the data if there is none yet; the addresses to ask for."""
    Path(os.environ["ALONGSIDE_VAR"]).mkdir(parents=True, exist_ok=True)
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from alongside.deadlines.models import Assignment, Clock
    from alongside.ehc.models import Case
    from alongside.people.models import Account
    from bench.large_council import LargeCouncil

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    if not Case.everything.exists():
        started = time.perf_counter()
        LargeCouncil().run()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        print(f"Made in {time.perf_counter() - started:.0f} s", file=sys.stderr)
    print(f"{Case.everything.count():,} requests, {Clock.everything.count():,} clocks")
    own = Account.objects.get(email="own@bench.example").person_id
    child = Assignment.everything.filter(person_id=own).order_by("pk").values_list("child_id", flat=True)[0]
    return {"child": str(child)}


def pages(child: str) -> list[tuple[str, str, str]]:
    """Name, who asks, where."""
    own, lead = "own@bench.example", "lead@bench.example"
    return [
        ("tray, own", own, "/cases/"),
        ("tray, everyone's", own, "/cases/?whose=all"),
        ("tray, a later page", own, "/cases/?whose=all&after={after}"),
        ("tray, nobody's", lead, "/cases/?whose=nobody"),
        ("case", own, f"/children/{child}/request/"),
        ("EHC plan", own, f"/children/{child}/ehc-plan/"),
        ("EHC plan, editor", own, f"/children/{child}/ehc-plan/write/"),
        ("child page", own, f"/children/{child}/"),
        ("readiness", lead, "/returns/"),
        ("readiness, narrowed", lead, "/returns/?mends=caseworker&kind=error"),
        ("return of a child", own, f"/children/{child}/return/"),
        ("home, council", own, "/home/"),
    ]


def work() -> None:
    """The nightly sweep of every matter, looking through the return, and its XML, with seconds."""
    from alongside.access.choices import Role
    from alongside.deadlines.operations.sweeping import kinds, sweep_all
    from alongside.ehc import jobs  # noqa: F401 - who has matters says so when its jobs are read
    from alongside.organisations.access import actor_in_post
    from alongside.organisations.models import Organisation
    from alongside.people.models import Account
    from alongside.platform.clock import now, today
    from alongside.returns.choices import Form
    from alongside.returns.models import ReturnProblem, ReturnRun
    from alongside.returns.operations.checking import check_council
    from alongside.returns.operations.making import ask_for, make

    started = time.perf_counter()
    changed = sweep_all(now())
    print(f"sweep of {', '.join(kinds())}: {time.perf_counter() - started:.1f} s, {changed} changed")
    council = Organisation.objects.get(name="Large Council")
    started = time.perf_counter()
    people = check_council(council.pk, now())
    found = ReturnProblem.everything.count()
    print(
        f"return looked through: {people:,} people, {found:,} problems, {time.perf_counter() - started:.1f} s"
    )
    lead = Account.objects.get(email="lead@bench.example").person_id
    actor = actor_in_post(lead, council.pk, Role.SEND_MANAGER, today())
    assert actor is not None
    run = ask_for(actor, Form.XML, now())
    assert isinstance(run, ReturnRun), run
    started = time.perf_counter()
    make(actor, run, now())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"XML of {run.people:,} people: {time.perf_counter() - started:.1f} s; highest memory {memory:.0f} MB"
    )


def _get(path: str, client: Client) -> tuple[int, bytes, dict[str, str]]:
    return client.get(path)


def main() -> None:
    known = prepare()
    if "pages" not in sys.argv:
        work()
    from django.db import connections

    from alongside.deadlines.models import Clock

    late = Clock.everything.filter(met_on=None, superseded_at=None).order_by("due_on", "id")
    middle = late[late.count() // 2]
    after = f"{middle.due_on}_{middle.pk}"
    connections.close_all()
    port = free_port()
    server = serve(port)
    print(f"{'page':<22}{'p50 ms':>9}{'p95 ms':>9}{'x floor':>9}{'queries':>9}{'KB':>7}")
    try:
        for name, email, path in pages(known["child"]):
            ask = functools.partial(_get, path.format(after=after))
            try:
                found = measure(port, email, ask, 1, ROUNDS)
            except SystemExit as error:
                print(f"{name:<22} {error}")
                continue
            p50, p95 = statistics.median(found.times), found.times[int(len(found.times) * 0.95) - 1]
            ratio = p50 / statistics.median(found.floor)
            print(
                f"{name:<22}{p50:>9.1f}{p95:>9.1f}{ratio:>9.1f}{found.queries:>9}{found.bytes / 1024:>7.0f}"
            )
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)


if __name__ == "__main__":
    main()
