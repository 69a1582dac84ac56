"""Reading plan templates: TOML in, a checked `PlanTemplate` out. A council's own template needs no code.

A template names its sections in order. Each topic is either one of the shared vocabulary (`topics.toml`), and
then takes its voice and protection from there and its heading unless it gives its own, or is defined whole in
the template. What a template may hold is in `plan_shapes.py`; `one-plan.toml` is the example to copy.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Protocol

from alongside.statute.files import england_texts
from alongside.statute.plan_shapes import FIXED_TOPICS, OLDEST, PlanTemplate, Section, SectionKind, Topic
from alongside.statute.problems import Problem, WrongData
from alongside.statute.tables import Table, read_document
from alongside.statute.topics import FieldClass, KnownTopic, known_topics
from alongside.statute.wording import Voice, Wording, optional_wording_at, read_wording, wording_at

_TEMPLATE_KEYS = ("key", "version", "purpose", "title", "section")
_SECTION_KEYS = (
    *("key", "kind", "title", "introduction", "symbol", "writers", "topic", "also_shows"),
    *("needed_before_agreement", "on_one_page_profile"),
)
_TOPIC_KEYS = (
    *("key", "heading", "prompts", "voice", "class", "one_of_many", "symbol", "suggested_words", "example"),
    *("from_age", "until_age"),
)
_FILLED_LATER = (SectionKind.PEOPLE, SectionKind.AGREEMENT)
_MUST_HAVE_TOPICS = (SectionKind.PASSAGES, SectionKind.HOPES, SectionKind.CONCERNS, *FIXED_TOPICS)


@cache
def built_in_templates() -> Mapping[str, PlanTemplate]:
    """The templates the product ships, by key, each in its newest version."""
    newest_last = sorted(_built_in().items(), key=lambda item: item[0][1])
    return {key: template for (key, _version), template in newest_last}


def built_in_template(key: str, version: int) -> PlanTemplate | None:
    """A shipped template in the very version a plan was begun with, or None if it was never shipped."""
    return _built_in().get((key, version))


@cache
def _built_in() -> Mapping[tuple[str, int], PlanTemplate]:
    found: dict[tuple[str, int], PlanTemplate] = {}
    for text, file in england_texts("plan_templates"):
        template = load_template(text, file)
        if (template.key, template.version) in found:
            message = f"Version {template.version} of “{template.key}” is in another file already."
            raise WrongData([Problem(file, 1, message, "Give this one a higher version.")])
        found[template.key, template.version] = template
    return found


def validate_template(text: str, filename: str) -> tuple[Problem, ...]:
    """Every mistake in a template, in the order of the file; none when it can be used."""
    try:
        load_template(text, filename)
    except WrongData as wrong:
        return wrong.problems
    return ()


def load_template(text: str, filename: str) -> PlanTemplate:
    """The template written in `text`. Raises WrongData with the line of each mistake."""
    return read_document(text, filename, _read_template)


def _read_template(document: Table) -> PlanTemplate:
    document.only(*_TEMPLATE_KEYS)
    return PlanTemplate(
        key=document.slug("key"),
        version=document.number("version"),
        title=wording_at(document, "title"),
        purpose=document.text("purpose"),
        sections=_read_sections(document),
    )


def _read_sections(document: Table) -> tuple[Section, ...]:
    pairs = document.tables("section", lambda table: (table, _read_section(table)))
    if not pairs:
        document.wrong(None, "The template has no sections.", "Add at least one [[section]].")
    _each_once(pairs, "section")
    asked = [topic.key for _, section in pairs for topic in section.topics]
    _topics_once(pairs)
    _kinds_once(pairs)
    _outcomes_have_hopes(pairs)
    for table, _section in pairs:
        table.known_texts("also_shows", asked, "topic of this template")
    return tuple(section for _, section in pairs)


def _read_section(table: Table) -> Section:
    table.only(*_SECTION_KEYS)
    section = Section(
        key=table.slug("key"),
        kind=table.choice("kind", SectionKind),
        title=wording_at(table, "title"),
        introduction=wording_at(table, "introduction"),
        symbol=table.optional_text("symbol"),
        writers=table.choices("writers", Voice),
        topics=table.tables("topic", _read_topic),
        also_shows=table.texts("also_shows"),
        needed_before_agreement=table.yes("needed_before_agreement"),
        on_one_page_profile=table.yes("on_one_page_profile"),
    )
    _check_writers(table, section)
    _check_topics_of_kind(table, section)
    if section.needed_before_agreement and section.kind in _FILLED_LATER:
        message = f"A section of kind “{section.kind}” fills as people agree, so it cannot be needed first."
        table.wrong("needed_before_agreement", message, "Take this line out.")
    return section


def _read_topic(table: Table) -> Topic:
    table.only(*_TOPIC_KEYS)
    key = table.slug("key")
    known = known_topics().get(key)
    voice, field_class = _kept_by_vocabulary(table, known) if known else _own_voice_and_class(table)
    topic = Topic(
        key=key,
        heading=known.heading if known and "heading" not in table.values else wording_at(table, "heading"),
        prompts=table.tables("prompts", read_wording),
        voice=voice,
        field_class=field_class,
        one_of_many=table.yes("one_of_many"),
        symbol=table.optional_text("symbol"),
        suggested_words=table.texts("suggested_words"),
        example=_read_example(table),
        from_age=table.number("from_age", least=0) if "from_age" in table.values else 0,
        until_age=table.number("until_age", least=0) if "until_age" in table.values else OLDEST,
    )
    if not topic.prompts:
        table.wrong(None, f"The topic “{key}” asks nothing.", "Add at least one item to prompts.")
    if topic.from_age > topic.until_age:
        table.wrong("from_age", "The ages are the wrong way round.", "Let from_age be the younger.")
    return topic


def _read_example(table: Table) -> Wording | None:
    """An example is about nobody real: with the child's own name in it, it could be taken for a fact."""
    example = optional_wording_at(table, "example")
    if example and any("{name}" in text for text in example.texts):
        table.wrong("example", "The example uses the child’s own name.", "Write about somebody made up.")
    return example


