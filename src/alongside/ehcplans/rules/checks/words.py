"""Words that tell little, as lists: what is looked for in the text of a line."""

import re
from functools import cache

VAGUE = (
    "access to", "opportunities for", "opportunities to", "opportunity to", "as required", "as needed",
    "as and when", "as appropriate", "where appropriate", "when appropriate", "where possible", "if possible",
    "when possible", "regular", "regularly", "frequent", "frequently", "from time to time", "benefit from",
    "a range of", "a variety of", "some support", "up to", "high level of", "adequate", "reasonable", "etc",
    "may include", "such as may be", "consideration of", "input from", "a key adult when",
)  # fmt: skip
HELP_NOT_OUTCOME = (
    "will receive", "will have access", "will be given", "will be provided", "will be supported", "will attend",
    "hours of", "sessions of", "sessions with", "one-to-one", "1:1", "therapy", "will get help", "to be provided",
    "teaching assistant",
)  # fmt: skip
DEFICIT = (
    "but", "however", "although", "struggles", "struggle", "cannot", "can’t", "can't", "unable", "difficult",
    "difficulty", "difficulties", "lacks", "poor", "weak", "delayed", "behind", "not yet", "fails",
)  # fmt: skip
LOOSE_OUTCOME = (
    "improve", "improved", "develop", "better", "more confident", "increase", "progress", "cope", "engage",
)  # fmt: skip
HEALTH = (
    "medication", "medicine", "nurse", "nursing", "gastrostomy", "catheter", "suction", "epilepsy rescue",
    "paediatrician", "wheelchair service", "continence",
)  # fmt: skip
SOCIAL_CARE = ("short break", "short breaks", "respite", "personal assistant at home", "social worker")
TEACHES = (
    "speech and language therapy", "speech and language therapist", "occupational therapy",
    "occupational therapist", "communication programme", "physiotherapy programme",
)  # fmt: skip
DIAGNOSES = (
    "autism", "autism spectrum disorder", "autistic spectrum disorder", "adhd", "attention deficit",
    "dyslexia", "dyspraxia", "down syndrome", "down’s syndrome", "cerebral palsy",
    "developmental language disorder",
)  # fmt: skip


def first_of(words: tuple[str, ...], text: str) -> str:
    """The first of these words that stands in a text as a whole word; "" where none does."""
    low = text.lower()
    return next((one for one in words if one in low and _whole(one).search(low)), "")


@cache
def _whole(words: str) -> re.Pattern[str]:
    """Finds these words where they stand by themselves; a plan is looked through for some hundred of them."""
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
