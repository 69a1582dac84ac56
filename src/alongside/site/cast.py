"""The made-up people of the demonstration, and the account each signs in with."""

from itertools import groupby

from django.conf import settings

from alongside.people.models import Account
from alongside.site.demo.cast import CAST, CastMember


def cast_by_group() -> tuple[tuple[str, tuple[CastMember, ...]], ...]:
    """The cast under the headings of the front page; nobody outside demo mode."""
    if not settings.DEMO:
        return ()
    return tuple((group, tuple(people)) for group, people in groupby(CAST, key=lambda one: one.group))


def cast_account(key: str) -> tuple[Account, str] | None:
    """The account of a made-up person and the role they begin in, in demo mode only; None for anyone else."""
    one = next((one for one in CAST if one.key == key), None)
    if not settings.DEMO or one is None:
        return None
    account = Account.objects.select_related("person").filter(email=one.email).first()
    return (account, one.hat) if account else None