def _kept_by_vocabulary(table: Table, known: KnownTopic) -> tuple[Voice, FieldClass]:
    """A shared topic means the same in every template, so its writer and its readers are not for changing."""
    for key in ("voice", "class"):
        if key in table.values:
            message = f"“{known.key}” is a shared topic and has its {key} already."
            table.wrong(key, message, "Take this line out, or give the topic a key of your own.")
    return known.voice, known.field_class


def _own_voice_and_class(table: Table) -> tuple[Voice, FieldClass]:
    if "heading" not in table.values and "voice" not in table.values:
        message = f"“{table.values.get('key', '')}” is not one of the shared topics."
        table.wrong("key", message, "Use a key from topics.toml, or define it here with heading and voice.")
        return Voice.ANY, FieldClass.PLAN
    voice = table.choice("voice", Voice)
    usual = FieldClass.CHILD_VOICE if voice is Voice.CHILD else FieldClass.PLAN
    return voice, table.choice("class", FieldClass, unless_given=usual)


def _check_writers(table: Table, section: Section) -> None:
    if not section.writers:
        table.wrong("writers", "Nobody writes in this section.", "List child, parent or professional.")
    if Voice.ANY in section.writers:
        table.wrong("writers", "“any” is not a writer.", "List child, parent, professional as they apply.")
    for position, topic in enumerate(section.topics):
        if topic.voice not in (Voice.ANY, *section.writers):
            message = f"“{topic.key}” is written by the {topic.voice}, who does not write in this section."
            table.wrong_item("topic", position, message, f"Add “{topic.voice}” to writers.")


def _check_topics_of_kind(table: Table, section: Section) -> None:
    if not section.topics and section.kind in _MUST_HAVE_TOPICS:
        table.wrong(None, f"A section of kind “{section.kind}” needs topics.", "Add [[section.topic]].")
    allowed = FIXED_TOPICS.get(section.kind)
    for position, topic in enumerate(section.topics):
        if allowed is not None and topic.key not in allowed:
            message = f"“{topic.key}” cannot be asked in a section of kind “{section.kind}”."
            table.wrong_item("topic", position, message, f"Use one of: {', '.join(allowed)}.")
        if section.kind is SectionKind.CONCERNS and topic.voice is Voice.ANY:
            message = f"“{topic.key}” mixes voices, and concerns are kept apart."
            table.wrong_item("topic", position, message, "Use a topic written by one of the three.")


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


def _each_once(pairs: Iterable[tuple[Table, _Keyed]], what: str) -> None:
    seen: set[str] = set()
    for table, item in pairs:
        if item.key and item.key in seen:
            table.wrong("key", f"There are two {what}s called “{item.key}”.", "Give one of them another key.")
        seen.add(item.key)


def _topics_once(pairs: Iterable[tuple[Table, Section]]) -> None:
    seen: set[str] = set()
    for table, section in pairs:
        for position, topic in enumerate(section.topics):
            if topic.key in seen:
                message = f"“{topic.key}” is asked twice."
                table.wrong_item(
                    "topic", position, message, "Ask it once, and list it in also_shows elsewhere."
                )
            seen.add(topic.key)


def _kinds_once(pairs: Iterable[tuple[Table, Section]]) -> None:
    seen: set[SectionKind] = set()
    for table, section in pairs:
        if section.kind in seen and section.kind is not SectionKind.PASSAGES:
            message = f"There is already a section of kind “{section.kind}”."
            table.wrong("kind", message, "Only “passages” may be used more than once.")
        seen.add(section.kind)


def _outcomes_have_hopes(pairs: Iterable[tuple[Table, Section]]) -> None:
    """Every outcome is tied to a hope (O13), so a plan that has outcomes must ask for hopes."""
    kinds = {section.kind for _, section in pairs}
    for table, section in pairs:
        if section.kind is SectionKind.OUTCOMES and SectionKind.HOPES not in kinds:
            message = "There are outcomes and no hopes to tie them to."
            table.wrong("kind", message, "Add a section of kind “hopes”.")
