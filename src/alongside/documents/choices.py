"""Kinds of picture."""

from django.db.models import TextChoices


class PictureKind(TextChoices):
    """What the picture on a plan's cover is."""

    PHOTO_OF_CHILD = "photo", "A photograph of the child"
    OTHER = "other", "Another picture: a drawing, a pet, a favourite thing"
