"""Answering a line of the sharing page: kept for good, and what a no closes is closed at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import SharingLine, StandingKind
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.choices import SharingReply
from alongside.children.models import Child, ClosedLine, SharingAnswer, Standing
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import describes
from alongside.children.sharing.access import with_a_say
from alongside.children.sharing.queries import Outside, outside_of
from alongside.children.sharing.rules import Signature, closes_from, may_sign
from alongside.children.sharing.trusted import adults_to_choose
from alongside.children.sharing.turning import turn
from alongside.kernel.proofs import digest_of
from alongside.kernel.refusal import Refusal
from alongside.ledger.unit import Unit
from alongside.statute.sharing import PageLine, sharing_page

_SIGN = Permission.SHARING_SIGN


@dataclass(frozen=True)
class Reply:
    """What a signer hands in for one line; `outside` names the standing of the one outside it is about, and `adult`
    whom a child chooses (the key of an `Adult`)."""

    line: SharingLine
    reply: str
    signature: Signature
    page_digest: str
    outside: UUID | None = None
    adult: str = ""


def answer_line(
    actor: Actor, child_id: UUID, given: Reply, evidence: Mapping[str, Any], now: datetime
) -> SharingAnswer | Refusal:
    """Keep one signer's answer to one line, with its evidence, and close or open what it governs.

    A no of someone with the say closes the line from this moment; their yes opens what they closed themselves, and
    what was closed by someone who has the say no longer. Every answer is kept, whether it counts or not.
    """
    with operation(actor, _SIGN, now) as unit:
        child = Child.objects.permitting(actor, _SIGN, child_id).first()
        standing = _signers_standing(actor, child_id)
        page = sharing_page()
        asked = page.line(given.line)
        if child is None or standing is None or asked is None:
            return NOT_FOUND
        about = _about(actor, child_id, given, asked)
        if about is None or (asked.by_child and standing.kind != StandingKind.CHILD):
            return NOT_FOUND
        refusal = may_sign(given.reply, given.signature, digest_read=given.page_digest, digest=page.digest)
        if refusal or (refusal := _unchosen(asked, given, about)):
            return refusal
        before = _last_reply(actor, child_id, asked, about)
        row = SharingAnswer(
            child=child, line=given.line, about_person_id=about.person_id,
            about_organisation_id=about.organisation_id, about_name=about.name[:200], signer_id=actor.person_id,
            signer_name=actor.name, signs_as=describes(actor, standing)[:60], reply=given.reply,
            counts=asked.by_child or actor.person_id in with_a_say(child, actor.on), evidence=dict(evidence),
            digest=digest_of(dict(evidence)), signed_at=now,
        )  # fmt: skip
        row.save(force_insert=True)
        said = {"line": row.line, "reply": row.reply, "counts": row.counts, "digest": row.digest}
        unit.record(f"sharing.{_verb(given.reply, before)}", row, child_id=child_id, after=said)
        if asked.off_by_default:
            turn(unit, actor, child, standing.kind, row)
        if not asked.by_child:
            _close_or_open(unit, actor, child, standing.kind, row)
        return row


def _signers_standing(actor: Actor, child_id: UUID) -> Standing | None:
    rows = Standing.objects.permitting(actor, Permission.CHILD_READ, child_id).filter(
        person_id=actor.person_id, kind__in=(StandingKind.CHILD, StandingKind.PARENT), starts_on__lte=actor.on
    )
    return rows.exclude(ends_on__lte=actor.on).order_by("kind").first()


def _about(actor: Actor, child_id: UUID, given: Reply, asked: PageLine) -> Outside | None:
    if asked.by_child:
        adults = (
            adults_to_choose(actor, child_id) if given.adult and given.reply == SharingReply.AGREE else []
        )
        one = next((one for one in adults if one.key == given.adult), None)
        return Outside(None, one.person_id, one.organisation_id, one.name) if one else Outside.nobody()
    if not asked.one_by_one:
        return Outside.nobody()
    return next((one for one in outside_of(actor, child_id) if one.standing_id == given.outside), None)


def _unchosen(asked: PageLine, given: Reply, about: Outside) -> Refusal | None:
    """A child who says yes to one adult says to which."""
    if asked.by_child and given.reply == SharingReply.AGREE and about.person_id is None:
        return Refusal("sharing.adult", "Choose one grown-up.", "Or choose another answer.", "adult")
    return None


def _last_reply(actor: Actor, child_id: UUID, asked: PageLine, about: Outside) -> str:
    rows = SharingAnswer.objects.permitting(actor, _SIGN, child_id).filter(
        signer_id=actor.person_id, line=asked.key
    )
    if not asked.by_child:
        rows = rows.filter(about_person_id=about.person_id, about_organisation_id=about.organisation_id)
    return rows.order_by("-signed_at", "-id").values_list("reply", flat=True).first() or ""


def _verb(reply: str, before: str) -> str:
    if reply == SharingReply.DISAGREE:
        return "withdrawn" if before == SharingReply.AGREE else "declined"
    return "agreed" if reply == SharingReply.AGREE else "answered"


def _close_or_open(unit: Unit, actor: Actor, child: Child, kind: str, row: SharingAnswer) -> None:
    """A no closes; a yes opens; to be unsure or to say nothing leaves what is."""
    closings = ClosedLine.objects.permitting(actor, _SIGN, child.id).filter(
        line=row.line, person_id=row.about_person_id, organisation_id=row.about_organisation_id,
        ends_on__isnull=True,
    )  # fmt: skip
    mine = closings.filter(signer_id=actor.person_id)
    if row.reply == SharingReply.DISAGREE:
        starts_on = closes_from(kind, child.born_on, actor.on, has_say=row.counts)
        _close(unit, mine, row, starts_on, actor.on)
    elif row.reply == SharingReply.AGREE:
        begun = Q(starts_on__lte=actor.on)
        _open(unit, mine.filter(~begun), child, actor.on)
        if (
            row.counts
        ):  # whoever has lost the say opens nothing, and neither does the day on which they lost it
            others = begun & ~Q(signer_id__in=with_a_say(child, actor.on))
            _open(unit, closings.filter(others | Q(signer_id=actor.person_id)), child, actor.on)


def _close(unit: Unit, mine: QuerySet, row: SharingAnswer, starts_on: date | None, today: date) -> None:
    if starts_on is None or mine.filter(starts_on__lte=starts_on).exists():
        return
    closing = ClosedLine(
        child_id=row.child_id, line=row.line, person_id=row.about_person_id,
        organisation_id=row.about_organisation_id, signer_id=row.signer_id, starts_on=starts_on,
    )  # fmt: skip
    closing.save(force_insert=True)
    verb = "sharing.closed" if starts_on <= today else "sharing.will_close"
    unit.record(verb, closing, child_id=row.child_id, after={"line": row.line})


def _open(unit: Unit, closings: QuerySet, child: Child, today: date) -> None:
    """End closings: those not begun yet on their own first day, so that they never hold."""
    for closing in closings:
        closing.ends_on = max(today, closing.starts_on)
        closing.save(update_fields=["ends_on"])
        unit.record("sharing.opened", closing, child_id=child.id, after={"line": closing.line})
