"""A document goes to one person as a link that needs sign-in, and can be taken back (trust 1.5: I2, I7, I9, I11)."""

from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pikepdf import Encryption

from alongside.access.actor import Actor
from alongside.access.choices import RestrictionKind, Role, StandingKind
from alongside.access.operation import NotPermitted
from alongside.access.policy import Permission
from alongside.children.models import Standing
from alongside.conversations.models import SentLink, SentOpening
from alongside.conversations.operations.sent_links import (
    ToSend,
    open_document,
    prepare_link,
    send_link,
    withdraw_link,
)
from alongside.conversations.queries.sent_links import sent_to
from alongside.conversations.queries.story import chronicle, waiting_for
from alongside.conversations.sendables import sendables
from alongside.documents.models import StoredFile
from alongside.kernel.chronicle import EntryKind, Reach
from alongside.kernel.refusal import Refusal
from alongside.notices.models import OutgoingMessage
from alongside.notices.queries import notices_for
from alongside.people.choices import DocumentFormat
from alongside.platform import clock, worker
from tests.conversations.talk import done
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import signed_in, text_of, without_token
from tests.platform.test_metadata import PLANTED, everything_in, pdf
from tests.platform.test_metadata import word as word_file

pytestmark = pytest.mark.django_db
LETTER = b"Zletterqz to one person"


def letter(to: Actor) -> ToSend:
    assert to.person_id
    return ToSend("file", to.person_id, file=LETTER, name="Letter about swimming")


def goes(around: Around, to: Actor, wanted: ToSend | None = None) -> SentLink:
    """Send to somebody, as operations that must succeed."""
    row = done(prepare_link(around.senco, around.child.id, wanted or letter(to), world.NOW))
    return done(send_link(around.senco, around.child.id, row.id, world.NOW))


def link(row: SentLink) -> str:
    return reverse("conversations:sent", args=[row.secret])


def opens(actor: Actor, row: SentLink) -> Any:
    return signed_in(actor).post(link(row))


def bytes_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


# ── To whom ──────────────────────────────────────────────────────────────────────────────────────────────


def test_the_sender_sees_who_it_goes_to_before_it_leaves(around: Around) -> None:
    """I9: "This goes to Nadia Kowalska, Amira's mother"; nothing leaves before that is pressed."""
    page, start = signed_in(around.senco), reverse("conversations:send", args=[around.child.id])
    choices = text_of(page.get(start))
    assert "Nadia Kowalska, Amira’s mother" in choices and "Piotr Kowalski, Amira’s father" in choices
    data = {
        "to": str(around.mother.person_id), "what": "file", "name": "Letter about swimming", "lasts": "7",
        "file": SimpleUploadedFile("a name with Amira in it.txt", LETTER),
    }  # fmt: skip
    check = page.post(start, data, follow=True)
    assert "This goes to Nadia Kowalska , Amira’s mother" in text_of(check)
    assert not OutgoingMessage.everything.exists()
    where = check.redirect_chain[-1][0]
    assert signed_in(around.head).get(where).status_code == 404
    sent = text_of(page.post(where, {"do": "send"}, follow=True))
    assert "Sent to Nadia Kowalska." in sent and "Not opened yet" in sent
    row = SentLink.everything.get()
    assert row.expires_at == world.NOW + timedelta(days=7)
    got = opens(around.mother, row)
    assert bytes_of(got) == LETTER and 'filename="document.txt"' in got["Content-Disposition"]
    assert "Opened" in text_of(page.get(reverse("conversations:sent_list", args=[around.child.id])))


def test_what_was_prepared_need_not_be_sent(around: Around) -> None:
    row = done(prepare_link(around.senco, around.child.id, letter(around.mother), world.NOW))
    where = reverse("conversations:send_check", args=[around.child.id, row.id])
    page = signed_in(around.senco)
    assert "Nothing was sent." in text_of(page.post(where, {"do": "discard"}, follow=True))
    assert page.get(where).status_code == 404 and not OutgoingMessage.everything.exists()
    assert StoredFile.everything.get().ended_at


def test_the_child_of_every_document_is_a_child_of_its_recipient(around: Around) -> None:
    """I9, property: over every pair of child and person, whatever was sent is about a child they stand by."""
    children, people = [around.child], [around.mother_person, around.father_person]
    for number in range(3):
        child = world.make_child(f"Child{number}", "Else")
        world.stands(child, StandingKind.ATTENDS, organisation=around.school)
        parent = world.make_person(f"Parent{number}", "Else")
        world.stands(child, StandingKind.PARENT, person=parent, relationship="mother")
        children, people = [*children, child], [*people, parent]
    world.stands(children[1], StandingKind.CARER, person=around.mother_person, relationship="aunt")
    world.stands(
        children[2], StandingKind.PARENT, person=people[2], relationship="father", ends_on=world.TODAY
    )
    pairs = [(child, person) for child in children for person in people]
    Random(7).shuffle(pairs)
    for child, person in pairs:
        row = prepare_link(
            around.senco, child.id, ToSend("file", person.id, file=LETTER, name="Letter"), world.NOW
        )
        if isinstance(row, Refusal):
            assert row.code == "sent.not-theirs"
        else:
            done(send_link(around.senco, child.id, row.id, world.NOW))
    sent = SentLink.everything.filter(sent_at__isnull=False).select_related("file")
    assert sent.count() == len(children) + 2
    for row in sent:
        assert row.file.child_id == row.child_id
        live = Standing.everything.filter(child_id=row.child_id, person_id=row.recipient_id, ends_on=None)
        assert live.exists()


