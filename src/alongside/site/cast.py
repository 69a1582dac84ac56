"""From a member of the demo cast to the account to sign in with."""

from django.conf import settings

from alongside.people.models import Account
from alongside.site.demo import CAST


def cast_account(key: str) -> Account | None:
    """The account of a made-up person, in demo mode only; None for anyone else."""
    email = next((one.email for one in CAST if one.key == key), None)
    if not settings.DEMO or email is None:
        return None
    return Account.objects.select_related("person").filter(email=email).first()
