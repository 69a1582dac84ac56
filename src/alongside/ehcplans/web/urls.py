"""Addresses of the education, health and care plan."""

from django.urls import URLPattern, URLResolver, include, path

from alongside.ehcplans.web import (
    advice,
    answer_taken_in,
    answering,
    arriving,
    consulting,
    correcting,
    history,
    letters,
    meeting,
    plan,
    reading,
    sending,
    taking_in,
    taking_over,
    writing,
)

app_name = "ehcplans"
_of_a_child = [
    path("", plan.plan, name="ehc_plan"),
    path("start/", plan.start, name="ehc_start"),
    path("start/choose/", taking_over.choose_beginning, name="ehc_choose"),
    path("take-in/", taking_in.take_in_plan, name="ehc_take_in"),
    path("take-in/check/", taking_in.take_in_check, name="ehc_take_in_check"),
    path("take-in/throw-away/", taking_in.take_in_drop, name="ehc_take_in_drop"),
    path("put-right/", correcting.correct, name="ehc_correct"),
    path("write/", writing.write, name="ehc_write"),
    path("write/take-over/", taking_over.take_over_page, name="ehc_take_over"),
    path("write/section/<slug:letter>/", writing.line_new, name="ehc_line_new"),
    path("write/lines/<uuid:line_id>/", writing.line_edit, name="ehc_line_edit"),
    path("write/lines/<uuid:line_id>/take-out/", writing.line_out, name="ehc_line_out"),
    path("write/lines/<uuid:line_id>/up/", writing.line_up, name="ehc_line_up"),
    path("advice/", advice.advice, name="ehc_advice"),
    path("send/", sending.send, name="ehc_send"),
    path("issue/", sending.issue, name="ehc_issue"),
    path("amend/", sending.amend, name="ehc_amend"),
    path("no-change/", sending.keep, name="ehc_keep"),
    path("said/", answering.said, name="ehc_said"),
    path("said/take-in/", answer_taken_in.said_taken_in, name="ehc_said_taken_in"),
    path("said/<uuid:said_id>/", answering.reply, name="ehc_reply"),
    path("said/<uuid:said_id>/day/", meeting.set_meeting, name="ehc_meeting"),
    path("said/<uuid:said_id>/calendar.ics", meeting.calendar, name="ehc_meeting_calendar"),
    path("answer/<slug:answer_as>/", answering.answer, name="ehc_answer"),
    path("settings/", consulting.consultations_of_plan, name="ehc_consult"),
    path(
        "settings/<uuid:consultation_id>/", consulting.consultation_taken_in, name="ehc_consultation_taken_in"
    ),
    path("lines/<uuid:line_id>/", history.line_through_versions, name="ehc_line_history"),
    path("versions/<int:number>/", reading.version, name="ehc_version"),
    path("versions/<int:number>/paper/", taking_in.scan, name="ehc_scan"),
    path("versions/<int:number>/different/", reading.compared, name="ehc_compared"),
    path("versions/<int:number>/<slug:layout>/web/", reading.on_screen, name="ehc_on_screen"),
    path("versions/<int:number>/<slug:layout>/<paper:form>/", reading.document, name="ehc_document"),
    path("letters/<uuid:letter_id>/", letters.letter, name="ehc_plan_letter"),
    path("letters/<uuid:letter_id>/<paper:form>/", letters.letter_document, name="ehc_plan_letter_document"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("children/<uuid:child_id>/ehc-plan/", include(_of_a_child)),
    path("plans-that-came/", arriving.plan_came, name="ehc_plan_came"),
    path("consultations/", consulting.consultations, name="ehc_consultations"),
    path("consultations/<uuid:consultation_id>/", consulting.consultation, name="ehc_consultation"),
]