@pytest.mark.parametrize("kind", [RestrictionKind.COURT_ORDER, RestrictionKind.PROPOSED])
def test_a_restricted_parent_is_sent_nothing_even_when_it_comes_between(
    around: Around, kind: RestrictionKind
) -> None:
    """Trust 2.4.9: asked again at the moment of sending, and again at the moment of opening."""
    first = goes(around, around.father)
    prepared = done(prepare_link(around.senco, around.child.id, letter(around.father), world.NOW))
    world.restrict(around.child, around.father_person, kind)
    refused = send_link(around.senco, around.child.id, prepared.id, world.NOW)
    assert isinstance(refused, Refusal) and refused.code == "sent.not-theirs"
    again = prepare_link(around.senco, around.child.id, letter(around.father), world.NOW)
    assert isinstance(again, Refusal) and again.code == "sent.not-theirs"
    assert opens(around.father, first).status_code == 404


def test_what_was_prepared_stays_when_the_standing_has_merely_ended(around: Around) -> None:
    """Asked of the gate again when it is sent; and the sender's own post as well."""
    his = done(prepare_link(around.senco, around.child.id, letter(around.father), world.NOW))
    hers = done(prepare_link(around.senco, around.child.id, letter(around.mother), world.NOW))
    world.changed(Standing.everything.get(person=around.father_person), ends_on=world.TODAY)
    refused = send_link(around.senco, around.child.id, his.id, world.NOW)
    assert isinstance(refused, Refusal) and refused.code == "sent.not-theirs"
    attends = Standing.everything.get(child=around.child, kind=StandingKind.ATTENDS)
    world.changed(attends, ends_on=world.TODAY)
    assert isinstance(send_link(around.senco, around.child.id, hers.id, world.NOW), Refusal)
    assert not SentLink.everything.filter(sent_at__isnull=False).exists() and mail.outbox == []


def test_a_file_leaves_without_what_it_tells_of_who_made_it(around: Around) -> None:
    """ASVS 14.2.8: author, attachments and what a program notes; what cannot be cleaned is not sent."""
    for made in (pdf(), word_file()):
        wanted = ToSend("file", around.mother.person_id, file=made, name="Letter")  # type: ignore[arg-type]
        row = goes(around, around.mother, wanted)
        assert PLANTED in everything_in(made)
        assert PLANTED not in everything_in(bytes_of(opens(around.mother, row)))
    locked = pdf(encryption=Encryption(owner="a", user="b"))
    wanted = ToSend("file", around.mother.person_id, file=locked, name="Letter")  # type: ignore[arg-type]
    refused = prepare_link(around.senco, around.child.id, wanted, world.NOW)
    assert isinstance(refused, Refusal) and refused.code == "locked"


def test_a_young_child_is_not_written_to(around: Around) -> None:
    refused = prepare_link(around.senco, around.child.id, letter(around.amira), world.NOW)
    assert isinstance(refused, Refusal) and refused.code == "sent.not-theirs"


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ({"what": "plan"}, "sent.nothing"),
        ({"what": "file"}, "sent.no-file"),
        ({"what": "file", "file": LETTER}, "sent.no-name"),
        ({"what": "file", "file": b"MZ\x90\x00" + b"\0" * 90, "name": "x"}, "kind"),
    ],
)
def test_what_cannot_be_sent_says_why(around: Around, wanted: dict[str, Any], code: str) -> None:
    result = prepare_link(
        around.senco, around.child.id, ToSend(to=around.mother.person_id, **wanted), world.NOW
    )
    assert isinstance(result, Refusal), result
    assert result.code == code
    assert not SentLink.everything.exists()


def test_documents_of_the_product_come_in_the_recipients_format(around: Around) -> None:
    """T13: what is sent follows the format they recorded."""
    assert [one.key for one in sendables()] == ["plan", "passport", "profile"]
    world.changed(around.mother_person, document_format=DocumentFormat.TEXT)
    wanted = ToSend("passport", around.mother_person.id)
    row = goes(around, around.mother, wanted)
    assert row.file_name == "passport.txt" and row.needs == Permission.PASSPORT_READ
    assert "Copy for Nadia Kowalska" in bytes_of(opens(around.mother, row)).decode()


@pytest.mark.parametrize("who", ["teacher", "mother", "father", "amira"])
def test_only_those_who_keep_plans_send(around: Around, who: str) -> None:
    actor = getattr(around, who)
    if actor.is_family:
        with pytest.raises(NotPermitted):
            withdraw_link(actor, around.child.id, world.an_id(), world.NOW)
    result = prepare_link(actor, around.child.id, letter(around.mother), world.NOW)
    assert isinstance(result, Refusal) and result.code == "not_found"


