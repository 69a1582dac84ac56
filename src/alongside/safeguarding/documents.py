"""The room's file of one child, as it goes to the lead of the next setting."""

from alongside.access.actor import Actor
from alongside.children.queries import ChildCard
from alongside.design.dates import day
from alongside.rendering import model
from alongside.safeguarding.queries import Moment


def file_document(actor: Actor, child: ChildCard, moments: list[Moment]) -> model.Document:
    """Everything in the order it happened; the page says whom it is for, and the file's name says nothing."""
    blocks: list[model.Block] = [
        model.Facts(
            (
                ("Child or young person", child.full_name),
                ("Kept by", actor.organisation_name),
                ("Given by", actor.name),
            )
        )
    ]
    for one in reversed(moments):
        blocks += [
            model.Heading(1, f"{day(one.on)}: {one.what}"),
            model.Paragraph(one.text),
            model.Paragraph(one.who),
        ]
    return model.Document(
        title="Safeguarding file", blocks=tuple(blocks), made_on=actor.on, subject=actor.organisation_name,
        footer="In confidence: for the safeguarding lead of the next setting alone.", mark=actor.name,
    )  # fmt: skip
