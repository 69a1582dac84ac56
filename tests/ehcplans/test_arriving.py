"""A child who comes with a plan and is not known to the council: found or added, by the duty to keep the plan (R31)."""

from django.urls import reverse

from alongside.access.choices import StandingKind
from alongside.children.choices import Basis
from alongside.children.models import Child, Standing
from alongside.ehc.models import SecondLook
from alongside.ledger.models import AccessEntry
from alongside.notices.models import Notice
from tests.ehc.conftest import Area
from tests.makers import world
from tests.plans.reading import signed_in, text_of

URL = "ehcplans:ehc_plan_came"


def _typed(whose: Child, **changed: str) -> dict[str, str]:
    born = {f"born_on-{part}": str(getattr(whose.born_on, part)) for part in ("day", "month", "year")}
    return born | {
        "given_name": whose.given_name, "family_name": whose.family_name, "how": "Derby’s letter of 2 March",
    } | changed  # fmt: skip


def test_a_child_whom_nobody_knows_is_added_and_the_plan_written_down(area: Area) -> None:
    new = Child(given_name="Zuri", family_name="Achebe", born_on=area.around.child.born_on)
    assert "A plan that came" in text_of(signed_in(area.caseworker).get(reverse("ehc:tray")))
    wrong = signed_in(area.caseworker).post(reverse(URL), _typed(new, how=" "))
    assert wrong.status_code == 422 and not Child.everything.filter(family_name="Achebe").exists()
    done = signed_in(area.caseworker).post(reverse(URL), _typed(new), follow=True)
    assert "Take in a plan that exists" in text_of(done)
    child = Child.everything.get(family_name="Achebe")
    standing = Standing.everything.get(child=child)
    assert (standing.organisation_id, standing.basis) == (area.council.id, Basis.DUTY)
    for actor in (area.around.mother, area.around.senco):
        assert signed_in(actor).get(reverse(URL)).status_code == 404


def test_a_child_of_that_name_and_birth_date_is_chosen_and_never_doubled(area: Area) -> None:
    """Nobody is opened by a guess: without a choice the council knows nobody more than before."""
    other = world.make_child("Ada", "Kowalska")
    parent, barred = world.make_person("Ola", "Kowalska"), world.make_person("Jan", "Kowalski")
    for person in (parent, barred):
        world.stands(other, StandingKind.PARENT, person=person)
    world.restrict(other, barred)
    before = Standing.everything.count()
    asked = signed_in(area.caseworker).post(reverse(URL), _typed(other))
    assert asked.status_code == 200 and "Is it one of these?" in text_of(asked)
    assert Standing.everything.count() == before
    looks = AccessEntry.objects.filter(child_id=other.id, actor_id=area.caseworker.person_id)
    assert looks.exists(), "a family reads that a council looked for its child by name"
    stranger = world.make_child("Bo", "Osei")
    guess = signed_in(area.caseworker).post(reverse(URL), _typed(other, child=str(stranger.id)))
    assert guess.status_code == 200 and not Standing.everything.filter(child=stranger).exists()
    first = signed_in(area.caseworker).post(reverse(URL), _typed(other, child=str(other.id)), follow=True)
    assert "A second person of the council confirms it" in text_of(first)
    assert Standing.everything.count() == before, "one person alone opens no record that is here"
    look = SecondLook.everything.get(child=other)
    again = signed_in(area.caseworker).post(reverse(URL), {"look": str(look.id)}, follow=True)
    assert "Somebody else confirms this" in text_of(again) and Standing.everything.count() == before
    assert not Notice.everything.filter(event="council.knows").exists()
    done = signed_in(area.manager).post(reverse(URL), {"look": str(look.id)})
    assert done.status_code == 302 and str(other.id) in done["Location"]
    assert Standing.everything.filter(child=other, organisation=area.council).count() == 1
    told = Notice.everything.filter(event="council.knows").values_list("person_id", flat=True)
    assert list(told) == [parent.id], "the family hears of it; whom a restriction shuts out does not"
    assert Child.everything.filter(family_name="Kowalska", given_name="Ada").count() == 1
