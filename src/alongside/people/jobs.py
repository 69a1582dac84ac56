"""Background work about signing in."""

from datetime import timedelta

from alongside.people.letters import SEND, written
from alongside.people.models import Letter
from alongside.platform import clock
from alongside.platform.jobs import job, sweep
from alongside.platform.transports import send_email

_KEPT = timedelta(days=2)


@job(SEND)
def send_letter(letter_id: int) -> None:
    """Send one letter and forget it. Nothing is left of a letter that was sent, so a second run does nothing."""
    letter = Letter.objects.filter(pk=letter_id).first()
    if letter is None:
        return
    subject, text = written(letter)
    send_email(letter.to, subject, text, reference=f"letter-{letter.pk}")
    letter.delete()


@sweep("people.forget_letters", every=timedelta(hours=6))
def forget_letters() -> None:
    """Forget letters that could not be sent: their codes and links have run out or soon will."""
    Letter.objects.filter(created_at__lt=clock.now() - _KEPT).delete()
