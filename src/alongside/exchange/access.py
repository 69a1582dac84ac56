"""Imports belong to the setting they were brought to."""

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.guarded import narrowed_for
from alongside.access.policy import Permission, role_may
from alongside.exchange.models import Import, ProposedChange


@narrowed_for(Import)
def _of_setting(rows: QuerySet, actor: Actor, permission: Permission) -> QuerySet:
    if actor.organisation_id is None or not role_may(actor.role, permission):
        return rows.none()
    return rows.filter(organisation_id=actor.organisation_id)


@narrowed_for(ProposedChange)
def _changes_of_setting(rows: QuerySet, actor: Actor, permission: Permission) -> QuerySet:
    if actor.organisation_id is None or not role_may(actor.role, permission):
        return rows.none()
    return rows.filter(batch__organisation_id=actor.organisation_id)


def import_at_work(batch_id: str) -> Import | None:
    """An import a job is to work on; the job then acts with the rights of the person who brought it."""
    found: Import | None = Import.everything.filter(pk=batch_id).first()
    return found
