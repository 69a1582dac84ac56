"""A row as plain JSON values, and back. Protected columns are plain in a bundle: who holds the file holds them."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models

from alongside.exchange.bundle.part import Part
from alongside.exchange.bundle.parts import columns, part_of

Row = dict[str, Any]


class Unfit(ValueError):
    """A value that the column it is meant for does not take. Says where, never what."""


def plain(part: Part, row: models.Model) -> Row:
    """The row with its values as JSON has them."""
    return {field.attname: _out(getattr(row, field.attname)) for field in columns(part)}


def _out(value: Any) -> Any:
    return (
        value.isoformat()
        if isinstance(value, date | datetime | time)
        else str(value)
        if isinstance(value, UUID | Decimal)
        else value
    )


def whole(part: Part, row: Row) -> models.Model:
    """The row as it was. Raises `Unfit` for a column too many or too few, or a value of another kind."""
    wanted = {field.attname: field for field in columns(part)}
    if not isinstance(row, dict) or set(row) != set(wanted):
        raise Unfit(f"a row of “{part.name}” has other columns than it should")
    return part.model(**{name: _back(part, field, row[name]) for name, field in wanted.items()})


def _back(part: Part, field: "models.Field[Any, Any]", value: Any) -> Any:
    if value is None and field.null:
        return None
    kind = field.target_field if isinstance(field, models.ForeignKey) else field
    try:
        _same_kind(kind, value)
        python = kind.to_python(value)
        if isinstance(field, models.ForeignKey):
            return python
        # Whether a column may be empty is the database's own rule; forms ask for more than that.
        return python if value in ("", [], {}) else kind.clean(python, None)
    except (ValidationError, ValueError, TypeError, OverflowError):
        raise Unfit(f"“{part.name}” holds a value that “{field.attname}” cannot be") from None


_KINDS: tuple[tuple[type, type | tuple[type, ...]], ...] = (
    (models.BooleanField, bool),
    (models.IntegerField, int),
    (models.JSONField, (dict, list, str, int, float, bool, type(None))),
    (models.Field, str),
)


def _same_kind(field: "models.Field[Any, Any]", value: Any) -> None:
    """A number is not taken for a text, nor yes for one: what was written is read back, or nothing is."""
    wanted = next(kinds for kind, kinds in _KINDS if isinstance(field, kind))
    if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is int):
        raise TypeError


def schema_of(part: Part) -> dict[str, Any]:
    """The part as JSON Schema (draft 2020-12)."""
    properties = {field.attname: _schema(field) for field in columns(part)}
    row = {
        "type": "object", "properties": properties, "required": list(properties), "additionalProperties": False,
    }  # fmt: skip
    return {"type": "array", "description": part.says, "items": row}


def _schema(field: "models.Field[Any, Any]") -> dict[str, Any]:
    kind = field.target_field if isinstance(field, models.ForeignKey) else field
    found: dict[str, Any] = {"type": _json_type(kind)} if _json_type(kind) else {}
    if isinstance(kind, models.UUIDField):
        found["format"] = "uuid"
    if isinstance(kind, models.DateField):
        found["format"] = "date-time" if isinstance(kind, models.DateTimeField) else "date"
    if isinstance(kind, models.CharField) and kind.max_length:
        found["maxLength"] = kind.max_length
    if kind.choices:
        found["enum"] = [key for key, _ in kind.flatchoices] + ([""] if kind.blank else [])
    if isinstance(field, models.ForeignKey):
        target = part_of(field.related_model)
        found["description"] = f"a row of {target.name}" if target else ""
    if field.null and "type" in found:
        found["type"] = [found["type"], "null"]
        if "enum" in found:
            found["enum"].append(None)
    return found


def _json_type(field: "models.Field[Any, Any]") -> str:
    if isinstance(field, models.JSONField):
        return ""
    if isinstance(field, models.BooleanField):
        return "boolean"
    return "integer" if isinstance(field, models.IntegerField) else "string"
