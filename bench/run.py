"""`make bench`: the pages people use most, against the floor measured in the same run.

SIZE is the number of children (1000), SETTING how many a setting has (400), SUPPORTED how many of those have support
(all), CLIENTS how many ask at once (1,16), ROUNDS how often (60); DATABASE_URL moves it to PostgreSQL.
The data is made once for each size and kept under var/bench. Prints a table and writes bench/results/latest.json.
Machines are noisy, so the floor is asked for in turn with each page: read the ratios.
"""

import http.client
import json
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.a_year_of_marks import mark_setting, marks_seconds

ROOT = Path(__file__).resolve().parent.parent
SIZE = int(os.environ.get("SIZE", "1000"))
ROUNDS = int(os.environ.get("ROUNDS", "60"))
CLIENTS = [int(each) for each in os.environ.get("CLIENTS", "1,16").split(",")]
VAR = ROOT / "var" / "bench" / str(SIZE)
os.environ.setdefault("ALONGSIDE_VAR", str(VAR))
os.environ["ALONGSIDE_DEMO"] = "1"
os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"


@dataclass(frozen=True)
class Figure:
    """One page at one number of clients, and the floor asked in turn with it: a machine's load changes."""

    page: str
    children: int
    clients: int
    p50_ms: float
    p95_ms: float
    queries: int
    bytes: int
    floor_p50_ms: float
    floor_p95_ms: float

    @property
    def ratio(self) -> float:
        return self.p50_ms / self.floor_p50_ms

    @property
    def ratio_p95(self) -> float:
        return self.p95_ms / self.floor_p95_ms


class Client:
    """One browser's worth of connection: a kept-open socket and a session cookie."""

    def __init__(self, port: int, email: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.cookies: dict[str, str] = {}
        self.get(f"/bench/sign-in/{email}/")

    def get(self, path: str) -> tuple[int, bytes, dict[str, str]]:
        return self._ask("GET", path, None)

    def post(self, path: str, fields: dict[str, str]) -> tuple[int, bytes, dict[str, str]]:
        from urllib.parse import urlencode

        return self._ask("POST", path, urlencode(fields).encode())

    def _ask(self, method: str, path: str, body: bytes | None) -> tuple[int, bytes, dict[str, str]]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self.connection.request(method, path, body, headers)
            response = self.connection.getresponse()
        except http.client.RemoteDisconnected:  # an idle connection the server had closed
            self.connection.close()
            self.connection.request(method, path, body, headers)
            response = self.connection.getresponse()
        content = response.read()
        for header, value in response.getheaders():
            if header.lower() == "set-cookie":
                name, _, rest = value.partition("=")
                self.cookies[name] = rest.partition(";")[0]
        return response.status, content, dict(response.getheaders())


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def prepare() -> dict[str, str]:
    """Make the data if this size has none yet; the addresses to ask for."""
    VAR.mkdir(parents=True, exist_ok=True)
    import django

    django.setup()
    from django.core.management import call_command

    from alongside.children.models import Child
    from alongside.people.models import Account
    from bench.generate import Generator

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    held = Child.everything.count()
    if held < SIZE:
        if held:
            sys.exit(
                f"The database holds {held:,} children, not {SIZE:,}: give this size a database of its own."
            )
        started = time.perf_counter()
        Generator(SIZE).run(
            lambda made, total: print(f"\r{made:,} of {total:,} children", end="", file=sys.stderr)
        )
        print(f"\rMade {SIZE:,} children in {time.perf_counter() - started:.0f} s", file=sys.stderr)
        _analyse()
    from alongside.children.models import GroupPlace
    from alongside.voice.models import Statement

    account = Account.objects.get(email="parent0@bench.example")
    from alongside.children.models import Standing

    child = Standing.everything.get(person_id=account.person_id).child_id
    statement = Statement.everything.filter(child_id=child, topic="strengths-seen").first()
    place = GroupPlace.everything.filter(group__organisation__name="Setting 0", group__name="1A").first()
    from bench.a_setting_at_work import SettingAtWork
    from bench.long_story import long_and_short

    found = {
        "child": str(child),
        "statement": str(statement.id),
        "class": str(place.group_id),
        "year": _last_year(),
    }
    mark_setting()
    SettingAtWork().run()
    return found | long_and_short()


def _last_year() -> str:
    """The last school year that is whole."""
    from alongside.kernel.school_years import school_year
    from alongside.platform.clock import today

    return str(school_year(today()) - 1)


def _analyse() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def serve(port: int) -> subprocess.Popen[bytes]:
    command = [
        sys.executable, "-m", "gunicorn", "config.wsgi:application", "--bind", f"127.0.0.1:{port}", "--workers", "2",
        "--threads", "4", "--worker-class", "gthread", "--keep-alive", "75", "--log-level", "error", "--preload",
    ]  # fmt: skip
    server = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"})
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=0.2).close()
            return server
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server did not start.")


