"""Every route asked by every persona, about their own child, others and nobody: what real pages answer and say.

One walk is made; each check below looks at it for something else. The table of answers is committed as
docs/reference/persona-routes.md and compared: whoever changes an answer changes that page and sees it in review
(ALONGSIDE_WRITE=1 pytest tests/access/test_walk.py writes it again).
"""

import os
from collections import defaultdict
from collections.abc import Callable

import pytest
from django.conf import settings

from alongside.platform import clock
from tests.access import oracle
from tests.access.kept import CANARIES, canary
from tests.access.oracle_of_pages import may_hold
from tests.access.persona_page import PERSONA_ROUTES, persona_routes
from tests.access.personas import make_area, tell_everyone
from tests.access.places import absent, address, routes
from tests.access.walk import (
    ON_A_SECOND_DATABASE,
    SHOWN_INSIDE_A_PAGE,
    WALKERS,
    Answer,
    Walk,
    client_of,
    search,
    table_sizes,
    walk,
)
from tests.makers import world
from tests.stood_on import stood_on

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


FOUND_BY_SOMEBODY = {
    "name", "family", "shared", "private", "comment", "parentdraft", "sencodraft", "setting", "invitee",
    "action", "missed", "asked", "reviewed",
}  # fmt: skip


def _of_children(walked: Walk) -> list[Answer]:
    return [one for one in walked.answers if one.route.of_a_child]


def _what_a_persona_may_not_reach_answers_like_what_is_not_there(walked: Walk) -> None:
    """P4, ASVS 8.2.2: the same status, the same bytes, the same headers."""
    different = []
    for answers in (walked.answers, walked.posted):
        nothing = {(one.persona, one.route): one for one in answers if one.position == "absent"}
        for one in answers:
            there = nothing.get((one.persona, one.route))
            if there is None or one is there or not _must_be_hidden(walked, one):
                continue
            if one.told != there.told:
                different.append(
                    f"{one.persona}: {one.route.name} {one.position} {one.status} {there.status}"
                )
    assert not different, "\n".join(different)


def _must_be_hidden(walked: Walk, one: Answer) -> bool:
    """By the access model: no permission that the route names is held for the child it leads to.

    A route that leads to a class, an import or a colleague is for the organisation they belong to.
    """
    if one.position.startswith("own,"):
        return False
    facts = walked.area.facts.get(one.position)
    asker = walked.area.asker(one.persona)
    if not one.route.of_a_child:
        return one.position != "absent" and asker.organisation != walked.area.setting_at(one.position)
    return facts is None or not any(oracle.may(facts, asker, word) for word in one.route.policy.permissions)


def _somebody_elses_part_under_ones_own_child_is_not_there(walked: Walk) -> None:
    """ASVS 8.2.2: a child one may open does not open another child's things."""
    nothing = {(one.persona, one.route): one for one in walked.answers if one.position == "own, absent part"}
    mixed = [one for one in walked.answers if one.position == "own, part of another" and not one.extra]
    different = [
        f"{one.persona}: {one.route.name} {one.status} {nothing[one.persona, one.route].status}"
        for one in mixed
        if (one.status, one.without_one_use)
        != (nothing[one.persona, one.route].status, nothing[one.persona, one.route].without_one_use)
    ]
    assert mixed and not different, "\n".join(different)


def _every_persona_is_let_in_where_the_model_lets_them(walked: Walk) -> None:
    """The gate is not merely shut: the page of the child opens for whoever may know the child, and for nobody else."""
    wrong = []
    for one in _of_children(walked):
        if one.route.name != "casefile:child" or one.position not in walked.area.facts:
            continue
        allowed = oracle.may(walked.area.facts[one.position], walked.area.asker(one.persona), "child.read")
        if (one.status == 200) != allowed:
            wrong.append(f"{one.persona} {one.position}: {one.status}")
    assert not wrong, "\n".join(wrong)


