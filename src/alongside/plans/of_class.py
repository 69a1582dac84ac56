"""The passports of a class, to be printed together: one side each, made from what the plans say now (O27)."""

from collections.abc import Iterable
from datetime import datetime

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.children.queries import ChildCard
from alongside.ledger.access_log import note_listed
from alongside.plans.documents import About, passport_document
from alongside.rendering.model import Document
from alongside.statute.passport import passport_layout
from alongside.voice.of_class import passages_of_many

_READ = Permission.PASSPORT_READ


def passports_of(
    actor: Actor, children: Iterable[ChildCard], class_name: str, now: datetime
) -> tuple[list[Document], list[ChildCard]]:
    """The passports of the children with words to put on one, and the children without. Each is noted as looked at."""
    cards = list(children)
    words = passages_of_many(actor, tuple(one.id for one in cards), _READ, passport_layout().topics)
    shared = {key: [one for one in found if not one.private] for key, found in words.items()}
    written = [one for one in cards if shared.get(one.id)]
    note_listed(actor, [one.id for one in written], _READ, now)
    documents = [
        passport_document(shared[one.id], About(one, actor.organisation_name, class_name), actor.on)
        for one in written
    ]
    return documents, [one for one in cards if one not in written]
