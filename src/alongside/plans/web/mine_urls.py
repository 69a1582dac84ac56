"""Addresses of one's own part, the child's page, the circle and the picture; included by `urls` as `plans:…`."""

from django.urls import path

from alongside.plans.web import circle, mine, mine_page, mine_topic, mine_words, picture, trusted

_CHILD = "children/<uuid:child_id>/"
_PART = f"{_CHILD}my-part/"
_WORDS = f"{_PART}<slug:topic>/<uuid:statement_id>/"
_PAGE = f"{_CHILD}my-page/"
_TOLD = f"{_PAGE}together/<slug:how>/"

urlpatterns = [
    path(_PART, mine.my_part, name="my_part"),
    path(f"{_PART}start/", mine.start, name="my_start"),
    path(f"{_PART}just-for-me/", mine_topic.just_for_me, name="just_for_me"),
    path(f"{_PART}<slug:topic>/", mine_topic.my_topic, name="my_topic"),
    path(f"{_PART}<slug:topic>/draft/", mine_topic.draft, name="my_draft"),
    path(_WORDS, mine_words.my_words, name="my_words"),
    path(f"{_WORDS}draft/", mine_words.words_draft, name="my_words_draft"),
    path(f"{_WORDS}still-right/", mine_words.confirm_words, name="my_words_confirm"),
    path(f"{_WORDS}remove/", mine_words.remove_words, name="my_words_remove"),
    path(f"{_CHILD}just-for-you/", trusted.just_for_you, name="just_for_you"),
    path(_PAGE, mine_page.my_page, name="my_page"),
    path(f"{_PAGE}who-can-see/", mine_page.my_readers, name="my_readers"),
    path(f"{_PAGE}together/", mine_page.together, name="together"),
    path(_TOLD, mine_page.together_topics, name="together_topics"),
    path(f"{_TOLD}<slug:topic>/", mine_topic.my_topic, name="together_topic"),
    path(f"{_TOLD}<slug:topic>/draft/", mine_topic.draft, name="together_draft"),
    path(f"{_CHILD}circle/", circle.circle, name="circle"),
    path(f"{_CHILD}circle/add/", circle.circle_add, name="circle_add"),
    path(f"{_CHILD}circle/move/", circle.circle_move, name="circle_move"),
    path(f"{_CHILD}circle/remove/", circle.circle_remove, name="circle_remove"),
    path(f"{_CHILD}picture/", picture.picture, name="picture"),
    path(f"{_CHILD}picture/remove/", picture.picture_remove, name="picture_remove"),
    path(f"{_CHILD}photos/", picture.photos, name="photos"),
]
