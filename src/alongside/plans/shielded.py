"""Comments as the home apart reads them where a shield keeps the place from it: without the names of staff."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from alongside.access.actor import Actor
from alongside.children.access import place_kept_from
from alongside.children.queries import stands_by
from alongside.voice.queries import STAFF

if TYPE_CHECKING:
    from alongside.plans.queries import CommentView


def without_staff(actor: Actor, child_id: UUID, comments: "Sequence[CommentView]") -> "list[CommentView]":
    """The comments, and under a shield nobody named in them who is not of the family (trust 2.4.1)."""
    if not comments or not place_kept_from(actor, child_id):
        return list(comments)
    family = {one.name for one in stands_by(actor, child_id) if one.is_family}
    return [_unnamed(one, family) for one in comments]


def _unnamed(one: "CommentView", family: set[str]) -> "CommentView":
    known = one if one.author_name in family else replace(one, author_name=STAFF, author_role="")
    return replace(known, answered_by_name=one.answered_by_name if one.answered_by_name in family else "")
