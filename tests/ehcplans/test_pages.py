"""Every page of the plan, as those who may open it and as those who may not (R25, P10)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.ehcplans.choices import AnswerKind
from alongside.ehcplans.models import Consultation, EhcAnswer, EhcLetter, EhcLine, EhcPlan, EhcVersion
from alongside.ehcplans.operations.consulting import NewConsultation, consult
from alongside.ehcplans.operations.serving import serve_draft
from alongside.ehcplans.queries.story import waiting_for as plan_waits
from alongside.notices.models import Notice
from alongside.platform import clock
from tests.ehc.conftest import Area
from tests.ehcplans.conftest import HELP, another_setting, on_day, written
from tests.ehcplans.test_amending import with_plan  # noqa: F401 - a fixture
from tests.makers import world
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok

DAY = 60


@pytest.fixture
def served(planning: Area) -> Any:
    """A draft before the family, and a moved clock on the day after."""
    written(planning, 55)
    caseworker, _, at = on_day(planning, DAY)
    plan = EhcPlan.everything.get()
    ok(serve_draft(caseworker, planning.around.child.id, plan.edition, at))
    with clock.moved_to(world.NOW + timedelta(days=DAY + 1)):
        yield planning


def get(actor: Any, name: str, *parts: Any, query: str = "") -> Any:
    return signed_in(actor).get(reverse(f"ehcplans:ehc_{name}", args=parts) + query)


def post(actor: Any, data: dict[str, Any], name: str, *parts: Any, query: str = "") -> Any:
    return signed_in(actor).post(reverse(f"ehcplans:ehc_{name}", args=parts) + query, data)


def test_a_parent_reads_the_draft_and_answers_beside_a_line(served: Area) -> None:
    """R25: in plain order; beside a line; the council answers; the other home reads neither."""
    child, around = served.around.child.id, served.around
    line = EhcLine.everything.get(section="F")
    assert "You have 15 days" in text_of(get(around.mother, "plan", child))
    draft = text_of(get(around.mother, "version", child, 1))
    assert HELP.text in draft and "This section is empty until the plan is final" in draft
    form = get(around.mother, "answer", child, "disagree", query=f"?line={line.id}")
    assert HELP.text in text_of(form)
    empty = post(around.mother, {"text": " "}, "answer", child, "disagree", query=f"?line={line.id}")
    assert empty.status_code == 422
    words = {"text": "She needs it at lunch too."}
    assert (
        post(around.mother, words, "answer", child, "disagree", query=f"?line={line.id}").status_code == 302
    )
    row = EhcAnswer.everything.get()
    assert row.line_id == line.id and row.person_name == "Nadia Kowalska"
    assert words["text"] in text_of(get(around.mother, "version", child, 1))
    assert words["text"] not in text_of(get(around.father, "version", child, 1))
    assert words["text"] in text_of(get(served.caseworker, "said", child))
    reply = {"became": "changed", "answer": "F1 is given at lunch as well."}
    assert post(served.caseworker, reply, "reply", child, row.id).status_code == 302
    assert reply["answer"] in text_of(get(around.mother, "plan", child))
    assert reply["answer"] not in text_of(get(around.father, "plan", child))


def test_what_came_by_telephone_counts_and_says_so(served: Area) -> None:
    """R25: written down for the mother by the council; she sees by whom and how, and each thing waits for an answer."""
    child, mother = served.around.child.id, served.around.mother
    assert "by telephone or letter" in text_of(get(served.caseworker, "said", child))
    day = served.caseworker.on + timedelta(days=DAY + 1)
    words = {
        "person": str(mother.person_id), "route": "phone", "kind": "disagree", "text": "She needs it at lunch too.",
        "said_on-day": str(day.day), "said_on-month": str(day.month), "said_on-year": str(day.year),
        "line": str(EhcLine.everything.get(section="F").id), "setting": "", "person_name": "", "setting_name": "",
    }  # fmt: skip
    wrong = (
        words | {"person": ""},
        words | {"said_on-year": "2031"},
        words | {"text": ""},
        words | {"kind": "setting"},
    )
    for one in wrong:
        assert post(served.caseworker, words | one, "said_taken_in", child).status_code == 422
    assert post(served.caseworker, words, "said_taken_in", child).status_code == 302
    row = EhcAnswer.everything.get()
    assert (row.person_id, row.route, row.taken_in_by_name) == (mother.person_id, "phone", "Jo Clarke")
    hers = text_of(get(mother, "version", child, 1))
    assert words["text"] in hers and "by telephone, written down by Jo Clarke" in hers
    assert words["text"] not in text_of(get(served.around.father, "version", child, 1))
    assert get(mother, "said_taken_in", child).status_code == 404


def test_a_consulted_setting_reads_the_pack_until_it_answers(served: Area) -> None:
    """Trust 2.4.22: the pack and nothing else of the record; it closes with the reply; others read nothing."""
    child = served.around.child.id
    school, senco = another_setting()
    _, stranger = another_setting("Elm School")
    caseworker, _, at = on_day(served, DAY + 1)
    asked = ok(consult(caseworker, child, NewConsultation(school.id), at))
    assert "Amira Kowalska" in text_of(get(senco, "consultations"))
    pack = text_of(get(senco, "consultation", asked.id))
    assert HELP.text in pack
    assert get(stranger, "consultation", asked.id).status_code == 404
    for name in ("casefile:child", "plans:plan", "ehcplans:ehc_plan", "casefile:story"):
        assert signed_in(senco).get(reverse(name, args=[child])).status_code == 404, name
    no = {"reply": "cannot", "grounds": ["others"], "reasons": "Too little."}
    assert post(senco, no, "consultation", asked.id).status_code == 422
    assert post(senco, {"reply": "can", "reasons": ""}, "consultation", asked.id).status_code == 302
    assert get(senco, "consultation", asked.id).status_code == 404
    assert "Amira" not in text_of(get(senco, "consultations"))
    assert Consultation.everything.get().replied_by_name == "Olu Adeyemi"
    family = text_of(get(served.around.father, "plan", child))
    assert "Oakfield School" in family and "Can meet the needs" in family
    attended = text_of(signed_in(served.around.senco).get(reverse("casefile:child", args=[child])))
    assert "Oakfield" not in attended


def test_the_council_writes_with_the_checks_beside_it(served: Area) -> None:
    """T21: on one page, each statement with what the checks find; a stale save is refused."""
    child, council = served.around.child.id, served.caseworker
    vague = {"text": "Regular access to a quiet room.", "edition": "0"}
    assert post(council, vague, "line_new", child, "F").status_code == 302
    page = text_of(get(council, "write", child))
    assert "Say it exactly. “access to”" in page and "Say who gives the help." in page
    row = EhcLine.everything.get(text=vague["text"])
    changed = {"text": "A quiet room each time she shows her card.", "edition": "7"}
    assert post(council, changed, "line_edit", child, row.id).status_code == 422
    assert post(council, {**changed, "edition": "1"}, "line_edit", child, row.id).status_code == 302
    assert post(council, {}, "line_up", child, row.id).status_code == 302
    assert post(council, {"edition": "2"}, "line_out", child, row.id).status_code == 302
    assert EhcLine.everything.get(pk=row.id).ended_at is not None
    assert get(council, "line_new", child, "I").status_code == 404


def test_documents_and_letters_in_each_format(served: Area) -> None:
    """R23: both layouts, tagged PDF and Word; a letter is for whom it was written."""
    child, mother = served.around.child.id, served.around.mother
    for layout, form in (("pilot", "pdf"), ("by-section", "word")):
        answer = get(mother, "document", child, 1, layout, form)
        assert answer.status_code == 200, (layout, form)
    assert get(mother, "on_screen", child, 1, "pilot").status_code == 200
    letter = EhcLetter.everything.get(to_name="Nadia Kowalska")
    assert "Dear Nadia Kowalska" in text_of(get(mother, "plan_letter", child, letter.id))
    assert get(served.around.father, "plan_letter", child, letter.id).status_code == 404
    assert get(mother, "plan_letter_document", child, letter.id, "pdf").status_code == 200


def test_what_is_hidden_answers_as_what_is_absent(served: Area) -> None:
    """A school reads nothing of a draft; staff of a setting and parents reach no page of the council."""
    child, around = served.around.child.id, served.around
    version = EhcVersion.everything.get()
    assert get(around.senco, "version", child, version.number).status_code == 404
    for name in ("write", "advice", "send", "said", "consult"):
        for actor in (around.mother, around.senco, replace(around.head)):
            assert get(actor, name, child).status_code in (403, 404), name
    for name in ("write", "advice", "send", "said", "consult", "issue"):
        assert get(served.manager, name, child).status_code == 200, name
    assert get(served.caseworker, "issue", child).status_code in (403, 404)
    for kind in AnswerKind.values:
        assert get(around.mother, "answer", child, kind).status_code == 200
    assert get(around.mother, "compared", child, 1).status_code == 302


def test_a_longer_plan_asks_the_database_no_more(served: Area) -> None:
    """The editor and the family's page cost the same for five statements and for fifteen."""
    child, council, mother = served.around.child.id, served.caseworker, served.around.mother

    def asked() -> list[int]:
        counts = []
        for actor, parts in (
            (council, ("write", child)),
            (mother, ("version", child, 1)),
            (council, ("plan", child)),
        ):
            client, address = signed_in(actor), reverse(f"ehcplans:ehc_{parts[0]}", args=parts[1:])
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))
        return counts

    before = asked()
    for number in range(10):
        line = {"text": f"Help number {number}.", "edition": "0"}
        assert post(council, line, "line_new", child, "F").status_code == 302
        assert post(mother, {"text": f"Word {number}"}, "answer", child, "comment").status_code == 302
    assert asked() == before


