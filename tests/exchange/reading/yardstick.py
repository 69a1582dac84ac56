"""What plain work costs on this machine, now: limits of the processor's time are told in it.

Machines differ by three times, and one that is busy with other tests by more; a limit in seconds would say more of
the machine than of the code.
"""

import csv
import io
import time
from collections.abc import Callable
from datetime import datetime

from tests.exchange.reading.makers import many_pupils

PLAIN_SECONDS = 0.08
"""What `plain_seconds` came to on the machine for which the limits in seconds were promised."""


def seconds_of(work: Callable[[], object]) -> float:
    """The least processor time of three."""
    times = []
    for _ in range(3):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)


def plain_seconds() -> float:
    """The cells of 10,000 pupils read with one date in each row, and nothing asked of them."""
    data = many_pupils(10_000).decode()
    return seconds_of(
        lambda: [
            [datetime.strptime("3/4/2015", "%d/%m/%Y").date(), *row] for row in csv.reader(io.StringIO(data))
        ]
    )


def slowness() -> float:
    """How many times slower this machine is, now, than the one of the promises; never under one."""
    return max(1.0, plain_seconds() / PLAIN_SECONDS)
