"""What every signature on screen has in common: how it is given, and what is kept beside it to prove it (trust 5.5)."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpRequest

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.children.queries import ChildCard
from alongside.children.sharing.rules import Signature
from alongside.design.forms import choose_from
from alongside.documents.queries import file_of
from alongside.people.sign_in import doors_of

_LONDON = ZoneInfo("Europe/London")
SIGNS = ("star", "heart", "sun", "rainbow", "rocket", "football", "cat", "dog", "music", "trophy")
"""Symbols a child can choose as their own sign."""
PICTURE = "picture"
READ_AS = (
    ("web page", "On this page"), ("easy read", "Easy read, with pictures"), ("large print", "Large print"),
    ("read aloud", "Read aloud"), ("another language", "In another language"), ("sign language", "Sign language"),
    ("paper", "On paper"),
)  # fmt: skip
"""In which form the signer took it in."""
_NAMELESS = ("typed_name", "Type your name.")


class SigningForm(forms.Form):
    """How somebody signs, who was with them, and in which form they took it in."""

    sign = forms.ChoiceField(label="Choose your sign", required=False, widget=forms.RadioSelect)
    typed_name = forms.CharField(label="Type your name", max_length=200, required=False)
    read_as = forms.ChoiceField(label="How did you read it?", choices=READ_AS, required=False)
    explained_by = forms.CharField(
        label="Did somebody explain it, or help you answer?", max_length=120, required=False
    )

    def __init__(self, *args: Any, child: ChildCard, by_child: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        signs = [(one, one.capitalize()) for one in SIGNS]
        picture = [(PICTURE, "My picture")] if by_child and child.picture_id else []
        choose_from(self, "sign", [*picture, *signs])
        self.by_child = by_child

    def clean(self) -> dict[str, Any]:
        """Signed with a sign or with a name; a child is asked for a sign first, as on the page."""
        told: dict[str, Any] = super().clean() or {}
        if "sign" not in self.errors and not told.get("sign") and not (told.get("typed_name") or "").strip():
            missing = ("sign", "Choose your sign, or type your name.") if self.by_child else _NAMELESS
            self.add_error(*missing)
        return told

    @property
    def signature(self) -> Signature:
        """The sign that was chosen, else the name that was typed."""
        chosen = self.cleaned_data.get("sign") or ""
        if chosen:
            return Signature("picture" if chosen == PICTURE else "symbol", chosen)
        return Signature("name", self.cleaned_data.get("typed_name") or "")


@dataclass(frozen=True)
class Given:
    """What a signer gave beside the answer itself."""

    signature: Signature
    read_as: str
    explained_by: str
    intent: str

    @classmethod
    def of(cls, form: SigningForm, intent: str) -> "Given":
        """What stands in a form that was checked."""
        told = form.cleaned_data
        return cls(form.signature, told["read_as"] or "web page", told["explained_by"].strip(), intent)


def signed_with(actor: Actor, child: ChildCard, signature: Signature) -> dict[str, str]:
    """The signature as the evidence keeps it; a picture by the digest of its bytes."""
    if signature.kind != "picture":
        return {"kind": signature.kind, "value": signature.value.strip()}
    file_id: UUID | None = child.picture_id
    found = file_of(actor, child.id, file_id, Permission.CHILD_READ) if file_id else None
    words = (found.description if found else "") or "my picture"
    return {"kind": "picture", "value": words, "sha256": found.digest if found else ""}


def circumstances(request: HttpRequest, actor: Actor, moment: datetime) -> dict[str, Any]:
    """Sign-in, time and device: what is kept beside any answer."""
    return {
        "sign_in": "two factors" if actor.two_factors else "one factor",
        "sign_in_by": list(doors_of(request)),
        "at_utc": moment.astimezone(UTC).isoformat(timespec="seconds"),
        "at_london": moment.astimezone(_LONDON).isoformat(timespec="seconds"),
        "device": device(request.headers.get("User-Agent", "")),
    }


def device(agent: str) -> str:
    """The class of device, no more: enough to say "on a phone", too little to know it again."""
    if "iPad" in agent or ("Android" in agent and "Mobile" not in agent) or "Tablet" in agent:
        return "tablet"
    return "phone" if "Mobi" in agent or "iPhone" in agent else "computer" if agent else "unknown"
