"""Documents for the tests: a plan and a passport of the people the whole project tells about."""

import io
from datetime import date

from PIL import Image

from alongside.rendering.model import (
    Bullets,
    Callout,
    Columns,
    Divider,
    Document,
    Facts,
    Heading,
    KeepTogether,
    PageBreak,
    Paragraph,
    Passage,
    Picture,
    Ring,
    Rings,
    Table,
)

MADE_ON = date(2026, 11, 21)


def photo(width: int = 400, height: int = 300) -> bytes:
    """A plain picture as JPEG."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#8ab6a9").save(out, "JPEG")
    return out.getvalue()


CIRCLE = Rings(
    "People who matter to Amira",
    (
        Ring("Family", ("Mama", "Tata", "Babcia Łucja", "Kuba")),
        Ring("Friends", ("Zoë", "Siân", "Musa", "Ella")),
        Ring("School", ("Mr Osei", "Mrs Whitcombe", "Miss Bright")),
        Ring("People who help", ("Speech therapist", "Educational psychologist", "Swimming coach")),
    ),
    "Amira",
)


def plan(**changes: object) -> Document:
    """Amira's plan, with every kind of block."""
    given: dict[str, object] = {
        "title": "Amira’s plan",
        "subject": "Made together at Merefield Primary School",
        "made_on": MADE_ON,
        "mark": "Copy for Nadia Kowalska, 21 November 2026, 14:02",
        "footer": "Merefield Council",
        "blocks": _plan_blocks(),
    }
    return Document(**(given | changes))  # type: ignore[arg-type]


def _plan_blocks() -> tuple[object, ...]:
    return (
        Facts(
            (
                ("Name", "Amira Kowalska"),
                ("Date of birth", "4 May 2018"),
                ("School and year", "Merefield Primary School, Year 3"),
                ("Languages at home", "Polish and English"),
                ("Key person", "Mrs Whitcombe, SENCo"),
            )
        ),
        Heading(1, "What matters to me"),
        Passage(
            "I like my friends and I like swimming.\n\nWhen it is loud I need to go to the reading corner. "
            "I want to tell my news myself, with my pictures.",
            "child",
            "Said to Mr Osei with symbols, 3 November 2026",
            "In Amira’s words",
            ("friend", "swimming", "school"),
        ),
        Passage(
            "At home Amira tells long stories in Polish. We would like school to hear them too. "
            "She comes home tired on days with assembly.",
            "family",
            "Written by Nadia, Amira’s mother, 5 November 2026",
            "In Nadia’s words",
        ),
        Passage(
            "Amira understands instructions of three parts when they are shown as well as said. She uses sentences "
            "of four to five words in English, longer with picture support.",
            "professional",
            "Speech therapist, after three visits, 28 October 2026",
            "From the speech therapist",
        ),
        Heading(2, "My circle"),
        CIRCLE,
        Heading(1, "What we will do"),
        Callout("Remember every day", "Show it as well as say it. Give Amira ten seconds to answer."),
        Heading(2, "Outcomes and steps"),
        Table(
            "Steps from November 2026 to July 2027",
            ("Step", "Who", "How often", "Ends"),
            (
                (
                    "Tell news to the class with picture cards",
                    "Mr Osei",
                    "Twice a week, 10 minutes",
                    "26 March 2027",
                ),
                (
                    "Small group for telling stories",
                    "Miss Bright",
                    "Three times a week, 20 minutes",
                    "16 July 2027",
                ),
                (
                    "Quiet place and a card to ask for it",
                    "All adults in Year 3",
                    "Whenever needed",
                    "16 July 2027",
                ),
            ),
            row_headers=True,
        ),
        Heading(3, "How we will know"),
        Bullets(
            (
                "Amira tells news to the class once a week without help.",
                "She uses her card before it is too loud, four times out of five.",
                "Home and school hear the same story.",
            )
        ),
        Divider(),
        Paragraph("We agreed this plan on 12 November 2026.\nWe meet again on 4 February 2027 at 15:30."),
        KeepTogether(
            (Heading(2, "A day that went well"), Picture(photo(), "image/jpeg", "Amira at the pool", 70))
        ),
        PageBreak(),
        Heading(1, "History"),
        Paragraph("Amira joined in September 2025. " * 12),
    )


def passport(**changes: object) -> Document:
    """Theo's passport: one side, two columns."""
    given: dict[str, object] = {
        "title": "Theo’s passport",
        "subject": "Theo Marsh, Year 10, Merefield High School",
        "made_on": MADE_ON,
        "one_side": True,
        "mark": "Copy for Mr Osei, 21 November 2026",
        "blocks": (
            Callout(
                "If there are only 30 seconds",
                "Tell me what will change before it changes. Let me leave with my card.",
            ),
            Columns(
                (
                    Passage(
                        "I am good at maths and at trains. I hear every sound in the room at once.",
                        "child",
                        "Written by Theo, 2 November 2026",
                        "I would like you to know that…",
                    ),
                    Passage(
                        "I can look as if I am not listening. I am. Looking at you makes it harder to hear.",
                        "child",
                        "Written by Theo, 2 November 2026",
                        "This means that…",
                    ),
                    Passage(
                        "It upsets him when plans change without warning.",
                        "family",
                        "Theo’s father",
                        "From home",
                    ),
                ),
                (
                    Heading(1, "It would help me if you could"),
                    Bullets(
                        (
                            "write what we will do on the board, in order",
                            "ask me by name and then wait",
                            "let me sit by the door",
                            "give one instruction at a time",
                        )
                    ),
                    Heading(1, "I will help myself by"),
                    Bullets(("showing my card when I need five minutes", "wearing my ear defenders")),
                    Facts((("Exit card", "Blue, to the library"), ("Exams", "25% extra time, small room"))),
                ),
            ),
        ),
    }
    return Document(**(given | changes))  # type: ignore[arg-type]
