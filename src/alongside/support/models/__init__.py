"""Tables of support. The thread itself is made of statements (`voice`)."""

from alongside.support.models.actions import Action, ActionEvent

__all__ = ["Action", "ActionEvent"]
