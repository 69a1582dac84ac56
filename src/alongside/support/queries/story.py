"""What support tells of a child's story, and what waits in it for whom."""

from datetime import date
from functools import partial
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.stretch import ON_BOARD, Most
from alongside.kernel.board import BoardList
from alongside.kernel.chronicle import Entry, Reach, Waiting, newest_first
from alongside.support.queries.actions import actions_in_story, actions_waiting
from alongside.support.queries.asked import asked_in_story, asked_waiting
from alongside.support.queries.beginning import beginning_in_story, not_told_board
from alongside.support.queries.board import help_board
from alongside.support.queries.concerns import concern_board, concerns_in_story, concerns_waiting
from alongside.support.queries.cycle_story import cycle_board, cycles_in_story, cycles_waiting
from alongside.support.queries.help_story import help_in_story, help_waiting
from alongside.support.queries.measure_story import measures_in_story
from alongside.support.queries.referrals import referral_board, referrals_in_story, referrals_waiting
from alongside.support.queries.stages import stages_in_story
from alongside.support.queries.welcome import welcome_board, welcome_in_story, welcomes_waiting


def chronicle(actor: Actor, child_id: UUID, reach: Reach) -> list[Entry]:
    """What was agreed, done and missed for the child, newest first, through the gate."""
    tellers = (
        actions_in_story,
        help_in_story,
        asked_in_story,
        measures_in_story,
        concerns_in_story,
        cycles_in_story,
        stages_in_story,
        referrals_in_story,
        beginning_in_story,
        welcome_in_story,
    )
    stories = [teller(actor, child_id, reach) for teller in tellers]
    return newest_first(stories, reach.limit)


def waiting_for(actor: Actor, most: Most | None = None) -> list[Waiting]:
    """What waits for the actor in support, across the children they reach; of each long list the soonest `most`."""
    long = (actions_waiting, help_waiting, asked_waiting, cycles_waiting, referrals_waiting)
    found = [one for asker in long for one in asker(actor, most)]
    return [*found, *concerns_waiting(actor), *welcomes_waiting(actor)]


def board(actor: Actor, organisation_id: UUID, today: date, most: Most = ON_BOARD) -> list[BoardList]:
    """What a co-ordinator must see each morning of what support keeps."""
    boards = (
        concern_board, not_told_board, partial(welcome_board, most=most), partial(cycle_board, most=most),
        referral_board, partial(help_board, most=most),
    )  # fmt: skip
    return [one for each in boards for one in each(actor, organisation_id, today)]
