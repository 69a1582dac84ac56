"""What is asked after a conversation, and the four answers."""

from django.db.models import IntegerChoices, TextChoices


class Asked(TextChoices):
    """The four questions: for a parent or young person, and in a child's words below."""

    LISTENED = "listened", "Did people listen to you?"
    SAID = "said", "Could you say what you wanted to say?"
    UNDERSTOOD = "understood", "Did you understand what was said?"
    NEXT = "next", "Do you know what happens next?"


class Answer(IntegerChoices):
    """From no to yes."""

    NO = 1, "No"
    A_LITTLE = 2, "A little"
    MOSTLY = 3, "Mostly"
    YES = 4, "Yes"


GOOD = frozenset({Answer.MOSTLY, Answer.YES})
"""What counts as having helped."""
