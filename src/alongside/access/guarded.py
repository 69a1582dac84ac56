"""Guarded models: rows about people that no query reaches before it says for whom and under which permission.

The guard sits in the SQL query object, below every way to spell a query: `get`, `count`, slices, subqueries,
unions, prefetches. `raw` is refused outright.
"""

from collections.abc import Callable, Iterable
from contextvars import ContextVar
from typing import Any, ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import sql

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.gathered import is_gathered
from alongside.access.policy import POLICY, Permission
from alongside.access.reach import Children, ReachedChildren, Ways
from alongside.ledger.unit import current_unit, note_write


class UnguardedQuery(RuntimeError):
    """A guarded model was queried without `.permitting(actor, permission)`: a mistake in the program."""


class GuardedQuery(sql.Query):
    """Refuses to become SQL until permitted."""

    permitted = False

    def insist(self) -> None:
        if not self.permitted:
            raise UnguardedQuery(
                f"call .permitting(actor, permission) before querying {self.model._meta.label}"
            )

    def get_compiler(self, *args: Any, **kwargs: Any) -> Any:
        self.insist()
        return super().get_compiler(*args, **kwargs)

    def chain(self, klass: Any = None) -> Any:
        if klass is not None and klass is not type(self):
            self.insist()  # it is about to become an update, a delete or another kind of query
        return super().chain(klass)

    def combine(self, rhs: Any, connector: Any) -> Any:
        self.insist()
        if not getattr(rhs, "permitted", False):
            raise UnguardedQuery("both sides of | or & need .permitting(actor, permission)")
        return super().combine(rhs, connector)


class _QueryInUnit(GuardedQuery):
    """For Django's own bookkeeping (saving, refreshing): only inside an operation."""

    def insist(self) -> None:
        if current_unit() is None:
            raise UnguardedQuery(
                f"{self.model._meta.label} was followed or refreshed outside an operation; use select_related"
            )


