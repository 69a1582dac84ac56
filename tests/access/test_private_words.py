"""Words a child keeps to themselves, opened to one adult of the child's own choice (O4, O25, trust 2.2 and 2.4.3)."""

from collections.abc import Iterator
from typing import Any

import pytest

from alongside.access.actor import Actor
from alongside.access.choices import Role, StandingKind
from alongside.access.policy import Permission
from alongside.children.models import OpenLine, SharingAnswer
from alongside.children.sharing.trusted import adults_to_choose, trusted_adult
from alongside.notices.models import Notice
from alongside.organisations.access import actor_in_post
from alongside.organisations.models import Membership
from alongside.platform import clock
from alongside.statute.sharing import sharing_page
from alongside.voice.choices import Voice
from alongside.voice.models import Statement
from alongside.voice.operations import NewWords, write_words
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.plans.reading import opened, signed_in, text_of

pytestmark = pytest.mark.django_db
SECRET = "I am scared of the corridor"


@pytest.fixture
def around() -> Iterator[Around]:
    with clock.moved_to(world.NOW):
        found = amira_and_hers()
        write_words(
            found.amira,
            found.child.id,
            NewWords("matters-to-me", SECRET, Voice.CHILD, private=True),
            world.NOW,
        )
        yield found


def choose(around: Around, who: Actor | None, reply: str = "agree", by: Actor | None = None) -> Any:
    """The child answers the line on the page, for one adult or for nobody."""
    key = f"{who.person_id}.{who.organisation_id or ''}" if who else ""
    form = {
        "reply": reply, "sign": "star", "adult": key, "explained_by": "Mr Osei", "page_digest": sharing_page().digest,
    }  # fmt: skip
    address = f"/children/{around.child.id}/sharing/private-words/"
    return signed_in(by or around.amira).post(address, form)


def who_reads(around: Around) -> set[str]:
    """Everyone around the child for whom the page opens, and the words stand on it."""
    found = set()
    for name in ("amira", "mother", "father", "senco", "teacher", "head"):
        answer = signed_in(getattr(around, name)).get(f"/children/{around.child.id}/just-for-you/")
        assert answer.status_code in (200, 404) and (SECRET in answer.content.decode()) == (
            answer.status_code == 200
        )
        found |= {name} if answer.status_code == 200 else set()
    return found


def test_the_adult_a_child_names_reads_them_and_nobody_else_until_it_is_taken_back(around: Around) -> None:
    """The switch is off; it opens to one; it closes at once, on a session that is open."""
    assert who_reads(around) == {"amira"}
    assert choose(around, around.teacher).status_code == 302
    assert who_reads(around) == {"amira", "teacher"}
    session = signed_in(around.teacher)
    assert session.get(f"/children/{around.child.id}/just-for-you/").status_code == 200
    choose(around, None, "disagree")
    assert session.get(f"/children/{around.child.id}/just-for-you/").status_code == 404
    assert who_reads(around) == {"amira"}


def test_another_adult_takes_the_place_of_the_first(around: Around) -> None:
    choose(around, around.teacher)
    choose(around, around.mother)
    assert who_reads(around) == {"amira", "mother"}
    assert OpenLine.everything.filter(ends_on=None).count() == 1


@pytest.mark.parametrize("by", ["mother", "father", "senco", "teacher", "head"])
def test_nobody_else_can_choose_for_a_child(around: Around, by: str) -> None:
    """Not a parent, not the school: the line is not on their page and its form is not there."""
    actor = getattr(around, by)
    assert choose(around, actor, by=actor).status_code == 404
    assert not OpenLine.everything.exists()
    if by != "teacher":
        assert "just for me" not in text_of(opened(actor, "sharing", around.child.id)).lower()


