"""Plain text, made to be read aloud: whose words come first, and tables become sentences."""

from alongside.rendering import model
from alongside.rendering.model import Block, Document
from alongside.rendering.reading import clean, leaves, one_line, paragraphs
from alongside.rendering.rings import people_in
from alongside.rendering.words import Words, label_of, words_for, written_date

_ENDS = (".", "!", "?", "…", "؟", "۔", ":")


def to_text(document: Document) -> str:
    """The document as plain text in reading order, parts separated by an empty line."""
    words = words_for(document.language)
    head = [_sentence(document.title), _sentence(document.subject), _sentence(written_date(document))]
    foot = [_sentence(document.mark), _sentence(document.footer)]
    body = [part for block in leaves(document.blocks) for part in _block(block, words)]
    return "\n\n".join(part for part in [*head, *body, *foot] if part) + "\n"


def _block(block: Block, words: Words) -> list[str]:
    match block:
        case model.Heading():
            return [_sentence(block.text)]
        case model.Paragraph():
            return _paragraphs(block.text)
        case model.Passage():
            label = one_line(label_of(block, words)).rstrip(":.")
            return [f"{label}:", *_paragraphs(block.text), _sentence(block.provenance)]
        case model.Bullets():
            return ["\n".join(_sentence(item) for item in block.items)]
        case model.Facts():
            return [
                "\n".join(_sentence(f"{one_line(label)}: {one_line(value)}") for label, value in block.pairs)
            ]
        case model.Table():
            return _table(block)
        case model.Picture():
            return [_sentence(words.picture.format(words=one_line(block.alt)))]
        case model.Rings():
            lines = [_sentence(f"{name}: {people}") for name, people in people_in(block)]
            return [_sentence(block.caption), _sentence(block.centre), "\n".join(lines)]
        case model.Callout():
            return [_sentence(block.heading), *_paragraphs(block.text)]
    return []


def _table(table: model.Table) -> list[str]:
    rows = [
        " ".join(
            _sentence(f"{one_line(name)}: {one_line(cell)}")
            for name, cell in zip(table.header, row, strict=True)
        )
        for row in table.rows
    ]
    return [_sentence(table.caption), *rows]


def _paragraphs(text: str) -> list[str]:
    return ["\n".join(lines) for lines in paragraphs(text)]


def _sentence(text: str) -> str:
    """Text of one line that ends, so that a voice pauses after it."""
    line = one_line(clean(text))
    return line if not line or line.endswith(_ENDS) else f"{line}."
