"""What helps a child, agreed by everyone who works with them."""

from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from alongside.access.policy import Permission
from alongside.access.routes import needs, who_asks
from alongside.children.opening import OpenedChild, found_or_404, open_for_page, show_refusal
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now
from alongside.wellbeing.operations.strategies import agree_strategies
from alongside.wellbeing.queries.strategies import Strategies, strategies
from alongside.wellbeing.queries.strategies_open import ToAgree, to_agree

READ, AGREE = Permission.PASSPORT_READ, Permission.STRATEGY_AGREE


class AgreeForm(forms.Form):
    """A word about how it goes, if one likes."""

    note = forms.CharField(
        label="A word about how you use them (you can leave this empty)", max_length=300, required=False
    )


@dataclass(frozen=True)
class StrategiesPage:
    """The page, and whether the reader is to agree."""

    opened: OpenedChild
    found: Strategies
    agrees: bool


@needs(READ)
def strategies_page(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """What helps, whose words it is, who uses it, and who has not said so yet."""
    opened = open_for_page(request, child_id, READ, AGREE)
    form = AgreeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        result = found_or_404(agree_strategies(opened.actor, child_id, form.cleaned_data["note"], now()))
        if not isinstance(result, Refusal):
            messages.success(request, "Saved. The family sees that you use what helps.")
            return redirect("wellbeing:strategies", child_id)
        show_refusal(form, result)
    shown = strategies(opened.actor, child_id, opened.child.called)
    agrees = AGREE in opened.may and bool(shown.passages) and not (shown.mine and shown.mine.is_current)
    content = StrategiesPage(opened, shown, agrees)
    status = 422 if form.is_bound and form.errors else 200
    return page(
        request,
        "wellbeing/strategies.html",
        content,
        title="What helps, agreed by all",
        form=form,
        status=status,
    )


@needs(AGREE)
@require_safe
def open_page(request: HttpRequest) -> HttpResponse:
    """The children one teaches with words about what helps that one has not said yes to."""
    shown: tuple[ToAgree, ...] = to_agree(who_asks(request))
    return page(request, "wellbeing/strategies_open.html", shown, title="What helps, not read by you yet")
