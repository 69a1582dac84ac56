"""Files that the primary school brought in, or is about to: one import in every state there is."""

from collections.abc import Callable
from typing import Any

from alongside.access.choices import Role
from alongside.exchange.operations import commit_import, drop_import, start_import, undo_import
from alongside.kernel.identifiers import make_upn
from alongside.kernel.refusal import Refusal
from alongside.site.demo.area import AREA_NUMBER, Area, acting
from alongside.site.demo.lives import Life
from alongside.site.demo.pupils import Pupil
from alongside.site.demo.told import StoryBroken

_HEADER = (
    "UPN,Surname,Forename,DOB,Year,Class,SEN Status,Contact 1 Name,Contact 1 Relationship,Contact 1 PR\n"
)
_WITHOUT_DATES = "Pupil,Room,Club\nBlythe Arden,Heron,Chess\nCorin Ashby,Heron,Choir\n"


def bring_files(area: Area, lives: list[Life]) -> None:
    """An import that is waiting for review, one whose columns are not understood, and three that are over."""
    here = [life.pupil for life in lives if life.pupil.place.key == "primary"][:5]
    waiting = (
        _HEADER + _known(here[0]) + _known(here[1], status="EHC Plan")
        + _newcomer(area, 951, "Ashby", "Corin") + _troublesome(area, here[2])
    )  # fmt: skip
    past = _HEADER + "".join(map(_known, here))
    mistake = _HEADER + _newcomer(area, 952, "Arden", "Blythe") + _newcomer(area, 953, "Vale", "Tansy")
    for ago, name, text, then in (
        (58, "September class list.csv", past, (commit_import,)),
        (31, "Wrong school.csv", mistake, (commit_import, undo_import)),
        (17, "Autumn census extract.csv", past, (drop_import,)),
        (6, "Clubs.csv", _WITHOUT_DATES, ()),
        (1, "New starters after half-term.csv", waiting, ()),
    ):
        _bring(area, ago, name, text, then)


_Next = Callable[..., Any]


def _bring(area: Area, ago: int, name: str, text: str, then: tuple[_Next, ...]) -> None:
    school, on = area.places["primary"].organisation, area.days.ago(ago)
    actor = acting(area.cast["whitcombe"], Role.SENCO, school, on)
    batch = _done(start_import(actor, name, text.encode(), area.days.at(ago, 8, 40)))
    for minutes, step in enumerate(then, 1):
        _done(step(actor, batch.id, area.days.at(ago, 8, 40 + 5 * minutes)))


def _done(result: Any) -> Any:
    if isinstance(result, Refusal):
        raise StoryBroken(str(result))
    return result


def _known(pupil: Pupil, status: str = "") -> str:
    """A child who is here already, as the school's own system writes them; `status` is one that has changed."""
    child, parent = pupil.child, pupil.home.first
    status = status or {"N": "N", "K": "SEN Support", "E": "EHC Plan"}[child.sen_provision]
    return (
        f"{pupil.upn},{child.family_name.upper()},{child.given_name.upper()},{child.born_on:%d/%m/%Y},"
        f"{child.nc_year},{pupil.classroom.group.name},{status},{parent.person.name},"
        f"{parent.relationship.partition(',')[0].title()},Y\n"
    )


def _newcomer(area: Area, serial: int, family: str, given: str) -> str:
    born = area.days.starts(area.days.year - 8).replace(month=11, day=serial % 28 + 1)
    upn = make_upn(AREA_NUMBER, area.places["primary"].establishment, area.days.year - 3, serial)
    return f"{upn},{family},{given},{born:%d/%m/%Y},3,Heron,N,Rowena {family},Mother,Y\n"


def _troublesome(area: Area, someone: Pupil) -> str:
    """What real files are like: a date that is none, a child without a number, and one who may be here already."""
    year, child = area.days.year, someone.child
    return (
        f",Sorrel,Bram,31/02/{year - 7},3,Heron,N,,,\n"
        f",Fenn,Idris,14/05/{year - 6},2,Finch,SEN Support,Maud Fenn,Mother,Y\n"
        f",{child.family_name},{child.given_name},{child.born_on:%d/%m/%Y},{child.nc_year},,,,,\n"
    )
