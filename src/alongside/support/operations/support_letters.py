"""Giving somebody their letter: reworded before, given once, and opened by whom it is for."""

from datetime import date, datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import child_card, setting_of
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean_lines
from alongside.notices.operations import tell
from alongside.people.access import who_sign_in
from alongside.statute.letters import Filling, letters
from alongside.support.choices import LetterTold
from alongside.support.models import SupportLetter
from alongside.support.rules.beginning import LONGEST, may_give, refuse_told_on

_READ, _BEGIN = Permission.CONCERN_READ, Permission.SUPPORT_BEGIN
_GIVEN = Refusal("letter.given", "This letter was given already.", "Write to them in the thread instead.")


def _one(actor: Actor, child_id: UUID, letter_id: UUID) -> SupportLetter | None:
    rows = SupportLetter.objects.permitting(actor, _BEGIN, child_id).select_related("start")
    found: SupportLetter | None = rows.filter(pk=letter_id).first()
    return found


def reword_letter(
    actor: Actor, child_id: UUID, letter_id: UUID, why: str, support: str, now: datetime
) -> SupportLetter | Refusal:
    """Change the setting's own words in a letter that nobody was given yet, such as into the reader's language."""
    with operation(actor, _BEGIN, now) as unit:
        row, setting = _one(actor, child_id, letter_id), setting_of(actor, child_id)
        child = child_card(actor, child_id, _BEGIN)
        if row is None or setting is None or child is None:
            return NOT_FOUND
        if row.told_on is not None:
            return _GIVEN
        for field, text in (("why", why), ("support", support)):
            if not text.strip() or len(text) > LONGEST:
                return Refusal("letter.words", "The letter needs these words, and not too many.", field=field)
        who = ", ".join(filter(None, [f"{actor.name} (SENCo)", setting.telephone]))
        filling = Filling(
            row.to_name, child.called, setting.name, row.start.on, clean_lines(why), clean_lines(support), who
        )  # fmt: skip
        words = letters()[row.key].filled(row.language, filling)
        row.title, row.paragraphs = words.title, list(words.paragraphs)
        row.save(update_fields=["title", "paragraphs"])
        unit.record("support_letter.reworded", row, child_id=child_id)
        return row


def give_letter(
    actor: Actor, child_id: UUID, letter_id: UUID, how: str, told_on: date | None, now: datetime
) -> SupportLetter | Refusal:
    """Give somebody their letter here, or note how and when they were given it: the duty of s.68 is kept then."""
    with operation(actor, _BEGIN, now) as unit:
        row = _one(actor, child_id, letter_id)
        if row is None:
            return NOT_FOUND
        signs_in = row.to_id in who_sign_in([row.to_id])
        day = actor.on if how == LetterTold.PRODUCT else told_on
        refusal = may_give(is_given=row.told_on is not None, how=how, signs_in=signs_in) or refuse_told_on(
            day, row.start.on, actor.on
        )
        if refusal:
            return refusal
        changes = {"told_on": day, "told_how": how, "told_by_name": actor.name}
        if not SupportLetter.in_unit.filter(pk=row.pk, told_on=None).update(**changes):
            return unit.refuse(_GIVEN)
        unit.record("support_letter.given", row, child_id=child_id, after={"how": how})
        path = f"/children/{child_id}/support-letters/{row.id}/"
        tell(unit, row.to_id, child_id, "support.letter", path, f"support.letter:{row.id}")
        row.refresh_from_db()
        return row


def note_letter_opened(actor: Actor, child_id: UUID, letter_id: UUID, now: datetime) -> None:
    """Note the first time somebody opens the letter that is for them."""
    with operation(actor, _READ, now) as unit:
        rows = SupportLetter.objects.permitting(actor, _READ, child_id)
        row = rows.filter(pk=letter_id, to_id=actor.person_id, opened_at=None).first()
        if row:
            row.opened_at = now
            row.save(update_fields=["opened_at"])
            unit.record("support_letter.opened", row, child_id=child_id)
