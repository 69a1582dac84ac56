"""The pack of a case for a panel: what was asked, what the law asks, by when, and everything that is known."""

from alongside.access.actor import Actor
from alongside.children.queries import ChildCard
from alongside.ehc.evidence import evidence_at_hand
from alongside.ehc.gathering import gathered_document
from alongside.ehc.queries.advice import advice_of
from alongside.ehc.queries.cases import CaseView, clocks_on_page
from alongside.ehc.rules.deciding import TESTS
from alongside.kernel.day_words import day_words
from alongside.rendering import model


def pack(actor: Actor, child: ChildCard, case: CaseView) -> model.Document:
    """Everything a panel reads about one case, as its caseworker may read it now. No address, no private words."""
    assert case.to_decide is not None
    advice = tuple(one for one in advice_of(actor, child.id) if one.case_id == case.id)
    gathered = gathered_document(actor, child, case, advice)
    waits = tuple(
        (one.shown.label, day_words(one.shown.due_on), one.shown.citation)
        for one in clocks_on_page(actor, case)
        if one.shown.met_on is None
    )
    known = tuple(
        f"{one.what}, {one.of}" if one.of else one.what for one in evidence_at_hand(actor, child.id, case)
    )
    blocks: list[model.Block] = [
        model.Callout("A panel advises", "A manager decides. No date waits for a panel: the law knows none."),
        model.Heading(1, case.to_decide.label),
        model.Bullets(tuple(words for _, words in TESTS[case.to_decide])),
        model.Heading(1, "The request"),
        model.Facts((("Asked by", case.asker_name), ("Received", day_words(case.received_on)))),
        model.Paragraph(case.words or "The words of the request are with the caseworker."),
        *([model.Table("The legal dates", ("What", "By", "Source"), waits)] if waits else []),
        model.Heading(1, "What is known"),
        *([model.Bullets(known)] if known else []),
        *gathered.blocks,
    ]
    return model.Document(f"Panel pack: {child.full_name}", tuple(blocks), actor.on, footer=case.council)
