"""Addresses of conversations."""

from django.urls import URLPattern, URLResolver, include, path

from alongside.conversations.web import (
    good_news,
    guided,
    guided_ends,
    invitations_urls,
    links,
    meetings,
    meetings_asking,
    meetings_interpreter,
    meetings_many,
    meetings_planning,
    meetings_prepare,
    meetings_record,
    meetings_terms,
    meetings_using,
    thread,
)

app_name = "conversations"

_one_meeting = [
    path("", meetings.meeting, name="meeting"),
    path("calendar/", meetings.calendar, name="meeting_calendar"),
    path("change/", meetings_planning.change, name="meeting_change"),
    path("cancel/", meetings_planning.cancel, name="meeting_cancel"),
    path("interpreter/", meetings_interpreter.interpreter, name="meeting_interpreter"),
    path("prepare/", meetings_prepare.prepare, name="meeting_prepare"),
    path("prepare/draft/", meetings_prepare.draft, name="meeting_draft"),
    path("record/", meetings_record.record, name="meeting_record"),
    path("record/use/", meetings_using.use, name="meeting_use"),
    path("guided/", guided.guided, name="guided"),
    path("guided/start/", guided_ends.start, name="guided_start"),
    path("guided/undo/", guided.undo, name="guided_undo"),
    path("guided/stop/", guided.stop, name="guided_stop"),
    path("guided/filled/", guided_ends.filled, name="guided_filled"),
]
_meetings = [
    path("", meetings.about_child, name="meetings_of_child"),
    path("plan/", meetings_planning.plan, name="meeting_plan"),
    path("year/", meetings_planning.plan_the_year, name="meeting_year"),
    path("guided/", guided_ends.start_now, name="guided_now"),
    path("ask/", meetings_asking.ask, name="meeting_ask"),
    path("asked/<uuid:request_id>/", meetings_asking.asked, name="asked"),
    path("<uuid:meeting_id>/", include(_one_meeting)),
]
_threads = [
    path("", thread.threads, name="threads"),
    path("<uuid:thread_id>/", thread.thread, name="thread"),
    path("<uuid:thread_id>/log/", thread.log, name="log"),
]
_good_news = [
    path("", good_news.good_news, name="good_news"),
    path("<uuid:news_id>/reply/", good_news.reply, name="news_reply"),
    path("<uuid:news_id>/picture/", good_news.picture, name="news_picture"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    *invitations_urls.urlpatterns,
    path("meetings/", meetings.my_list, name="meetings"),
    path("meetings/terms/", meetings_terms.terms, name="meeting_terms"),
    path("meetings/terms/plan/", meetings_many.plan_for_many, name="meeting_years"),
    path("children/<uuid:child_id>/meetings/", include(_meetings)),
    path("children/<uuid:child_id>/messages/", include(_threads)),
    path("children/<uuid:child_id>/send/", links.send, name="send"),
    path("children/<uuid:child_id>/send/<uuid:link_id>/", links.send_check, name="send_check"),
    path("children/<uuid:child_id>/sent/", links.sent_list, name="sent_list"),
    path("children/<uuid:child_id>/sent/<uuid:link_id>/take-back/", links.take_back, name="link_take_back"),
    path("sent/<str:token>/", links.sent, name="sent"),
    path("children/<uuid:child_id>/good-news/", include(_good_news)),
    path("children/<uuid:child_id>/questions/<uuid:question_id>/", thread.hand, name="hand"),
]
