"""What one table of a bundle is."""

from dataclasses import dataclass

from django.db import models


@dataclass(frozen=True)
class Part:
    """One table of the bundle: its name there, its rows here, and how they hang on the child.

    `path` leads from a row to the child's id; None where the rows are only what others point to.
    `names_people` are plain columns that hold a person's id without being a foreign key.
    `file` is the column with the key of a stored file, beside the column with its digest.
    `own` are columns that mean something in one installation only, and are worked out again in the next.
    """

    name: str
    model: type[models.Model]
    path: str | None = "child_id"
    says: str = ""
    names_people: tuple[str, ...] = ()
    file: tuple[str, str] | None = None
    own: tuple[str, ...] = ()
