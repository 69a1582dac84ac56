"""Tables of well-being: sessions by year, part-time timetables, suspensions, alerts, agreed strategies."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.kernel.ids import new_id
from alongside.organisations.models import Organisation
from alongside.people.models import Person
from alongside.voice.models import Statement
from alongside.wellbeing.choices import AlertKind, EarlyReview, SuspensionKind
from alongside.wellbeing.rules.register import SESSIONS, Figures, count, counted_by

_READ, _KEEP = Permission.ATTENDANCE_READ, Permission.INCLUSION_KEEP


class AttendanceYear(GuardedModel):
    """A child's sessions at one setting in one school year, in one text, and how many count as what (decision 10).

    The counts hold while `counted_by` is what `rules.register.counted_by` says; otherwise the text is counted.
    Whoever changes the text calls `write`.
    """

    guarded_by: ClassVar = (_READ, _KEEP, Permission.PUPILS_IMPORT)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    school_year = models.PositiveSmallIntegerField(help_text="the year in which it starts")
    marks = models.CharField(max_length=SESSIONS)
    attended = models.PositiveIntegerField(default=0)
    authorised = models.PositiveIntegerField(default=0)
    unauthorised = models.PositiveIntegerField(default=0)
    counted_by = models.CharField(
        max_length=16, blank=True, default="", help_text="by which codes; empty: not counted"
    )
    changed_at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(
                fields=[
                    "organisation",
                    "school_year",
                    "counted_by",
                    "child",
                    "attended",
                    "authorised",
                    "unauthorised",
                ],
                name="attendance_counted",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["child", "school_year", "organisation"], name="one_text_a_child_and_year"
            )
        ]

    def write(self, marks: str, at: datetime) -> None:
        """Keep this text, and what it comes to with the codes of today."""
        self.marks, self.changed_at = marks, at
        self.count(count(marks))

    def count(self, figures: Figures) -> None:
        """Keep what the text comes to."""
        self.attended, self.authorised, self.unauthorised, _ = figures
        self.counted_by = counted_by()


class PartTimeTimetable(GuardedModel):
    """Fewer hours for a time, agreed with a parent, with a day on which it is looked at again."""

    guarded_by: ClassVar = (_READ, _KEEP)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    hours = models.CharField(max_length=200, help_text="when the child is in school, in words")
    reason = models.CharField(max_length=500)
    back_to_full = models.CharField(max_length=500, help_text="how the child comes back to full time")
    agreed_by = models.CharField(max_length=200, help_text="the parent who agreed, by name")
    agreed_on = models.DateField()
    starts_on = models.DateField()
    review_on = models.DateField()
    ends_on = models.DateField(help_text="the last day that was agreed")
    ended_on = models.DateField(null=True, blank=True)
    result = models.CharField(max_length=500, blank=True, default="")
    written_by_name = models.CharField(max_length=200)
    written_at = models.DateTimeField()
    edition = models.PositiveIntegerField(default=1)

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["child", "-starts_on"], name="part_time_of")]
        constraints = [
            models.CheckConstraint(
                condition=Q(review_on__gte=F("starts_on")) & Q(ends_on__gte=F("review_on")),
                name="part_time_dates_in_order",
            ),
            models.CheckConstraint(condition=~Q(agreed_by=""), name="part_time_agreed_by_someone"),
            models.UniqueConstraint(
                fields=["child"], condition=Q(ended_on__isnull=True), name="one_part_time_at_a_time"
            ),
        ]


class Suspension(GuardedModel):
    """A suspension or exclusion from one setting. A day is two sessions; a lunchtime counts as one."""

    guarded_by: ClassVar = (_READ, _KEEP)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=4, choices=SuspensionKind)
    reasons = models.JSONField(default=list)
    starts_on = models.DateField()
    sessions = models.PositiveSmallIntegerField(default=0)
    sen_provision = models.CharField(max_length=1, default="N", help_text="at the time")
    told_parent_on = models.DateField(null=True, blank=True)
    told_parent = models.CharField(max_length=200, blank=True, default="", help_text="who was told, and how")
    early_review = models.CharField(max_length=6, choices=EarlyReview, blank=True, default="")
    early_review_why = models.CharField(max_length=500, blank=True, default="")
    written_by_name = models.CharField(max_length=200)
    written_at = models.DateTimeField()
    edition = models.PositiveIntegerField(default=1)

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["child", "-starts_on"], name="suspensions_of")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=SuspensionKind.PERMANENT) | Q(sessions__gte=1), name="suspension_lasts"
            )
        ]


class Alert(GuardedModel):
    """Something was noticed that whoever leads should know, with the reason in words and figures.

    `about` names the occasion, so that one matter is raised once. `ended_on`: what was noticed holds no longer.
    """

    guarded_by: ClassVar = (_READ, Permission.ALERT_ANSWER)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=24, choices=AlertKind)
    about = models.CharField(max_length=80, blank=True, default="")
    reason = models.CharField(max_length=400)
    raised_on = models.DateField()
    raised_at = models.DateTimeField()
    ended_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True, default="")
    answered_by_name = models.CharField(max_length=200, blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    action_id = models.UUIDField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(fields=["child", "-raised_at", "-id"], name="alerts_of"),
            models.Index(
                "child", condition=Q(answered_at__isnull=True, ended_on__isnull=True), name="alerts_open_of"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["child", "kind", "about"],
                condition=Q(ended_on__isnull=True),
                name="one_alert_a_matter",
            )
        ]


class StrategyAgreed(GuardedModel):
    """A member of staff says that they have read what helps this child and use it. Of the words as they stood."""

    guarded_by: ClassVar = (Permission.PASSPORT_READ, Permission.STRATEGY_AGREE)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+", db_index=False)
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    edition = models.PositiveIntegerField(help_text="of the words that were read")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=200)
    note = models.CharField(max_length=300, blank=True, default="")
    at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["child", "-at", "-id"], name="strategies_agreed_of")]
        constraints = [
            models.UniqueConstraint(fields=["statement", "edition", "person"], name="agreed_once_an_edition")
        ]
