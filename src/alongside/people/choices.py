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
    TEXT = "text", "Text message"
    PHONE = "phone", "Telephone"
    POST = "post", "Letter"
    NONE = "none", "Only in the product"


class MessageDays(TextChoices):
    """On which days a person may be written to by e-mail or text."""

    ANY = "any", "Any day"
    WEEKDAYS = "weekdays", "Monday to Friday"


class ContactKind(TextChoices):
    """A kind of contact point."""

    EMAIL = "email", "E-mail"
    PHONE = "phone", "Telephone"
    ADDRESS = "address", "Address"


LANGUAGES: tuple[tuple[str, str], ...] = (
    ("en", "English"), ("ar", "Arabic"), ("bn", "Bengali"), ("bg", "Bulgarian"), ("bfi", "British Sign Language"),
    ("zh", "Chinese"), ("cy", "Welsh"), ("fa", "Farsi"), ("fr", "French"), ("gu", "Gujarati"), ("hu", "Hungarian"),
    ("it", "Italian"), ("ku", "Kurdish"), ("lv", "Latvian"), ("lt", "Lithuanian"), ("ps", "Pashto"),
    ("pl", "Polish"), ("pt", "Portuguese"), ("pa", "Punjabi"), ("ro", "Romanian"), ("ru", "Russian"),
    ("sk", "Slovak"), ("so", "Somali"), ("es", "Spanish"), ("ta", "Tamil"), ("ti", "Tigrinya"), ("tr", "Turkish"),
    ("uk", "Ukrainian"), ("ur", "Urdu"), ("vi", "Vietnamese"), ("yo", "Yoruba"),
)  # fmt: skip
"""Languages a person may ask for, by ISO 639 code. The ones most spoken at home by pupils in England."""
