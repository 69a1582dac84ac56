"""The thread of a household with a setting about one child: messages, questions, calls and letters, and who read."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.conversations.choices.threads import MessageKind
from alongside.kernel.ids import new_id
from alongside.organisations.models import Organisation
from alongside.people.models import Person

_GUARDED = (Permission.THREAD_READ, Permission.THREAD_WRITE, Permission.CALL_LOG)


class Thread(GuardedModel):
    """What a setting and one household write to each other about a child.

    Its members never change: people who move together or apart have another thread from that day, so nobody comes
    to read what was written before they were part of it. The id follows from child, setting and members.
    """

    guarded_by: ClassVar = (*_GUARDED, Permission.NEWS_READ, Permission.NEWS_SEND)

    id = models.UUIDField(primary_key=True, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["child", "organisation"], name="threads_of_child")]


class ThreadMember(GuardedModel):
    """One person of the household, named as they were when the thread began."""

    child_path = "thread__child_id"
    guarded_by: ClassVar = _GUARDED

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    relationship = models.CharField(max_length=60, blank=True, default="")

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["person", "thread"], name="threads_of_person")]
        constraints = [models.UniqueConstraint(fields=["thread", "person"], name="in_a_thread_once")]


class Message(GuardedModel):
    """One message, or a call, letter or conversation written down. It is never changed afterwards.

    `at` is when it was written, `happened_at` when it was said; for a message they are the same.
    """

    guarded_by: ClassVar = _GUARDED

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=MessageKind, default=MessageKind.MESSAGE)
    text = models.TextField()
    with_whom = models.CharField(max_length=200, blank=True, default="")
    interpreter = models.CharField(max_length=200, blank=True, default="", db_default="")
    follows = models.TextField(blank=True, default="")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    author_name = models.CharField(max_length=200)
    author_role = models.CharField(max_length=200, blank=True, default="")
    from_family = models.BooleanField()
    at = models.DateTimeField()
    happened_at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(fields=["thread", "-at", "-id"], name="messages_of_thread"),
            models.Index(fields=["child", "-happened_at", "-id"], name="messages_of_child"),
        ]


class Question(GuardedModel):
    """A message that asks: who answers it, by when, and the answer (R25)."""

    guarded_by: ClassVar = _GUARDED

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="+")
    message = models.OneToOneField(Message, on_delete=models.PROTECT, related_name="+")
    to_family = models.BooleanField()
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    owner_name = models.CharField(max_length=200)
    handed_by_name = models.CharField(max_length=200, blank=True, default="")
    due_on = models.DateField()
    answer = models.OneToOneField(Message, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(
                fields=["owner", "due_on"], condition=Q(answered_at__isnull=True), name="questions_to_answer"
            ),
            models.Index(fields=["thread"], condition=Q(answered_at__isnull=True), name="questions_open_in"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer__isnull=True, answered_at__isnull=True)
                | Q(answer__isnull=False, answered_at__isnull=False),
                name="question_answered_by_something",
            )
        ]


class Reading(GuardedModel):
    """That somebody was shown a stretch of a thread they had not read before, for both sides to see (R13)."""

    guarded_by: ClassVar = _GUARDED

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=200)
    from_family = models.BooleanField()
    first_at = models.DateTimeField()
    upto_at = models.DateTimeField()
    at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(fields=["thread", "upto_at"], name="readings_of_thread"),
            models.Index(fields=["person", "thread", "-upto_at"], name="readings_of_person"),
        ]
