"""How a person wants to be written to."""

from django.db.models import TextChoices


class DocumentFormat(TextChoices):
    """The form in which a person gets documents; recorded once, followed everywhere (T13)."""

    PDF = "pdf", "PDF"
    LARGE_PRINT = "large_print", "Large print"
    WORD = "word", "Word"
    TEXT = "text", "Plain text, to be read aloud"
    WEB = "web", "Web page"


class Channel(TextChoices):
    """How a person hears that something is waiting."""

    EMAIL = "email", "E-mail"
    PHONE = "phone", "Telephone"
    POST = "post", "Letter"
    NONE = "none", "Only in the product"


class ContactKind(TextChoices):
    """A kind of contact point."""

    EMAIL = "email", "E-mail"
    PHONE = "phone", "Telephone"
    ADDRESS = "address", "Address"
