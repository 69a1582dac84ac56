"""Tables of support. The thread itself is made of statements (`voice`)."""

from alongside.support.models.actions import Action, ActionEvent
from alongside.support.models.asked import Asked
from alongside.support.models.delivery import Delivery, Giver, PutRight

__all__ = ["Action", "ActionEvent", "Asked", "Delivery", "Giver", "PutRight"]
