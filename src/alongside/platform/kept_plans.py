"""How many plans a connection to PostgreSQL keeps: the driver's hundred are too few where a page asks sixty things.

A statement that is asked again is prepared (`config/settings.py`), so that the server plans it once and not each time.
"""

from typing import Any

MOST = 400
"""All that the pages of one role ask. A connection's process on the server grew to 145 MB with them."""


def keep_more_plans(*, connection: Any, **_signal: Any) -> None:
    """Let a new connection keep `MOST` plans, where it keeps any."""
    if connection.vendor == "postgresql":
        connection.connection.prepared_max = MOST
