"""Asks every route for every persona, and keeps what came back."""

import io
import logging
import re
import time
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

import pikepdf
from django.apps import apps
from django.core import mail
from django.db.models import Max
from django.test import Client

from alongside.ledger.models import AccessEntry
from alongside.platform import worker
from tests.access.kept import CANARIES
from tests.access.personas import Area
from tests.access.places import Route, absent, address, more_addresses, positions, routes
from tests.plans.reading import signed_in
from tests.rendering.heard import heard

_ONE_USE = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]+')
_IDS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)\d+(?=/)")
_NOT_COMPARED = {"Set-Cookie", "Date"}
_ANY_CANARY = re.compile(r"Zq([A-Z])([a-z]+)qz", re.I)
APPENDED_BY_READING = {
    "ledger.AccessEntry",  # who opened what: that is the point of it
    "ledger.AuditEntry",  # a document rendered the first time is kept, and that is recorded
    "documents.Rendition",
    "safeguarding.RoomLook",  # the room's own log
    "conversations.Reading",  # who was shown which messages, for both sides to see
    "sessions.Session", "usersessions.UserSession", "people.KnownDevice",  # being signed in
}  # fmt: skip


WALKERS = (
    "nobody", "child", "mother", "father", "carer", "parent restricted", "senco", "head", "office",
    "safeguarding lead", "class teacher", "teacher who left the class", "assistant in own child's class", "governor",
    "therapist", "adviser", "caseworker", "administrator", "SENCo elsewhere",
)  # fmt: skip
"""Who walks every route; the others of the area differ from one of these in the matrix of decisions alone."""
ON_A_SECOND_DATABASE = ("father", "class teacher")
"""Who walks again where a first database was walked by all: one at home and one at work, each of whom is shown much
and refused much. What could differ there is the SQL of the gate, of the pages and of the second wall. Of the gate and
the wall the matrix and the tests of the wall ask every decision on both; of the pages, the tests of each app.
"""
READ_EVERYTHING = ("child", "father", "class teacher", "adviser")
"""Who also opens every format and every section: those from whom the most is kept."""
LOOKED_AFTER = ("mother", "father", "senco", "class teacher")
"""Whose looks are counted: each opening of a page about their child leaves one row that the family can read."""
SHOWN_INSIDE_A_PAGE = {"documents:file", "plans:version_picture"}
"""Fetched by a page that has noted the look already."""
SEND_FORMS = ("mother", "teacher who left the class", "governor", "SENCo elsewhere")


@dataclass(frozen=True)
class Answer:
    """What one persona got from one address."""

    persona: str
    route: Route
    position: str
    url: str
    status: int
    headers: dict[str, str]
    body: bytes
    canaries: frozenset[tuple[str, str]]
    extra: bool = False

    @property
    def told(self) -> tuple[int, bytes, dict[str, str]]:
        """All that an answer tells; of where it leads, not the ids that were in the question already."""
        return self.status, self.without_one_use, {**self.headers, "Location": self._leads_to}

    @property
    def _leads_to(self) -> str:
        return _IDS.sub("…", unquote(self.headers.get("Location", "")))

    @property
    def is_page_of_a_child(self) -> bool:
        return self.route.of_a_child and self.status == 200

    @property
    def without_one_use(self) -> bytes:
        """The body without what differs on every answer."""
        return _ONE_USE.sub(rb"\1", self.body)


@dataclass
class Walk:
    """Everything that came back."""

    area: Area
    answers: list[Answer] = field(default_factory=list)
    posted: list[Answer] = field(default_factory=list)
    changed: dict[str, set[str]] = field(default_factory=dict)
    letters: list[str] = field(default_factory=list)
    looks: list[tuple[Answer, list[tuple[Any, Any, str]]]] = field(default_factory=list)
    _shown: set[tuple[str, Route]] = field(default_factory=set)

    def keep(self, answer: Answer) -> None:
        """One answer more."""
        self.answers.append(answer)
        if answer.position == "own" and answer.status != 404:
            self._shown.add((answer.persona, answer.route))

    def shows(self, persona: str, route: Route) -> bool:
        """Whether the persona was let through to this route for Amira."""
        return (persona, route) in self._shown


def readable(body: bytes, media_type: str) -> str:
    """All text of an answer, whatever it is packed in, with what stands beside the text."""
    if media_type.startswith("application/pdf"):
        with pikepdf.open(io.BytesIO(body)) as opened:
            beside = " ".join(str(value) for value in opened.docinfo.values()) + str(
                opened.Root.get("/Metadata", "")
            )
        return heard(body) + beside
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            return " ".join(packed.read(name).decode("utf-8", "replace") + name for name in packed.namelist())
    return body.decode("utf-8", "replace")


def canaries_in(text: str) -> frozenset[tuple[str, str]]:
    """Which planted words stand in it: (kind, whose)."""
    found = {(kind.lower(), whose.upper()) for whose, kind in _ANY_CANARY.findall(text)}
    return frozenset((kind, whose) for kind, whose in found if kind in CANARIES)


