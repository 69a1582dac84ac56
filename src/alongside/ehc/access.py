"""How a case narrows: letters to whom they were written, a decision that is only prepared to the council alone."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.access import wall
from alongside.access.actor import Actor
from alongside.access.choices import FAMILY_KINDS, SHUTS_OUT, Role, StandingKind
from alongside.access.guarded import narrowed_for
from alongside.access.policy import Permission, role_may
from alongside.children.access import SEES_SHIELDED, shielded_children, where_a_shield_lets
from alongside.children.models import Child, Restriction, Standing
from alongside.children.of_age.access import whole_record
from alongside.ehc.choices import ADVICE_OPEN, AdviceState, Limb, UnverifiedState
from alongside.ehc.models import (
    AdviceOffer,
    AdviceRequest,
    AdviceReuse,
    AdviceStatement,
    AdviceStep,
    AdviceWish,
    CaseAddition,
    CaseLetter,
    ChangedOutcome,
    Decision,
    ExceptionClaim,
    Notification,
    PanelConflict,
    PanelItem,
    PanelMember,
    SecondLook,
    UnverifiedRequest,
)
from alongside.kernel.text import search_key
from alongside.organisations.models import Membership

_CONFIRMING = "a council confirms about whom it was asked"
"""Why the second wall lets this one step by: the child is somebody whom nobody of the council stands by yet."""


@narrowed_for(CaseLetter)
def _letters(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """One parent's letter is not the other's to read, nor a setting's (trust 2.4.1)."""
    if role_may(actor.role, Permission.CASE_KEEP):
        return rows
    return rows.filter(where_a_shield_lets(actor, "case__child_id"), person_id=actor.person_id)


