"""Settings in this installation, to ask for, to consult and to name."""

from dataclasses import dataclass
from uuid import UUID

from alongside.organisations.choices import OrganisationKind, Phase
from alongside.organisations.models import Organisation


@dataclass(frozen=True)
class Setting:
    """A setting that uses this service."""

    id: UUID
    name: str
    kind: str
    urn: str


def settings_here() -> tuple[Setting, ...]:
    """Every setting, by name."""
    rows = Organisation.objects.filter(kind=OrganisationKind.SETTING).order_by("name")
    return tuple(_setting(row) for row in rows)


def setting_named(organisation_id: UUID | None, name: str = "") -> Setting | None:
    """The setting with this id, or else with exactly this name; None where there is none here."""
    rows = Organisation.objects.filter(kind=OrganisationKind.SETTING)
    row = rows.filter(pk=organisation_id).first() if organisation_id else None
    if row is None and name.strip():
        row = rows.filter(name__iexact=name.strip()).first()
    return _setting(row) if row else None


def _setting(row: Organisation) -> Setting:
    kind = f"{Phase(row.phase).label} setting" if row.phase else "Setting"
    return Setting(row.id, row.name, kind, row.urn)
