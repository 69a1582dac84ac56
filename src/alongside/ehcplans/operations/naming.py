"""What section I of a version names, kept as rows."""

from uuid import UUID

from alongside.ehcplans.choices import SettingCode
from alongside.ehcplans.models import EhcVersion, NamedSetting
from alongside.ehcplans.rules.content import Named, NewSetting
from alongside.ledger.unit import Unit

MOST = 2


def as_named(setting: NewSetting | NamedSetting) -> Named:
    """How section I says it."""
    kind = setting.kind or (SettingCode(setting.code).label if setting.code else "")
    return Named(setting.name, kind, setting.code, setting.urn)


def name_settings(unit: Unit, child_id: UUID, version: EhcVersion, settings: tuple[NewSetting, ...]) -> None:
    """Keep what a version names, in its order."""
    for rank, one in enumerate(settings[:MOST], start=1):
        row = NamedSetting(
            version=version, rank=rank, organisation_id=one.organisation_id, name=one.name, kind=one.kind,
            urn=one.urn, ukprn=one.ukprn, code=one.code, sen_unit=one.sen_unit,
            resourced_provision=one.resourced_provision,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("ehcplan.setting_named", row, child_id=child_id, after={"rank": rank, "code": one.code})
