"""SEN support begins: the level and the day are kept, and a letter to each who is to be told is drafted."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.choices import SenProvision
from alongside.children.invitations.access import is_shut_out
from alongside.children.models import Child, SenEntry
from alongside.children.of_age.rules import is_grown
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import StandsBy, setting_of, stands_by
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean_lines
from alongside.ledger.unit import Unit
from alongside.organisations.models import Organisation
from alongside.people.models import Person
from alongside.statute.letters import Filling, letters
from alongside.statute.loading import all_codes
from alongside.statute.stages import stages
from alongside.support.choices import SupportStage
from alongside.support.models import SupportLetter, SupportStart
from alongside.support.operations.concerns import note_first_support
from alongside.support.operations.stages import NewStage, first_stage
from alongside.support.queries.beginning import class_has_been_checked, support_start
from alongside.support.rules.beginning import BeginFacts, refuse_begin, refuse_first_stage

_BEGIN = Permission.SUPPORT_BEGIN
_SOURCE = "SEN support begun here"
_SAID = "SEN support begins"


@dataclass(frozen=True)
class NewSupport:
    """What somebody hands in: needs with the main one first, the day, and the words each parent will read."""

    needs: tuple[str, ...]
    on: date | None
    why: str
    support: str
    heard: str
    without_class: str = ""
    stage: str = ""
    """At which stage of the graduated response; the lightest where nothing is said."""


def begin_support(actor: Actor, child_id: UUID, new: NewSupport, now: datetime) -> SupportStart | Refusal:
    """Record that special educational provision is made from a day on, and draft the letters that say so (s.68).

    A child whose level came with an import keeps it: only the letters are missing then. Every concern that had no
    help so far notes its first (T6), and a child who was at no stage is at one from that day (O8). Refuses without
    what was heard from child and family (P2).
    """
    with operation(actor, _BEGIN, now) as unit:
        child = Child.objects.permitting(actor, _BEGIN, child_id).first()
        setting = setting_of(actor, child_id)
        if child is None or setting is None:
            return NOT_FOUND
        needs = tuple(need for need in new.needs if need)
        imported = child.sen_provision == SenProvision.SUPPORT and support_start(actor, child_id) is None
        stage = new.stage or next(iter(stages()))
        refusal = refuse_begin(_facts(actor, child, new, needs, imported=imported), actor.on)
        refusal = refusal or refuse_first_stage(stage, stages().keys())
        if refusal:
            return refusal
        assert new.on is not None
        row = SupportStart(
            child=child, setting=setting, on=new.on, needs=list(needs), why=clean_lines(new.why),
            support=clean_lines(new.support), heard=clean_lines(new.heard),
            without_class=clean_lines(new.without_class), by_name=actor.name, at=now,
        )  # fmt: skip
        row.save(force_insert=True)
        if not imported:
            _set_level(unit, child, needs, new.on)
        unit.record("support.begun", row, child_id=child_id, after={"on": new.on.isoformat()})
        note_first_support(unit, child_id, new.on, SupportStage.SUPPORT)
        first_stage(unit, child_id, NewStage(stage, new.on, _SAID), actor.name)
        _draft_letters(unit, actor, child, setting, row)
        return row


def _facts(
    actor: Actor, child: Child, new: NewSupport, needs: tuple[str, ...], *, imported: bool
) -> BeginFacts:
    known = frozenset(code.code for code in all_codes("sen-type").on(actor.on))
    return BeginFacts(
        SenProvision.NONE if imported else child.sen_provision, needs, known, new.on, new.why, new.support, new.heard,
        class_has_been_checked(actor, child.pk), new.without_class,
    )  # fmt: skip


def _set_level(unit: Unit, child: Child, needs: tuple[str, ...], on: date) -> None:
    before = {"sen_provision": child.sen_provision, "primary_need": child.primary_need}
    child.sen_provision, child.primary_need, child.edition = SenProvision.SUPPORT, needs[0], child.edition + 1
    child.save(update_fields=["sen_provision", "primary_need", "edition"])
    entry = SenEntry(
        child=child, provision=SenProvision.SUPPORT, starts_on=on, source=_SOURCE,
        needs=[[rank, need] for rank, need in enumerate(needs, 1)],
    )  # fmt: skip
    entry.save(force_insert=True)
    after = {"sen_provision": child.sen_provision, "primary_need": child.primary_need}
    unit.record("child.support_changed", child, child_id=child.pk, before=before, after=after)


# ── The letters ──────────────────────────────────────────────────────────────────────────────────────────


def _draft_letters(
    unit: Unit, actor: Actor, child: Child, setting: Organisation, start: SupportStart
) -> None:
    """One letter to each who is to be told: each parent and carer by themselves; after school age the young person."""
    around = stands_by(actor, child.pk)
    grown = is_grown(child.born_on, actor.on)
    themselves = [one for one in around if one.kind is StandingKind.CHILD and grown]
    parents = [one for one in around if one.kind in (StandingKind.PARENT, StandingKind.CARER)]
    key = "sen-support.begins.young-person" if themselves else "sen-support.begins"
    for one in themselves or parents:
        if one.person_id and not is_shut_out(child.pk, one.person_id, actor.on):
            row = _letter(actor, child, setting, start, one, key)
            row.drafted_at = unit.at
            row.save(force_insert=True)
            unit.record("support_letter.drafted", row, child_id=child.pk)


def _letter(
    actor: Actor, child: Child, setting: Organisation, start: SupportStart, to: StandsBy, key: str
) -> SupportLetter:
    person = Person.in_unit.get(pk=to.person_id)
    who = ", ".join(filter(None, [f"{actor.name} (SENCo)", setting.telephone]))
    filling = Filling(to.name, child.called, setting.name, start.on, start.why, start.support, who)
    words = letters()[key].filled(person.language, filling)
    return SupportLetter(
        child=child, start=start, to=person, to_name=to.name, relationship=to.relationship, key=key,
        language=words.language, document_format=person.document_format, title=words.title,
        paragraphs=list(words.paragraphs),
    )  # fmt: skip
