"""What a class offers a child like everyone, the day SEN support begins, and the letters that say so."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.kernel.ids import new_id
from alongside.organisations.models import Organisation
from alongside.people.choices import DocumentFormat
from alongside.people.models import Person
from alongside.support.choices import LetterTold, OfferState


class ClassOffer(GuardedModel):
    """One line of the expectations of every class, as it stands for a child. A later answer takes its place.

    The words are those of the pack's version of that day, so that what was ticked stays true.
    """

    guarded_by: ClassVar = (Permission.CONCERN_READ, Permission.CONCERN_RAISE, Permission.SUPPORT_BEGIN)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=60)
    strategy = models.CharField(max_length=300)
    pack_version = models.CharField(max_length=20)
    state = models.CharField(max_length=9, choices=OfferState)
    since = models.DateField()
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["child", "area"], name="class_offers_of_child")]
        constraints = [
            models.UniqueConstraint(
                fields=["child", "area", "strategy"],
                condition=Q(replaced_at=None),
                name="one_answer_to_each_offer",
            )
        ]


class SupportStart(GuardedModel):
    """That SEN support began: when, for which needs, why, what is done, and what was heard before."""

    guarded_by: ClassVar = (Permission.PLAN_READ, Permission.SUPPORT_BEGIN)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    setting = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    needs = models.JSONField(default=list, blank=True)
    why = models.TextField()
    support = models.TextField()
    heard = models.TextField(help_text="what child and family said; for the SENCo")
    without_class = models.TextField(
        blank=True, default="", help_text="why what every class offers was not first"
    )
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["child", "-at"], name="support_starts_of_child")]


class SupportLetter(GuardedModel):
    """One letter to one person: special educational provision is being made (Children and Families Act 2014 s.68).

    It is in that person's language and form, and theirs alone. Given, its words are never changed.
    """

    guarded_by: ClassVar = (Permission.CONCERN_READ, Permission.SUPPORT_BEGIN)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    start = models.ForeignKey(SupportStart, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    to_name = models.CharField(max_length=200)
    relationship = models.CharField(max_length=60, blank=True, default="")
    key = models.CharField(max_length=60)
    language = models.CharField(max_length=12)
    document_format = models.CharField(max_length=12, choices=DocumentFormat)
    title = models.CharField(max_length=300)
    paragraphs = models.JSONField(default=list)
    drafted_at = models.DateTimeField()
    told_on = models.DateField(null=True, blank=True)
    told_how = models.CharField(max_length=8, choices=LetterTold, blank=True, default="")
    told_by_name = models.CharField(max_length=200, blank=True, default="")
    opened_at = models.DateTimeField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["child", "told_on"], name="support_letters_of_child")]
        constraints = [
            models.UniqueConstraint(fields=["start", "to"], name="one_letter_to_each"),
            models.CheckConstraint(condition=Q(told_on=None) | ~Q(told_how=""), name="given_letter_says_how"),
        ]
