"""What waits for SENCo and head in a setting's own house: the SENCo's post and qualification (S24)."""

from alongside.access.actor import Actor
from alongside.access.own_work import Work
from alongside.access.policy import role_may
from alongside.design.addresses import page_address
from alongside.inclusion.queries.people import SencoView, senco_post
from alongside.inclusion.rules.senco import Stand
from alongside.kernel.chronicle import Waiting


def waiting_for(actor: Actor) -> list[Waiting]:
    """What the actor's setting has to see to; empty for everyone but SENCo and head."""
    if not role_may(actor.role, Work.SKILLS_KEEP):
        return []
    return _about_senco(actor)


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
