"""From the bytes of a file to checked rows about pupils: plain Python, no database, nothing kept."""

from alongside.exchange.reading.fields import FIELDS, Field
from alongside.exchange.reading.mapping import Column, Mapping, suggest
from alongside.exchange.reading.problems import Problem
from alongside.exchange.reading.pupil import Address, ContactRow, Phone, PupilRow, SenSpell, SourceSchool
from alongside.exchange.reading.read import ReadResult, read_file
from alongside.exchange.reading.sniff import Kind
from alongside.exchange.reading.table import Sheet

__all__ = [
    "FIELDS",
    "Address",
    "Column",
    "ContactRow",
    "Field",
    "Kind",
    "Mapping",
    "Phone",
    "Problem",
    "PupilRow",
    "ReadResult",
    "SenSpell",
    "Sheet",
    "SourceSchool",
    "read_file",
    "suggest",
]
