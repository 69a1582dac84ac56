"""Whom the council can ask about this child: the list the law gives, and for each line who could answer it."""

from dataclasses import dataclass
from uuid import UUID

from alongside.access.choices import StandingKind
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.children.opening import OpenedChild
from alongside.ehc.choices import AdviceState, Limb
from alongside.ehc.queries.advice import advice_of
from alongside.ehc.rules.limbs import AboutChild, Sought, advice_to_seek
from alongside.kernel.school_years import expected_year
from alongside.organisations.choices import OrganisationKind
from alongside.organisations.models import Organisation


@dataclass(frozen=True)
class AskRow:
    """One line of the list: what is sought, who could be asked, and who most likely."""

    sought: Sought
    choices: tuple[tuple[str, str], ...]
    guess: str = ""
    whom: str = ""

    @property
    def key(self) -> str:
        """What it is called in a form: by what it asks for, and of the family by whom, never by its place among the
        lines, which moves as others ask or come."""
        return f"{self.sought.limb.value}-{self.guess.strip(':')}" if self.whom else self.sought.limb.value


@dataclass(frozen=True)
class Askable:
    """Every line that was not asked yet, and everybody who could be asked about something else."""

    rows: tuple[AskRow, ...]
    anybody: tuple[tuple[str, str], ...]


def askable(opened: OpenedChild, case_id: UUID) -> Askable:
    """The list for this child without what has been asked in this case, and the line for anybody else."""
    family = _family(opened)
    settings = tuple(
        (f":{one.organisation_id}", one.name)
        for one in opened.around
        if one.kind is StandingKind.ATTENDS and one.organisation_id
    )
    people = tuple(
        (f"{one.person_id}:{one.organisation_id}", f"{one.name}, {one.organisation_name}")
        for one in opened.around
        if one.kind is StandingKind.INVITED and one.person_id and one.organisation_id
    )
    services = tuple((f":{row.id}", f"{row.name}: the team") for row in _services())
    anybody = (*settings, *people, *services)
    asked = _asked(opened, case_id)
    rows = []
    for sought in advice_to_seek(_about(opened, attends=bool(settings))):
        if sought.limb is Limb.FAMILY:
            rows += [AskRow(sought, ((key, name),), key, name) for key, name in family if key not in asked]
        elif sought.limb.value not in asked:
            guess = settings[0][0] if settings and sought.limb is Limb.EDUCATION else ""
            rows.append(AskRow(sought, (("", "Choose"), *anybody), guess))
    other = Sought(Limb.OTHER, "Anybody else whose advice is needed.", "reg 6(1)(f)", must=False)
    return Askable((*rows, AskRow(other, (("", "Choose"), *anybody))), anybody)


def _services() -> list[Organisation]:
    return list(Organisation.objects.filter(kind=OrganisationKind.SERVICE).order_by("name"))


def _family(opened: OpenedChild) -> tuple[tuple[str, str], ...]:
    kinds = (StandingKind.PARENT, StandingKind.CHILD)
    return tuple(
        (f"{one.person_id}:", one.name) for one in opened.around if one.kind in kinds and one.person_id
    )


def _asked(opened: OpenedChild, case_id: UUID) -> set[str]:
    """What is asked already: limbs, and of the family the people."""
    found: set[str] = set()
    for one in advice_of(opened.actor, opened.child.id):
        if one.case_id == case_id and one.state is not AdviceState.NOT_NEEDED:
            found.add(f"{one.person_id}:" if one.limb is Limb.FAMILY else one.limb.value)
    return found


def _about(opened: OpenedChild, *, attends: bool) -> AboutChild:
    """The child's year as it is recorded, or else as it follows from the age; and the need the census knows."""
    rows = Child.objects.permitting(opened.actor, Permission.CASE_KEEP, opened.child.id)
    nc_year, need = rows.values_list("nc_year", "primary_need").get()
    year = int(nc_year) if nc_year.isdigit() else expected_year(opened.child.born_on, opened.actor.on)
    return AboutChild(year, frozenset({need} - {""}), attends)
