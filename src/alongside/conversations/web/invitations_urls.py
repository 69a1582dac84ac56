"""Addresses about who takes part; included by `urls` as `conversations:…`."""

from django.urls import path

from alongside.conversations.web import invitations, invitations_asking

_ASKS = "children/<uuid:child_id>/asks/"
_ASK = f"{_ASKS}<uuid:ask_id>/"

urlpatterns = [
    path(_ASKS, invitations.asks, name="asks"),
    path(f"{_ASKS}new/", invitations_asking.choose, name="choose_whom"),
    path(f"{_ASKS}new/<slug:asked_as>/", invitations_asking.new, name="new_ask"),
    path(f"{_ASKS}absence/", invitations_asking.absence, name="absence"),
    path(_ASK, invitations.ask, name="one_ask"),
    path(f"{_ASK}tell/", invitations_asking.tell, name="tell"),
    path(f"{_ASK}<slug:move>/", invitations.move, name="move"),
]