def _nothing_goes_wrong(walked: Walk) -> None:
    broken = sorted({f"{one.route.name} for {one.persona}" for one in walked.answers if one.status >= 500})
    assert not broken, "\n".join(broken)


CHOOSES_ANY_SETTING = {"ehcplans:ehc_consult", "ehcplans:ehc_take_in", "ehcplans:ehc_said_taken_in"}
"""Where a council chooses from every setting: that a school exists is public."""


def _planted_words_reach_only_those_who_may_read_them(walked: Walk) -> None:
    """P8, P18, ASVS 14.2: pages, documents, data, headers, addresses and letters."""
    leaks, seen = defaultdict(set), defaultdict(set)
    for one in [*walked.answers, *walked.posted]:
        for kind, whose in one.canaries:
            seen[kind].add(one.persona)
            if kind == "setting" and one.route.name in CHOOSES_ANY_SETTING:
                continue
            if not may_hold(walked.area, one.persona, kind, whose):
                leaks[one.persona].add(f"{kind} of {whose} on {one.route.name}")
    assert not leaks, "\n".join(f"{who}: {sorted(what)}" for who, what in leaks.items())
    if {one.persona for one in walked.answers} == set(WALKERS):
        assert {kind for kind in CANARIES if seen[kind]} >= FOUND_BY_SOMEBODY, (
            "words that nobody finds prove nothing"
        )


def _letters_say_nothing_about_anyone(walked: Walk) -> None:
    """P9. The address a letter goes to is the only thing of anyone's in it."""
    assert walked.letters
    for letter in walked.letters:
        for kind in CANARIES:
            if kind != "invitee":
                assert not any(canary(kind, whose) in letter for whose in "ABC")


def _addresses_and_titles_name_nobody(walked: Walk) -> None:
    """ASVS 14.2.1: what stays in a browser's history."""
    for one in walked.answers:
        title = one.body.split(b"<title>")[-1].split(b"</title>")[0] if b"<title>" in one.body else b""
        assert b"Zq" not in title, (one.persona, one.url)
        assert "Zq" not in one.url + one.headers.get("Location", "") + one.headers.get(
            "Content-Disposition", ""
        )


def _opening_a_page_changes_nothing(walked: Walk) -> None:
    """ASVS 3.5.3: but for the log of who opened what, and documents kept when first asked for."""
    assert not {who: names for who, names in walked.changed.items() if names}


def _each_look_leaves_one_row(walked: Walk) -> None:
    """P10, ASVS 16.3: whose record, by whom, in which role; for the family to read."""
    wrong = []
    for one, rows in walked.looks:
        actor = walked.area.personas[one.persona]
        expected = [(walked.area.own.child.id, actor.person_id, actor.role.value)] if actor else []
        if rows != expected and one.route.name not in SHOWN_INSIDE_A_PAGE:
            wrong.append(f"{one.route.name} for {one.persona}: {len(rows)} rows")
    assert walked.looks and not wrong, "\n".join(wrong)


def _headers_hold_on_every_answer(walked: Walk) -> None:
    """ASVS 3.4, 14.3.2."""
    for one in [*walked.answers, *walked.posted]:
        where = (one.persona, one.route.name, one.status)
        policy = one.headers["Content-Security-Policy"]
        assert "unsafe" not in policy and "default-src 'none'" in policy, where
        assert one.headers["X-Content-Type-Options"] == "nosniff", where
        assert one.headers["Referrer-Policy"] in ("same-origin", "no-referrer"), where
        assert "frame-ancestors 'none'" in policy, where
        if one.persona != "nobody" and one.route.name != "design:brand":
            assert "no-store" in one.headers["Cache-Control"], where


