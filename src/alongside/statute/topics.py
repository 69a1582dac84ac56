"""The vocabulary of topics: things a plan asks about once, whatever template lays it out.

A passage a child or parent writes belongs to a topic, not to a form. Two templates that share a topic share
what was written under it, which is how a family tells its story once. The list is `england/topics.toml`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from alongside.statute.files import england_text
from alongside.statute.tables import Table, read_document
from alongside.statute.wording import Voice, Wording, wording_at


class FieldClass(StrEnum):
    """How freely what is written under a topic may be read; the classes of the access table."""

    PLAN = "K1"
    CHILD_VOICE = "K2"
    CHILD_PRIVATE = "K3"
    HEALTH = "K5"
    SOCIAL_CARE = "K6"


@dataclass(frozen=True)
class KnownTopic:
    """A topic any template may use: its heading, who usually writes it and how it is protected."""

    key: str
    heading: Wording
    voice: Voice
    field_class: FieldClass


@cache
def known_topics() -> Mapping[str, KnownTopic]:
    """The shared vocabulary of England."""
    return read_known_topics(*england_text("topics.toml"))


def read_known_topics(text: str, file: str) -> Mapping[str, KnownTopic]:
    """The topics of a vocabulary file by key, in its order; raises WrongData."""
    return read_document(text, file, _read_topics)


def _read_topics(document: Table) -> Mapping[str, KnownTopic]:
    document.only("topic")
    topics: dict[str, KnownTopic] = {}
    for table, topic in document.tables("topic", lambda table: (table, _read_topic(table))):
        if topic.key in topics:
            table.wrong("key", f"The topic “{topic.key}” is there twice.", "Keep one of the two.")
        topics[topic.key] = topic
    return topics


def _read_topic(table: Table) -> KnownTopic:
    table.only("key", "heading", "voice", "class")
    return KnownTopic(
        key=table.slug("key"),
        heading=wording_at(table, "heading"),
        voice=table.choice("voice", Voice),
        field_class=table.choice("class", FieldClass),
    )
