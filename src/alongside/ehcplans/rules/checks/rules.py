"""The table of checks. Each is a guide for whoever writes and whoever reads; the law's own stops are in `issuing`."""

from collections.abc import Callable, Iterable, Iterator

from alongside.ehcplans.rules.checks import words
from alongside.ehcplans.rules.checks.finding import CheckFacts, Finding, Rule
from alongside.ehcplans.rules.content import Content, Line

_HELP = ("F", "G", "H1", "H2")
_PAIRS = {"B": ("F",), "C": ("G",), "D": ("H1", "H2")}
_SHORT = 8
"""A need said in fewer words than this, with a diagnosis among them, says little else."""

_Finds = Callable[[Content, CheckFacts], Iterable[Finding]]


def _needs(content: Content, *letters: str) -> Iterator[Line]:
    return (one for one in content.of(*letters) if one.topic != "strength")


def _tied(content: Content, *letters: str) -> set[str]:
    return {need for one in content.of(*letters) for need in one.meets}


def _need_without_help(content: Content, _: CheckFacts) -> Iterator[Finding]:
    for letter, helps in _PAIRS.items():
        met = _tied(content, *helps)
        yield from (
            Finding("need-without-help", one.id) for one in _needs(content, letter) if one.id not in met
        )


def _need_without_outcome(content: Content, _: CheckFacts) -> Iterator[Finding]:
    met = _tied(content, "E")
    return (Finding("need-without-outcome", one.id) for one in _needs(content, "B") if one.id not in met)


def _help_without_need(content: Content, _: CheckFacts) -> Iterator[Finding]:
    return (Finding("help-without-need", one.id) for one in content.of("F") if not one.meets)


def _without(key: str, column: str) -> _Finds:
    def finds(content: Content, _: CheckFacts) -> Iterator[Finding]:
        return (Finding(key, one.id) for one in content.of("F") if not getattr(one, column).strip())

    return finds


def _in_text(key: str, listed: tuple[str, ...], *letters: str) -> _Finds:
    def finds(content: Content, _: CheckFacts) -> Iterator[Finding]:
        for one in content.of(*letters):
            said = " ".join((one.text, one.who, one.how_often, one.how_long, one.where, one.training))
            word = words.first_of(listed, said)
            if word:
                yield Finding(key, one.id, word)

    return finds


def _outcome_is_help(content: Content, _: CheckFacts) -> Iterator[Finding]:
    for one in content.of("E"):
        word = words.first_of(words.HELP_NOT_OUTCOME, one.text)
        if word:
            yield Finding("outcome-is-help", one.id, word)


def _outcome_loose(content: Content, _: CheckFacts) -> Iterator[Finding]:
    for one in content.of("E"):
        word = words.first_of(words.LOOSE_OUTCOME, one.text)
        if word and not one.measure.strip():
            yield Finding("outcome-loose", one.id, word)


def _outcome_without(key: str, column: str) -> _Finds:
    def finds(content: Content, _: CheckFacts) -> Iterator[Finding]:
        return (Finding(key, one.id) for one in content.of("E") if not getattr(one, column).strip())

    return finds


def _strength_is_deficit(content: Content, _: CheckFacts) -> Iterator[Finding]:
    for one in content.of("B"):
        word = words.first_of(words.DEFICIT, one.text) if one.topic == "strength" else ""
        if word:
            yield Finding("strength-is-deficit", one.id, word)


def _need_is_label(content: Content, _: CheckFacts) -> Iterator[Finding]:
    for one in _needs(content, "B"):
        word = words.first_of(words.DIAGNOSES, one.text) if len(one.text.split()) < _SHORT else ""
        if word:
            yield Finding("need-is-label", one.id, word)


def _home_help_of_adults(content: Content, facts: CheckFacts) -> Iterator[Finding]:
    return (Finding("h1-under-18", one.id) for one in content.of("H1") if facts.age >= 18)


def _adulthood(content: Content, facts: CheckFacts) -> Iterator[Finding]:
    if facts.year_nine_or_later and not any(one.adulthood_area for one in content.of(*_HELP)):
        yield Finding("adulthood")


def _no_child_words(content: Content, _: CheckFacts) -> Iterator[Finding]:
    if not any(one.whose == "child" for one in content.of("A")):
        yield Finding("child-not-heard")


def _no_source(content: Content, _: CheckFacts) -> Iterator[Finding]:
    return (Finding("no-source", one.id) for one in _needs(content, "B") if not one.source_name)


