"""What waits for SENCo and head in a setting's own house: the SENCo's post, the information report (S24, S25)."""

from datetime import date, timedelta
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import Role
from alongside.access.own_work import Work
from alongside.access.policy import role_may
from alongside.design.addresses import page_address
from alongside.inclusion.choices import Side
from alongside.inclusion.queries.challenge import area_actions_open, side_of
from alongside.inclusion.queries.people import SencoView, senco_post
from alongside.inclusion.queries.report import changes_since, public_report
from alongside.inclusion.rules.report import in_a_row
from alongside.inclusion.rules.senco import Stand
from alongside.kernel.board import BoardList
from alongside.kernel.chronicle import Waiting
from alongside.statute.information_report import report_law

_BEFORE = timedelta(days=60)


def waiting_for(actor: Actor) -> list[Waiting]:
    """What the actor's setting has to see to; for who leads an area, what settings wait for."""
    area = [] if side_of(actor) is None else _with_the_area(actor)
    if not role_may(actor.role, Work.SKILLS_KEEP):
        return [*_for_governors(actor), *area]
    return [*_about_senco(actor), *_about_report(actor), *area]


def _with_the_area(actor: Actor) -> list[Waiting]:
    """Actions to agree, and one's own that were agreed."""
    council = side_of(actor) is Side.COUNCIL
    return [
        Waiting(
            f"{'Agree' if to_agree else 'Do'}: {what}",
            page_address("inclusion:area_setting", setting_id) if council else page_address("inclusion:challenge"),
            setting if council else "", by=due_on,
        )
        for what, to_agree, due_on, setting_id, setting in area_actions_open(actor)
    ]  # fmt: skip


def board(actor: Actor, organisation_id: UUID, _today: date) -> list[BoardList]:
    """The same for the co-ordinator's board; these lists are about the setting and name no child."""
    if actor.organisation_id != organisation_id:
        return []
    return [BoardList("own-house", one.what, (), 1, one.url) for one in waiting_for(actor)]


def _about_report(actor: Actor) -> list[Waiting]:
    """From two months before the report is due again, and at once where what it rests on has changed."""
    assert actor.organisation_id is not None
    report, url = public_report(actor.organisation_id), page_address("inclusion:report")
    if report is None:
        return [Waiting("Publish your SEN information report", url, why=report_law().citation)]
    changed = changes_since(actor, report)
    if changed:
        why = f"Since it was published, {in_a_row(changed)} changed."
        return [Waiting("Bring your SEN information report up to date", url, why=why)]
    if report.due_again_on - _BEFORE <= actor.on:
        return [Waiting("Publish your SEN information report again", url, by=report.due_again_on)]
    return []


def _for_governors(actor: Actor) -> list[Waiting]:
    """The duty to publish is the governing body's own, so its members see what anybody may: that it is not
    published, or is due again. What changed behind it is for those who write it."""
    if actor.role is not Role.GOVERNOR or actor.organisation_id is None:
        return []
    report, why = public_report(actor.organisation_id), report_law().citation
    if report is None:
        words = "The SEN information report is not published: ask the SENCo when it will be"
        return [Waiting(words, page_address("inclusion:numbers"), why=why)]
    if report.due_again_on - _BEFORE > actor.on:
        return []
    url = page_address("inclusion:public_report", actor.organisation_id)
    words = "The SEN information report is due again: ask the SENCo how far it is"
    return [Waiting(words, url, by=report.due_again_on, why=why)]


def _about_senco(actor: Actor) -> list[Waiting]:
    post, url = senco_post(actor), page_address("inclusion:people")
    if post is None or (post.senco is None and not post.has_duty):
        return []
    if post.senco is None:
        return [Waiting("Say who is SENCo", url, why="The law asks for one (section 67).")]
    return [*_of_post(post.senco, url), *_of_qualification(post.senco, url)] if post.has_duty else []


def _of_post(senco: SencoView, url: str) -> list[Waiting]:
    return [Waiting("A SENCo’s requirement is not met", url, why=one.words) for one in senco.faults[:1]]


def _of_qualification(senco: SencoView, url: str) -> list[Waiting]:
    needed = senco.qualification
    if needed.stand not in (Stand.SOON, Stand.LATE):
        return []
    return [Waiting("The SENCo’s qualification", url, by=needed.by, why=needed.why)]
