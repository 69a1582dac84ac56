"""What the platform itself remembers: work to do, work that comes round, and what has been reached once.

None of it is about a person: a job carries ids and nothing else, so these tables need no guard.
"""

from django.db import models


class Job(models.Model):
    """One piece of background work, queued in the transaction that made it necessary.

    A worker takes it by leasing it: `lease` names the worker's claim and `leased_until` says when the claim
    lapses. A worker that dies says nothing and its lease simply runs out. A finished job is deleted.
    """

    name = models.CharField(max_length=80)
    ids = models.JSONField(default=dict)
    due_at = models.DateTimeField()
    queued_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.CharField(max_length=32, default="", blank=True)
    leased_until = models.DateTimeField(null=True)
    parked_at = models.DateTimeField(null=True)  # given up after the last attempt, waiting for a person
    failure = models.CharField(max_length=200, default="", blank=True)  # the kind of error, never its words

    class Meta:
        indexes = [
            models.Index(fields=["due_at", "id"], condition=models.Q(parked_at=None), name="job_next"),
        ]
        constraints = [
            models.CheckConstraint(
                name="job_lease_has_an_end",
                condition=models.Q(lease="", leased_until=None)
                | (~models.Q(lease="") & models.Q(leased_until__isnull=False)),
            ),
        ]


class Sweep(models.Model):
    """When a piece of work that comes round was last started; one row a sweep."""

    name = models.CharField(max_length=80, primary_key=True)
    due_at = models.DateTimeField()


class Milestone(models.Model):
    """Something this installation has reached once, such as having its demo area loaded."""

    name = models.CharField(max_length=80, primary_key=True)
    reached_at = models.DateTimeField()
