"""The challenge of a passkey as JSON for our script; it stands in a data attribute, never in a script."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder


def as_attribute(options: Any) -> str:
    """The options the library gives, as the text of an attribute."""
    return json.dumps(options, cls=DjangoJSONEncoder)
