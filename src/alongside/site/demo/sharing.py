"""A step of a story in which somebody answers lines of the sharing page, one after the other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from alongside.access.actor import Actor
from alongside.access.choices import SharingLine
from alongside.children.choices import SharingReply
from alongside.children.queries import child_card, own_standing
from alongside.children.sharing.operations import Reply
from alongside.children.sharing.queries import Outside, outside_of
from alongside.children.sharing.rules import Signature
from alongside.children.sharing.trusted import adults_to_choose
from alongside.kernel.proofs import text_digest
from alongside.kernel.refusal import Refusal
from alongside.plans.sharing.operations import sign
from alongside.platform.clock import LONDON
from alongside.statute.sharing import PageLine, sharing_page, shown_line
from alongside.statute.wording import Voice as Reader
from alongside.voice.queries import writing_as

if TYPE_CHECKING:
    from alongside.site.demo.told import Story

Step = Mapping[str, Any]


def share(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    """Answer each line of `lines` ("setting: agree"), signed with a name or with the sign of the step."""
    last: Any = None
    for said in step["lines"]:
        key, _, reply = (part.strip() for part in said.partition(":"))
        line = sharing_page().line(key)
        assert line is not None, key
        abouts = outside_of(actor, story.child_id) if line.one_by_one else [Outside.nobody()]
        if line.by_child and not _adult(story, actor, step):
            continue  # early in a school year the adult may not be in the class yet
        for about in abouts:
            last = _answer(story, actor, step, (line, about, reply), now)
            if isinstance(last, Refusal):
                return last
    return last


def _answer(
    story: Story, actor: Actor, step: Step, said: tuple[PageLine, Outside, str], now: datetime
) -> Any:
    line, about, reply = said
    mark = step.get("sign", "")
    signature = Signature("symbol", mark) if mark else Signature("name", actor.name)
    adult = _adult(story, actor, step) if line.by_child else None
    given = Reply(
        SharingLine(line.key), reply, signature, sharing_page().digest, about.standing_id,
        adult.key if adult else "",
    )  # fmt: skip
    about = Outside(None, None, None, adult.name) if adult else about
    proof = _evidence(story, actor, step, (line, about, reply), now)
    return sign(actor, story.child_id, given, {**proof, "signature": vars(signature)}, now)


def _adult(story: Story, actor: Actor, step: Step) -> Any:
    """The adult whom the child chooses for private words; None where that adult cannot be chosen today."""
    named = step.get("adult", "")
    found = adults_to_choose(actor, story.child_id) if named else []
    return next((one for one in found if one.name.endswith(named)), None)


def _evidence(
    story: Story, actor: Actor, step: Step, said: tuple[PageLine, Outside, str], now: datetime
) -> dict[str, Any]:
    """What the page would have kept, from the same words."""
    (line, about, reply), words = said, sharing_page()
    child = child_card(actor, story.child_id)
    assert child is not None
    writer = writing_as(actor, own_standing(actor, story.child_id))
    shown = shown_line(words, line, child.age, Reader(writer.voice), child.called, about.name)
    return {
        "what": "an answer to one line of the sharing page", "child": child.full_name, "line": line.key,
        "level": line.level, "about": about.name, "answer": SharingReply(reply).label,
        "page_version": words.version, "page_sha256": words.digest, "text_shown": shown.text,
        "text_sha256": text_digest(shown.text), "signer": actor.name, "signs_as": writer.describes,
        "format": step.get("format", "web page"), "explained_by": step.get("with", ""),
        "intent": "By signing and pressing the button I give this answer to the words shown above.",
        "sign_in": "one factor", "device": "phone", "at_utc": now.astimezone(UTC).isoformat(timespec="seconds"),
        "at_london": now.astimezone(LONDON).isoformat(timespec="seconds"),
    }  # fmt: skip
