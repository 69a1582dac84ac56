"""Choosing the picture on the front of the plan, and a parent's permission for photographs."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from alongside.access.choices import StandingKind
from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.design.page import page
from alongside.documents.choices import PictureKind
from alongside.documents.operations import change_picture, permit_photos, take_picture_down, withdraw_photos
from alongside.documents.queries import PhotoPermissionView, photo_permissions
from alongside.documents.rules import DECIDES_ALONE_FROM, may_use_picture
from alongside.kernel.refusal import Refusal
from alongside.plans.web.mine_shared import Mine, open_mine
from alongside.platform.clock import now
from alongside.platform.images import LARGEST_FILE

_TOO_LARGE = f"This picture is larger than {LARGEST_FILE // 1024 // 1024} MB. Choose a smaller one."


class PictureForm(forms.Form):
    """The picture, what it is, and the child's own yes."""

    kind = forms.ChoiceField(
        label="What is in the picture?",
        choices=[
            (PictureKind.OTHER.value, "Something I like: a drawing, a pet, a toy"),
            (PictureKind.PHOTO_OF_CHILD.value, "A photo of me"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what is in the picture."},
    )
    picture = forms.FileField(
        label="The picture",
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        error_messages={
            "required": "Choose a picture.",
            "empty": "This file is empty. Choose another picture.",
        },
    )
    description = forms.CharField(label="What does it show?", max_length=200, required=False)
    child_agrees = forms.BooleanField(label="I want this picture", required=False)

    def clean_picture(self) -> object:
        """Refuse what is too large before any of it is read into memory."""
        sent = self.cleaned_data["picture"]
        if sent.size > LARGEST_FILE:
            raise forms.ValidationError(_TOO_LARGE)
        return sent


def form_for(mine: Mine, data: object = None, files: object = None) -> PictureForm:
    """The form in the words of whoever fills it in."""
    form: Any = PictureForm(data, files)  # type: ignore[arg-type]
    if not mine.is_child:
        called = mine.child.called
        form.fields["kind"].choices = [
            (PictureKind.OTHER.value, f"Something {called} likes: a drawing, a pet, a toy"),
            (PictureKind.PHOTO_OF_CHILD.value, f"A photo of {called}"),
        ]
        form.fields["child_agrees"].label = f"{called} said yes to this picture"
    return form  # type: ignore[no-any-return]


@dataclass(frozen=True)
class PicturePage:
    """The picture now, and what stands in the way of a photograph, if anything does."""

    mine: Mine
    photo_refusal: Refusal | None
    photos_href: str
    action: str
    remove_href: str
    back_href: str


@needs(Permission.PICTURE_CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def picture(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Choose the picture. The child chooses; an adult may put it in for them once they said yes."""
    mine = open_mine(request, child_id, Permission.PICTURE_CHANGE)
    if request.method != "POST":
        return _answer(request, mine, form_for(mine))
    form = form_for(mine, request.POST, request.FILES)
    if not form.is_valid():
        return _answer(request, mine, form, 422)
    given = form.cleaned_data
    result = change_picture(
        mine.actor, child_id, given["picture"].read(), PictureKind(given["kind"]), now(),
        description=given["description"], child_agrees=given["child_agrees"],
    )  # fmt: skip
    if isinstance(result, Refusal):
        form.add_error(result.field if result.field in form.fields else None, str(result))
        return _answer(request, mine, form, 422)
    messages.success(request, "The picture is on the front now.")
    return redirect(mine.address("picture"))


def _answer(request: HttpRequest, mine: Mine, form: PictureForm, status: int = 200) -> HttpResponse:
    permitted = bool(photo_permissions(mine.actor, mine.child.id))
    shown = PicturePage(
        mine,
        may_use_picture(is_photo=True, age=mine.child.age, parent_permits=permitted, child_agrees=True),
        mine.address("photos") if mine.own_kind is StandingKind.PARENT else "",
        mine.address("picture"),
        mine.address("picture_remove") if mine.child.picture_id else "",
        mine.address("my_page" if mine.is_child else "my_part"),
    )  # fmt: skip
    return page(request, "plans/mine/picture.html", shown, title="Choose a picture", form=form, status=status)


@needs(Permission.PICTURE_CHANGE)
@require_POST
def picture_remove(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Take the picture down."""
    mine = open_mine(request, child_id, Permission.PICTURE_CHANGE)
    result = take_picture_down(mine.actor, child_id, now())
    if isinstance(result, Refusal):
        messages.info(request, "There is no picture to take down.")
    else:
        messages.success(request, "The picture is taken down.")
    return redirect(mine.address("picture"))


@dataclass(frozen=True)
class PhotosPage:
    """Who has given permission for photographs, and what this parent can do."""

    mine: Mine
    given: tuple[PhotoPermissionView, ...]
    own: PhotoPermissionView | None
    decides_alone: bool
    action: str
    back_href: str


@needs(Permission.PHOTO_PERMIT)
@require_http_methods(["GET", "HEAD", "POST"])
def photos(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """A parent gives their permission for photographs, or takes it back. Saying it again changes nothing."""
    mine = open_mine(request, child_id, Permission.PHOTO_PERMIT)
    if request.method == "POST":
        return _decided(request, mine)
    given = tuple(photo_permissions(mine.actor, child_id))
    shown = PhotosPage(
        mine,
        given,
        next((one for one in given if one.given_by_id == mine.actor.person_id), None),
        mine.child.age >= DECIDES_ALONE_FROM,
        mine.address("photos"),
        mine.address("picture"),
    )
    return page(request, "plans/mine/photos.html", shown, title="Photographs")


def _decided(request: HttpRequest, mine: Mine) -> HttpResponse:
    if request.POST.get("decision") == "permit":
        result: object = permit_photos(mine.actor, mine.child.id, now())
        done = "Photographs are allowed now. You can take this back any time."
    elif request.POST.get("decision") == "withdraw":
        result = withdraw_photos(mine.actor, mine.child.id, now())
        done = "You have taken your permission back."
    else:
        return redirect(mine.address("photos"))
    if isinstance(result, Refusal):
        messages.info(request, str(result))
    else:
        messages.success(request, done)
    return redirect(mine.address("photos"))
