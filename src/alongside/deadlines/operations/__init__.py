"""What changes clocks, and who at the council has a child's statutory work."""

from alongside.deadlines.operations.assigning import assign, give, take_if_nobody_has
from alongside.deadlines.operations.handing_over import HandedOver, NewHandover, hand_over
from alongside.deadlines.operations.reconciling import reconcile
from alongside.deadlines.operations.sweeping import Matter, matters_of, sweep_some

__all__ = [
    "HandedOver",
    "Matter",
    "NewHandover",
    "assign",
    "give",
    "hand_over",
    "matters_of",
    "reconcile",
    "sweep_some",
    "take_if_nobody_has",
]
