"""Work in one's own organisation, written a second time from the access model (trust 2.3, column AG; 2.4.17)."""

import pytest

from alongside.access.choices import Role
from alongside.access.guarded import UnguardedQuery
from alongside.access.own_work import OWN_WORK, Work
from alongside.access.policy import POLICY, role_may
from alongside.children.models import Child
from tests.makers import world

ORACLE = {
    # aggregates and money: SENCo and head of the school; the governor numbers only
    "numbers.read": {"senco", "head", "governor"},
    "budget.keep": {"senco", "head"},
    # what the school offers is for who works with children there; kept by who plans
    "catalogue.read": {"senco", "head", "class_teacher", "teaching_assistant"},
    "catalogue.keep": {"senco", "head"},
    "practice.read": {
        "senco",
        "head",
        "class_teacher",
        "teaching_assistant",
        "send_manager",
        "strategy_lead",
    },
    "practice.share": {"senco", "head"},
    # staff records: one's own, or those of one's staff; the governing body's act of appointing is the head's here
    "skills.read": {"senco", "head", "class_teacher", "teaching_assistant"},
    "skills.keep": {"senco", "head"},
    "senco.appoint": {"head"},
    "report.write": {"senco", "head"},
    # visible to both sides; words about a school are not numbers, so no governor
    "challenge.read": {"senco", "head", "send_manager", "strategy_lead"},
    "challenge.write": {"send_manager", "strategy_lead"},
}


def test_the_table_is_the_one_of_the_access_model() -> None:
    """S26, S28, R30: who may do what in an organisation."""
    assert {str(work): {str(role) for role in roles} for work, roles in OWN_WORK.items()} == ORACLE


def test_nobody_without_a_post_does_any_of_it() -> None:
    outside = (Role.FAMILY, Role.ADVISER, Role.PROFESSIONAL, Role.NOBODY, Role.SYSTEM, Role.ADMINISTRATOR)
    assert not [(role, work) for role in outside for work in Work if role_may(role, work)]


@pytest.mark.django_db
def test_work_opens_no_row_about_a_child() -> None:
    """P1: the words of the two tables are apart, and the gate refuses the wrong one."""
    assert not {str(work) for work in Work} & {str(one) for one in POLICY}
    head = world.acting(world.make_person(), Role.HEAD, world.make_setting())
    with pytest.raises(UnguardedQuery):
        list(Child.objects.permitting(head, Work.NUMBERS_READ))
