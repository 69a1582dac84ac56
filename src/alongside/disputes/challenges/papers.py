"""The papers of an appeal as a list: each piece of evidence that is kept here, of which day, with its digest."""

import hashlib
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.disputes.challenges.queries import ChallengeView
from alongside.disputes.choices import Step
from alongside.ehc.models import Case, CaseLetter, Decision
from alongside.ehc.rules.deciding import Considered
from alongside.ehc.rules.panel import PANEL_ADVICE
from alongside.ehcplans.models import EhcLetter
from alongside.ehcplans.queries import versions_of
from alongside.kernel.day_words import day_words
from alongside.plans.choices import VersionState
from alongside.plans.models import PlanVersion
from alongside.rendering import model
from alongside.rendering.frozen import from_json
from alongside.statute.almanac import london_day

_CASE = Permission.CASE_READ


@dataclass(frozen=True)
class Paper:
    """One piece of evidence: what it is, of which day, and the digest by which it can be checked."""

    what: str
    on: date
    digest: str


def papers_of(actor: Actor, view: ChallengeView) -> tuple[Paper, ...]:
    """What an appeal is decided on, oldest first: the request, what panels advised, decisions, one's letters, the
    certificate, the agreed versions.

    Only what the actor may read, and of the letters only those to whose challenge it is: the council and the family
    have the same list.
    """
    child_id, party = view.child_id, view.party_id
    found = [
        *_requests(actor, child_id, party),
        *_decisions(actor, child_id),
        *_letters(actor, child_id, party),
        *_certificate(view),
    ]
    found += [*_versions(actor, child_id), *_plans(actor, child_id)]
    return tuple(sorted(found, key=lambda one: (one.on, one.what)))


def _requests(actor: Actor, child_id: UUID, party: UUID) -> list[Paper]:
    rows = Case.objects.permitting(actor, _CASE, child_id).filter(asker_id=party)
    return [
        Paper("The request for an assessment", london_day(row.received_at), _of_text(row.words))
        for row in rows
    ]


def _decisions(actor: Actor, child_id: UUID) -> list[Paper]:
    rows = Decision.objects.permitting(actor, _CASE, child_id).filter(decided_at__isnull=False)
    return [
        paper for row in rows if row.decided_at for paper in _of_decision(row, london_day(row.decided_at))
    ]


def _of_decision(row: Decision, on: date) -> list[Paper]:
    """A decision, and what panels advised on it: their packs are the council's, what was weighed is in the decision."""
    text = "\n".join((row.question, str(row.yes), row.reasons, row.next))
    advised = [Considered(**one) for one in row.considered if one["what"] == PANEL_ADVICE]
    return [
        Paper(f"The decision: {row.get_question_display().lower()}", on, _of_text(text)),
        *(
            Paper(f"{one.what} of {one.of}, as the decision weighed it", on, _of_text(one.shows))
            for one in advised
        ),
    ]


def _letters(actor: Actor, child_id: UUID, party: UUID) -> list[Paper]:
    """Of the case and of the plan, those to whose challenge it is."""
    rows = CaseLetter.objects.permitting(actor, _CASE, child_id).filter(person_id=party)
    of_plan = EhcLetter.objects.permitting(actor, Permission.EHCPLAN_READ, child_id).filter(person_id=party)
    found = [(from_json(row.content).title, row.sent_at, row.digest) for row in rows]
    found += [(row.get_kind_display(), row.sent_at, row.digest) for row in of_plan.defer("content")]
    return [Paper(f"Letter: {title}", london_day(sent_at), digest) for title, sent_at, digest in found]


def _certificate(view: ChallengeView) -> list[Paper]:
    """The certificate itself is the family's: here is what was written down of it."""
    step = view.step(Step.CERTIFICATE)
    if step is None or step.on is None:
        return []
    text = f"{step.kind}\n{step.on}\n{step.words}"
    return [Paper("The mediation certificate, as it is written down here", step.on, _of_text(text))]


def _versions(actor: Actor, child_id: UUID) -> list[Paper]:
    rows = PlanVersion.objects.permitting(actor, Permission.PLAN_READ, child_id)
    rows = rows.filter(state__in=(VersionState.AGREED, VersionState.REPLACED)).only(
        "number", "agreed_at", "digest"
    )
    return [
        Paper(f"The setting’s plan, version {row.number}", london_day(row.agreed_at), row.digest)
        for row in rows
        if row.agreed_at
    ]


def _plans(actor: Actor, child_id: UUID) -> list[Paper]:
    """The drafts and plans that were sent."""
    return [
        Paper(f"{one.kind.label}, number {one.number}", one.served_on, one.digest)
        for one in versions_of(actor, child_id)
        if one.served_on
    ]


def _of_text(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def papers_document(view: ChallengeView, papers: tuple[Paper, ...], child: str, on: date) -> model.Document:
    """The list as a document, to go with the appeal."""
    rows = tuple(
        (str(number), one.what, day_words(one.on), one.digest[:16]) for number, one in enumerate(papers, 1)
    )
    blocks: list[model.Block] = [
        model.Facts((("About", child), ("Decision", view.about), ("Of", day_words(view.decided_on)),
                     ("Who appeals", view.party_name))),
        model.Paragraph(
            "Each line is one paper that is kept. The check number comes from the words themselves: if a paper is "
            "changed, its number is another one."
        ),
        model.Table("Papers", ("Number", "What", "Of", "Check number"), rows),
    ]  # fmt: skip
    return model.Document(title="Papers for an appeal", blocks=tuple(blocks), made_on=on, footer="")
