"""Who is asking: a person in one role, on one day."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from alongside.access.choices import Role


@dataclass(frozen=True)
class Hat:
    """One role the person could act in."""

    role: Role
    organisation_id: UUID | None = None
    organisation_name: str = ""
    membership_id: UUID | None = None


@dataclass(frozen=True)
class Actor:
    """A signed-in person in one role; the gate decides everything from this and the day."""

    person_id: UUID | None
    role: Role
    on: date
    organisation_id: UUID | None = None
    organisation_name: str = ""
    name: str = ""
    two_factors: bool = False
    hats: tuple[Hat, ...] = ()
    waiting: int = 0

    @property
    def role_name(self) -> str:
        return self.role.value

    @property
    def signed_in(self) -> bool:
        return self.person_id is not None

    @property
    def is_family(self) -> bool:
        return self.role is Role.FAMILY

    @property
    def is_staff(self) -> bool:
        return self.organisation_id is not None

    def wearing(self, hat: Hat) -> "Actor":
        """The same person in another of their roles."""
        return replace(
            self, role=hat.role, organisation_id=hat.organisation_id, organisation_name=hat.organisation_name
        )


@dataclass(frozen=True)
class SystemActor:
    """The program itself, for a stated reason. It may write what its one operation writes; it reads no child
    through the gate."""

    reason: str
    on: date
    person_id: None = None
    organisation_id: UUID | None = None
    role: Role = Role.SYSTEM

    @property
    def role_name(self) -> str:
        return Role.SYSTEM.value


def nobody(on: date) -> Actor:
    """The actor of a request that is not signed in: holds nothing."""
    return Actor(None, Role.NOBODY, on)
