"""A decision that one person challenges, and each step of mediation and appeal. Nothing here is deleted."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.disputes.choices import Body, Ended, Ground, Remedy, Step
from alongside.ehc.models import Case
from alongside.ehcplans.models import EhcPlan
from alongside.kernel.ids import new_id
from alongside.organisations.models import Organisation
from alongside.people.models import Person

_GUARDED = (Permission.APPEAL_READ, Permission.APPEAL_TAKE, Permission.APPEAL_KEEP)


class Challenge(GuardedModel):
    """One person's way with one decision of a council: mediation, appeal, and what came of it.

    `about_id` is the decision's own id, in whichever table it is kept; `about` says in words what was decided.
    `party` is whose right it is. When a child becomes a young person it passes to them, and `begun_by` goes on
    reading what they began.
    """

    guarded_by: ClassVar = _GUARDED

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(EhcPlan, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=10, choices=Ground)
    about_id = models.UUIDField()
    about = models.CharField(max_length=200)
    decided_on = models.DateField()
    party = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    party_name = models.CharField(max_length=200)
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["child", "-begun_at"], name="challenges_of_child")]
        constraints = [
            models.UniqueConstraint(fields=["about_id", "party"], name="one_challenge_by_each_person")
        ]


class ChallengeStep(GuardedModel):
    """One thing that happened on the way, on which day, as it was written down. A mistake is struck out, and stays."""

    child_path = "challenge__child_id"
    guarded_by: ClassVar = _GUARDED

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=Step)
    on = models.DateField()
    words = models.TextField(blank=True, default="")
    day = models.DateField(
        null=True, blank=True, help_text="of the mediation or the hearing, or agreed instead"
    )
    reference = models.CharField(max_length=60, blank=True, default="")
    sections = models.JSONField(default=list)
    body = models.CharField(max_length=8, choices=Body, blank=True, default="")
    ended = models.CharField(max_length=8, choices=Ended, blank=True, default="")
    remedy = models.CharField(max_length=16, choices=Remedy, blank=True, default="")
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_by_name = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()
    struck_why = models.CharField(max_length=300, blank=True, default="")
    struck_by_name = models.CharField(max_length=200, blank=True, default="")
    struck_at = models.DateTimeField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["challenge", "on"], name="steps_of_challenge")]
        constraints = [
            models.CheckConstraint(
                condition=Q(struck_at=None) | (~Q(struck_why="") & ~Q(struck_by_name="")),
                name="struck_step_says_who_and_why",
            )
        ]


class ChallengeClaim(GuardedModel):
    """An exception that the council claims to a limit after an order or an appeal that is not opposed, and what shows
    it (SI 2014/1530 reg 44(3), 45(7)): beside the date, never moving it. It is never changed or taken back."""

    child_path = "challenge__child_id"
    guarded_by: ClassVar = _GUARDED

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="+")
    limit = models.CharField(max_length=60)
    key = models.CharField(max_length=40)
    evidence = models.TextField()
    asked_on = models.DateField(null=True, blank=True)
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(evidence=""), name="challenge_claim_says_what_shows_it")
        ]
