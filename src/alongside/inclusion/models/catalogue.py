"""A setting's catalogue: what it can offer, what is known about it, what it asks of staff. Holds nothing of a child."""

from django.db import models
from django.db.models import F, Q

from alongside.inclusion.choices import GivenBy, Rating, Wave
from alongside.kernel.ids import new_id
from alongside.organisations.models import Organisation


class Intervention(models.Model):
    """One kind of help that a setting offers. Ended, never deleted: help that was given keeps its name and cost.

    `starter` is the key of the shipped text it was copied from, `came_from` the setting that shared it.
    `rate_is_example` until the setting wrote its own hourly rate.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    what = models.TextField()
    areas = models.JSONField(default=list)
    wave = models.CharField(max_length=10, choices=Wave)
    from_age = models.PositiveSmallIntegerField(default=0)
    to_age = models.PositiveSmallIntegerField(default=25)
    given_by = models.CharField(max_length=10, choices=GivenBy)
    training = models.CharField(max_length=300, blank=True, default="")
    group_size = models.PositiveSmallIntegerField(default=1)
    minutes = models.PositiveSmallIntegerField()
    per_week = models.PositiveSmallIntegerField()
    weeks = models.PositiveSmallIntegerField()
    hourly_rate = models.DecimalField(max_digits=6, decimal_places=2)
    rate_is_example = models.BooleanField(default=False)
    rating = models.CharField(max_length=9, choices=Rating, default=Rating.UNKNOWN)
    evidence = models.TextField(blank=True, default="")
    citation = models.CharField(max_length=300, blank=True, default="")
    starter = models.SlugField(max_length=60, blank=True, default="", db_index=False)
    came_from = models.CharField(max_length=120, blank=True, default="")
    edition = models.PositiveIntegerField(default=1)
    added_by_name = models.CharField(max_length=200)
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], condition=Q(ended_at__isnull=True), name="one_offer_by_name"
            ),
            models.CheckConstraint(condition=Q(to_age__gte=F("from_age")), name="offer_ages_in_order"),
            models.CheckConstraint(
                condition=Q(minutes__gte=1) & Q(per_week__gte=1) & Q(weeks__gte=1) & Q(group_size__gte=1),
                name="offer_takes_some_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name
