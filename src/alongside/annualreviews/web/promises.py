"""Kept promises: section F beside what is given, for family, setting and council on the same page."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.annualreviews.choices import Kept
from alongside.annualreviews.operations import promises as operations
from alongside.annualreviews.queries import promises as queries
from alongside.annualreviews.rules.promises import PromiseSaid
from alongside.annualreviews.web.opening import HOLD, KEEP, SAY
from alongside.children.opening import OpenedChild, found_or_404, open_for_page
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now

READ = Permission.EHCPLAN_READ


@dataclass(frozen=True)
class PromisesPage:
    """Each promise, what was given, what each side says; boxes to say so where somebody is asked."""

    opened: OpenedChild
    found: queries.Promises
    answers: bool
    mends: bool
    sent: QueryDict | None = None
    wrong: Refusal | None = None
    choices: tuple[Kept, ...] = field(default_factory=lambda: tuple(Kept))

    @property
    def for_family(self) -> bool:
        return self.opened.actor.is_family

    def box(self, one: queries.PromiseView, name: str) -> str:
        """What stands in a box: what was just sent, what was kept, or what the ticks suggest."""
        if self.sent is not None:
            return self.sent.get(f"{one.promise.key}-{name}", "")
        mine = one.mine if self.for_family or (one.mine and one.mine.by_setting) else one.setting
        if mine is None:
            return one.suggested if name == "kept" and not self.for_family else ""
        if name == "by_on":
            return mine.by_on.isoformat() if mine.by_on else ""
        return str(getattr(mine, name))

    def problem(self, one: queries.PromiseView) -> str:
        """What is wrong with what was sent about a promise."""
        ours = self.wrong is not None and (self.wrong.field or "").startswith(one.promise.key)
        return str(self.wrong) if ours else ""


@needs(READ)
def promises(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Is the help in the plan given? Family and setting answer, and everybody reads what is done about a gap."""
    opened = open_for_page(request, child_id, READ, SAY, HOLD, KEEP)
    data = request.POST
    wrong = None
    if request.method == "POST":
        result = found_or_404(_keep(opened, child_id, data))
        if not isinstance(result, Refusal):
            messages.success(request, "Saved. Family, school and council read it.")
            return redirect("annualreviews:promises_kept", child_id)
        wrong = result
    kept = queries.promises_of(opened.actor, child_id)
    speaks = SAY in opened.may and KEEP not in opened.may
    for_setting = HOLD in opened.may or opened.actor.is_family
    content = PromisesPage(
        opened, kept, answers=speaks and for_setting and kept.check is not None and bool(kept.lines),
        mends=HOLD in opened.may, sent=data if wrong else None, wrong=wrong,
    )  # fmt: skip
    return page(
        request, "annualreviews/promises.html", content, title="Is the help given?", refusal=wrong,
        status=422 if wrong else 200,
    )  # fmt: skip


def _keep(opened: OpenedChild, child_id: UUID, data: QueryDict) -> object:
    if "mend" in data:
        return operations.mend(opened.actor, child_id, data.get("mend", ""), data.get("words", ""), now())
    said = {
        name.removesuffix("-kept"): _said(data, name.removesuffix("-kept"))
        for name, value in data.items()
        if name.endswith("-kept") and value in Kept.values
    }
    if not said:
        return Refusal(
            "promise.none", "Nothing is said yet.", "Say of one of them at least whether it is given."
        )
    return operations.answer_promises(opened.actor, child_id, said, now())


def _said(data: QueryDict, key: str) -> PromiseSaid:
    try:
        by_on = date.fromisoformat(data.get(f"{key}-by_on", ""))
    except ValueError:
        by_on = None
    return PromiseSaid(
        Kept(data.get(f"{key}-kept", "")), data.get(f"{key}-words", ""), data.get(f"{key}-doing", ""), by_on
    )