def test_a_plan_leads_to_what_can_be_done_about_it(with_plan: Area) -> None:  # noqa: F811
    """P10, s.51(2): from a plan that was issued, for family and council in one step; the school appeals nothing."""
    child, rights = with_plan.around.child.id, reverse("disputes:rights", args=[with_plan.around.child.id])
    for who in (with_plan.around.mother, with_plan.caseworker):
        assert rights in get(who, "version", child, 1).content.decode()
        assert rights in get(who, "plan", child).content.decode()
    assert rights not in get(with_plan.around.senco, "version", child, 1).content.decode()


def test_a_draft_cannot_be_appealed_and_does_not_say_so(served: Area) -> None:
    """s.51(2)(c): only a plan that was issued."""
    child = served.around.child.id
    assert (
        reverse("disputes:rights", args=[child])
        not in get(served.around.mother, "version", child, 1).content.decode()
    )


DAY_TO_MEET = {
    "starts_on-day": "20", "starts_on-month": "11", "starts_on-year": "2026", "starts_at": "2.30pm", "minutes": "60",
    "where": "planted-room 4, Town Hall", "others": "The psychologist",
}  # fmt: skip


def test_a_meeting_about_the_draft_has_a_day_is_told_and_is_written_up(served: Area) -> None:
    """s.38(2)(b), R25: asked by the mother, a day and a place set and moved, in her calendar and in nobody's else, and
    what came of it recorded before the plan can be final."""
    child, around, council = served.around.child.id, served.around, served.caseworker
    assert post(around.mother, {"text": "About the help."}, "answer", child, "meeting").status_code == 302
    row = EhcAnswer.everything.get()
    assert "Set a day to meet" in text_of(get(council, "said", child))
    past = DAY_TO_MEET | {"starts_on-month": "9"}
    nowhere = DAY_TO_MEET | {"where": " "}
    for wrong in (past, nowhere):
        assert post(council, wrong, "meeting", child, row.id).status_code == 422
    assert get(around.mother, "meeting", child, row.id).status_code == 404
    assert get(around.mother, "meeting_calendar", child, row.id).status_code == 404, "no day is set yet"
    assert post(council, DAY_TO_MEET, "meeting", child, row.id).status_code == 302
    told = Notice.everything.filter(event="ehcplan.meeting").values_list("person_id", flat=True)
    assert list(told) == [around.mother.person_id]
    plan = text_of(get(around.mother, "plan", child))
    assert "Friday 20 November 2026, 14:30" in plan and "planted-room" in plan
    assert "planted-room" not in text_of(get(around.father, "plan", child))
    file = get(around.mother, "meeting_calendar", child, row.id)
    assert file["Content-Type"].startswith("text/calendar")
    assert b"DTSTART:20261120T143000Z" in file.content and b"SEQUENCE:0" in file.content
    assert b"planted" not in file.content and b"Amira" not in file.content
    assert get(around.father, "meeting_calendar", child, row.id).status_code == 404
    waits = [one for one in plan_waits(around.mother) if one.what.startswith("Meet the council")]
    assert [one.by for one in waits] == [date(2026, 11, 20)]
    assert post(council, DAY_TO_MEET | {"starts_at": "9:15"}, "meeting", child, row.id).status_code == 302
    assert b"SEQUENCE:1" in get(around.mother, "meeting_calendar", child, row.id).content
    with clock.moved_to(datetime(2026, 11, 21, 9, tzinfo=UTC)):
        assert 'value="20"' in get(council, "reply", child, row.id).content.decode()
        met = {"became": "met", "answer": "We change F2 as she asked.", "met_on-day": "20", "met_on-month": "11",
               "met_on-year": "2026"}  # fmt: skip
        assert post(council, met, "reply", child, row.id).status_code == 302
        assert "We met, 20 November 2026" in text_of(get(around.mother, "plan", child))
        assert post(council, DAY_TO_MEET, "meeting", child, row.id).status_code == 422, "it was held"


def test_once_the_draft_is_out_the_page_of_the_request_says_who_reads_it_and_not_that_it_is_to_be_sent(
    served: Area,
) -> None:
    """P6, R24: the day beside it is that of the final plan, so the words are about the final plan too."""
    child = served.around.child.id
    for who, words in (
        (served.around.mother, "You read the draft"),
        (served.caseworker, "The family reads the draft"),
    ):
        said = text_of(signed_in(who).get(reverse("ehc:case", args=[child])))
        assert words in said and "Then the council finishes the plan" in said
        assert "The council sends a draft" not in said
