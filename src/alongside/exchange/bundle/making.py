"""Making a bundle: the record, the files, and pages that a person can read without any program of ours."""

import json
from datetime import datetime
from typing import Any

from django.db import models

from alongside.children.models import Child
from alongside.exchange.bundle.access import Rows
from alongside.exchange.bundle.part import Part
from alongside.exchange.bundle.parts import PARTS
from alongside.exchange.bundle.values import plain, schema_of
from alongside.kernel.day_words import day_words
from alongside.platform import files
from alongside.rendering import model
from alongside.rendering.formats import Format, render
from alongside.rendering.frozen import from_json
from alongside.rendering.model import Block, Bullets, Document, Facts, Heading, Paragraph, Passage, Table
from alongside.voice.choices import Voice

_VOICES: dict[Voice, model.Voice] = {Voice.CHILD: "child", Voice.PARENT: "family"}
SCHEMA_ID = "alongside-child/1"


def members(child: Child, rows: Rows, now: datetime) -> dict[str, bytes]:
    """Every member of the bundle by its name."""
    found = {
        "record.json": _json({part.name: [plain(part, row) for row in rows[part.name]] for part in PARTS}),
        "schema.json": _json(schema()),
        "index.html": render(_index(child, rows, now), Format.WEB),
    }
    for row in rows["plan-versions"]:
        found[f"plans/{row.number}.html"] = render(from_json(row.content), Format.WEB)
    for part in PARTS:
        for row in rows[part.name] if part.file else ():
            content = _content(part, row)
            found[f"files/{files.digest_of(content)}"] = content
    return found


def _content(part: Part, row: models.Model) -> bytes:
    key, digest = part.file or ("", "")
    return files.get(getattr(row, key), getattr(row, digest))


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def schema() -> dict[str, Any]:
    """The published schema of `record.json`: JSON Schema, draft 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "The record of one child, as Alongside hands it on",
        "type": "object",
        "properties": {part.name: schema_of(part) for part in PARTS},
        "required": [part.name for part in PARTS],
        "additionalProperties": False,
    }


def _index(child: Child, rows: Rows, now: datetime) -> Document:
    """The page a person opens first: who this is about, what is in the file, and the words themselves."""
    counted = tuple((part.name, part.says, str(len(rows[part.name]))) for part in PARTS)
    return Document(
        title=f"The record of {child.full_name}",
        made_on=now.date(),
        blocks=(
            Facts((("Born", day_words(child.born_on)), ("Made", f"{now:%d %B %Y at %H:%M}"))),
            Paragraph(
                "This file holds everything that was written about and with this child. Keep it safe, and give it "
                "only to the setting or council that looks after their record next. Another installation of "
                "Alongside reads record.json; its form is written in schema.json."
            ),
            Heading(1, "What is in it"),
            Table("Parts of the record", ("Part", "What it says", "Rows"), counted, row_headers=True),
            Heading(1, "Plans"),
            Bullets(_plans(rows) or ("No plan was put to the family yet.",)),
            Heading(1, "What was said"),
            *_words(rows["statements"]),
        ),
    )


def _plans(rows: Rows) -> tuple[str, ...]:
    return tuple(
        f"Version {row.number}, {row.get_state_display().lower()}: open plans/{row.number}.html"
        for row in rows["plan-versions"]
    )


def _words(statements: list[Any]) -> tuple[Block, ...]:
    """Words that may be read by whoever reads the plan; private ones stay in the record alone."""
    shared = [row for row in statements if row.audience == "shared" and row.ended_at is None]
    if not shared:
        return (Paragraph("Nothing yet."),)
    return tuple(
        Passage(
            row.text,
            _VOICES.get(Voice(row.voice), "professional"),
            f"{row.get_gathered_display()}, {day_words(row.gathered_on)}"
            + (f", written down by {row.gathered_by_name}" if row.gathered_by_name else ""),
            heading=row.speaker_name,
        )
        for row in shared
    )
