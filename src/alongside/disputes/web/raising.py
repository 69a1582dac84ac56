"""Saying that one sees something differently, in a minute, from the passage or from the plan."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import NAMESPACE_OID, UUID, uuid5

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.choices import StandingKind
from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, found_or_404, open_for_page, readers, show_refusal
from alongside.design.forms import choose_from
from alongside.design.page import page
from alongside.disputes.operations import FOR_CHILD, NewDisagreement, raise_disagreement
from alongside.kernel.refusal import Refusal
from alongside.plans.queries import plan_version
from alongside.platform.clock import now
from alongside.reviews.queries import review_by_id
from alongside.voice.choices import Gathered
from alongside.voice.queries import passage_by_id
from alongside.voice.unsent import Unsent, sent, unsent

RAISE, CARRY = Permission.DISAGREEMENT_RAISE, Permission.DISAGREEMENT_CARRY
_BESIDE, _APART, _MINE = "beside", "apart", "mine"


class RaiseForm(forms.Form):
    """What is seen differently, whose words, and who reads them."""

    conditional: ClassVar = ("gathered",)

    text = forms.CharField(
        label="How do you see it?", widget=forms.Textarea, max_length=4_000,
        error_messages={"required": "Write a few words."},
    )  # fmt: skip
    wish = forms.CharField(
        label="What would put it right?", widget=forms.Textarea, max_length=2_000, required=False
    )
    for_whom = forms.ChoiceField(label="Whose words are these?", widget=forms.RadioSelect, required=False)
    gathered = forms.ChoiceField(
        label="How were you told?", choices=[("", ""), *Gathered.choices], required=False
    )
    who_reads = forms.ChoiceField(
        label="Who reads it?", widget=forms.RadioSelect,
        error_messages={"required": "Choose who reads it."},
    )  # fmt: skip

    def __init__(self, *args: Any, whom: list[tuple[str, str]], called: str, **options: Any) -> None:
        super().__init__(*args, **options)
        choose_from(self, "for_whom", whom)
        choose_from(
            self,
            "who_reads",
            [
                (_BESIDE, f"Beside the plan: everyone who reads {called}’s plan, in print too"),
                (_APART, "Only whoever says it, and the SENCo, the head and the lead worker"),
            ],
        )


@dataclass(frozen=True)
class RaisePage:
    """Room to say it, about what, and who will be able to read it."""

    opened: OpenedChild
    about: str
    asked: tuple[tuple[str, str], ...]
    for_others: bool
    beside: tuple[tuple[str, str], ...]
    apart: tuple[tuple[str, str], ...]
    began: Unsent


@needs(RAISE)
def raise_page(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Say that one sees it differently; also written down for the child, or for a parent who told it."""
    opened = open_for_page(request, child_id, RAISE, CARRY)
    asked = {
        key: value
        for key in ("about", "version", "review")
        if (value := request.POST.get(key) or request.GET.get(key, ""))
    }
    target, words = _target(opened, asked)
    whom = _whom(opened)
    began = unsent(opened.actor, child_id, "differently", _told_apart(asked))
    start = {"for_whom": _MINE, "text": began.text}
    form = RaiseForm(request.POST or None, whom=whom, called=opened.child.called, initial=start)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        new = NewDisagreement(
            given["text"], given["wish"], "" if given["for_whom"] == _MINE else given["for_whom"],
            given["gathered"] or Gathered.TYPED,
            given["who_reads"] == _BESIDE, **target,
        )  # fmt: skip
        result = found_or_404(raise_disagreement(opened.actor, child_id, new, now()))
        if not isinstance(result, Refusal):
            sent(opened.actor, child_id, began, now())
            messages.success(request, "Saved. The lead worker is told, and the way forward is below.")
            return redirect("disputes:disagreement", child_id, result.id)
        show_refusal(form, result)
    content = RaisePage(
        opened, words, tuple(asked.items()), len(whom) > 1, readers(opened, Permission.DISAGREEMENT_READ),
        readers(opened, CARRY), began,
    )  # fmt: skip
    status = 422 if form.is_bound and form.errors else 200
    return page(
        request, "disputes/raise.html", content, title="I see it differently", form=form, status=status
    )


def _told_apart(asked: dict[str, str]) -> UUID:
    """What tells one thing it is about from another, so that words begun about one are not offered for the other."""
    return uuid5(NAMESPACE_OID, repr(sorted(asked.items())))


def _whom(opened: OpenedChild) -> list[tuple[str, str]]:
    """Whose words can be written down here: the writer's own first."""
    if opened.is_child:
        return [(_MINE, "Mine")]
    called = opened.child.called
    found_ = [(_MINE, "Mine"), (FOR_CHILD, f"{called}’s: we write it together")]
    if opened.standing is None and CARRY in opened.may:
        family = (StandingKind.PARENT, StandingKind.CARER)
        found_ += [(str(one.person_id), f"{one.name} told me") for one in opened.around if one.kind in family]
    return found_


def _target(opened: OpenedChild, asked: dict[str, str]) -> tuple[dict[str, Any], str]:
    """What it is about, for the operation and in words. Raises Http404 for what is not there."""
    actor, child_id = opened.actor, opened.child.id
    try:
        if "about" in asked:
            passage = passage_by_id(actor, child_id, UUID(asked["about"]), Permission.PLAN_READ)
            if passage:
                return {"about_id": passage.id}, f"“{passage.text}”"
        elif "version" in asked:
            version = plan_version(actor, child_id, number=int(asked["version"]))
            if version:
                return {"version": version.number}, f"Version {version.number} of the plan"
        elif "review" in asked:
            review = review_by_id(actor, child_id, UUID(asked["review"]))
            if review:
                return {"review_id": review.id}, "The review"
        else:
            return {}, ""
    except ValueError:
        pass
    raise Http404
