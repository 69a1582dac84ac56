"""What a sum is for, taken from the statement of provision it pays for: its needs stand in section J (reg 12(1)(j))."""

from dataclasses import replace

from alongside.disputes.budgets.rules import NewItem
from alongside.ehcplans.models import EhcLine, EhcThread


def purposes_of(line: EhcLine, new: NewItem) -> NewItem:
    """The sum with what the plan says of its provision, where nothing else was written; inside an operation."""
    tied = EhcThread.in_unit.filter(line_id=line.id, need__ended_at=None).select_related("need")
    needs = "\n".join(one.need.text for one in tied.order_by("need__section", "need__position"))
    return replace(
        new, section=line.section, help=new.help.strip() or line.text, purpose=new.purpose.strip() or needs
    )
