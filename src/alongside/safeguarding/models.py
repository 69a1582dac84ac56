"""What is kept in the safeguarding room. Words are encrypted; nothing is changed or deleted, only added to.

Nothing above this app may import these models, and no row here is reached but through its narrowing.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.kernel.ids import new_id
from alongside.organisations.models import Organisation
from alongside.people.models import Person
from alongside.platform.encryption import EncryptedText
from alongside.safeguarding.choices import EntryKind, Looked

_READ, _NAMED = Permission.SAFEGUARDING_READ, Permission.SAFEGUARDING_NAMED


class Entry(GuardedModel):
    """One concern, record or community safety plan, kept by one setting about one child."""

    guarded_by: ClassVar = (_READ, _NAMED)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+", db_index=False)
    setting = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=12, choices=EntryKind)
    text = EncryptedText()
    already_done = EncryptedText(blank=True, default="")
    keeps_safe = EncryptedText(blank=True, default="")
    who_knows = EncryptedText(blank=True, default="")
    happened_on = models.DateField()
    review_on = models.DateField(null=True, blank=True)
    writer = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    writer_name = models.CharField(max_length=200)
    writer_role = models.CharField(max_length=200, blank=True, default="")
    written_at = models.DateTimeField()
    receipt = models.CharField(max_length=16, blank=True, default="")
    read_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_words = EncryptedText(blank=True, default="")
    closed_by_name = models.CharField(max_length=200, blank=True, default="")

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(fields=["setting", "child", "-written_at"], name="room_of_setting"),
            models.Index(fields=["child", "-written_at"], name="room_of_child"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=EntryKind.SAFETY_PLAN) | Q(review_on__isnull=False),
                name="safety_plan_is_looked_at_again",
            ),
        ]


class Note(GuardedModel):
    """Words added to an entry later."""

    child_path = "entry__child_id"
    guarded_by: ClassVar = (_READ, _NAMED)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    text = EncryptedText()
    writer = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    writer_name = models.CharField(max_length=200)
    writer_role = models.CharField(max_length=200, blank=True, default="")
    written_at = models.DateTimeField()


class Step(GuardedModel):
    """Something to be done about an entry: what, who, by when, and what came of it. It never leaves the room."""

    child_path = "entry__child_id"
    guarded_by: ClassVar = (_READ, _NAMED)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    what = EncryptedText()
    owner_name = models.CharField(max_length=200, blank=True, default="")
    due_on = models.DateField()
    added_by_name = models.CharField(max_length=200)
    added_at = models.DateTimeField()
    came_of_it = EncryptedText(blank=True, default="")
    done_by_name = models.CharField(max_length=200, blank=True, default="")
    done_at = models.DateTimeField(null=True, blank=True)


class Named(GuardedModel):
    """Somebody outside the room who may read one entry, from a day until another (end exclusive)."""

    child_path = "entry__child_id"
    guarded_by: ClassVar = (_READ,)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=200)
    why = EncryptedText()
    starts_on = models.DateField()
    ends_on = models.DateField()
    named_by_name = models.CharField(max_length=200)
    named_at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["person", "ends_on"], name="named_in_rooms")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="naming_dates_in_order")
        ]


class RoomLook(GuardedModel):
    """Who opened what in the room: its own log, apart from the one the family reads."""

    guarded_by: ClassVar = (_READ, _NAMED)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+", db_index=False)
    setting = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    entry = models.ForeignKey(Entry, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=8, choices=Looked)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=200)
    role_name = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["setting", "-at", "-id"], name="looks_into_room")]


class Unplaced(GuardedModel):
    """A concern from somebody who does not work with the child: by name, until the lead says who it is about.

    `candidate` is the one child whom the name may mean: only so that a lead in conflict does not read it.
    """

    child_path = None
    guarded_by: ClassVar = (_READ,)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    setting = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    about = EncryptedText()
    candidate = models.ForeignKey(Child, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    text = EncryptedText()
    already_done = EncryptedText(blank=True, default="")
    happened_on = models.DateField()
    writer = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    writer_name = models.CharField(max_length=200)
    writer_role = models.CharField(max_length=200, blank=True, default="")
    written_at = models.DateTimeField()
    receipt = models.CharField(max_length=16)
    placed_at = models.DateTimeField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(
                fields=["setting", "-written_at"], condition=Q(placed_at=None), name="concerns_to_place"
            )
        ]
