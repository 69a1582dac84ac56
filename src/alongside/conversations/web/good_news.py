"""Good news: one field and Send (R3)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from alongside.access.policy import Permission
from alongside.access.routes import needs, who_asks
from alongside.children.opening import found_or_404, show_refusal
from alongside.conversations.operations.good_news import Good, say_back, send_good_news
from alongside.conversations.queries.good_news import NewsPage, good_news_of, news_picture, photos_shown
from alongside.conversations.queries.threads import key_from
from alongside.conversations.rules.good_news import LONGEST
from alongside.conversations.web.about import About, about
from alongside.design.page import page
from alongside.documents.choices import PictureKind
from alongside.kernel.refusal import Refusal
from alongside.platform import files
from alongside.platform.clock import now
from alongside.platform.images import LARGEST_FILE
from alongside.platform.web.downloads import as_picture
from alongside.voice.unsent import Unsent, sent, unsent

_TOO_LARGE = f"This picture is larger than {LARGEST_FILE // 1024 // 1024} MB. Choose a smaller one."


class GoodNewsForm(forms.Form):
    """A few words, and a picture if there is one."""

    text = forms.CharField(
        label="What went well?", widget=forms.Textarea, max_length=LONGEST,
        error_messages={"required": "Write what went well."},
    )  # fmt: skip
    picture = forms.FileField(
        label="A picture", required=False, widget=forms.FileInput(attrs={"accept": "image/*"}),
        error_messages={"empty": "This file is empty. Choose another picture."},
    )  # fmt: skip
    kind = forms.ChoiceField(
        label="What does it show?", required=False, widget=forms.RadioSelect, initial=PictureKind.OTHER.value,
        choices=[(PictureKind.OTHER.value, "Something made or found, nobody’s face"),
                 (PictureKind.PHOTO_OF_CHILD.value, "The child, and no other child")],
    )  # fmt: skip
    child_agrees = forms.BooleanField(label="The child said yes to this photograph", required=False)
    description = forms.CharField(label="The picture in words", max_length=200, required=False)

    def clean_picture(self) -> Any:
        """Refuse what is too large before any of it is read into memory."""
        sent = self.cleaned_data["picture"]
        if sent and sent.size > LARGEST_FILE:
            raise forms.ValidationError(_TOO_LARGE)
        return sent

    def good(self) -> Good:
        """What the checked form says."""
        told = self.cleaned_data
        return Good(
            told["text"], told["picture"].read() if told["picture"] else b"",
            PictureKind(told["kind"] or PictureKind.OTHER), told["description"], told["child_agrees"],
        )  # fmt: skip


@dataclass(frozen=True)
class GoodNewsPage:
    """The good news, and whom new good news would reach."""

    about: About
    found: NewsPage
    earlier: str
    is_first: bool
    photos: bool
    began: Unsent
    answering: UUID | None = None

    @property
    def reaches(self) -> str:
        """Who reads what is sent, in one line."""
        if not self.about.actor.is_family:
            called = self.about.child.called
            return f"{called} and everyone in {called}’s family who is linked here read this, in each home."
        return "The people at school who know you read this."


@needs(Permission.NEWS_READ)
def good_news(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Read the good news and tell some."""
    opened = about(request, child_id, Permission.NEWS_READ)
    began = unsent(opened.actor, child_id, "good-news", None)
    form = GoodNewsForm(request.POST or None, request.FILES or None, initial={"text": began.text})
    if request.method == "POST" and form.is_valid():
        result = found_or_404(send_good_news(opened.actor, child_id, form.good(), now()))
        if not isinstance(result, Refusal):
            sent(opened.actor, child_id, began, now())
            messages.success(request, "Your good news is sent.")
            return redirect("conversations:good_news", child_id)
        show_refusal(form, result)
    return _screen(request, opened, form, began)


def _screen(
    request: HttpRequest, opened: About, form: GoodNewsForm, began: Unsent, *,
    answering: UUID | None = None, refusal: Refusal | None = None,
) -> HttpResponse:  # fmt: skip
    child_id, before = opened.child.id, key_from(request.GET.get("before", ""))
    found = good_news_of(opened.actor, opened.child, before)
    address = reverse("conversations:good_news", args=[child_id])
    content = GoodNewsPage(
        opened, found, f"{address}?before={found.earlier}" if found.earlier else "", before is None,
        photos_shown(opened.actor, opened.child), began, answering,
    )  # fmt: skip
    status = 422 if refusal or (form.is_bound and form.errors) else 200
    return page(
        request, "conversations/good_news.html", content, title="Good news", form=form, refusal=refusal,
        status=status,
    )  # fmt: skip


@needs(Permission.NEWS_SEND)
@require_POST
def reply(request: HttpRequest, child_id: UUID, news_id: UUID) -> HttpResponse:
    """Say something back."""
    opened = about(request, child_id, Permission.NEWS_SEND)
    result = found_or_404(say_back(opened.actor, child_id, news_id, request.POST.get("text", ""), now()))
    if isinstance(result, Refusal):
        began = unsent(opened.actor, child_id, "good-news", None)
        form = GoodNewsForm(initial={"text": began.text})
        return _screen(request, opened, form, began, answering=news_id, refusal=result)
    messages.success(request, "Said.")
    return redirect(f"{reverse('conversations:good_news', args=[child_id])}#news-{news_id}")


@needs(Permission.NEWS_READ)
@require_safe
def picture(request: HttpRequest, child_id: UUID, news_id: UUID) -> HttpResponse:
    """The picture sent with good news, for those it was sent to. The page that shows it has noted the look already."""
    from alongside.children.queries import child_card

    actor = who_asks(request)
    child = child_card(actor, child_id, Permission.NEWS_READ)
    found = news_picture(actor, child, news_id) if child else None
    if found is None:
        raise Http404
    response = as_picture(files.get(found.store_key, found.digest), found.media_type)
    response["Content-Disposition"] = "inline"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
