"""The provision map: who is given what, by whom, when, and what it costs (S6, S7, S26)."""

import io
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.inclusion.choices import Wave
from alongside.inclusion.documents import map_document
from alongside.inclusion.models import Intervention, ProvisionUse
from alongside.inclusion.operations.catalogue import change_intervention
from alongside.inclusion.operations.groups import move_child
from alongside.inclusion.queries.catalogue import measured
from alongside.inclusion.queries.map import MapFilters, provision_map
from alongside.inclusion.rules.cost import Effort, Spell, costs_of
from alongside.inclusion.rules.small_numbers import Moved, effect_here
from alongside.kernel.ids import new_id
from alongside.kernel.periods import Period
from alongside.kernel.small_numbers import hidden
from alongside.rendering.pdf import to_pdf
from alongside.statute.money import amount
from tests.inclusion.conftest import TALK
from tests.inclusion.many import children_with_help, scores
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import signed_in, text_of

YEAR = Period(date(2026, 9, 1), date(2027, 9, 1))
EFFORT = Effort(Decimal("20.00"), 30, 2, 10, 4)  # £20 a week for a group
MONDAY = date(2026, 9, 7)


def spell(group: UUID | None, starts: date = MONDAY, ends: date | None = None) -> Spell:
    return Spell(new_id(), new_id(), new_id(), group, starts, ends, EFFORT)


def test_a_group_is_shared_by_who_is_in_it_that_week() -> None:
    """S26: two children for 10 weeks, a third for the last 5: the group costs 10 × £20 whoever shares it."""
    group = new_id()
    spells = [
        spell(group),
        spell(group),
        spell(group, MONDAY + timedelta(weeks=5), MONDAY + timedelta(weeks=10)),
    ]
    costs = costs_of(spells, YEAR)
    first, _, third = (costs[one.key] for one in spells)
    assert first.pounds == Decimal("83.33") and third.pounds == Decimal("33.33")
    assert abs(sum(one.pounds for one in costs.values()) - 200) < Decimal("0.02")
    assert first.in_words(EFFORT).endswith("(2 to 3)")


def test_outside_a_group_the_catalogue_says_how_many_share() -> None:
    """S26: and the sum is the formula that is shown."""
    one = spell(None)
    cost = costs_of([one], YEAR)[one.key]
    assert cost.pounds == EFFORT.cost_for_one == Decimal("50.00")
    assert cost.in_words(EFFORT) == "£20.00 an hour × 30 minutes × 2 times a week × 10 weeks ÷ 4 children"


def test_the_threshold_is_dated_and_never_a_gate() -> None:
    """S26: £6,000 is a funding threshold; the words say that it decides nothing about an assessment."""
    one = amount("support.setting-pays", world.TODAY)
    assert one.pounds == 6000 and "nothing about whether a child should be assessed" in one.means
    with pytest.raises(KeyError):
        amount("support.setting-pays", date(2012, 1, 1))


def test_who_costs_more_is_a_matter_of_funding(around: Around, talk: Intervention) -> None:
    """S26: the page names them with the words beside the sum."""
    dear = replace(TALK, hourly_rate=Decimal("60.00"), group_size=1, minutes=120, per_week=5, weeks=38)
    change_intervention(around.senco, talk.pk, dear, 1, world.NOW)
    (use,) = children_with_help(around.school, talk, 1, together=1)
    found = provision_map(around.senco, 2026, MapFilters())
    assert [(one.child_id, one.pounds) for one in found.above] == [(use.child_id, Decimal("22800.00"))]
    text = text_of(signed_in(around.head).get(reverse("inclusion:map")))
    assert "Above £6,000.00" in text and "nothing about whether a child should be assessed" in text


def test_the_map_asks_as_few_questions_for_forty_children_as_for_four(
    around: Around, talk: Intervention
) -> None:
    """S26: quick with 300 on the register, because nothing is asked child by child."""
    client, counts = signed_in(around.senco), []
    client.get(reverse("inclusion:map"))  # the first page of a session asks more
    for more in (4, 36):
        children_with_help(around.school, talk, more)
        with CaptureQueriesContext(connection) as asked:
            response = client.get(reverse("inclusion:map"))
        assert response.status_code == 200
        counts.append(len(asked))
    found = provision_map(around.senco, 2026, MapFilters())
    assert found.children == 40 and counts[0] == counts[1] <= 12


def test_headings_and_narrowing(around: Around, talk: Intervention) -> None:
    """S6, S7: by wave, year, need, staff and time; what is narrowed away leaves the sum too."""
    children_with_help(around.school, talk, 4)
    titles = {
        by: [one.title for one in provision_map(around.senco, 2026, MapFilters(by=by)).sections]
        for by in ("wave", "year", "need", "staff", "time")
    }
    assert titles == {
        "wave": [Wave.TARGETED.label], "year": ["Year 3"], "need": ["Speech, language and communication"],
        "staff": ["Teaching assistant"], "time": ["Tuesday"],
    }  # fmt: skip
    whole = provision_map(around.senco, 2026, MapFilters())
    assert whole.cost == Decimal("315.00") == sum(one.cost for one in whole.sections)
    nothing = provision_map(around.senco, 2026, MapFilters(area="sensory-and-physical"))
    assert not nothing.sections and nothing.cost == 0
    assert not provision_map(around.senco, 2025, MapFilters()).sections


