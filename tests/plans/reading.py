"""Opening pages as somebody of the cast: a signed-in client, and what is looked for on what it gets."""

from html import unescape
from re import sub
from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse

from alongside.access.actor import Actor
from alongside.people.models import Account, Person
from alongside.people.sign_in import Backend
from tests.makers import world


def signed_in(actor: Actor) -> Client:
    """A browser in which the person of `actor` is signed in, with two factors."""
    person = Person.everything.get(pk=actor.person_id)
    account = Account.objects.filter(person=person).first() or world.make_account(person)
    client = Client()
    client.force_login(account, f"{Backend.__module__}.{Backend.__qualname__}")
    session = client.session
    session["account_authentication_methods"] = [{"method": "password"}, {"method": "mfa"}]
    session["account_authentication_methods_user"] = str(account.pk)
    session.save()
    return client


def opened(actor: Actor, name: str, child_id: UUID, *parts: Any, query: str = "") -> Any:
    """The answer to opening a page of the plan."""
    return signed_in(actor).get(reverse(f"plans:{name}", args=[child_id, *parts]) + query)


def sent(actor: Actor, data: dict[str, Any], name: str, child_id: UUID, *parts: Any) -> Any:
    """The answer to sending a form of the plan."""
    return signed_in(actor).post(reverse(f"plans:{name}", args=[child_id, *parts]), data)


def text_of(answer: Any) -> str:
    """What a page says, without its markup, on one line."""
    return " ".join(unescape(sub(r"<[^>]+>", " ", answer.content.decode())).split())


def without_token(answer: Any) -> str:
    """A page without the token of its forms, which is another each time."""
    return sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())
