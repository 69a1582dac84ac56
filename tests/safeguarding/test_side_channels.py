"""P4 to P9 of the access model: whether the room holds something shows nowhere outside it (S21)."""

import io
import re
import zipfile
from typing import Any

from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.access.choices import StandingKind
from alongside.exchange.bundle.operations import make_bundle
from alongside.ledger.access_log import looks_at
from alongside.people.models import Person
from alongside.platform import worker
from alongside.safeguarding.models import Entry
from alongside.safeguarding.operations import (
    SafetyConcern,
    add_note,
    add_step,
    name_person,
    raise_by_name,
    raise_safety_concern,
    write_entry,
)
from alongside.safeguarding.rules import Naming, NewEntry, NewStep
from tests.makers import world
from tests.plans.reading import signed_in
from tests.safeguarding.conftest import School
from tests.safeguarding.test_room import TOMORROW, told
from tests.support.test_actions import ok

WORD = "Zqguardedqz"
_ONE_USE = re.compile(
    rb'name="csrfmiddlewaretoken" value="[^"]+"|nonce-[\w+/=-]+|name="session-left" content="\d+"'
)
PLACES = (
    "casefile:child", "casefile:who", "casefile:story", "plans:plan", "plans:read", "plans:passport",
    "support:actions", "support:help_given", "conversations:meetings_of_child", "reviews:reviews",
    "disputes:disagreements", "conversations:threads", "safeguarding:tell_lead", "safeguarding:room_child",
)  # fmt: skip
LISTS = (
    "/home/", "/children/", f"/children/?name={WORD}", "/children/?name=amira", "/children/download/", "/classes/",
    "/notices/", "/safety/", "/safety/sent/", "/safeguarding/", "/safeguarding/shared/", "/safeguarding/log/",
)  # fmt: skip
WATCHERS = ("mother", "senco", "teacher", "office", "caseworker")


def plant(school: School) -> Entry:
    """Everything the room can hold, each with the word: about Amira, and one by name."""
    child, lead = school.around.child.id, school.lead
    ok(raise_safety_concern(school.cast["senco"], child, SafetyConcern(WORD, world.TODAY, WORD), world.NOW))
    ok(raise_by_name(school.cast["office"], f"{WORD} Kowalska", SafetyConcern(WORD, world.TODAY), world.NOW))
    row = Entry.everything.order_by("-written_at", "-id")[0]
    ok(add_note(lead, child, row.id, WORD, world.NOW))
    ok(add_step(lead, child, row.id, NewStep(WORD, TOMORROW, WORD), world.NOW))
    ok(write_entry(lead, child, NewEntry("safety_plan", WORD, world.TODAY, WORD, WORD, TOMORROW), world.NOW))
    head = school.cast["head"].person_id
    ok(name_person(lead, child, row.id, Naming(head, WORD, TOMORROW), world.NOW))
    return row


def answers(school: School, watchers: tuple[str, ...]) -> dict[tuple[str, str], Any]:
    """What each watcher is answered everywhere: status, bytes, headers, and how many queries it took."""
    found = {}
    for who in watchers:
        client = signed_in(school.cast[who])
        client.get("/home/")
        addresses = [*LISTS, *(reverse(name, args=[school.around.child.id]) for name in PLACES)]
        for address in addresses:
            with CaptureQueriesContext(connection) as asked:
                answer = client.get(address)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            headers = {
                name: value for name, value in answer.headers.items() if name in ("ETag", "Last-Modified")
            }
            found[who, address] = (
                answer.status_code, _ONE_USE.sub(b"", body), len(_ONE_USE.sub(b"", body)), headers, len(asked)
            )  # fmt: skip
    return found


def test_nobody_outside_can_tell_a_full_room_from_an_empty_one(school: School) -> None:
    """The same status, bytes, length, headers and number of queries, for every watcher and address."""
    answers(
        school, WATCHERS
    )  # what reading itself changes (who has looked) has settled on the second reading
    before = answers(school, WATCHERS)
    row = plant(school)
    after = answers(school, WATCHERS)
    who_page = reverse("casefile:who", args=[school.around.child.id])
    different = [
        key for key in before
        if key[1] != who_page and before[key] != after[key]  # who has looked counts looks: compared below
    ]  # fmt: skip
    assert not different
    for key, answer in after.items():
        assert WORD in key[1] or WORD.encode() not in answer[1], key
    hidden = reverse("safeguarding:room_entry", args=[row.child_id, row.id])
    nothing = reverse("safeguarding:room_entry", args=[row.child_id, world.an_id()])
    for who in WATCHERS:
        client = signed_in(school.cast[who])
        first, second = (client.get(each) for each in (hidden, nothing))
        assert _ONE_USE.sub(b"", first.content) == _ONE_USE.sub(b"", second.content), who
        assert first.status_code == second.status_code == 404


def test_who_has_looked_says_nothing_of_it(school: School) -> None:
    """The room keeps its own log: in the family's list an opened form is a visit to the child's page."""
    row, child = told(school), school.around.child.id
    lead = signed_in(school.lead)
    for name, parts in (
        ("room", ()),
        ("room_child", (child,)),
        ("room_entry", (child, row.id)),
        ("room_write", (child,)),
    ):
        assert lead.get(reverse(f"safeguarding:{name}", args=parts)).status_code == 200
    signed_in(school.cast["teacher"]).get(reverse("safeguarding:tell_lead", args=[child]))
    assert {look.permission for look in looks_at(child)} == {"child.read"}
    assert {look.actor_id for look in looks_at(child)} == {school.cast["teacher"].person_id}


def test_letters_name_the_event_alone(school: School) -> None:
    """P9."""
    for who in ("lead", "head"):
        person = Person.everything.get(pk=school.cast[who].person_id)
        world.make_account(person, f"{who}@example.org")
    plant(school)
    worker.run_due()
    assert len(mail.outbox) >= 2
    for letter in mail.outbox:
        said = f"{letter.subject} {letter.body} {letter.extra_headers}"
        assert WORD not in said and "Amira" not in said and str(school.around.child.id) not in said


def test_the_whole_record_that_moves_on_leaves_the_room_behind(school: School) -> None:
    """P8: no word of it is in a bundle, nor in the audit that travels, nor anything that says there is a room."""
    before = _bundle(school)
    plant(school)
    after = _bundle(school)
    assert before.keys() == after.keys()
    for name, content in after.items():
        assert WORD.encode() not in content and b"safeguarding." not in content, name


def _bundle(school: School) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(ok(make_bundle(school.around.child.id, "moves", world.NOW)))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_room_asks_as_much_for_many_as_for_one(school: School) -> None:
    """The same number of queries, however many children and entries."""
    told(school)
    client = signed_in(school.lead)
    client.get("/safeguarding/")
    with CaptureQueriesContext(connection) as few:
        assert client.get("/safeguarding/").status_code == 200
    senco = school.cast["senco"]
    for number in range(6):
        child = world.make_child(f"Child{number}", "More")
        world.stands(child, StandingKind.ATTENDS, organisation=school.around.school)
        ok(raise_safety_concern(senco, child.id, SafetyConcern("Something.", world.TODAY), world.NOW))
    with CaptureQueriesContext(connection) as many:
        assert b"Child5" in client.get("/safeguarding/").content
    assert len(many) == len(few)


def test_sending_one_costs_the_same_whatever_is_there(school: School) -> None:
    """Side channel by work done: the number of queries of handing in does not depend on what is kept."""
    told(school)
    asked = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as one:
            told(school)
        asked.append(len(one))
        plant(school)
    assert asked[0] == asked[1]