Ask = Callable[[Client], tuple[int, bytes, dict[str, str]]]


@dataclass
class Measured:
    """Times in ms of a page and of the floor, asked in turn; queries and bytes of the last page."""

    times: list[float]
    floor: list[float]
    queries: int = 0
    bytes: int = 0


def measure(port: int, email: str, ask: Ask, clients: int, rounds: int) -> Measured:
    """Ask for a page `rounds` times over `clients` connections, each time after the floor."""
    found = Measured([], [])
    failed: list[str] = []

    def one(own: Client, count: int) -> None:
        for _ in range(count):
            started = time.perf_counter()
            own.get("/bench/floor/")
            found.floor.append((time.perf_counter() - started) * 1000)
            if isinstance(ask, Save):
                ask.open_form(own)
            started = time.perf_counter()
            status, content, headers = ask(own)
            found.times.append((time.perf_counter() - started) * 1000)
            found.queries, found.bytes = int(headers.get("X-Queries", 0)), len(content)
            if status >= 400:
                failed.append(f"{status}")

    browsers = [Client(port, email) for _ in range(clients)]
    for browser in browsers:
        for _ in range(3):  # each process and thread answers once before the clock starts
            if isinstance(ask, Save):
                ask.open_form(browser)
            ask(browser)
    threads = [threading.Thread(target=one, args=(each, max(rounds // clients, 3))) for each in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise SystemExit(f"A measured page answered {failed[0]}.")
    found.times.sort()
    found.floor.sort()
    return found


def pages(known: dict[str, str]) -> list[tuple[str, str, Ask]]:
    """Page name, who asks, and how."""
    child, statement = known["child"], known["statement"]
    senco, parent, teacher = (f"{who}0@bench.example" for who in ("senco", "parent", "teacher"))
    caseworker = "caseworker@bench.example"

    def get(path: str) -> Ask:
        return lambda client: client.get(path)

    return [
        ("home, SENCo", senco, get("/home/")),
        ("home, family", parent, get("/home/")),
        ("child page", senco, get(f"/children/{child}/")),
        ("plan page", senco, get(f"/children/{child}/plan/")),
        ("plan read by family", parent, get(f"/children/{child}/plan/read/")),
        ("plan section", senco, get(f"/children/{child}/plan/outcomes/")),
        ("register", senco, get("/children/")),
        ("board", senco, get("/board/")),
        ("register, narrowed", senco, get("/children/?need=SLCN&heard=term")),
        ("search by name", senco, get("/children/?name=ada")),
        ("council's register", caseworker, get("/children/")),
        ("council's search", caseworker, get("/children/?name=ada")),
        ("council's home", caseworker, get("/home/")),
        ("class", teacher, get(f"/classes/{known['class']}/")),
        ("passports of a class", teacher, get(f"/classes/{known['class']}/passports/")),
        ("passport", teacher, get(f"/children/{child}/passport/")),
        ("who can see", parent, get(f"/children/{child}/who/")),
        *(
            (f"{length} {what}", senco, get(f"/children/{known[f'{length} child']}/{path}"))
            for what, path_of in (("story", "story/"), ("thread", "messages/{}/"))
            for length in ("short", "long")
            for path in (path_of.format(known[f"{length} thread"]),)
        ),
        ("provision map", senco, get("/provision-map/")),
        ("help given", senco, get(f"/children/{child}/help/")),
        ("reviews", senco, get(f"/children/{child}/reviews/")),
        ("one timeline", senco, get(f"/children/{child}/timeline/?year={known['year']}")),
        ("being in school", parent, get(f"/children/{child}/school/")),
        ("attendance of a setting", senco, get(f"/attendance/?year={known['year']}")),
        ("meetings", senco, get(f"/children/{child}/meetings/")),
        ("save a passage", senco, Save(f"/children/{child}/words/{statement}/change/")),
        ("PDF of a plan", senco, get(f"/children/{child}/plan/document/pdf/")),
    ]


class Save:
    """Saves a passage again. The form that carries the edition is opened before the clock starts."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.fields: dict[str, str] = {}

    def open_form(self, client: Client) -> None:
        form = client.get(self.path)[1].decode()
        self.fields = dict(re.findall(r'name="(csrfmiddlewaretoken|edition)"[^>]*value="([^"]*)"', form))
        self.fields |= {
            f"gathered_on-{part}": value
            for part, value in re.findall(r'name="gathered_on-(\w+)"[^>]*value="(\d+)"', form)
        }

    def __call__(self, client: Client) -> tuple[int, bytes, dict[str, str]]:
        return client.post(self.path, {**self.fields, "text": f"Kind to younger children. {time.time_ns()}"})


def import_seconds() -> dict[str, float]:
    """Reading, comparing and bringing in 10,000 pupils, in seconds of this process."""
    from django.db import transaction

    from alongside.access.actor import Actor
    from alongside.access.choices import Role
    from alongside.exchange.operations import commit_import, start_import
    from alongside.kernel.identifiers import make_upn
    from alongside.organisations.choices import OrganisationKind
    from alongside.organisations.models import Organisation
    from alongside.platform.clock import now, today

    rows = "".join(
        f"{make_upn('831', '2001', 20 + n // 1000, n % 1000)},Sur{n},For{n},"
        f"{1 + n % 28:02}/{1 + n % 12:02}/{2008 + n % 9},M,{1 + n % 11},{1 + n % 11}A,{'K' if n % 7 == 0 else 'N'}\n"
        for n in range(10_000)
    )
    data = ("UPN,Surname,Forename,DOB,Sex,Year,Class,SEN Status\n" + rows).encode()
    with transaction.atomic():
        setting = Organisation.objects.create(name="Import", kind=OrganisationKind.SETTING)
        actor = Actor(None, Role.OFFICE, today(), setting.id, setting.name)
        started = time.perf_counter()
        batch = start_import(actor, "bench.csv", data, now())
        proposed = time.perf_counter()
        commit_import(actor, batch.id, now())  # type: ignore[union-attr]
        done = time.perf_counter()
        transaction.set_rollback(True)
    return {
        "read, match and propose": proposed - started,
        "commit": done - proposed,
        "together": done - started,
    }


def main() -> None:
    known = prepare()
    imported = import_seconds()
    marks = marks_seconds()
    from django.db import connections

    connections.close_all()
    port = free_port()
    server = serve(port)
    figures: list[Figure] = []
    try:
        for clients in CLIENTS:
            rounds = ROUNDS if clients == 1 else ROUNDS * 4
            for name, email, ask in pages(known):
                few = rounds // 3 if "PDF" in name else rounds
                if name == "save a passage" and clients > 1:
                    continue  # sixteen people saving one passage is a conflict, not a load
                found = measure(port, email, ask, clients, few)
                figures.append(
                    Figure(
                        name, SIZE, clients, statistics.median(found.times),
                        found.times[int(len(found.times) * 0.95) - 1], found.queries, found.bytes,
                        statistics.median(found.floor), found.floor[int(len(found.floor) * 0.95) - 1],
                    )
                )  # fmt: skip
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)
    show(figures, imported, marks)


def show(figures: list[Figure], imported: dict[str, float], marks: dict[str, float]) -> None:
    from django.conf import settings

    engine = settings.DATABASES["default"]["ENGINE"].rpartition(".")[2]
    print(f"\n{SIZE:,} children, {engine}\n")
    print(
        f"{'page':<22}{'clients':>8}{'p50 ms':>9}{'p95 ms':>9}{'x floor':>9}{'p95 x':>7}{'queries':>9}{'KB':>7}"
    )
    for one in figures:
        print(
            f"{one.page:<22}{one.clients:>8}{one.p50_ms:>9.1f}{one.p95_ms:>9.1f}{one.ratio:>9.1f}"
            f"{one.ratio_p95:>7.1f}{one.queries:>9}{one.bytes / 1024:>7.0f}"
        )
    for clients in CLIENTS:
        floors = [one.floor_p50_ms for one in figures if one.clients == clients]
        print(f"\nfloor p50 with {clients}: {statistics.median(floors):.1f} ms", end="")
    print()
    print("import of 10,000: " + ", ".join(f"{name} {seconds:.1f} s" for name, seconds in imported.items()))
    print("a year of marks: " + ", ".join(f"{name} {value:,.1f}" for name, value in marks.items()))
    results = ROOT / "bench" / "results" / "latest.json"
    results.write_text(
        json.dumps(
            {
                "database": engine,
                "pages": [asdict(one) for one in figures],
                "import_seconds": imported,
                "marks_seconds": marks,
            },
            indent=2,
        )
    )


if __name__ == "__main__":
    main()
