"""Plan, its frozen versions, comments beside passages, and agreements. A plan holds no text of its own."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.kernel.ids import new_id
from alongside.people.models import Person
from alongside.plans.choices import Decision, PlanState, VersionState
from alongside.voice.models import Statement

_PLAN = (
    Permission.PLAN_READ, Permission.PLAN_START, Permission.PLAN_EDIT, Permission.PLAN_PROPOSE,
    Permission.PLAN_AGREE, Permission.PLAN_COMMENT, Permission.PLAN_PRINT, Permission.PASSAGE_WRITE,
    Permission.PASSPORT_READ, Permission.REGISTER_READ,
)  # fmt: skip


class PlanTemplate(models.Model):
    """A plan template added to this installation as data; the product's own is read from its pack."""

    key = models.SlugField(max_length=60)
    version = models.PositiveSmallIntegerField()
    source = models.TextField(help_text="the template file as it was added")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "version"], name="template_versions_are_kept")]

    def __str__(self) -> str:
        return f"{self.key} version {self.version}"


class Plan(GuardedModel):
    """A child's one live plan."""

    guarded_by: ClassVar = _PLAN

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    template_key = models.SlugField(max_length=60, db_index=False)
    template_version = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=PlanState, default=PlanState.DRAFTING)
    started_by_name = models.CharField(max_length=200)
    started_at = models.DateTimeField()
    review_on = models.DateField(null=True, blank=True)
    edition = models.PositiveIntegerField(default=1)

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["state", "started_at"], name="plans_longest_in_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["child"], condition=~Q(state="closed"), name="one_live_plan_per_child"
            )
        ]


class PlanVersion(GuardedModel):
    """A frozen selection of statements, exactly as it was put to the family, kept by its digest."""

    child_path = "plan__child_id"
    guarded_by: ClassVar = _PLAN

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=VersionState, default=VersionState.PROPOSED)
    content = models.TextField(help_text="canonical JSON of the document")
    digest = models.CharField(max_length=64)
    proposed_by_name = models.CharField(max_length=200)
    proposed_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True, blank=True)
    taken_back_because = models.CharField(max_length=300, blank=True, default="", db_default="")

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["state", "proposed_at"], name="versions_longest_in_state")]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="versions_are_numbered_once"),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(state="proposed"), name="one_version_before_the_family_at_a_time"
            ),
        ]


class Agreement(GuardedModel):
    """One person's answer to one version, with what is needed to prove it later (trust 5.5)."""

    child_path = "version__plan__child_id"
    guarded_by: ClassVar = _PLAN

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    signs_as = models.CharField(max_length=60)
    decision = models.CharField(max_length=10, choices=Decision)
    typed_name = models.CharField(max_length=200)
    remark = models.TextField(blank=True, default="")
    digest = models.CharField(max_length=64)
    evidence = models.JSONField()
    signed_at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["version", "person"], name="one_answer_a_person_a_version")
        ]


class Comment(GuardedModel):
    """What someone says beside a passage, kept beside it."""

    child_path = "plan__child_id"
    guarded_by: ClassVar = (Permission.PLAN_READ, Permission.PLAN_COMMENT, Permission.PLAN_EDIT)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+")
    statement = models.ForeignKey(
        Statement, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    author_name = models.CharField(max_length=200)
    author_role = models.CharField(max_length=60)
    text = models.TextField()
    said_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by_name = models.CharField(max_length=200, blank=True, default="")
    answer = models.TextField(blank=True, default="")

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["plan", "said_at"], name="comments_on_plan")]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="comment_says_something")]
