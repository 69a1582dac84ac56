"""How a case narrows: letters to whom they were written, a decision that is only prepared to the council alone."""

from django.db.models import Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.guarded import narrowed_for
from alongside.access.policy import Permission, role_may
from alongside.ehc.models import CaseLetter, Decision, ExceptionClaim


@narrowed_for(CaseLetter)
def _letters(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """One parent's letter is not the other's to read, nor a setting's (trust 2.4.1)."""
    return rows if role_may(actor.role, Permission.CASE_KEEP) else rows.filter(person_id=actor.person_id)


@narrowed_for(Decision)
def _decisions(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    if role_may(actor.role, Permission.CASE_KEEP):
        return rows
    return rows.filter(Q(decided_at__isnull=False))


@narrowed_for(ExceptionClaim)
def _claims(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """Personal circumstances of one home are not told to the other, so claims are read by the council and the asker's
    side sees that one was made beside the date (`queries`)."""
    if role_may(actor.role, Permission.CASE_KEEP):
        return rows
    return rows.exclude(key__in=("personal-circumstances", "absence"))
