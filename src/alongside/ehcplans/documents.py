"""A plan as a document, in either layout, drawn from what a version says; the pack for a setting; a list of changes."""

from collections.abc import Iterable
from datetime import date

from alongside.ehcplans.choices import Whose
from alongside.ehcplans.letters import change_blocks
from alongside.ehcplans.rules.compare import Change
from alongside.ehcplans.rules.content import Content, Line
from alongside.kernel.day_words import day_words
from alongside.rendering import model
from alongside.statute.ehc_plan import EhcLayout, LayoutPart, PartKind, SectionKind, ehc_layouts, ehc_shape
from alongside.statute.loading import all_codes

USUAL_LAYOUT = "pilot"
_VOICES: dict[str, model.Voice] = {
    Whose.CHILD: "child", Whose.PARENT: "family", Whose.PROFESSIONAL: "professional",
}  # fmt: skip
_DETAILS = (
    ("who", "Who"), ("training", "Trained in"), ("ratio", "To how many"), ("how_often", "How often"),
    ("how_long", "How long"), ("where", "Where"), ("by_when", "By when"), ("measure", "How we will know"),
)  # fmt: skip


def layout_called(key: str) -> EhcLayout:
    """The layout of this name; the usual one where there is none."""
    return ehc_layouts().get(key) or ehc_layouts()[USUAL_LAYOUT]


def plan_document(content: Content, title: str, on: date, layout: str = USUAL_LAYOUT) -> model.Document:
    """The whole plan, each section with its letter; a section that holds nothing says so."""
    blocks: list[model.Block] = []
    for part in layout_called(layout).parts:
        blocks += _part(part, content)
    return model.Document(
        title=title, subject=content.name, blocks=tuple(blocks), made_on=on, footer=content.council
    )


def pack_document(content: Content, setting: str, on: date) -> model.Document:
    """What a consulted setting is sent: the draft and the list of advice; no address, no private words."""
    plan = plan_document(content, "Can you meet these needs?", on)
    first = model.Callout(
        f"To {setting}",
        "The council asks whether your setting can meet the needs in this draft. Please answer within fifteen days, "
        "with reasons about this child.",
    )
    return model.Document(
        title=plan.title,
        subject=plan.subject,
        blocks=(first, *plan.blocks),
        made_on=on,
        footer=content.council,
    )


def changes_document(
    changes: tuple[Change, ...], content: Content, before: str, after: str, on: date
) -> model.Document:
    """Two versions side by side."""
    return model.Document(
        title=f"What is different: {before} and {after}", subject=content.name,
        blocks=tuple(change_blocks(changes)), made_on=on, footer=content.council,
    )  # fmt: skip


def _part(part: LayoutPart, content: Content) -> list[model.Block]:
    title = part.title.replace("{name}", content.called)
    if part.kind is PartKind.DETAILS:
        return [model.Heading(1, title), model.Facts(_details(content))]
    if part.kind is PartKind.VOICES:
        return [model.Heading(1, title), *_voices(part, content)]
    if part.kind is PartKind.TABLE:
        return list(_tables(part, content, title))
    if part.kind is PartKind.SETTING:
        return [model.Heading(1, title), *_setting(content)]
    if part.kind is PartKind.ADVICE:
        return [model.Heading(1, title), *_advice(content)]
    return [model.Heading(1, title), *_list(part, content)]


def _details(content: Content) -> tuple[tuple[str, str], ...]:
    pairs = [("Name", content.name), ("Date of birth", _day(content.born_on)), ("Council", content.council)]
    pairs += [("Written by", content.caseworker)] if content.caseworker else []
    pairs += [("First issued", _day(content.first_issued_on))] if content.first_issued_on else []
    return tuple(pairs)


def _voices(part: LayoutPart, content: Content) -> Iterable[model.Block]:
    topics = {one.key: one for one in ehc_shape().topics}
    found = False
    for key in part.topics:
        lines = [one for one in content.of(*part.sections) if one.topic == key]
        if lines:
            found = True
            yield model.Heading(2, topics[key].label.replace("{name}", content.called))
            for one in lines:
                yield model.Passage(
                    one.text, _VOICES.get(one.whose, "professional"), one.told or one.source_name
                )
    if not found:
        yield model.Paragraph("Nothing is written here.")


def _tables(part: LayoutPart, content: Content, title: str) -> Iterable[model.Block]:
    """For each area a table in which each row is one need with what meets it and what is aimed at."""
    areas = _areas(content, part) if part.by_area else [""]
    for area in areas:
        rows = tuple(_rows(part, content, area))
        words = title.replace("{area}", area_name(area).lower())
        yield model.Heading(1, words)
        strengths = [
            one for one in content.of(*part.columns[0]) if one.topic == "strength" and one.area == area
        ]
        if strengths:
            yield model.Heading(2, "Strengths")
            yield model.Bullets(tuple(one.text for one in strengths))
        if rows:
            yield model.Table(words, part.headings, rows)
        elif not strengths:
            yield model.Paragraph("Nothing is written here.")