def client_of(area: Area, persona: str) -> Client:
    """A browser in which the persona is signed in with two factors, a moment ago; nobody is for who is not."""
    actor = area.personas[persona]
    client = signed_in(actor) if actor else Client()
    if actor:
        session, just_now = client.session, time.time()
        session["account_authentication_methods"] = [
            {"method": "password", "at": just_now, "email": "x@example.org"},
            {"method": "mfa", "at": just_now, "type": "totp", "id": 0},
        ]
        session.save()
    client.raise_request_exception = False
    return client


def table_sizes() -> dict[str, int]:
    """How many rows each table has, but for those that reading appends to."""
    found = {}
    for model in apps.get_models():
        manager = getattr(model, "everything", None) or model._base_manager
        if model._meta.label not in APPENDED_BY_READING:
            found[model._meta.label] = manager.count()
    return found


def walk(area: Area, who: Sequence[str] = WALKERS) -> Walk:
    """Every route, for every persona who walks, in every position it has."""
    # Ten thousands of pages that are not there: a line in the log for each is a tenth of the time.
    logging.getLogger("django.request").setLevel(logging.ERROR)
    try:
        return _walk(area, who)
    finally:
        logging.getLogger("django.request").setLevel(logging.NOTSET)


def _walk(area: Area, who: Sequence[str]) -> Walk:
    done = Walk(area)
    for persona in who:
        client = client_of(area, persona)
        before = table_sizes()
        for route, position, ids in _asked(area, persona):
            if position.startswith("own,") and not done.shows(persona, route):
                continue
            counted = persona in LOOKED_AFTER and position == "own" and route.of_a_child
            looked = _looks() if counted else 0
            first = _ask(client, persona, route, position, address(route, ids))
            done.keep(first)
            if counted and first.is_page_of_a_child:
                done.looks.append((first, _looks_after(looked)))
            if persona in READ_EVERYTHING and first.status == 200 and position != "absent":
                for url in more_addresses(route, ids):
                    done.keep(_ask(client, persona, route, position, url, extra=True))
        after = table_sizes()
        done.changed[persona] = {name for name in after if after[name] != before[name]}
        if persona in SEND_FORMS:
            done.posted += list(_posts_where_refused(done, client, persona))
    worker.run_due()
    done.letters = [f"{one.subject} {one.body} {one.to} {one.extra_headers}" for one in mail.outbox]
    return done


def _looks() -> int:
    """The last of the rows that say who opened what."""
    return int(AccessEntry.objects.aggregate(last=Max("id"))["last"] or 0)


def _looks_after(last: int) -> list[tuple[Any, Any, str]]:
    """Whose record was opened since then, by whom, in which role."""
    rows = AccessEntry.objects.filter(id__gt=last).order_by("id")
    return [(row.child_id, row.actor_id, row.actor_role) for row in rows]


def _asked(area: Area, persona: str) -> Iterator[tuple[Route, str, dict[str, Any]]]:
    nothing = absent()
    for route in routes():
        if route.policy and route.policy.public_because and persona not in ("nobody", "mother"):
            continue
        for position, ids in positions(area).items():
            if position.startswith("own,") and not route.has_two:
                continue
            if position != "own" and not any(part in ids for part in route.parts):
                continue
            yield route, position, {**nothing, **ids}


def _ask(
    client: Client,
    persona: str,
    route: Route,
    position: str,
    url: str,
    *,
    extra: bool = False,
    method: str = "get",
) -> Answer:
    answer = getattr(client, method)(url)
    body = answer.getvalue() if getattr(answer, "streaming", False) else answer.content
    headers = {name: value for name, value in answer.items() if name not in _NOT_COMPARED}
    text = readable(body, headers.get("Content-Type", "")) + " ".join([*headers, *headers.values()])
    return Answer(persona, route, position, url, answer.status_code, headers, body, canaries_in(text), extra)


def _posts_where_refused(done: Walk, client: Client, persona: str) -> Iterator[Answer]:
    """An empty form sent about each child of whom the persona was shown nothing; elsewhere it could change things."""
    shown = {
        answer.position for answer in done.answers if answer.persona == persona and answer.is_page_of_a_child
    }
    for route, position, ids in _asked(done.area, persona):
        if route.of_a_child and position not in shown and not position.startswith("own,"):
            yield _ask(client, persona, route, position, address(route, ids), method="post")


def search(area: Area, persona: str, path: str, name: str) -> Answer:
    """The answer to looking for a name in a list."""
    client = client_of(area, persona)
    answer = client.get(path, {"name": name})
    route = Route("search", (), None)
    found = canaries_in(answer.content.decode().replace(f'value="{name}"', "").replace(f"name={name}", ""))
    return Answer(
        persona, route, "own", path, answer.status_code, dict(answer.items()), answer.content, found
    )
