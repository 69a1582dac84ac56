"""The council's return: what it says of itself, and a look through its records."""

from alongside.access.choices import Role
from alongside.platform import clock
from alongside.returns.operations.checking import check_council
from alongside.returns.operations.making import say_of_council
from alongside.site.demo.area import AREA_NUMBER, Area, acting


def look_through_return(area: Area) -> None:
    """The data lead writes the council's officers down, and the records are looked through."""
    manager = acting(area.cast["manager"], Role.SEND_MANAGER, area.council, area.days.today)
    say_of_council(manager, str(AREA_NUMBER), {"dmo": "Y", "dco": "Y", "dsco": "R"}, clock.now())
    check_council(area.council.id, clock.now())
