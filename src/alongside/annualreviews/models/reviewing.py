"""One review of an EHC plan: its days, who is asked, what is said, what is proposed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.annualreviews.choices import ChangeKind, ChildLeads, Phase, ReviewKind, Seat, Topic
from alongside.children.models import Child
from alongside.ehcplans.models import EhcPlan
from alongside.kernel.ids import new_id
from alongside.organisations.models import Organisation
from alongside.people.models import Person

REVIEWING = (
    Permission.ANNUAL_READ, Permission.ANNUAL_SAY, Permission.ANNUAL_HOLD, Permission.CASE_KEEP,
    Permission.CASE_DECIDE, Permission.CASE_ASK,
)  # fmt: skip


class AnnualReview(GuardedModel):
    """One review of a plan, from the day its year begins until what it came to is done.

    `due_on` is the last lawful day of its decision. Each day is empty until it has come; where the review stands
    follows from them (`rules/stage.py`). One review of a plan is open at a time.
    """

    guarded_by: ClassVar = REVIEWING

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(EhcPlan, on_delete=models.PROTECT, related_name="+")
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6, choices=ReviewKind, default=ReviewKind.ANNUAL)
    made_on = models.DateField()
    reviewed_on = models.DateField(null=True, blank=True)
    passed_on = models.DateField(null=True, blank=True, help_text="when the plan came from another council")
    due_on = models.DateField()
    phase = models.CharField(max_length=15, choices=Phase, blank=True, default="")
    moves_on = models.DateField(null=True, blank=True)
    phase_by_name = models.CharField(
        max_length=200,
        blank=True,
        default="",
        help_text="who of the council said it; else it follows from the year",
    )
    opened_at = models.DateTimeField()
    meeting_on = models.DateField(null=True, blank=True)
    meeting_time = models.CharField(max_length=20, blank=True, default="")
    place = models.CharField(max_length=200, blank=True, default="")
    child_leads = models.CharField(max_length=9, choices=ChildLeads, blank=True, default="")
    looked_after = models.BooleanField(default=False)
    out_of_area = models.BooleanField(default=False)
    set_by_name = models.CharField(max_length=200, blank=True, default="")
    not_asked_because = models.CharField(max_length=300, blank=True, default="")
    invited_on = models.DateField(null=True, blank=True)
    papers_on = models.DateField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)
    no_child_because = models.CharField(max_length=300, blank=True, default="")
    no_change = models.BooleanField(default=False)
    reported_on = models.DateField(null=True, blank=True)
    reported_by_name = models.CharField(max_length=200, blank=True, default="")
    report = models.TextField(blank=True, default="", help_text="canonical JSON of the report")
    digest = models.CharField(max_length=64, blank=True, default="")
    outcome = models.CharField(max_length=8, blank=True, default="")
    decided_on = models.DateField(null=True, blank=True)
    notice_on = models.DateField(null=True, blank=True)
    final_on = models.DateField(null=True, blank=True)
    unchanged_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    edition = models.PositiveIntegerField(default=1)

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(fields=["child", "-due_on"], name="annual_reviews_of_child"),
            models.Index(
                fields=["council", "due_on"], condition=Q(closed_on=None), name="annual_reviews_open"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["plan"], condition=Q(closed_on=None), name="one_review_of_a_plan_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(reported_on=None) | ~Q(report=""), name="sent_report_is_frozen"
            ),
            models.CheckConstraint(
                condition=Q(decided_on=None) | ~Q(outcome=""), name="decided_review_says_what"
            ),
        ]


class Invitee(GuardedModel):
    """Somebody asked to a review, as whom, and the advice they gave before it."""

    guarded_by: ClassVar = REVIEWING

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    review = models.ForeignKey(AnnualReview, on_delete=models.PROTECT, related_name="+")
    seat = models.CharField(max_length=13, choices=Seat)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200, blank=True, default="")
    added_by_name = models.CharField(max_length=200)
    asked_on = models.DateField(null=True, blank=True)
    advice = models.TextField(blank=True, default="")
    advice_on = models.DateField(null=True, blank=True)
    advice_by_name = models.CharField(max_length=200, blank=True, default="")
    came = models.BooleanField(null=True, blank=True)
    edition = models.PositiveIntegerField(default=1)

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["review", "seat"], name="invited_to_annual_review")]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "person"], condition=Q(person__isnull=False), name="asked_to_a_review_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="invitee_has_a_name"),
        ]


class TalkedAbout(GuardedModel):
    """What the meeting says about one thing it has to talk about."""

    guarded_by: ClassVar = REVIEWING

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    review = models.ForeignKey(AnnualReview, on_delete=models.PROTECT, related_name="+")
    topic = models.CharField(max_length=12, choices=Topic)
    text = models.TextField()
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    edition = models.PositiveIntegerField(default=1)

    class Meta(GuardedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["review", "topic"], name="one_text_a_topic_a_review")]


class Proposal(GuardedModel):
    """A change of the plan that the review recommends: in which section, from what into what, why, and who said so."""

    guarded_by: ClassVar = REVIEWING

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    review = models.ForeignKey(AnnualReview, on_delete=models.PROTECT, related_name="+")
    section = models.CharField(max_length=2)
    kind = models.CharField(max_length=6, choices=ChangeKind)
    was = models.TextField(blank=True, default="")
    becomes = models.TextField(blank=True, default="")
    why = models.TextField(blank=True, default="")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["review", "section", "at"], name="proposed_in_review")]


class Difference(GuardedModel):
    """Where somebody at the review sees it differently: it goes into the report as they say it (reg 20(8))."""

    guarded_by: ClassVar = REVIEWING

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    review = models.ForeignKey(AnnualReview, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    whose = models.CharField(max_length=200)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["review", "at"], name="seen_differently_in_review")]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="difference_says_something")]


class ReviewList(models.Model):
    """The list of reviews due in a term, as a council sent it to one setting (Code 9.173). It names no child."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    setting = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    term_starts_on = models.DateField()
    reviews = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()
    sent_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["council", "setting", "term_starts_on"], name="one_list_a_setting_a_term"
            )
        ]
