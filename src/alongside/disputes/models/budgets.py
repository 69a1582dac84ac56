"""A personal budget and its direct payments: CFA 2014 s.49, SI 2014/1652."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.disputes.choices import BudgetState, PaymentForm, PaymentStep
from alongside.ehc.choices import Route
from alongside.ehcplans.models import EhcLine, EhcPlan
from alongside.kernel.ids import new_id
from alongside.people.models import Person

_GUARDED = (
    Permission.EHCPLAN_READ, Permission.EHCPLAN_KEEP, Permission.EHCPLAN_ISSUE, Permission.EHCPLAN_ANSWER,
)  # fmt: skip


class Budget(GuardedModel):
    """A personal budget somebody asked for, from the request until payments stop.

    Read by whoever asked, by the young person when the rights have passed, and by the council: money of one home is not
    the other's to read. `considered` are the answers to the questions of reg 6, `grounds` those of a refusal.
    Nobody as `asker` is a young person without a sign-in, for whom the council wrote it down.
    """

    guarded_by: ClassVar = _GUARDED

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(EhcPlan, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=BudgetState, default=BudgetState.ASKED)
    asker = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asker_name = models.CharField(max_length=200)
    route = models.CharField(max_length=6, choices=Route, default=Route.HERE)
    taken_in_by_name = models.CharField(max_length=200, blank=True, default="")
    words = models.TextField()
    asked_on = models.DateField()
    considered = models.JSONField(blank=True, default=dict, help_text="answers by question of reg 6")
    considered_words = models.TextField(blank=True, default="")
    considered_on = models.DateField(null=True, blank=True)
    considered_by_name = models.CharField(max_length=200, blank=True, default="")
    grounds = models.JSONField(blank=True, default=list, help_text="why not, by the law's names")
    reasons = models.TextField(blank=True, default="")
    decided_on = models.DateField(null=True, blank=True)
    decided_by_name = models.CharField(max_length=200, blank=True, default="")
    review_asked_on = models.DateField(null=True, blank=True)
    review_words = models.TextField(blank=True, default="")
    reviewed_on = models.DateField(null=True, blank=True)
    recipient = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recipient_name = models.CharField(max_length=200, blank=True, default="")
    conditions = models.TextField(blank=True, default="")
    consented_on = models.DateField(null=True, blank=True)
    consent_words = models.CharField(max_length=300, blank=True, default="", help_text="how it was given")
    consent_kept_by_name = models.CharField(max_length=200, blank=True, default="")
    started_on = models.DateField(null=True, blank=True)
    looked_on = models.DateField(
        null=True, blank=True, help_text="when it was last looked at how payments go"
    )
    looked_words = models.TextField(blank=True, default="")
    reviewed_with_plan_on = models.DateField(
        null=True, blank=True, help_text="when it was last looked at with the yearly review"
    )
    stopped_on = models.DateField(null=True, blank=True)
    stopped_words = models.TextField(blank=True, default="")

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["child", "-asked_on"], name="budgets_of_child")]
        constraints = [
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(state__in=[BudgetState.ASKED, BudgetState.SET]),
                name="one_budget_of_a_plan",
            ),
            models.CheckConstraint(
                condition=Q(consented_on=None) | ~Q(recipient_name=""),
                name="consent_is_somebodys",
            ),
        ]


class BudgetItem(GuardedModel):
    """One sum of a budget: for which help, how it is paid, and whether the head agrees where it is used at school."""

    child_path = "budget__child_id"
    guarded_by: ClassVar = _GUARDED

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="+")
    section = models.CharField(max_length=2)
    line = models.ForeignKey(EhcLine, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    help = models.CharField(max_length=300)
    purpose = models.TextField(blank=True, default="", help_text="which needs and outcomes it meets")
    form = models.CharField(max_length=8, choices=PaymentForm)
    yearly = models.DecimalField(max_digits=10, decimal_places=2)
    at_setting = models.BooleanField(default=False)
    head_agreed = models.CharField(max_length=200, blank=True, default="", help_text="who agreed, and when")
    set_by_name = models.CharField(max_length=200)
    set_at = models.DateTimeField()
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    changed_words = models.CharField(max_length=300, blank=True, default="")

    class Meta(GuardedModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(at_setting=False) | ~Q(head_agreed=""),
                name="head_agrees_to_payments_used_at_school",
            ),
            models.CheckConstraint(condition=Q(yearly__gt=0), name="a_sum_is_more_than_nothing"),
        ]


class BudgetStep(GuardedModel):
    """Something that happened to the payments after the decision: kept as it was, never changed.

    `item` and `yearly` are the sum and what it was before; `from_on` the day on which it takes effect.
    """

    child_path = "budget__child_id"
    guarded_by: ClassVar = _GUARDED

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=PaymentStep)
    item = models.ForeignKey(BudgetItem, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    yearly = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    words = models.TextField(blank=True, default="")
    on = models.DateField()
    from_on = models.DateField(null=True, blank=True)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["budget", "at"], name="steps_of_budget")]
