"""A panel that advises on cases: its day, who sits on it, each case with its pack, conflicts, and what it advised."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.ehc.choices import PanelAdvice, Question
from alongside.ehc.models.cases import Case
from alongside.kernel.ids import new_id
from alongside.organisations.models import Organisation
from alongside.people.models import Person


class Panel(models.Model):
    """A day on which a council's panel meets. Its members read the packs between two days, and no longer."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    opens_on = models.DateField()
    closes_on = models.DateField(help_text="the first day on which members read nothing any more")
    made_by_name = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["council", "on"], name="panels_of_council")]

    def __str__(self) -> str:
        return f"Panel on {self.on}"


class PanelMember(GuardedModel):
    """Somebody who sits on a panel, in the post in which they do."""

    child_path = None
    guarded_by: ClassVar = (Permission.PANEL_READ, Permission.CASE_KEEP)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    organisation_name = models.CharField(max_length=120)

    class Meta(GuardedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["panel", "person"], name="each_sits_once")]


class PanelItem(GuardedModel):
    """One case on the agenda. `pack` is frozen as its caseworker put it together, for the members alone.

    It reaches members who know nothing else of the child, so a narrowing decides and not a standing (trust 2.4.21).
    """

    child_path = None
    guarded_by: ClassVar = (Permission.PANEL_READ, Permission.CASE_KEEP)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    child_name = models.CharField(max_length=201)
    question = models.CharField(max_length=6, choices=Question)
    rank = models.PositiveSmallIntegerField(default=0)
    last_day = models.DateField(null=True, blank=True)
    pack = models.TextField(help_text="canonical JSON of the pack")
    digest = models.CharField(max_length=64)
    packed_by_name = models.CharField(max_length=200)
    packed_at = models.DateTimeField()
    advice = models.CharField(max_length=8, choices=PanelAdvice, blank=True, default="")
    reasons = models.TextField(blank=True, default="")
    present = models.JSONField(default=list)
    recorded_by_name = models.CharField(max_length=200, blank=True, default="")
    recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["panel", "case"], name="each_case_once_on_an_agenda"),
            models.CheckConstraint(
                condition=Q(recorded_at__isnull=True)
                | (~Q(advice="") & ~Q(reasons="") & ~Q(recorded_by_name="")),
                name="panel_advice_says_what_and_why",
            ),
        ]


class PanelConflict(GuardedModel):
    """A conflict of interest that a member declared about one case, or that was set aside, with the reasons."""

    child_path = None
    guarded_by: ClassVar = (Permission.PANEL_READ, Permission.CASE_KEEP)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(PanelItem, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=200)
    words = models.CharField(max_length=500)
    at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["item", "person"], name="each_declares_once"),
            models.CheckConstraint(condition=~Q(words=""), name="conflict_says_which"),
        ]
