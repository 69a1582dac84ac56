"""A setting's SEN information report: what is written for each item, and what was published. Nothing of a child."""

from django.db import models

from alongside.kernel.ids import new_id
from alongside.organisations.models import Organisation


class ReportPassage(models.Model):
    """What a setting says to one item of the law, and the records it rested on when it was written."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    item = models.SlugField(max_length=60, db_index=False)
    text = models.TextField()
    rested_on = models.JSONField(default=dict)
    edition = models.PositiveIntegerField(default=1)
    written_by_name = models.CharField(max_length=200)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "item"], name="one_passage_an_item"),
        ]


class ReportVersion(models.Model):
    """A report as it was published: the whole document, its digest, its PDF. Never changed.

    `rested_on` are the records it rested on: when one is no longer what it was, the report is due again.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveSmallIntegerField()
    document = models.TextField(help_text="canonical JSON of the document")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the document")
    pdf_key = models.CharField(max_length=120)
    pdf_digest = models.CharField(max_length=64)
    rested_on = models.JSONField(default=dict)
    reading_age = models.DecimalField(max_digits=4, decimal_places=1)
    published_by_name = models.CharField(max_length=200)
    published_at = models.DateTimeField()
    due_again_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="one_report_by_number"),
        ]