class WritingQuerySet(models.QuerySet):
    """A query set whose writes need an open operation."""

    def update(self, **values: Any) -> int:
        note_write()
        return super().update(**values)

    def _update(self, values: Any) -> int:
        note_write()
        return super()._update(values)

    def _insert(self, *args: Any, **kwargs: Any) -> Any:
        note_write()
        return super()._insert(*args, **kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        note_write()
        return super().delete()

    def _raw_delete(self, using: str) -> int:
        note_write()
        return super()._raw_delete(using)

    def raw(self, *args: Any, **kwargs: Any) -> Any:
        raise UnguardedQuery("raw SQL does not pass the gate")


Narrowing = Callable[[models.QuerySet, Actor, Permission], models.QuerySet]
ChildrenPermitting = Callable[[Actor, Permission], models.QuerySet]
_narrowings: dict[type[models.Model], Narrowing] = {}
_root: list[ChildrenPermitting] = []
_ways: list[Ways] = []


def register_root(function: ChildrenPermitting) -> ChildrenPermitting:
    """Register the one function that says which children an actor reaches (children/access.py)."""
    _root[:] = [function]
    return function


def register_ways(function: Ways) -> Ways:
    """Register the same, taken apart: a query set for each way of reaching a child, to be gathered together."""
    _ways[:] = [function]
    return function


def narrowed_for(model: type[models.Model]) -> Callable[[Narrowing], Narrowing]:
    """Register how rows of `model` narrow by actor, beyond or instead of reaching the child."""

    def register(function: Narrowing) -> Narrowing:
        _narrowings[model] = function
        return function

    return register


def children_permitting(
    actor: Actor, permission: Permission, child_id: UUID | tuple[UUID, ...] | None = None
) -> ReachedChildren:
    """The ids of the children for whom `actor` holds `permission` today, for use after `__in`.

    With `child_id`, that child's id or nothing; of several given, those that are reached.
    """
    return ReachedChildren(_ways[0], actor, permission, child_id)


_asked_about: ContextVar[Children] = ContextVar("asked_about", default=None)
"""The child or children that the query which is being narrowed asks about alone."""


def also_permitting(actor: Actor, permission: Permission) -> ReachedChildren:
    """In a narrowing: the children for whom `actor` holds another permission too, for the row's own child.

    Where the query asks about one child or several, only those are looked for. For the child at the model's
    `child_path`, and for no other: rows of other children are left out already.
    """
    return children_permitting(actor, permission, _asked_about.get())


def reaches(actor: Actor, permission: Permission, path: str = "child_id") -> models.Exists:
    """Whether the actor holds the permission for the child of the outer row, at `path`: asked of each row.

    For the few rows of one person: to gather a whole setting for them takes longer than to read them.
    """
    return models.Exists(_root[0](actor, permission).filter(child_id=models.OuterRef(path)))


def _reached(
    path: str, actor: Actor, permission: Permission, child_id: Children, each_row: bool, few: bool
) -> models.Q:
    """The condition that the child at `path` is one that `actor` reaches; with `child_id`, that one or those."""
    reached = models.Q((f"{path}__in", children_permitting(actor, permission, child_id)))
    if child_id is not None:
        return reached & models.Q((f"{path}__in" if isinstance(child_id, tuple) else path, child_id))
    if few:
        return models.Q(reaches(actor, permission, path))
    if is_gathered(actor, permission):
        return reached
    if each_row or actor.role in POLICY[permission].get(StandingKind.MAINTAINS, ()):
        return models.Q(reaches(actor, permission, path))
    return reached


class GuardedQuerySet(WritingQuerySet):
    """The query set of `objects`: dumb until permitted."""

    def __init__(self, model: Any = None, query: Any = None, using: Any = None, hints: Any = None) -> None:
        super().__init__(model, query or GuardedQuery(model), using, hints)

    def permitting(
        self,
        actor: Actor,
        permission: Permission,
        child_id: UUID | tuple[UUID, ...] | None = None,
        *,
        each_row: bool = False,
        few: bool = False,
    ) -> Self:
        """Only the rows `actor` may use under `permission` today; with `child_id`, of that child or those alone.

        The children reached are gathered first, or, with `each_row`, the gate is asked of each row the query comes
        to: for lists that are read in order, a page at a time. Always so for a council, which reaches a whole area.
        With `few` it is asked of each row even where the page has gathered whom it reaches: for rows of one person.
        Raises UnguardedQuery for a permission the model does not name: reading words under the permission
        to read a name would widen access silently.
        """
        if permission not in self.model.guarded_by:
            raise UnguardedQuery(f"{self.model._meta.label} is not guarded by {permission}")
        rows = self._chain()
        rows.query.permitted = True
        if self.model.child_path is not None:
            rows = rows.filter(_reached(self.model.child_path, actor, permission, child_id, each_row, few))
        narrow = _narrowings.get(self.model)
        if narrow is None:
            return rows
        token = _asked_about.set(child_id if self.model.child_path is not None else None)
        try:
            return narrow(rows, actor, permission)
        finally:
            _asked_about.reset(token)

    def none(self) -> Self:
        rows = super().none()
        rows.query.permitted = True
        return rows


class _UnitQuerySet(GuardedQuerySet):
    def __init__(self, model: Any = None, query: Any = None, using: Any = None, hints: Any = None) -> None:
        super().__init__(model, query or _QueryInUnit(model), using, hints)


GuardedManager = models.Manager.from_queryset(GuardedQuerySet, "GuardedManager")
EverythingManager = models.Manager.from_queryset(WritingQuerySet, "EverythingManager")
UnitManager = models.Manager.from_queryset(_UnitQuerySet, "UnitManager")


class GuardedModel(models.Model):
    """Base of every model with personal data.

    `child_path` is the lookup from a row to its child's id ("child_id", "statement__child_id"); None where a
    narrowing alone decides. `guarded_by` names the permissions that may be used with it.
    `everything` is for access/, ledger/ and the functions that the guard test lists; nobody else.
    """

    child_path: ClassVar[str | None] = "child_id"
    guarded_by: ClassVar[Iterable[Permission]] = ()

    objects = GuardedManager()
    everything = EverythingManager()
    in_unit = UnitManager()

    class Meta:
        abstract = True
        base_manager_name = "in_unit"
        default_manager_name = "objects"

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        note_write()
        return super().delete(*args, **kwargs)


def child_of(row: GuardedModel) -> UUID | None:
    """The child a row speaks of, where its path is a plain column."""
    path = row.child_path
    return getattr(row, path, None) if path and "__" not in path else None