def _areas(content: Content, part: LayoutPart) -> list[str]:
    """Areas with a need in them, in their usual order, needs without one last; where there is none, one table."""
    used = {one.area for one in content.of(*part.columns[0])}
    known = [one.code for one in all_codes("area-of-need") if one.code in used]
    other = [""] if used - set(known) or not known else []
    return [*known, *other]


def _rows(part: LayoutPart, content: Content, area: str) -> Iterable[tuple[str, ...]]:
    refs = content.refs
    needs = [
        one
        for one in content.of(*part.columns[0])
        if one.topic != "strength" and (not part.by_area or _in_area(one, area))
    ]
    for need in needs:
        cells = [said(need, refs)]
        for letters in part.columns[1:]:
            tied = [one for one in content.of(*letters) if need.id in one.meets]
            cells.append("\n\n".join(said(one, refs) for one in tied))
        yield tuple(cells)
    if not part.by_area or area == _areas(content, part)[-1]:
        loose = _loose(part, content)
        if any(loose):
            yield ("", *("\n\n".join(said(one, refs) for one in lines) for lines in loose))


def _loose(part: LayoutPart, content: Content) -> list[list[Line]]:
    """Help and outcomes that are tied to no need: nothing that was written is ever left out of a document.

    Outcomes without a need stand in the first table alone, since every table has a column for them.
    """
    first = part.columns[0] == ("B",)
    here = {one.id for one in content.of(*part.columns[0]) if one.topic != "strength"}
    any_need = {one.id for one in content.of("B", "C", "D") if one.topic != "strength"}
    return [
        [
            one
            for one in content.of(*letters)
            if not set(one.meets) & (any_need if letters == ("E",) else here) and (letters != ("E",) or first)
        ]
        for letters in part.columns[1:]
    ]


def _in_area(line: Line, area: str) -> bool:
    """Whether a need stands in the table of an area; one of no known area in the last table."""
    return line.area == area or (
        not area and line.area not in {one.code for one in all_codes("area-of-need")}
    )


def said(line: Line, refs: object) -> str:
    """A line with its name and its details, each on a row of its own."""
    name = refs[line.id] if isinstance(refs, dict) else ""
    details = [f"{words}: {getattr(line, key)}" for key, words in _DETAILS if getattr(line, key)]
    adulthood = (
        [f"Preparing for adult life: {adulthood_name(line.adulthood_area)}"] if line.adulthood_area else []
    )
    return "\n".join((f"{name}. {line.text}", *details, *adulthood))


def _list(part: LayoutPart, content: Content) -> Iterable[model.Block]:
    refs = content.refs
    lines = content.of(*part.sections)
    if "J" in part.sections and content.money:
        yield _sums(content)
    elif not lines:
        yield model.Paragraph(_EMPTY.get(part.sections[0], "Nothing is written here."))
    area = None
    for one in lines if not part.by_area else sorted(lines, key=lambda one: _area_order(one.area)):
        if part.by_area and one.area != area:
            area = one.area
            yield model.Heading(2, area_name(area))
        words = "Strength: " if one.topic == "strength" else ""
        yield model.Paragraph(words + said(one, refs))
        if one.meets and ehc_shape().sections[one.section].kind in (
            SectionKind.PROVISION,
            SectionKind.OUTCOME,
        ):
            yield model.Paragraph("For " + ", ".join(refs[need] for need in one.meets if need in refs))


def _sums(content: Content) -> model.Table:
    """The personal budget: for which help, how much, paid how, for which needs and outcomes (reg 12(1)(j))."""
    refs = content.refs
    rows = tuple(
        (
            f"{refs[one.line_id]}. {one.help}" if one.line_id in refs else one.help,
            one.yearly,
            one.how,
            one.purpose,
        )
        for one in content.money
    )
    return model.Table(
        "Personal budget",
        ("For which help", "How much", "How it is paid", "For which needs and outcomes"),
        rows,
    )


_EMPTY = {"J": "No direct payment is made and no personal budget is set."}


def _setting(content: Content) -> list[model.Block]:
    if not content.settings:
        return [model.Paragraph("This section is empty in a draft. The law says so.")]
    return [
        model.Facts(
            tuple(
                pair
                for one in content.settings
                for pair in (("Name", one.name), ("Type", one.kind))
                if pair[1]
            )
        )
    ]


def _advice(content: Content) -> list[model.Block]:
    if not content.advice:
        return [model.Paragraph("No advice is listed.")]
    rows = tuple((one.what, one.who, _day(one.asked_on), _day(one.received_on)) for one in content.advice)
    return [model.Table("Advice and information", ("What", "From", "Asked on", "Came on"), rows)]


def area_name(code: str) -> str:
    """An area of need as people say it."""
    found = all_codes("area-of-need").get(code) if code else None
    return found.label if found else "Other needs"


def adulthood_name(code: str) -> str:
    """An area of preparing for adulthood as people say it."""
    found = all_codes("adulthood-area").get(code)
    return found.label if found else code


def _area_order(code: str) -> int:
    known = [one.code for one in all_codes("area-of-need")]
    return known.index(code) if code in known else len(known)


def _day(iso: str) -> str:
    on = date.fromisoformat(iso) if iso else None
    return day_words(on) if on else ""
