"""The services of an area that the letters of its council name, and which of them are not written down yet."""

from dataclasses import dataclass
from uuid import UUID

from alongside.organisations.choices import LocalServiceKind
from alongside.organisations.models import LocalService


@dataclass(frozen=True)
class ServiceLine:
    """One service and how to reach it; without a name, a gap."""

    kind: LocalServiceKind
    name: str = ""
    telephone: str = ""
    email: str = ""
    website: str = ""
    address: str = ""
    changed_by_name: str = ""

    @property
    def reach(self) -> str:
        """Every way to reach it, in one line."""
        return ", ".join(filter(None, (self.telephone, self.email, self.website, self.address)))

    @property
    def is_missing(self) -> bool:
        """Whether a letter could not say whom to ask, or how."""
        return not (self.name and self.reach)


def local_services(council_id: UUID | None) -> tuple[ServiceLine, ...]:
    """One line of each kind, in their order; what is not written down is there as a gap."""
    rows = LocalService.objects.filter(council_id=council_id) if council_id else ()
    found = {
        LocalServiceKind(row.kind): ServiceLine(
            LocalServiceKind(row.kind), row.name, row.telephone, row.email, row.website, row.address,
            row.changed_by_name,
        )
        for row in rows
    }  # fmt: skip
    return tuple(found.get(kind, ServiceLine(kind)) for kind in LocalServiceKind)


def missing_services(council_id: UUID | None) -> tuple[LocalServiceKind, ...]:
    """The kinds of which a letter of this council could not say whom to ask."""
    return tuple(one.kind for one in local_services(council_id) if one.is_missing)
