"""Money for inclusion: what comes in by financial year, for the setting and for one child. Corrected, never changed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.inclusion.choices import IncomeKind
from alongside.kernel.ids import new_id
from alongside.organisations.models import Organisation


class Income(models.Model):
    """Money of one kind in a financial year (the year in which its April lies). Taken out, it stays to be read."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    financial_year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=IncomeKind)
    name = models.CharField(max_length=120)
    amount = models.DecimalField(max_digits=10, decimal_places=2)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    taken_out_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "financial_year"], name="income_of_year")]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="income_is_a_sum")]

    def __str__(self) -> str:
        return self.name


class TopUp(GuardedModel):
    """Money that came for one child in a financial year, to the setting that was given it."""

    guarded_by: ClassVar = (Permission.COST_KEEP,)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    financial_year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=120)
    amount = models.DecimalField(max_digits=10, decimal_places=2)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    taken_out_at = models.DateTimeField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["organisation", "financial_year"], name="top_ups_of_year")]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="top_up_is_a_sum")]
