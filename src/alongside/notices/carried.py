"""Calls to make and letters to post: messages for those who want neither e-mail nor text (R18, T13)."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.access.stretch import with_total
from alongside.design.addresses import page_address
from alongside.design.brand import brand
from alongside.kernel.chronicle import Waiting
from alongside.notices.models import CarriedMessage
from alongside.people.choices import LANGUAGES, Channel, ContactKind, MessageDays
from alongside.people.models import ContactPoint, Person
from alongside.rendering import model
from alongside.statute.notices import NoticeWords, notices

_MAY = Permission.CONTACT_READ
_MOST = 100
_LANGUAGES = dict(LANGUAGES)


@dataclass(frozen=True)
class ToCarry:
    """One call to make or letter to post, with what the person needs of whoever makes it."""

    id: UUID
    child_id: UUID
    called: str
    to_name: str
    channel: Channel
    what: str
    words: NoticeWords
    language: str
    interpreter: str
    note: str
    hours: str
    reach: tuple[str, ...]
    created_at: datetime
    tries: int
    last_try_at: datetime | None

    @property
    def by_letter(self) -> bool:
        return self.channel is Channel.POST


@dataclass(frozen=True)
class ToCarryPage:
    """The calls and letters that wait, oldest first, and how many there are in all."""

    lines: tuple[ToCarry, ...]
    total: int


def to_carry(actor: Actor) -> ToCarryPage:
    """What the actor's organisation has to tell by telephone or letter; empty for who may know no addresses."""
    if not role_may(actor.role, _MAY) or actor.organisation_id is None:
        return ToCarryPage((), 0)
    rows = _open(actor)
    points = _points(actor, tuple(sorted({row.person_id for row in rows})))
    return ToCarryPage(tuple(_line(row, points) for row in rows), rows[0].in_all if rows else 0)


@kept
def _open(actor: Actor) -> QuerySet:
    rows = CarriedMessage.objects.permitting(actor, _MAY).filter(done_at__isnull=True)
    rows = rows.select_related("child", "person", "message")
    return with_total(rows).order_by("created_at", "id")[:_MOST]


def one_to_carry(actor: Actor, carried_id: UUID) -> ToCarry | None:
    """One of them, done or not; None where there is none for this actor."""
    if not role_may(actor.role, _MAY) or actor.organisation_id is None:
        return None
    rows = CarriedMessage.objects.permitting(actor, _MAY).filter(pk=carried_id)
    row = rows.select_related("child", "person", "message").first()
    return _line(row, _points(actor, (row.person_id,))) if row else None


def _points(actor: Actor, person_ids: tuple[UUID, ...]) -> dict[UUID, list[tuple[str, str]]]:
    """Numbers and addresses the actor may read, by person: a shielded one is not among them."""
    rows = ContactPoint.objects.permitting(actor, _MAY).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=actor.on), person_id__in=person_ids, starts_on__lte=actor.on
    )
    found: dict[UUID, list[tuple[str, str]]] = {}
    for row in rows.order_by("-starts_on", "id"):
        found.setdefault(row.person_id, []).append((row.kind, row.value))
    return found


_WAYS = {Channel.PHONE: ContactKind.PHONE, Channel.POST: ContactKind.ADDRESS}


def _line(row: CarriedMessage, points: dict[UUID, list[tuple[str, str]]]) -> ToCarry:
    person, channel = row.person, Channel(row.channel)
    known = notices()[row.message.event]
    english = known.in_language("en").filled(service=brand().name, link="")
    link = f"{settings.PUBLIC_URL}{row.message.path or '/home/'}"
    return ToCarry(
        row.id, row.child_id, row.child.called, person.name, channel, english.subject,
        known.in_language(person.language).filled(service=brand().name, link=link),
        _LANGUAGES.get(person.language, "") if person.language not in ("", "en") else "", person.interpreter,
        person.communication_note, hours(person),
        tuple(value for kind, value in points.get(row.person_id, []) if kind == _WAYS[channel]),
        row.created_at, row.tries, row.last_try_at,
    )  # fmt: skip


def hours(person: Person) -> str:
    """When the person wants to hear of things, in words; "" for at any time."""
    found = ["Monday to Friday"] if person.message_days == MessageDays.WEEKDAYS else []
    found += [f"{word} {_clock(at)}" for word, at in _bounds(person) if at]
    return ", ".join(found)


def _bounds(person: Person) -> tuple[tuple[str, time | None], ...]:
    return ("not before", person.message_from), ("not after", person.message_until)


def _clock(at: time) -> str:
    return f"{at:%H:%M}"


def letter_of(line: ToCarry, sender: str, on: date) -> model.Document:
    """The letter: what the message says, to the person, in their language where there are words in it."""
    blocks: tuple[model.Block, ...] = (
        model.Paragraph(line.to_name),
        *(model.Paragraph(address) for address in line.reach),
        model.Paragraph(line.words.body),
        model.Paragraph(sender),
    )
    return model.Document(
        title=line.words.subject, blocks=blocks, language=line.words.language, made_on=on, footer=sender
    )


def waiting_for(actor: Actor) -> list[Waiting]:
    """One line for all of them: the list says the rest."""
    if not role_may(actor.role, _MAY) or actor.organisation_id is None:
        return []
    rows = _next(actor)
    if not rows:
        return []
    many = rows[0].in_all
    what = "A call or letter to make" if many == 1 else f"{many} calls and letters to make"
    why = "Some people want to be told by telephone or by letter"
    return [Waiting(what, page_address("notices:to_carry"), why=why)]


@kept
def _next(actor: Actor) -> QuerySet:
    rows = CarriedMessage.objects.permitting(actor, _MAY).filter(done_at__isnull=True)
    return with_total(rows.only("id")).order_by("created_at", "id")[:1]
