"""The plan, its frozen versions, and what section I of a version names."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.ehc.models import Case
from alongside.ehcplans.choices import Because, CeaseReason, EhcPlanState, Origin, SettingCode, VersionKind
from alongside.kernel.ids import new_id
from alongside.organisations.models import Organisation
from alongside.people.models import Person

_GUARDED = (
    Permission.EHCPLAN_READ, Permission.EHCPLAN_KEEP, Permission.EHCPLAN_ISSUE, Permission.EHCPLAN_ANSWER,
)  # fmt: skip


class EhcPlan(GuardedModel):
    """A child's education, health and care plan, from the first line of its draft until it has ended.

    `first_issued_on` is the day it was first made, by whichever council; `issued_on` that of the version in force.
    """

    guarded_by: ClassVar = _GUARDED

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=11, choices=Origin, default=Origin.HERE)
    transferred_from = models.CharField(max_length=3, blank=True, default="", help_text="code of the council")
    state = models.CharField(max_length=11, choices=EhcPlanState, default=EhcPlanState.DRAFTING)
    layout = models.SlugField(max_length=40, default="pilot", db_index=False)
    first_issued_on = models.DateField(null=True, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    caseworker = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    caseworker_name = models.CharField(max_length=200, blank=True, default="")
    started_at = models.DateTimeField()
    ceased_on = models.DateField(null=True, blank=True)
    cease_reason = models.CharField(max_length=1, choices=CeaseReason, blank=True, default="")
    edition = models.PositiveIntegerField(default=1)

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(fields=["council", "state", "issued_on"], name="ehc_plans_of_council"),
            models.Index(fields=["child", "started_at"], name="ehc_plans_of_child"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["child"], condition=~Q(state=EhcPlanState.CEASED), name="one_live_ehc_plan_per_child"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[EhcPlanState.DRAFTING, EhcPlanState.WITH_FAMILY, EhcPlanState.CEASED])
                | (Q(first_issued_on__isnull=False) & Q(issued_on__isnull=False)),
                name="ehc_plan_in_force_says_since_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=EhcPlanState.CEASED) | (Q(ceased_on__isnull=False) & ~Q(cease_reason="")),
                name="ehc_plan_that_ended_says_why",
            ),
        ]


class EhcVersion(GuardedModel):
    """One version of a plan, frozen as it was served: what it says as plain data, kept by its digest.

    `served_on` is the day it went out; a version that is not served yet is the council's to read alone.
    """

    child_path = "plan__child_id"
    guarded_by: ClassVar = _GUARDED

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(EhcPlan, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=13, choices=VersionKind)
    because = models.CharField(max_length=14, choices=Because, default=Because.INITIAL)
    content = models.TextField(help_text="canonical JSON of what the plan says (rules/content.py)")
    digest = models.CharField(max_length=64)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    served_on = models.DateField(null=True, blank=True)
    edition = models.PositiveIntegerField(default=1)

    class Meta(GuardedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="ehc_versions_are_numbered_once"),
        ]


class NamedSetting(GuardedModel):
    """What section I of a version names: a setting, a type of setting, or education otherwise than at school."""

    child_path = "version__plan__child_id"
    guarded_by: ClassVar = _GUARDED

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(EhcVersion, on_delete=models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField(default=1)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=200, blank=True, default="")
    kind = models.CharField(
        max_length=120, blank=True, default="", help_text="the type, as section I says it"
    )
    urn = models.CharField(max_length=6, blank=True, default="")
    ukprn = models.CharField(max_length=8, blank=True, default="")
    code = models.CharField(max_length=3, choices=SettingCode, blank=True, default="")
    sen_unit = models.BooleanField(default=False)
    resourced_provision = models.BooleanField(default=False)

    class Meta(GuardedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["version", "rank"], name="settings_are_ranked_once"),
            models.CheckConstraint(condition=Q(rank__in=[1, 2]), name="a_version_names_two_settings_at_most"),
            models.CheckConstraint(
                condition=~Q(name="") | ~Q(kind="") | ~Q(code=""), name="section_i_names_something"
            ),
        ]