@narrowed_for(Notification)
def _notifications(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """Which setting was told says where the child is: under a shield not for the home apart (trust 2.4.1)."""
    return rows.filter(where_a_shield_lets(actor), whole_record(actor))


@narrowed_for(ChangedOutcome)
def _changed_outcomes(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """Why a decision came out otherwise is no part of a shorter view."""
    return rows.filter(whole_record(actor, "case__child_id"))


@narrowed_for(Decision)
def _decisions(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    if role_may(actor.role, Permission.CASE_KEEP):
        return rows
    return rows.filter(Q(decided_at__isnull=False), whole_record(actor, "case__child_id"))


@narrowed_for(CaseAddition)
def _additions(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """What one home adds is theirs and the council's; what a setting adds is read by the family as well, under a shield
    not by the home apart, for it says where the child is (trust 2.4.1)."""
    if role_may(actor.role, Permission.CASE_KEEP):
        return rows
    if actor.organisation_id:
        return rows.filter(organisation_id=actor.organisation_id)
    by_setting = Q(organisation_id__isnull=False) & where_a_shield_lets(actor)
    by_setting &= whole_record(actor)
    return rows.filter(Q(person_id=actor.person_id, organisation_id__isnull=True) | by_setting)


@narrowed_for(ExceptionClaim)
def _claims(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """Personal circumstances of one home are not told to the other, so claims are read by the council and the asker's
    side sees that one was made beside the date (`queries`)."""
    if role_may(actor.role, Permission.CASE_KEEP):
        return rows
    rows = rows.filter(whole_record(actor, "case__child_id"))
    return rows.exclude(key__in=("personal-circumstances", "absence", "absence-two-weeks"))


def _is_council(actor: Actor) -> bool:
    return role_may(actor.role, Permission.CASE_KEEP)


def _asked_of(actor: Actor, path: str = "") -> Q:
    """Requests that this person answers: at work those to their organisation, in a family those to themselves."""
    if actor.organisation_id:
        return Q(**{f"{path}organisation_id": actor.organisation_id})
    return Q(**{f"{path}person_id": actor.person_id, f"{path}organisation_id__isnull": True})


def _own_task(rows: QuerySet, actor: Actor, path: str = "") -> QuerySet:
    """Whoever was asked from outside reads what they were asked and answered, and nobody else's (trust 2.3, K8)."""
    return rows.filter(_asked_of(actor, path)) if actor.role == Role.PROFESSIONAL else rows


@narrowed_for(AdviceRequest)
def _requests(rows: QuerySet, actor: Actor, permission: Permission) -> QuerySet:
    if permission == Permission.ADVICE_GIVE:
        return rows.filter(_asked_of(actor))
    return _own_task(rows, actor).filter(_no_place(actor))


def _no_place(actor: Actor, path: str = "") -> Q:
    """Advice says who gave it and where they saw the child. Under a shield the home apart reads what it was asked
    itself, and no other (trust 2.4.1)."""
    return where_a_shield_lets(actor, f"{path}child_id") | Q(**{f"{path}person_id": actor.person_id})


@narrowed_for(AdviceStatement)
def _advice_statements(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """Until it is given, advice is its writer's own. What one home says is theirs and the council's to read: the
    other home, the setting and the advocate of either read it where the writer shares it, in the plan (2.4.1)."""
    given = Q(request__state=AdviceState.GIVEN)
    if _is_council(actor):
        outside = Q(request__organisation_id__isnull=True, request__person_id__isnull=True)
        return rows.filter(given | outside)
    own = _asked_of(actor, "request__")
    rows = _own_task(rows, actor, "request__").filter(_no_place(actor, "request__"))
    return rows.filter(own | (given & ~Q(request__limb=Limb.FAMILY)))


@narrowed_for(AdviceStep)
def _advice_steps(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """What happened to a request to one home says what was asked: it is theirs and the council's to read."""
    rows = _own_task(rows, actor, "request__").filter(_no_place(actor, "request__"))
    if _is_council(actor):
        return rows
    return rows.filter(~Q(request__limb=Limb.FAMILY) | _asked_of(actor, "request__"))


@narrowed_for(AdviceReuse)
def _reuse(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    return _own_task(rows, actor, "request__").filter(_no_place(actor, "request__"))


@narrowed_for(AdviceWish)
def _wishes(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """Whom one parent wants asked is between them and the council."""
    return rows if _is_council(actor) else rows.filter(person_id=actor.person_id)


@narrowed_for(AdviceOffer)
def _offers(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """The inbox of a team: for the people the organisation itself knows, never for a post that only a link made.

    Whoever a restriction shuts out of a child's record, or who is that child's family, is offered nothing of them.
    """
    on = actor.on
    if actor.person_id is None or actor.organisation_id is None:
        return rows.none()
    posts = Membership.everything.filter(
        _live(on), person_id=actor.person_id, organisation_id=actor.organisation_id, role=actor.role,
        by_link=False,
    )  # fmt: skip
    rows = rows.filter(Q(Exists(posts)), organisation_id=actor.organisation_id, closed_at__isnull=True)
    return _without_conflicts(rows, actor, "child_id")


def _live(on: date) -> Q:
    return Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gt=on))


def people_in(organisation_id: UUID, roles: Collection[Role], on: date) -> list[tuple[UUID, str]]:
    """Who holds one of these posts in an organisation on a day, so that a request reaches a person and not a box."""
    rows = Membership.everything.filter(
        _live(on), organisation_id=organisation_id, role__in=roles, by_link=False
    )
    named = rows.select_related("person").order_by("person__family_name", "person__given_name")
    return list(dict.fromkeys((row.person_id, row.person.name) for row in named))


def advice_to_chase(asked_before: datetime, limit: int = 2_000) -> list[AdviceRequest]:
    """Open requests that were sent before a moment, oldest first, for the sweep that reminds: it tells ids alone."""
    rows = AdviceRequest.everything.filter(state__in=ADVICE_OPEN, asked_at__lt=asked_before)
    rows = rows.exclude(limb=Limb.FAMILY).select_related("case")
    return list(rows.defer("representations", "summary").order_by("asked_at")[:limit])


def steps_taken(request_ids: Collection[UUID]) -> dict[tuple[UUID, str, str], datetime]:
    """What was done about each request already, and when last: so that a sweep that runs twice reminds once."""
    rows = AdviceStep.everything.filter(request_id__in=request_ids).order_by("at")
    return {(row.request_id, row.move, row.words): row.at for row in rows}


@narrowed_for(PanelMember)
def _panel_members(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """The council sees who sits on its panels; a member sees who sits beside them."""
    if _is_council(actor):
        return rows.filter(panel__council_id=actor.organisation_id)
    return rows.filter(panel_id__in=_sits_on(actor))


def _sits_on(actor: Actor) -> QuerySet:
    """The panels on which this person sits in this post, and whose packs are open today."""
    if actor.person_id is None or actor.organisation_id is None:
        return PanelMember.everything.none().values("panel_id")
    sits = PanelMember.everything.filter(person_id=actor.person_id, organisation_id=actor.organisation_id)
    live = sits.filter(panel__opens_on__lte=actor.on, panel__closes_on__gt=actor.on)
    return live.values("panel_id")


@narrowed_for(PanelItem)
def _panel_items(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """A member reads the items of an open agenda and nothing else of the child (trust 2.4.21). Taken out is each child
    from whose record somebody is shut out, as a conflict of interest does, whose family they are, or who attends the
    setting they come from; and whom the council answers for no more, for then nobody of it reads the child's record."""
    rows = rows.filter(Exists(_answered_for(actor, "child_id", "panel__council_id")))
    if _is_council(actor):
        rows = rows.filter(panel__council_id=actor.organisation_id)
    else:
        rows = rows.filter(panel_id__in=_sits_on(actor))
    return _without_conflicts(rows, actor, "child_id")


def _answered_for(actor: Actor, child: str, council: str) -> QuerySet:
    """Whether the council of an outer row is responsible for its child on the actor's day."""
    return Standing.everything.filter(
        _live(actor.on), child_id=OuterRef(child), organisation_id=OuterRef(council), person_id=None,
        kind=StandingKind.MAINTAINS,
    )  # fmt: skip


def _without_conflicts(rows: QuerySet, actor: Actor, path: str) -> QuerySet:
    on = actor.on
    if actor.person_id is None or actor.organisation_id is None:
        return rows.none()
    shut_out = Restriction.everything.filter(_live(on), person_id=actor.person_id, kind__in=SHUTS_OUT)
    own = Standing.everything.filter(_live(on), person_id=actor.person_id, kind__in=FAMILY_KINDS)
    attends = Standing.everything.filter(
        _live(on), organisation_id=actor.organisation_id, kind=StandingKind.ATTENDS
    )
    for each in (shut_out, own, attends):
        rows = rows.exclude(**{f"{path}__in": each.values("child_id")})
    return rows


@narrowed_for(PanelConflict)
def _conflicts(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """Who declared a conflict is the council's to know, and their own."""
    if _is_council(actor):
        rows = rows.filter(item__panel__council_id=actor.organisation_id)
        rows = rows.filter(Exists(_answered_for(actor, "item__child_id", "item__panel__council_id")))
        return _without_conflicts(rows, actor, "item__child_id")
    return rows.filter(person_id=actor.person_id)


@narrowed_for(SecondLook)
def _second_looks(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """The council whose people look; nobody of it whose own child it is, or whom a restriction shuts out."""
    rows = rows.filter(council_id=actor.organisation_id) if actor.organisation_id else rows.none()
    return _without_conflicts(rows, actor, "child_id")


@narrowed_for(UnverifiedRequest)
def _unverified(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """The council it was written to, and nobody else."""
    return rows.filter(council_id=actor.organisation_id) if actor.organisation_id else rows.none()


def unverified_to_remind(limit: int = 2_000) -> list[UnverifiedRequest]:
    """Requests of which nobody has confirmed who asks, the oldest first, for the sweep that reminds: it tells ids."""
    rows = UnverifiedRequest.everything.filter(state=UnverifiedState.WAITING).order_by("received_at")
    return list(rows.only("council_id", "person_id", "received_at")[:limit])


def answers_for(council_id: UUID, child_id: UUID, on: date) -> bool:
    """Whether a council is responsible for a child on a day, by whatever basis."""
    rows = Standing.everything.filter(
        _live(on), child_id=child_id, organisation_id=council_id, person_id=None
    )
    return rows.filter(kind=StandingKind.MAINTAINS).exists()


@wall.beyond(_CONFIRMING)
def children_like(actor: Actor, family_name: str, born_on: date) -> list[Child]:
    """Children of that birth date with a word of that family name as a family name, whoever knows them: for the one
    step in which a council confirms about whom it was asked.

    Whole words alone: a single letter must not list everybody of that day. Nobody settles what is about their own
    child, or about one from whose record a restriction shuts them out.
    """
    asked = set(search_key(family_name).split())
    rows = Child.everything.filter(born_on=born_on) if asked else Child.everything.none()
    rows = _without_conflicts(rows, actor, "id").order_by("search_key")
    return [one for one in rows if asked & _family_words(one)][:10]


def _family_words(child: Child) -> set[str]:
    return set(search_key(f"{child.family_name} {child.preferred_family_name}").split())


@wall.beyond(_CONFIRMING)
def settings_of(actor: Actor, child_ids: Collection[UUID]) -> dict[UUID, str]:
    """The setting each of these children attends, for the same step; under a shield only for who may know the place."""
    rows = Standing.everything.filter(_live(actor.on), child_id__in=child_ids, kind=StandingKind.ATTENDS)
    if actor.role not in SEES_SHIELDED:
        rows = rows.exclude(child_id__in=shielded_children(actor))
    return {
        row.child_id: row.organisation.name for row in rows.select_related("organisation") if row.organisation
    }


@wall.beyond(_CONFIRMING)
def family_of(child_id: UUID, on: date) -> list[tuple[UUID, str, bool]]:
    """A child's parents and the child: who, their name, and whether a restriction shuts them out; for that step."""
    kinds = (StandingKind.PARENT, StandingKind.CHILD)
    rows = Standing.everything.filter(_live(on), child_id=child_id, kind__in=kinds, person_id__isnull=False)
    out = Restriction.everything.filter(_live(on), child_id=child_id, kind__in=SHUTS_OUT)
    barred = set(out.values_list("person_id", flat=True))
    found = rows.select_related("person").order_by("kind")
    return [(row.person.id, row.person.name, row.person_id in barred) for row in found if row.person]


@wall.beyond(_CONFIRMING)
def links_are_closed(child: Child, *, as_the_child: bool, on: date) -> bool:
    """Whether a request from outside may send nobody new a link to this child: a restriction or a shield is on record,
    and a barred person can write any name; or the young person is known already, whose private words a link opens."""
    live = Restriction.everything.filter(_live(on), child_id=child.id)
    return live.exists() or (as_the_child and child.person_id is not None)