def test_only_somebody_who_reads_the_plan_can_be_chosen(around: Around) -> None:
    stranger = world.acting(world.make_person("Sam", "Stranger"), Role.FAMILY)
    assert choose(around, stranger).status_code == 422
    assert choose(around, None).status_code == 422
    assert not SharingAnswer.everything.exists()
    council, person = world.make_council(), world.make_person("Tom", "Reed")
    world.joins(person, council, Role.CASEWORKER)
    world.stands(around.child, StandingKind.MAINTAINS, organisation=council)
    names = {one.name for one in adults_to_choose(around.amira, around.child.id)}
    assert names == {"Nadia Kowalska", "Piotr Kowalski", "Ada Whitcombe", "Daniel Osei", "Ruth Hale"}


def test_they_stand_on_no_other_page_of_the_chosen_adult(around: Around) -> None:
    """Not in the plan, its print, the story, the passport, a comment: only where the child sent them."""
    choose(around, around.senco)
    client, address = signed_in(around.senco), f"/children/{around.child.id}/"
    for page in (
        "",
        "plan/",
        "plan/read/",
        "profile/text/",
        "passport/text/",
        "my-page/",
        "story/",
        "story/pdf/",
    ):
        assert SECRET not in client.get(address + page).content.decode(errors="replace"), page
    secret = Statement.everything.get(text=SECRET)
    for permission in Statement.guarded_by:
        seen = Statement.objects.permitting(around.senco, permission).filter(pk=secret.pk).exists()
        assert seen == (permission is Permission.PRIVATE_READ), permission
    for move in ("change", "end", "history", "comment"):
        assert client.get(f"{address}words/{secret.id}/{move}/").status_code in (404, 405)


def test_the_adult_loses_them_with_their_post_with_the_standing_and_with_a_restriction(
    around: Around,
) -> None:
    """2.4.3: a named adult who changes school loses it; and a restriction beats it."""
    choose(around, around.teacher)
    post = Membership.everything.get(person_id=around.teacher.person_id)
    world.changed(post, ends_on=world.TODAY)
    assert "teacher" not in who_reads_by_gate(around)
    trusted = trusted_adult(around.amira, around.child.id)
    assert trusted is not None and not trusted.reads
    choose(around, around.father)
    assert "father" in who_reads(around)
    world.restrict(around.child, around.father_person)
    assert who_reads_by_gate(around) == {"amira"}


def who_reads_by_gate(around: Around) -> set[str]:
    found = set()
    for name in ("amira", "mother", "father", "senco", "teacher", "head"):
        actor = getattr(around, name)
        if actor.organisation_id:
            actor = actor_in_post(actor.person_id, actor.organisation_id, actor.role, world.TODAY)
        if actor and Statement.objects.permitting(actor, Permission.PRIVATE_READ, around.child.id).exists():
            found.add(name)
    return found


def test_the_answer_is_the_childs_and_is_proved_like_any(around: Around) -> None:
    """O25: kept with name and evidence; told to the one chosen, in words that name nobody; not to the lead worker."""
    choose(around, around.teacher)
    kept = SharingAnswer.everything.get()
    assert kept.counts and kept.about_name.startswith("Daniel Osei")
    assert kept.evidence["about"].startswith("Daniel Osei") and kept.evidence["explained_by"] == "Mr Osei"
    notice = Notice.everything.get()
    assert (notice.person_id, notice.event) == (around.teacher.person_id, "words.opened")
    for who in (around.senco, around.head, around.mother):
        assert not SharingAnswer.objects.permitting(who, Permission.SHARING_READ).exists()
        assert not OpenLine.objects.permitting(who, Permission.SHARING_READ).exists()


def test_the_child_is_told_truly_who_reads_before_writing(around: Around) -> None:
    """The honest lock: "just for me" names the one who reads it too."""
    assert "Daniel Osei" not in text_of(opened(around.amira, "just_for_me", around.child.id))
    choose(around, around.teacher)
    assert "Only you and Daniel Osei can read it here" in text_of(
        opened(around.amira, "just_for_me", around.child.id)
    )
    assert "For you and Daniel Osei" in text_of(opened(around.amira, "my_page", around.child.id))
    assert "Daniel Osei reads them, and nobody else" in text_of(
        opened(around.amira, "sharing", around.child.id)
    )
