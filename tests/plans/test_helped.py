"""The three lists of people who helped, on the page and in the document (O24); the story of sharing (O26)."""

from alongside.access.choices import Role, StandingKind
from alongside.children.choices import Basis
from alongside.conversations.models import SentLink
from alongside.conversations.operations.sent_links import withdraw_link
from alongside.kernel.chronicle import EntryKind, Reach
from alongside.plans.story import chronicle
from alongside.support.operations import NewAction, add_action
from tests.conversations.talk import done
from tests.conversations.test_sent_links import goes
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import opened, text_of
from tests.plans.test_sharing_pages import answers

_ACTED, _GAVE, _SENT = "Agreed to act", "Contributed", "Was given the plan because the family wished it"


def lists(said: str) -> tuple[str, str, str]:
    """The three lists, cut out of a page or document."""
    acted, rest = said.rsplit(_ACTED, maxsplit=1)[-1].split(_GAVE)
    gave, sent = rest.split(_SENT) if _SENT in rest else (rest, "")
    return acted, gave, sent


def test_each_list_holds_who_belongs_there(written: Around) -> None:
    child = written.child
    for name, basis in (("Grace", Basis.AGREEMENT), ("Ravi", Basis.COURT_ORDER)):
        world.stands(child, StandingKind.INVITED, person=world.make_person(name, "Obi"), basis=basis)
    new = NewAction("Ring the club", world.TODAY, owner_name="Merefield Swimming Club")
    add_action(written.mother, child.id, new, world.NOW)
    page = text_of(opened(written.mother, "section", child.id, "people"))
    paper = opened(written.mother, "document", child.id, "text").content.decode()
    for said in (page, paper):
        acted, gave, sent = lists(said)
        assert "Merefield Swimming Club" in acted and "Ring the club" in acted and "Grace Obi" in acted
        assert "Nadia Kowalska" in gave and "Amira" in gave
        assert "Grace Obi" in sent and "Ravi Obi" not in sent


def test_what_was_sent_stands_in_the_third_list_and_no_home_learns_of_the_other(written: Around) -> None:
    """O24: a link that left to somebody the family agreed to; not one taken back, one by duty, or to a parent."""
    helpers = {}
    for name, basis in (("Grace", Basis.AGREEMENT), ("Ravi", Basis.COURT_ORDER), ("Olga", Basis.AGREEMENT)):
        person = world.make_person(name, "Obi")
        world.stands(
            written.child, StandingKind.INVITED, person=person, organisation=written.school, basis=basis
        )
        helpers[name] = world.acting(person, Role.PROFESSIONAL, written.school)
    for helper in helpers.values():
        goes(written, helper)
    goes(written, written.father)
    goes(written, written.mother)
    back = SentLink.everything.get(recipient_id=helpers["Olga"].person_id)
    done(withdraw_link(written.senco, written.child.id, back.id, world.NOW))
    for reader in (written.mother, written.father, written.senco):
        paper = opened(reader, "document", written.child.id, "text").content.decode()
        for said in (text_of(opened(reader, "section", written.child.id, "people")), paper):
            sent = " ".join(lists(said)[2].split())
            assert "was sent “Letter about swimming” on 15 September 2026" in sent
            assert sent.count("Letter about swimming") == 1 and "Grace Obi" in sent
            assert "Ravi" not in sent and "Olga Obi (was sent" not in sent
    assert "swimming" not in text_of(opened(written.teacher, "section", written.child.id, "people"))


def test_whoever_the_family_closed_a_line_for_is_no_longer_in_the_list(written: Around) -> None:
    grace = world.stands(
        written.child, StandingKind.INVITED, person=world.make_person("Grace", "Obi"), basis=Basis.AGREEMENT
    )
    answers(written.mother, written, "outside", who=str(grace.id), reply="disagree")
    assert "Grace Obi" not in lists(text_of(opened(written.senco, "section", written.child.id, "people")))[2]


def test_the_story_tells_each_their_own_answers_and_staff_all(written: Around) -> None:
    answers(written.mother, written)
    answers(written.father, written, reply="disagree", typed_name="Piotr")
    reach = Reach(kinds=frozenset({EntryKind.SHARING}))
    told = {
        who: [one.text for one in chronicle(getattr(written, who), written.child.id, reach)]
        for who in ("mother", "father", "senco", "teacher")
    }
    assert told["mother"] == ["“I agree”"] and told["father"] == ["“I don't agree”"]
    assert len(told["senco"]) == 2 and told["teacher"] == []