def _who_is_not_signed_in_is_sent_to_the_way_in(walked: Walk) -> None:
    """ASVS 8.2.1: and nothing in the answer tells what is there from what is not."""
    for one in walked.answers:
        if one.persona == "nobody" and one.route.policy and not one.route.policy.public_because:
            assert one.status in (302, 405) and one.headers.get("Location", "/sign-in/").startswith(
                "/sign-in/"
            )


def _the_committed_page_says_what_is_answered(walked: Walk) -> None:
    text = persona_routes(walked)
    if os.environ.get("ALONGSIDE_WRITE"):
        PERSONA_ROUTES.write_text(text)
    assert PERSONA_ROUTES.read_text() == text, "ALONGSIDE_WRITE=1 pytest tests/access/test_walk.py"


CHECKS: tuple[Callable[[Walk], None], ...] = (
    _what_a_persona_may_not_reach_answers_like_what_is_not_there,
    _somebody_elses_part_under_ones_own_child_is_not_there,
    _every_persona_is_let_in_where_the_model_lets_them,
    _nothing_goes_wrong,
    _planted_words_reach_only_those_who_may_read_them,
    _letters_say_nothing_about_anyone,
    _addresses_and_titles_name_nobody,
    _opening_a_page_changes_nothing,
    _each_look_leaves_one_row,
    _headers_hold_on_every_answer,
    _who_is_not_signed_in_is_sent_to_the_way_in,
    _the_committed_page_says_what_is_answered,
)


@pytest.mark.begun_first
def test_every_route_for_every_persona() -> None:
    """One walk, looked at in many ways; on a second database a shorter one, for the page was compared on the first."""
    with clock.moved_to(world.NOW):
        area = stood_on(make_area)
        tell_everyone(area)
        whole = settings.EMBEDDED_DATABASE
        walked = walk(area, WALKERS if whole else ON_A_SECOND_DATABASE)
        failed = [
            _failure(check, walked)
            for check in CHECKS
            if whole or check is not _the_committed_page_says_what_is_answered
        ]
    print(f"{len(walked.answers) + len(walked.posted):,} answers looked at")
    assert not any(failed), "\n\n".join(filter(None, failed))


def _failure(check: Callable[[Walk], None], walked: Walk) -> str:
    try:
        check(walked)
    except AssertionError as failed:
        return f"{check.__name__.strip('_').replace('_', ' ')}:\n{failed}"
    return ""


def test_looking_for_a_name_finds_only_what_one_may_see() -> None:
    """P7: a search by name on the register."""
    with clock.moved_to(world.NOW):
        area = stood_on(make_area)
        for persona in (
            "senco",
            "class teacher",
            "caseworker",
            "SENCo elsewhere",
            "assistant in own child's class",
        ):
            for whose in "ABC":
                answer = search(area, persona, "/children/", canary("name", whose))
                found = {name for kind, name in answer.canaries if kind == "name"}
                allowed = may_hold(area, persona, "name", whose)
                assert found == ({whose} if allowed else set()), (persona, whose)


def test_a_form_without_its_token_is_refused_everywhere() -> None:
    """ASVS 3.5.1."""
    with clock.moved_to(world.NOW):
        area = stood_on(make_area)
        client = client_of(area, "mother")
        client.handler.enforce_csrf_checks = True
        before = table_sizes()
        for route in routes():
            answer = client.post(address(route, {**absent(), **area.own.ids}), {"text": "changed"})
            assert answer.status_code == 403, (route.name, answer.status_code)
        assert table_sizes() == before


def test_no_route_answers_a_method_it_does_not_know() -> None:
    """ASVS 4.1.4: and nothing changes by trying."""
    with clock.moved_to(world.NOW):
        area = stood_on(make_area)
        client, before = client_of(area, "senco"), table_sizes()
        for route in routes():
            for method in ("put", "patch", "delete", "options", "trace"):
                answer = getattr(client, method)(address(route, {**absent(), **area.own.ids}))
                assert answer.status_code == 405, (route.name, method, answer.status_code)
        assert table_sizes() == before