def test_it_is_moved_with_a_choice_and_a_button(around: Around, talk: Intervention) -> None:
    """S6: by keyboard and tap; drag is not needed."""
    uses = children_with_help(around.school, talk, 5)
    client = signed_in(around.senco)
    address = reverse("inclusion:move_child", args=[uses[0].pk])
    assert client.post(address, {"group": str(uses[4].group_id)}).status_code == 302
    assert ProvisionUse.everything.get(child_id=uses[0].child_id, ends_on=None).group_id == uses[4].group_id
    assert client.get(address).status_code == 404  # it has ended; what was is not moved
    assert signed_in(around.head).get(address).status_code == 404  # the head reads the map and does not plan


def test_pressing_move_without_choosing_another_group_says_that_nothing_moved(
    around: Around, talk: Intervention
) -> None:
    uses = children_with_help(around.school, talk, 2)
    before = ProvisionUse.everything.count()
    sent = signed_in(around.senco).post(
        reverse("inclusion:move_child", args=[uses[0].pk]),
        {"group": str(uses[0].group_id or "alone")},
        follow=True,
    )
    assert "They were in that group already." in text_of(sent) and "Moved from today" not in text_of(sent)
    assert ProvisionUse.everything.count() == before


def test_where_there_is_no_group_to_move_to_the_page_leads_to_starting_one(
    around: Around, talk: Intervention
) -> None:
    """S6: a name of the map that is tapped leads somewhere: no form with nothing to choose."""
    (use,) = children_with_help(around.school, talk, 1)
    assert use.group
    world.changed(use.group, ends_on=world.TODAY)
    world.changed(use, group=None)
    page = signed_in(around.senco).get(reverse("inclusion:move_child", args=[use.pk]))
    assert "has no group yet" in text_of(page)
    assert f"{reverse('inclusion:add_group')}?of={talk.pk}" in page.content.decode()


def test_who_may_not_keep_costs_finds_no_map(around: Around, talk: Intervention) -> None:
    """P1: a teacher, a parent; and a SENCo's own child is not on theirs."""
    (use,) = children_with_help(around.school, talk, 1)
    for actor in (around.teacher, around.mother):
        assert signed_in(actor).get(reverse("inclusion:map")).status_code == 404
        assert not provision_map(actor, 2026, MapFilters()).sections
    assert getattr(move_child(around.teacher, use.pk, None, world.NOW), "code", "") == "not_found"


def test_it_prints_on_a3_on_its_side(around: Around, talk: Intervention) -> None:
    """S26: tagged like every PDF."""
    children_with_help(around.school, talk, 4)
    document = map_document(provision_map(around.senco, 2026, MapFilters()), "Larkfield", world.TODAY)
    with pikepdf.open(io.BytesIO(to_pdf(document, wide=True))) as pdf:
        box = [round(float(each) / 72 * 25.4) for each in pdf.pages[0].mediabox]
        assert box == [0, 0, 420, 297] and "/StructTreeRoot" in pdf.Root


@pytest.mark.parametrize(
    ("children", "better", "shown"),
    [
        (5, 5, (None, None)),
        (6, 6, (6, 6)),
        (6, 0, (6, 0)),
        (12, 6, (12, 6)),
        (12, 8, (12, None)),
        (7, 5, (7, None)),
    ],
)
def test_an_effect_of_few_children_is_not_shown(
    children: int, better: int, shown: tuple[int | None, int | None]
) -> None:
    """T9, S28: neither the number nor the average, nor a part of it that can be worked out."""
    moves = [Moved("Words", "", Decimal(2 if n < better else 0), n < better) for n in range(children)]
    (one,) = effect_here(moves)
    assert (one.children, one.better) == shown and (one.average is None) == (one.children is None)


def test_what_it_showed_here_is_a_number_of_children_and_an_average(
    around: Around, talk: Intervention
) -> None:
    """S6, T9: from scores before and after; with five children there is no number."""
    uses = children_with_help(around.school, talk, 6)
    scores(uses[:5], "confidence", 1, 3)
    assert [one.children for one in measured(around.teacher, talk.pk)] == [None]
    scores(uses[5:], "confidence", 1, 2)
    (one,) = measured(around.teacher, talk.pk)
    assert (one.children, one.average) == (6, Decimal("1.8"))
    assert "6 children" in text_of(signed_in(around.head).get(reverse("inclusion:offer", args=[talk.pk])))


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([0, 10, 20], [0, 10, 20]),
        ([3, 10, 20], [None, None, 20]),
        ([3, 4, 20], [None, None, 20]),
        ([5], [None]),
    ],
)
def test_small_numbers_cannot_be_worked_out(counts: list[int], shown: list[int | None]) -> None:
    """S28."""
    assert hidden(counts) == shown
