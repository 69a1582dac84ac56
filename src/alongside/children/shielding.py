"""Words that say where a shielded child is, found in what somebody is writing: they are told, and nothing is stopped.

What staff type is read in both homes. The gate takes away rows, names and places; it cannot take a word out of a
sentence (trust 2.4.1). Only what the writer may read themselves is looked for, so that nobody learns an address by
trying.
"""

import html
import json
import re
from collections.abc import Callable, Collection, Iterable
from uuid import UUID

import markupsafe

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.policy import Permission, role_may
from alongside.children.access import is_shielded
from alongside.children.apart.access import KeptBack
from alongside.children.models import Residence
from alongside.children.queries import stands_by

_COMMON = (
    "academy c catholic ce centre child church church's cofe college community council county e england federation "
    "first for free high infant infants junior juniors lower ltd middle nursery of playgroup pre-school preschool "
    "primary rc roman saint saints school secondary special st the trust unit upper and"
)
_KINDS_OF_PLACE = frozenset(_COMMON.split())
_POSTCODE = re.compile(r"\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b")
_SHORTEST = 4


def words_that_tell(actor: Actor, child_id: UUID, texts: Iterable[str]) -> tuple[str, ...]:
    """The names and addresses in these texts that say where the child is; nothing where no shield holds."""
    if not actor.organisation_id or not is_shielded(child_id, actor.on):
        return ()
    written = " ".join(_plain(one) for one in texts)
    return tuple(one for one in _to_look_for(actor, child_id) if re.search(rf"\b{re.escape(one)}\b", written))


def _to_look_for(actor: Actor, child_id: UUID) -> list[str]:
    places = [one.name for one in stands_by(actor, child_id) if one.kind is StandingKind.ATTENDS]
    found = [part for name in places for part in names_of_a_place(name)]
    if role_may(actor.role, Permission.CONTACT_READ):
        homes = Residence.objects.permitting(actor, Permission.CONTACT_READ, child_id)
        found += [part for row in homes[:10] for part in parts_of_an_address(row.address)]
    return list(dict.fromkeys(found))


def names_of_a_place(name: str) -> tuple[str, ...]:
    """How people write the name of a setting: whole, and without the words that many settings share."""
    whole = _plain(name)
    own = " ".join(one for one in whole.split() if one not in _KINDS_OF_PLACE)
    return tuple(dict.fromkeys(one for one in (whole, own) if len(one) >= _SHORTEST))


def parts_of_an_address(address: str) -> tuple[str, ...]:
    """What gives an address away: its first line, and the postcode."""
    plain = _plain(address.replace("\n", ",").split(",")[0])
    codes = _POSTCODE.findall(_plain(address))
    return tuple(one for one in (plain, *codes) if len(one) >= _SHORTEST)


SOMEBODY, SOMEWHERE = "Somebody at work", "the setting"


def hides(kept: KeptBack) -> Callable[[str], str] | None:
    """What takes these names out of a text or a page; None where there are none to take out."""
    people = _any_of(kept.people)
    said = {_plain(word) for name in kept.told for word in name.split()}
    places = _any_of({*kept.places, *(own for name in kept.settings if (own := _own_name(name, said)))})
    if people is None and places is None:
        return None

    def hide(text: str) -> str:
        text = places.sub(SOMEWHERE, text) if places else text
        return people.sub(SOMEBODY, text) if people else text

    return hide


def _own_name(name: str, said: Collection[str]) -> str:
    """What people call a setting for short, as it is written: the words that it does not share with many others. ""
    where that is too short to be looked for, or is said of a council too."""
    words = [one for one in name.split() if _plain(one) not in _KINDS_OF_PLACE]
    own = " ".join(words)
    return own if len(own) > _SHORTEST and own[0].isupper() and _plain(own) not in said else ""


def _any_of(names: Collection[str]) -> re.Pattern[str] | None:
    longest = sorted(names, key=lambda one: (-len(one), one))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_as_written, longest))})(?!\w)") if longest else None


def _as_written(name: str) -> str:
    """A pattern for a name as pages, files and people write it: a line may begin at any space of it."""
    return r"\s+".join("".join(map(_sign, word)) for word in name.split())


def _sign(sign: str) -> str:
    """A pattern for one sign: itself, as pages escape it (Jinja2 and Python differ), and as JSON does."""
    alike = "'’" if sign in "'’" else sign
    forms = {
        form
        for one in alike
        for form in (one, html.escape(one), str(markupsafe.escape(one)), json.dumps(one)[1:-1])
    }
    return f"(?:{'|'.join(map(re.escape, sorted(forms)))})" if len(forms) > 1 else re.escape(sign)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w'-]+", " ", text.replace("’", "'").casefold()).split())