# fmt: off
RULES: tuple[Rule, ...] = (
    Rule("need-without-help", "Each need has help.",
         "The law asks for provision for each and every need. A need without it gets nothing.",
         "B2 is met by F3: 20 minutes with a trained teaching assistant each school day.", _need_without_help),
    Rule("need-without-outcome", "Each need has an outcome.",
         "Nobody can tell later whether the help worked where nothing was aimed at.",
         "By the end of Year 6 she tells a friend what she wants in a sentence, on 4 of 5 days.",
         _need_without_outcome),
    Rule("help-without-need", "Help says which need it meets.",
         "It shows that each need has its help, and why the help is there.", "F3 meets B2.", _help_without_need),
    Rule("help-who", "Say who gives the help.", "What nobody is named for is often nobody’s.",
         "A teaching assistant.", _without("help-who", "who")),
    Rule("help-training", "Say what they are trained in.",
         "The same half hour does something else with somebody who knows how.",
         "Trained in Attention Autism, and shown how by the speech and language therapist each term.",
         _without("help-training", "training")),
    Rule("help-often", "Say how often.", "Help that is not counted cannot be checked or enforced.",
         "Every school day; three times a week in term time.", _without("help-often", "how_often")),
    Rule("help-long", "Say how long each time is, or how many hours in all.",
         "Ten minutes and an hour are not the same help.", "20 minutes each time; 15 hours a week.",
         _without("help-long", "how_long")),
    Rule("help-ratio", "Say to how many children at once.",
         "On one’s own, in a pair or in a group of eight are different help.", "One to one; in a group of up to four.",
         _without("help-ratio", "ratio")),
    Rule("vague", "Say it exactly.",
         "Words like these promise nothing that can be checked. The help must be specific, and as a rule in numbers.",
         "Not “regular access to a quiet room”: “a quiet room, at any time she shows her card”.",
         _in_text("vague", words.VAGUE, *_HELP)),
    Rule("outcome-is-help", "An outcome is what changes for the child, not the help.",
         "Getting therapy is not the aim: what it makes possible is.",
         "Not “will receive speech therapy”: “asks for help in words that others understand”.", _outcome_is_help),
    Rule("outcome-when", "Say by when.", "Without a day nobody looks.", "By the end of Year 6, July 2027.",
         _outcome_without("outcome-when", "by_when")),
    Rule("outcome-measure", "Say how everybody will know.",
         "Then family, school and child see the same thing.", "Her teacher notes it on 4 of 5 days for two weeks.",
         _outcome_without("outcome-measure", "measure")),
    Rule("outcome-loose", "Say what exactly will be different.",
         "“Improve” is met by anything and by nothing.", "Not “improve his reading”: “reads a page of a Year 3 book”.",
         _outcome_loose),
    Rule("strength-is-deficit", "A strength says what is good.",
         "A strength with a “but” is a need in another place. Families read it first.",
         "Not “can read but struggles with long words”: “reads short words with ease”.", _strength_is_deficit),
    Rule("need-is-label", "A need says what is hard, and where.",
         "A diagnosis alone does not tell anybody what to do.",
         "Not “has autism”: “finds it hard to tell when a friend wants to stop playing”.", _need_is_label),
    Rule("no-source", "Say which advice a need comes from.",
         "Whoever reads it can look it up, and the family sees that the advice was heard.",
         "From the advice of the educational psychologist, 3 March.", _no_source),
    Rule("health-in-f", "Health care stands in section G.",
         "Health services must arrange what stands in G. In F it is the council’s.",
         "Emergency medicine given by a nurse: section G.",
         _in_text("health-in-f", (*words.HEALTH, *words.SOCIAL_CARE), "F")),
    Rule("teaching-in-g", "Help that teaches or trains stands in section F.",
         "The law counts it as special educational provision, whoever gives it (s.21(5)), and F must be given.",
         "Speech and language therapy as a rule: section F.",
         _in_text("teaching-in-g", words.TEACHES, "G", "H1", "H2")),
    Rule("learning-in-c", "Needs in speaking and understanding stand in section B.",
         "What stands only in C has no right of appeal and no help in F.",
         "Does not understand two things said at once: section B.",
         _in_text("learning-in-c", ("speech", "language", "communication", "literacy", "reading"), "C", "D")),
    Rule("h1-under-18", "Section H1 is for under 18.",
         "From 18 on, care for adults stands in section H2.", "Move it to H2.", _home_help_of_adults),
    Rule("adulthood", "From Year 9 on, the help prepares for adulthood.",
         "The law asks for it in F, G, H1 or H2 (reg 12(3)): work, living, friends and community, health.",
         "Travel training: one to one, 45 minutes each Friday until July, towards going to college alone.",
         _adulthood),
    Rule("child-not-heard", "Section A has the child’s own words.",
         "The council must have regard to what the child or young person says and wants.",
         "“I like it when it is quiet.” Said to Mr Osei with pictures.", _no_child_words),
)
# fmt: on


def check(content: Content, facts: CheckFacts) -> tuple[Finding, ...]:
    """All that the rules find, in the order of the table."""
    return tuple(finding for rule in RULES for finding in rule.finds(content, facts))
