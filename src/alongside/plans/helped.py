"""The three lists of people who helped: agreed to act, contributed, were given it at the family's wish (O24)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.children.queries import ChildCard, StandsBy
from alongside.children.sharing.queries import Reader, readers_by_basis
from alongside.conversations.queries.sent_links import sent_by_agreement
from alongside.design.dates import day
from alongside.support.queries import ActionLine, actions_for
from alongside.voice.choices import StatementKind
from alongside.voice.queries import Passage


@dataclass(frozen=True)
class Helped:
    """Names with what each does or did, in the order they came."""

    acts: tuple[tuple[str, str], ...]
    contributed: tuple[tuple[str, str], ...]
    sent: tuple[tuple[str, str], ...]


def who_helped(
    actor: Actor, child: ChildCard, around: Iterable[StandsBy], passages: Iterable[Passage]
) -> Helped:
    """The lists as this reader may see them, in three queries besides what the caller has read."""
    found = lists_of(around, list(passages), actions_for(actor, child.id), readers_by_basis(actor, child.id))
    sent = [
        (one.to, f"was sent “{one.what}” on {day(one.sent_at)}") for one in sent_by_agreement(actor, child.id)
    ]
    given = [(name, what) for name, what in found.sent] + sent
    return replace(found, sent=_each_once(given))


def lists_of(
    around: Iterable[StandsBy],
    passages: list[Passage],
    actions: Iterable[ActionLine],
    readers: Iterable[Reader],
) -> Helped:
    """Each name once in a list. Private words put nobody in it, and neither does a duty: that is not a wish."""
    promised = [
        (one.name, one.responsibility or one.kind.label)
        for one in around
        if one.kind in (StandingKind.LEAD_WORKER, StandingKind.INVITED)
    ]
    gives = [(one.who, one.text) for one in passages if one.kind is StatementKind.PROVISION and one.who]
    does = [(one.owner_name, one.what) for one in actions if one.owner_name]
    spoke = [(one.speaker_name, "their own words") for one in passages if not one.private]
    wrote = [
        (one.gathered_by_name, "wrote down what was said")
        for one in passages
        if one.gathered_by_name and not one.private
    ]
    asked_for = [
        (one.name, one.why)
        for one in readers
        if one.kind is StandingKind.INVITED and one.by_agreement and one.reads_plan
    ]
    return Helped(_each_once(promised + does + gives), _each_once(spoke + wrote), _each_once(asked_for))


def _each_once(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Each name once, with everything it stands for, in the order the names came."""
    found: dict[str, list[str]] = {}
    for name, what in pairs:
        known = found.setdefault(name, [])
        if what and what not in known:
            known.append(what)
    return tuple((name, "; ".join(what)) for name, what in found.items())
