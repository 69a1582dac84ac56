"""What a setting has written down after a school year: meetings, help given, reviews, alerts, concerns, requests.

The lists of a board and a home are measured on rows to find and rows to pass over, not on empty tables.
"""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from alongside.access.actor import SystemActor
from alongside.access.choices import StandingKind
from alongside.children.models import Child, Standing
from alongside.conversations.models import Meeting, MeetingRequest
from alongside.conversations.rules.meetings import term_at
from alongside.ledger.bulk import insert_many
from alongside.ledger.unit import unit_of_work
from alongside.people.models import Account, Person
from alongside.plans.models import Plan
from alongside.platform.clock import now, today
from alongside.reviews.models import Review
from alongside.support.models import (
    Action,
    Asked,
    Concern,
    Cycle,
    Delivery,
    Referral,
    SupportLetter,
    SupportStart,
)
from alongside.voice.choices import StatementKind
from alongside.voice.models import Statement
from alongside.wellbeing.models import Alert

SESSIONS = 100
"""How often each help was given: 600 helps of 100 plans make 60,000 sessions."""


class SettingAtWork:
    """A year's work of the first setting."""

    def __init__(self) -> None:
        self.on, self.at = today(), now()
        attends = Standing.everything.filter(organisation__name="Setting 0", kind=StandingKind.ATTENDS)
        self.setting_id = attends.values_list("organisation_id", flat=True)[0]
        rows = Child.everything.filter(pk__in=attends.values("child_id")).exclude(sen_provision="N")
        self.children = list(rows.order_by("id"))
        self.plans = list(Plan.everything.filter(child__in=self.children).order_by("id"))
        self.senco = Person.everything.get(pk=Account.objects.get(email="senco0@bench.example").person_id)

    def run(self) -> None:
        """Written once; nothing where it stands already."""
        if Meeting.everything.filter(purpose="Bench").exists():
            return
        with unit_of_work(SystemActor("bench", self.on), "bench.at_work", self.at) as unit:
            for rows in (
                self._meetings(), self._wishes(), self._reviews(), self._cycles(), self._alerts(), self._concerns(),
                self._referrals(), self._actions(), self._asked(), self._deliveries(),
            ):  # fmt: skip
                insert_many(rows)
            self._told()
            unit.record("bench.at_work", self.children[0])
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def _ago(self, days: int) -> datetime:
        return self.at - timedelta(days=days)

    def _day(self, days: int) -> date:
        return self.on + timedelta(days=days)

    def _meetings(self) -> list[Meeting]:
        """Three in the last three terms for most, one that is over and not written up for every twentieth."""
        found = []
        for n, child in enumerate(self.children):
            for back in (0, 110, 220):
                if back == 0 and n % 3 == 0:
                    continue  # no conversation this term
                year, term = term_at(self._day(-back))
                open_ = back == 0 and n % 20 == 1
                found.append(
                    Meeting(child=child, school_year=year, term=term, purpose="Bench", starts_at=self._ago(back + 3),
                            organised_by=self.senco, organised_by_name="Bench", created_at=self.at, changed_at=self.at,
                            state="planned" if open_ else "held", held_at=None if open_ else self._ago(back + 3))
                )  # fmt: skip
        return found

    def _wishes(self) -> list[MeetingRequest]:
        return [
            MeetingRequest(child=child, asked_by=self.senco, asked_by_name="Bench", about="Bench", way="face",
                           asked_at=self._ago(n), state="reason" if n % 4 else "waiting", answer="Yes",
                           answered_by_name="Bench", answered_at=self.at)
            for n, child in enumerate(self.children[::5])
        ]  # fmt: skip

    def _reviews(self) -> list[Review]:
        held = [
            Review(child_id=plan.child_id, plan=plan, due_on=self._day(-100), planned_by_name="Bench",
                   planned_at=self.at, finished_at=self._ago(100), content="{}", digest="0" * 64)
            for plan in self.plans
        ]  # fmt: skip
        return held + [
            Review(child_id=plan.child_id, plan=plan, due_on=self._day(n - 20), planned_by_name="Bench",
                   planned_at=self.at)
            for n, plan in enumerate(self.plans)
        ]  # fmt: skip

    def _cycles(self) -> list[Cycle]:
        return [
            Cycle(child_id=plan.child_id, number=1, stage="do", teacher=self.senco, teacher_name="Bench",
                  agreed_with="Bench", review_on=self._day(n - 10), started_on=self._day(-60), started_by_name="Bench")
            for n, plan in enumerate(self.plans)
        ]  # fmt: skip

    def _alerts(self) -> list[Alert]:
        return [
            Alert(child=child, kind="attendance.fall", reason="Bench", raised_on=self._day(-n), raised_at=self._ago(n),
                  answer="Yes" if n % 4 else "", answered_at=self.at if n % 4 else None)
            for n, child in enumerate(self.children[::3])
        ]  # fmt: skip

    def _concerns(self) -> list[Concern]:
        return [
            Concern(child=child, setting_id=self.setting_id, source="staff", voice="professional", text="Bench",
                    raiser_name="Bench", raised_at=self._ago(n),
                    answered_at=self.at if n % 6 else None, answer="Yes", outcome="watch")
            for n, child in enumerate(self.children[::4])
        ]  # fmt: skip

    def _referrals(self) -> list[Referral]:
        return [
            Referral(child=child, service="Bench", purpose="Bench", family_agreed="Yes", asked_on=self._day(-40),
                     due_on=self._day(n - 20), until=self._day(100), asked_by=self.senco, asked_by_name="Bench",
                     made_at=self._ago(40), closed_on=None if n % 2 else self.on,
                     answer="" if n % 2 else "Yes", state="asked" if n % 2 else "answered")
            for n, child in enumerate(self.children[::6])
        ]  # fmt: skip

    def _actions(self) -> list[Action]:
        return [
            Action(child=child, what="Bench", owner=self.senco, owner_name="Bench", due_on=self._day(n - 40),
                   state="open" if n % 5 == 0 else "done", result="" if n % 5 == 0 else "Yes", made_by_name="Bench",
                   made_at=self._ago(50))
            for n, child in enumerate(self.children)
        ]  # fmt: skip

    def _asked(self) -> list[Asked]:
        return [
            Asked(child=child, text="Bench", voice="child", asker_name="Bench", asked_at=self._ago(n), answer="Yes",
                  gathered="said", gathered_by_name="Bench", answered_at=self.at if n % 5 else None,
                  answered_by_name="Bench")
            for n, child in enumerate(self.children[::4])
        ]  # fmt: skip

    def _deliveries(self) -> list[Delivery]:
        helps: Any = Statement.everything.filter(
            child__in=[plan.child_id for plan in self.plans], kind=StatementKind.PROVISION
        ).values_list("id", "child_id")
        found = []
        for n, (statement_id, child_id) in enumerate(helps):
            for back in range(SESSIONS):
                missed = (n + back) % 25 == 0
                found.append(self._delivery(statement_id, child_id, back, missed))
        return found

    def _delivery(self, statement_id: UUID, child_id: UUID, back: int, missed: bool) -> Delivery:
        return Delivery(
            child_id=child_id, statement_id=statement_id, on=self._day(-2 * back), by=self.senco, by_name="Bench",
            state="missed" if missed else "given", reason="staff_away" if missed else "", at=self._ago(2 * back),
        )  # fmt: skip

    def _told(self) -> None:
        """Nine families in ten were told that support began."""
        told = [child for n, child in enumerate(self.children) if n % 10]
        starts = [
            SupportStart(child=child, setting_id=self.setting_id, on=self._day(-200),
                         needs=[], why="Bench", support="Bench", by_name="Bench",
                         at=self._ago(200))
            for child in told
        ]  # fmt: skip
        insert_many(starts)
        insert_many(
            [
                SupportLetter(child_id=one.child_id, start=one, to=self.senco, to_name="Bench", title="Bench",
                              key="bench", language="en", document_format="pdf",
                              drafted_at=self._ago(200), told_on=self._day(-199), told_how="told")
                for one in starts
            ]
        )  # fmt: skip
