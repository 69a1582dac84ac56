"""Letters about rights name the mediation adviser, who advises families, who helps to agree, and how to reach them."""

from dataclasses import replace

import pytest

from alongside.access.actor import Actor
from alongside.access.operation import NotPermitted
from alongside.ehc.models import CaseLetter
from alongside.ledger.models import AuditEntry
from alongside.organisations.choices import LocalServiceKind
from alongside.organisations.local_services import ServiceLine, local_services, missing_services
from alongside.organisations.operations.local_services import keep_services
from alongside.rendering.frozen import from_json
from alongside.rendering.text import to_text
from tests.ehc.conftest import Area
from tests.ehc.test_request import asked, decided, no
from tests.makers import world
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok, refused

MEDIATION, ADVICE = LocalServiceKind.MEDIATION, LocalServiceKind.ADVICE
EVENHAND = ServiceLine(
    MEDIATION, "Evenhand", telephone="01632 960140", website="https://evenhand.example.org"
)
SENDIASS = ServiceLine(
    ADVICE, "Merefield SENDIASS", email="help@sendiass.example.org", address="3 Market Street"
)
PAGE = "/cases/services/"


def letter(area: Area) -> str:
    asked(area)
    decided(area, no())
    row = CaseLetter.everything.filter(person_id=area.around.mother.person_id).get()
    return to_text(from_json(row.content))


def test_a_refusal_names_whom_to_reach_and_never_another_charity_as_the_law(area: Area) -> None:
    """SI 2014/1530 reg 5(3), reg 32(c) and (f): contact details, in the letter itself."""
    ok(keep_services(area.manager, [EVENHAND, SENDIASS], world.NOW))
    words = letter(area)
    for each in ("Evenhand", "01632 960140", "evenhand.example.org", "Merefield SENDIASS", "3 Market Street"):
        assert each in words
    assert "Disagreement resolution service" in words and "Ask us" in words, "a gap is said, and whom to ask"
    assert "IPSEA" not in words and "rule 20(1)(c)" in words


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (replace(EVENHAND, name=" "), "service.incomplete"),
        (ServiceLine(MEDIATION, "Evenhand"), "service.incomplete"),
        (EVENHAND, None),
    ],
)
def test_a_service_has_a_name_and_a_way_to_reach_it(area: Area, new: ServiceLine, code: str | None) -> None:
    if code:
        assert refused(keep_services(area.manager, [new], world.NOW)) == code
        assert len(missing_services(area.council.id)) == len(LocalServiceKind)
    else:
        ok(keep_services(area.manager, [new], world.NOW))
        assert MEDIATION not in missing_services(area.council.id)


def test_it_is_put_right_and_taken_out_and_both_are_on_record(area: Area) -> None:
    ok(keep_services(area.manager, [EVENHAND], world.NOW))
    sent = letter(area)
    ok(keep_services(area.manager, [replace(EVENHAND, telephone="01632 960199")], world.NOW))
    assert local_services(area.council.id)[0].telephone == "01632 960199" and "960140" in sent
    ok(keep_services(area.manager, [ServiceLine(MEDIATION)], world.NOW))
    assert MEDIATION in missing_services(area.council.id)
    verbs = (
        AuditEntry.objects.filter(verb__startswith="service.")
        .order_by("at", "id")
        .values_list("verb", flat=True)
    )
    assert sorted(verbs) == ["service.kept", "service.kept", "service.taken_out"]
    other = world.make_council("Elsewhere")
    assert len(missing_services(other.id)) == len(LocalServiceKind), "each council has its own"


def test_a_manager_writes_it_a_caseworker_reads_it_and_nobody_else_opens_it(area: Area) -> None:
    with pytest.raises(NotPermitted):
        keep_services(area.caseworker, [EVENHAND], world.NOW)
    assert "Letters cannot name yet" in _page(area.caseworker)
    client = signed_in(area.manager)
    given = {"mediation_name": "Evenhand", "mediation_telephone": "01632 960140"}
    assert client.post(PAGE, {**given, "advice_name": "SENDIASS"}).status_code == 422
    assert missing_services(area.council.id)[0] is MEDIATION, "all of it or nothing"
    assert client.post(PAGE, given).status_code == 302
    shown = _page(area.caseworker)
    assert "01632 960140" in shown and "<form method" not in shown
    signed_in(area.caseworker).post(PAGE, {"mediation_name": "Other", "mediation_telephone": "1"})
    assert local_services(area.council.id)[0].name == "Evenhand"
    assert signed_in(area.around.senco).get(PAGE).status_code == 404


def test_whoever_prepares_a_decision_is_told_what_its_letter_cannot_name(area: Area) -> None:
    asked(area)
    url = f"/children/{area.around.child.id}/request/decide/"
    words = text_of(signed_in(area.caseworker).get(url))
    assert "A letter with a no cannot name yet:" in words and "Mediation adviser" in words


def _page(who: Actor) -> str:
    return signed_in(who).get(PAGE).content.decode()