# ── The link ─────────────────────────────────────────────────────────────────────────────────────────────


def test_it_opens_for_its_recipient_alone(around: Around) -> None:
    """I7, ASVS 8.2.2: for everyone else it answers as if there were no such link."""
    row = goes(around, around.mother)
    assert len(row.secret) >= 43 and row.token_digest != row.secret
    for other in (around.father, around.amira, around.senco, around.head, around.teacher):
        answer = signed_in(other).get(link(row))
        nothing = signed_in(other).get(reverse("conversations:sent", args=["no-such-token"]))
        assert answer.status_code == 404 and without_token(answer) == without_token(nothing)
        assert opens(other, row).status_code == 404
    from django.test import Client

    assert Client().get(link(row)).headers["Location"].startswith("/sign-in/")
    assert not SentOpening.everything.exists()


def test_taken_back_it_is_dead_with_the_next_request(around: Around) -> None:
    """I7: unopened and opened links alike, and the report still says who opened it and when."""
    row, mother = goes(around, around.mother), signed_in(around.mother)
    assert mother.get(link(row)).status_code == 200
    assert bytes_of(mother.post(link(row))) == LETTER
    where = reverse("conversations:link_take_back", args=[around.child.id, row.id])
    report = text_of(signed_in(around.head).post(where, follow=True))
    assert mother.get(link(row)).status_code == 404 and mother.post(link(row)).status_code == 404
    assert "Taken back by Ruth Hale" in report and "Never opened" not in report
    assert notices_for(around.mother) == [] and waiting_for(around.mother) == []
    assert isinstance(open_document(around.mother, row.secret, world.NOW), Refusal)
    assert signed_in(around.mother).post(where).status_code == 404


def test_a_message_that_has_not_left_never_leaves(around: Around) -> None:
    """I7: taken back before the worker came round."""
    world.make_account(around.mother_person)
    row = goes(around, around.mother)
    done(withdraw_link(around.senco, around.child.id, row.id, world.NOW))
    worker.run_due()
    assert mail.outbox == []


def test_it_runs_out(around: Around) -> None:
    row = goes(around, around.mother)
    with clock.moved_to(world.NOW + timedelta(days=29, hours=23)):
        assert signed_in(around.mother).get(link(row)).status_code == 200
    with clock.moved_to(world.NOW + timedelta(days=30, hours=1)):
        assert signed_in(around.mother).get(link(row)).status_code == 404


def test_it_dies_with_the_standing(around: Around) -> None:
    row = goes(around, around.father)
    world.changed(Standing.everything.get(person=around.father_person), ends_on=world.TODAY)
    assert opens(around.father, row).status_code == 404


def test_the_message_says_only_that_a_document_waits(around: Around) -> None:
    """I11, P9: one message for one person, no attachment, nothing about anybody."""
    world.make_account(around.mother_person, "nadia@example.org")
    row = goes(around, around.mother)
    worker.run_due()
    (message,) = mail.outbox
    assert message.to == ["nadia@example.org"] and not message.attachments and not message.cc
    assert not message.bcc and link(row) in message.body
    for word in ("Amira", "Nadia", "Kowalska", "swimming", "Larkfield", "Zletterqz"):
        assert word not in message.body + message.subject


# ── Who knows what was sent ──────────────────────────────────────────────────────────────────────────────


def test_the_list_tells_each_what_is_theirs(around: Around) -> None:
    """The other home learns nothing of what one home was sent; what went to outsiders is known to the family."""
    therapist = world.make_person("Thea", "Rapist")
    world.stands(
        around.child,
        StandingKind.INVITED,
        person=therapist,
        organisation=around.school,
        responsibility="speech",
    )
    helper = world.acting(therapist, Role.PROFESSIONAL, around.school)
    before = _told(around.father, around)
    goes(around, around.mother)
    assert _told(around.father, around) == before
    goes(around, helper)
    for actor, names in (
        (around.senco, ["Thea Rapist", "Nadia Kowalska"]),
        (around.mother, ["Thea Rapist", "Nadia Kowalska"]),
        (around.father, ["Thea Rapist"]),
        (around.teacher, []),
        (helper, []),
    ):
        assert [one.to for one in sent_to(actor, around.child.id, world.NOW)] == names
    assert [one.what for one in waiting_for(helper)] == ["Open a document sent to you"]


def _told(actor: Actor, around: Around) -> str:
    story = chronicle(actor, around.child.id, Reach(kinds=frozenset({EntryKind.DOCUMENT})))
    pages = [f"/children/{around.child.id}/sent/", "/home/", f"/children/{around.child.id}/story/"]
    client = signed_in(actor)
    return repr([story, waiting_for(actor), *[without_token(client.get(each)) for each in pages]])


def test_the_list_asks_as_much_for_many_as_for_one(around: Around) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for _ in range(2):
        goes(around, around.mother)
        with CaptureQueriesContext(connection) as asked:
            sent_to(around.senco, around.child.id, world.NOW)
        counts.append(len(asked))
    assert counts[0] == counts[1]
