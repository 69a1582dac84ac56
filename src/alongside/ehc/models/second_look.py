"""Two people, before a council comes to know a child whose record is here already."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.kernel.ids import new_id
from alongside.organisations.models import Organisation
from alongside.people.models import Person


class SecondLook(GuardedModel):
    """One person of a council says that it is responsible for a child who is known here, and why; another confirms.

    Until then it opens nothing: a request or a plan could be made up to read a record. So it is tied to the council and
    not to the child's own readers; a narrowing decides who reads it.
    """

    child_path = None
    guarded_by: ClassVar = (Permission.CASE_KEEP, Permission.EHCPLAN_KEEP)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=1000)
    path = models.CharField(max_length=200, help_text="the page on which it is confirmed")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    by_manager = models.BooleanField()
    at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_by_name = models.CharField(max_length=200, blank=True, default="")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["council", "child"], condition=Q(confirmed_at=None), name="one_open_look_at_a_child"
            ),
            models.CheckConstraint(condition=~Q(why=""), name="look_says_why"),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | ~Q(confirmed_by=models.F("by")), name="two_people_looked"
            ),
        ]
