"""Whom the law has told of a request, and telling them."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from alongside.access.choices import StandingKind
from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, found_or_404, open_for_page
from alongside.design.forms import choose_from
from alongside.design.page import page
from alongside.documents.web.handing_out import made_anew
from alongside.ehc.choices import Told
from alongside.ehc.operations.notifying import NewNotification
from alongside.ehc.operations.notifying import notify as tell_body
from alongside.ehc.queries.cases import CaseView, case_of
from alongside.ehc.queries.notifying import (
    NotificationLine,
    notification,
    notifications_of,
    still_to_tell,
)
from alongside.ehc.rules.notifying import ToTell
from alongside.kernel.refusal import Refusal
from alongside.people.formats import wanted
from alongside.platform.clock import now
from alongside.rendering.formats import Format

KEEP = Permission.CASE_KEEP


class NotifyForm(forms.Form):
    """Which body, and its name."""

    conditional: ClassVar = ("to_name",)

    told = forms.ChoiceField(label="Whom do you tell?", widget=forms.RadioSelect)
    to_name = forms.CharField(label="Its name, unless it is the setting", max_length=200, required=False)

    def __init__(self, *args: Any, to_tell: tuple[ToTell, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        choose_from(self, "told", [(one.told.value, one.told.label) for one in to_tell])


@dataclass(frozen=True)
class NotifyPage:
    """Who was told, and who is left."""

    opened: OpenedChild
    case: CaseView
    done: tuple[NotificationLine, ...]
    to_tell: tuple[ToTell, ...]


@needs(KEEP)
def notify(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Tell each body the law names, with a letter that is kept."""
    opened = open_for_page(request, child_id, KEEP)
    case = case_of(opened.actor, child_id)
    if case is None:
        raise Http404
    done = notifications_of(opened.actor, case)
    attends = any(one.kind is StandingKind.ATTENDS for one in opened.around)
    to_tell = still_to_tell(case, done, attends=attends)
    form = NotifyForm(request.POST or None, to_tell=to_tell)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        new = NewNotification(Told(given["told"]), given["to_name"])
        result = found_or_404(tell_body(opened.actor, child_id, new, now()))
        if not isinstance(result, Refusal):
            messages.success(request, f"{result.to_name} is told. The letter is below.")
            return redirect("ehc:notify", child_id)
        form.add_error("to_name", str(result))
    status = 422 if form.is_bound and form.errors else 200
    content = NotifyPage(opened, case, done, to_tell)
    return page(request, "ehc/notify.html", content, title="Who has to be told", form=form, status=status)


@needs(KEEP)
@require_safe
def notification_document(
    request: HttpRequest, child_id: UUID, notification_id: UUID, form: str
) -> HttpResponse:
    """The letter, to print or to send on."""
    opened = open_for_page(request, child_id, KEEP)
    frozen = notification(opened.actor, child_id, notification_id)
    if frozen is None:
        raise Http404
    chosen = wanted(opened.actor, form)
    chosen = Format.PDF if chosen is Format.WEB else chosen
    return made_anew(frozen[0], "letter", chosen)
