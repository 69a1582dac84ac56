"""The page of reference about bundles, from the list of parts."""

import os

import django

from tests.reference import table

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def bundle() -> str:
    """What a bundle holds, part by part, and what stays behind."""
    django.setup()
    from alongside.exchange.bundle.parts import LEFT_BEHIND, PARTS, columns, pointers

    parts = [
        "# The bundle of one child",
        "`record.json` holds these parts; `alongside bundle make` writes their JSON Schema beside it.",
        table(["part", "what it says", "rows of"], [[p.name, p.says, p.model._meta.label] for p in PARTS]),
        "## What stays behind",
        table(["table", "why"], [[name, why] for name, why in sorted(LEFT_BEHIND.items())]),
    ]
    for part in PARTS:
        to = pointers(part)
        rows = [
            [
                f"`{field.attname}`",
                field.get_internal_type(),
                to[field.attname].name if field.attname in to else "",
            ]
            for field in columns(part)
        ]
        parts += [f"## {part.name}", table(["column", "kind", "points to"], rows)]
    return "\n\n".join(parts)
