"""Filling an empty database with the demo area, step by step and with a progress bar."""

from collections import Counter
from itertools import islice

from alongside.disputes.of_age.operations import pass_on_the_day, tell_before
from alongside.people.models import Account
from alongside.platform import clock
from alongside.platform.progress import Progress, silent
from alongside.site.demo.area import Area, build_area
from alongside.site.demo.around import (
    invite_professionals,
    leave_notices,
    note_looks,
    read_old_notices,
    send_invitations,
)
from alongside.site.demo.attending import mark_registers
from alongside.site.demo.beginning import letters_of_old
from alongside.site.demo.between_settings import share_between
from alongside.site.demo.casework import ask_for_assessments, contest_refusals
from alongside.site.demo.cast import CAST, CastMember
from alongside.site.demo.conversed import hold_conversations
from alongside.site.demo.council_plans import write_council_plans
from alongside.site.demo.covers import choose_cover, withdrawn_permission
from alongside.site.demo.families_of_cast import tell_stories
from alongside.site.demo.imports import bring_files
from alongside.site.demo.lives import Life, life_of
from alongside.site.demo.meetings import hold_meetings
from alongside.site.demo.moving_areas import move_between_areas
from alongside.site.demo.noticing import tell_worries
from alongside.site.demo.our_setting import keep_settings
from alongside.site.demo.phrases import Phrases
from alongside.site.demo.plans import Desk, make_plan
from alongside.site.demo.provision import give_from_catalogue
from alongside.site.demo.pupils import pupils
from alongside.site.demo.registering import register
from alongside.site.demo.returning import look_through_return
from alongside.site.demo.safeguarding import fill_room
from alongside.site.demo.shelf import Shelf
from alongside.site.demo.staging import stage_and_measure
from alongside.site.demo.states import Stage, stages
from alongside.site.demo.theos_plan import take_in_theos_plan
from alongside.site.demo.welcoming import welcome_children
from alongside.site.demo.when import Days
from alongside.site.demo.yearly import review_plans

_TOGETHER = 100
"""How many children are written in one unit: a load that breaks off leaves whole children behind."""
_TOLD = 2
"""Amira and Theo, whose stories are told in full."""


def cast_for_front_page() -> tuple[CastMember, ...]:
    """The cast in the order of the front page; only those who have an account in this database."""
    present = set(
        Account.objects.filter(email__in=[one.email for one in CAST]).values_list("email", flat=True)
    )
    return tuple(one for one in CAST if one.email in present)


def load(children: int = 400, progress: Progress | None = None) -> None:
    """Fill the database with the demo area, with so many children. Where the cast is there already, do nothing."""
    if cast_for_front_page():
        return
    tell = progress or silent
    tell(0, children, "Building the schools")
    area = build_area(Days(clock.today()))
    tell(0, children, "Telling Amira’s and Theo’s stories")
    families = tell_stories(area)
    hold_meetings(area, families)
    lives = _write_children(area, children - _TOLD, tell)
    tell(children, children, "Inviting, telling, looking")
    tell_worries(area, [life.pupil for life in lives])
    letters_of_old(area, [life.pupil for life in lives])
    ask_for_assessments(area, [life.pupil for life in lives])
    contest_refusals(area, [life.pupil for life in lives][:40])
    write_council_plans(area, [life.pupil for life in lives][:60])
    take_in_theos_plan(area, families["theo"].pupil)
    review_plans(area, [life.pupil for life in lives])
    welcome_children(area, [life.pupil for life in lives])
    where = stages([life.pupil for life in lives])
    give_from_catalogue(area)
    stage_and_measure(area, lives)
    hold_conversations(area, [life.pupil for life in lives])
    invite_professionals(area, [life for life in lives if where[life.pupil.number].proposed])
    send_invitations(area, lives)
    bring_files(area, lives)
    keep_settings(area)
    share_between(area)
    told = {name: family.pupil for name, family in families.items()}
    mark_registers(area, [*told.values(), *(life.pupil for life in lives)], told["theo"])
    leave_notices(area, families)
    read_old_notices(area, families)
    note_looks(area, lives, families)
    fill_room(area, lives)
    move_between_areas(area, [life.pupil for life in lives])
    tell_before(clock.now())
    pass_on_the_day(clock.now())
    look_through_return(area)
    tell(children, children, "Ready")


def _write_children(area: Area, count: int, tell: Progress) -> list[Life]:
    everyone, phrases, used = list(pupils(area, count)), Phrases(), Counter[str]()
    where = stages(everyone)
    waiting, done, lives = iter(everyone), 0, list[Life]()
    while some := list(islice(waiting, _TOGETHER)):
        some_lives = [life_of(pupil, area.days, used) for pupil in some]
        _write_some(area, some_lives, where, phrases)
        lives += some_lives
        done += len(some)
        tell(done, count + _TOLD, "Writing plans with children and families")
    return lives


def _write_some(area: Area, lives: list[Life], where: dict[int, Stage], phrases: Phrases) -> None:
    shelf = Shelf()
    desks = []
    for life in lives:
        pupil, stage = life.pupil, where[life.pupil.number]
        picture = choose_cover(area, life, shelf) if pupil.child.sen_provision != "N" else None
        if picture is None and pupil.number % 9 == 4:
            withdrawn_permission(area, life, shelf)
        desks.append(Desk(area, life, stage, shelf, phrases, pupil.dice("plan"), picture))
    register(area, [life.pupil for life in lives])
    for desk in desks:
        make_plan(desk)
    shelf.write(area)
