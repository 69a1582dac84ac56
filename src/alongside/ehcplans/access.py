"""How a plan narrows: what is not served yet is the council's; a draft is between council and family."""

from django.db.models import Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import Role
from alongside.access.guarded import narrowed_for
from alongside.access.policy import Permission, role_may
from alongside.children.access import where_a_shield_lets
from alongside.ehcplans.choices import FINAL_KINDS, EhcPlanState
from alongside.ehcplans.models import (
    Consultation,
    EhcAnswer,
    EhcLetter,
    EhcLine,
    EhcPlan,
    EhcThread,
    EhcVersion,
    NamedSetting,
    TakingIn,
)

_BESIDE_THE_FAMILY = (Role.FAMILY, Role.ADVISER)
_BEFORE = (EhcPlanState.DRAFTING, EhcPlanState.WITH_FAMILY)


def reads_all(actor: Actor) -> bool:
    """The council, which writes the plan."""
    return role_may(actor.role, Permission.EHCPLAN_KEEP)


@narrowed_for(EhcPlan)
def _plans(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """A setting learns of a plan once it was first issued; a draft reaches it only by a consultation (trust 2.4.22)."""
    if reads_all(actor) or actor.role in _BESIDE_THE_FAMILY:
        return rows
    return rows.exclude(state__in=_BEFORE)


@narrowed_for(EhcVersion)
def _versions(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    if reads_all(actor):
        return rows
    return rows.filter(_served(actor), _place_may_be_known(actor, "plan__child_id"))


@narrowed_for(NamedSetting)
def _named(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    if reads_all(actor):
        return rows
    return rows.filter(_served(actor, "version__"), _place_may_be_known(actor, "version__plan__child_id"))


def _place_may_be_known(actor: Actor, child: str) -> Q:
    """A plan says where the child is, in section I and between the lines of the others. Under a shield the home apart
    reads none of it here: what the law gives them the council sends without the place (trust 2.4.1)."""
    return where_a_shield_lets(actor, child)


def _served(actor: Actor, path: str = "") -> Q:
    """Served versions; for those at a setting, only those in force from then on."""
    found = Q(**{f"{path}served_on__isnull": False, f"{path}served_on__lte": actor.on})
    if actor.role not in _BESIDE_THE_FAMILY:
        found &= Q(**{f"{path}kind__in": FINAL_KINDS})
    return found


@narrowed_for(EhcLine)
@narrowed_for(EhcThread)
def _lines(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """What is being written is the council's alone; everyone else reads versions."""
    return rows if reads_all(actor) else rows.none()


@narrowed_for(TakingIn)
def _taking_in(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """What somebody is in the middle of writing down is theirs alone."""
    return rows.filter(person_id=actor.person_id)


@narrowed_for(EhcAnswer)
def _answers(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """One home does not read what the other says (trust 2.5)."""
    return rows if reads_all(actor) else rows.filter(person_id=actor.person_id)


@narrowed_for(EhcLetter)
def _letters(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """One parent's letter is not the other's; a setting reads those to itself."""
    if reads_all(actor):
        return rows
    rows = rows.filter(_place_may_be_known(actor, "plan__child_id"))
    mine = Q(person_id=actor.person_id)
    return rows.filter(mine | Q(organisation_id=actor.organisation_id) if actor.organisation_id else mine)


@narrowed_for(Consultation)
def _consultations(rows: QuerySet, actor: Actor, permission: Permission) -> QuerySet:
    """The family reads which settings were asked and what they answered; a setting its own, until it has answered."""
    if reads_all(actor):
        return rows
    if actor.role in _BESIDE_THE_FAMILY:
        return rows.filter(_place_may_be_known(actor, "plan__child_id"))
    rows = rows.filter(organisation_id=actor.organisation_id)
    return rows.filter(taken_back_at=None) if permission is Permission.CONSULTATION_ANSWER else rows.none()
