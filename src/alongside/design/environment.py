"""The template engine of every page: strict about missing names, careful about escaping."""

from typing import Any

from django.middleware.csrf import get_token
from django.urls import reverse
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from alongside.design import dates, text
from alongside.design.addresses import addresses_of, file_address, page_address
from alongside.design.board_rows import board_rows
from alongside.design.brand import brand
from alongside.design.class_rows import class_rows
from alongside.design.components import component
from alongside.design.fields import error_summary, field
from alongside.design.flash import flash_messages
from alongside.design.map_rows import group_rows
from alongside.design.navigation import navigation
from alongside.design.next_line import next_line
from alongside.design.passages import drawn_passage, link_row
from alongside.design.states import state_tag
from alongside.design.symbols import symbol
from alongside.design.tables import table_rows
from alongside.design.visitor import address, visitor


def url(name: str, /, *args: Any, **kwargs: Any) -> str:
    """The address of a named page: `url("plans:section", plan.id, "a")`."""
    return reverse(name, kwargs=kwargs) if kwargs else page_address(name, *args)


def csrf_field(request: Any) -> Markup:
    """The hidden field every form that posts carries: masked anew for each answer, the same in all forms of one."""
    made: Markup | None = getattr(request, "_csrf_field", None)
    if made is None:
        made = Markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">').format(
            get_token(request)
        )
        request._csrf_field = made
    return made


def typed_again(request: Any, name: str, /, **with_: Any) -> str:
    """What was just sent under this name, for the box of a form that was refused: nobody types it twice.

    `with_` says which of several forms it was, by another field that was sent with it. Nothing on a page that was asked
    for and not sent to.
    """
    same = all(request.POST.get(key) == str(value) for key, value in with_.items())
    return str(request.POST.get(name, "")) if same else ""


def plural(count: int, one: str, many: str = "") -> str:
    """ "1 child", "3 children": the count and the right word for it."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


_DRAWN = {
    "table_rows": table_rows,
    "group_rows": group_rows,
    "class_rows": class_rows,
    "board_rows": board_rows,
    "drawn_state": state_tag,
    "drawn_passage": drawn_passage,
    "link_row": link_row,
}
"""What long pages have in numbers is drawn in Python."""


def environment(**options: Any) -> Environment:
    """What Django's Jinja2 backend asks for; Django itself adds `request`, `csrf_input` and `csrf_token`."""
    options |= {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    options["cache_size"] = -1  # all: there are more than Jinja2 keeps by itself, and they are small
    env = Environment(**{**options, "autoescape": True})  # noqa: S701 - it is on, in a way ruff cannot see
    env.globals.update(
        _DRAWN,
        static=file_address,
        url=url,
        addresses_of=addresses_of,
        address=address,
        component=component,
        field=field,
        error_summary=error_summary,
        symbol=symbol,
        brand=brand,
        visitor=visitor,
        navigation=navigation,
        next_line=next_line,
        flash_messages=flash_messages,
        csrf_field=csrf_field,
        typed_again=typed_again,
        plural=plural,
    )
    env.filters.update(
        day=dates.day,
        day_with_weekday=dates.day_with_weekday,
        clock_time=dates.clock_time,
        moment=dates.moment,
        ago=dates.ago,
        plural=plural,
        paragraphs=text.paragraphs,
        initials=text.initials,
        tint=text.tint,
    )
    return env
