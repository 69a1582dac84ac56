"""What stands between a draft and a final plan: for the page that explains it and the operation that refuses."""

from dataclasses import dataclass
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.ehcplans.choices import FINAL_KINDS, AnswerKind, Became, EhcPlanState, VersionKind
from alongside.ehcplans.models import Consultation, EhcAnswer, EhcVersion, NamedSetting
from alongside.ehcplans.rules.clocks import own_time_until
from alongside.ehcplans.rules.content import Content
from alongside.ehcplans.rules.issuing import IssueFacts, Wish
from alongside.ehcplans.rules.moves import Move

_KEEP = Permission.EHCPLAN_KEEP
_SERVED = {Move.ISSUE: VersionKind.DRAFT, Move.ISSUE_AMENDED: VersionKind.AMENDED_DRAFT}
_NEEDS_ANSWER = (AnswerKind.COMMENT, AnswerKind.DISAGREE)


@dataclass(frozen=True)
class Matter:
    """Which plan is to be issued, where it stands, and by which move."""

    child_id: UUID
    plan_id: UUID
    state: EhcPlanState
    move: Move
    by_order: bool = False


def issue_facts(
    actor: Actor, matter: Matter, content: Content, grounds: tuple[str, ...] = (), reasons: str = ""
) -> IssueFacts:
    """All that the law's questions are answered from."""
    versions = list(
        EhcVersion.objects.permitting(actor, _KEEP, matter.child_id)
        .filter(plan_id=matter.plan_id, served_on__isnull=False)
        .defer("content")
        .order_by("number")
    )
    final = next((one for one in reversed(versions) if one.kind in FINAL_KINDS), None)
    since = final.number if final else 0
    served = next(
        (one for one in reversed(versions) if one.kind == _SERVED[matter.move] and one.number > since), None
    )
    rows = EhcAnswer.objects.permitting(actor, _KEEP, matter.child_id)
    answers = list(rows.filter(plan_id=matter.plan_id, version__number__gt=since))
    consulted = _consulted(actor, matter, final)
    named = tuple(one.name for one in content.settings if one.name)
    wishes = sorted(
        {
            one.setting_name
            for one in answers
            if one.kind == AnswerKind.SETTING and one.became != Became.TAKEN_BACK
        }
    )
    return IssueFacts(
        matter.state, content,
        own_time_until(VersionKind(served.kind), served.served_on) if served and served.served_on else None,
        unanswered=sum(one.answered_at is None and one.kind in _NEEDS_ANSWER for one in answers),
        meetings_open=sum(one.answered_at is None and one.kind == AnswerKind.MEETING for one in answers),
        named=named, consulted=consulted, type_only=bool(content.settings) and not named,
        wishes=tuple(Wish(name, name in consulted, grounds, reasons) for name in wishes),
        notice_served=served is not None, by_order=matter.by_order,
    )  # fmt: skip


def _consulted(actor: Actor, matter: Matter, final: EhcVersion | None) -> frozenset[str]:
    """Settings that were asked, and those the plan in force names already."""
    rows = Consultation.objects.permitting(actor, _KEEP, matter.child_id)
    names = set(
        rows.filter(plan_id=matter.plan_id, taken_back_at=None).values_list("setting_name", flat=True)
    )
    if final is not None:
        kept = NamedSetting.objects.permitting(actor, _KEEP, matter.child_id).filter(version_id=final.id)
        names |= set(kept.values_list("name", flat=True))
    return frozenset(names)
