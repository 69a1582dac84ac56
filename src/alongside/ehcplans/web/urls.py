"""Addresses of the education, health and care plan."""

from django.urls import URLPattern, URLResolver, include, path

from alongside.ehcplans.web import advice, answering, consulting, letters, plan, reading, sending, writing

app_name = "ehcplans"
_of_a_child = [
    path("", plan.plan, name="plan"),
    path("start/", plan.start, name="start"),
    path("write/", writing.write, name="write"),
    path("write/section/<slug:letter>/", writing.line_new, name="line_new"),
    path("write/lines/<uuid:line_id>/", writing.line_edit, name="line_edit"),
    path("write/lines/<uuid:line_id>/take-out/", writing.line_out, name="line_out"),
    path("write/lines/<uuid:line_id>/up/", writing.line_up, name="line_up"),
    path("advice/", advice.advice, name="advice"),
    path("send/", sending.send, name="send"),
    path("issue/", sending.issue, name="issue"),
    path("amend/", sending.amend, name="amend"),
    path("no-change/", sending.keep, name="keep"),
    path("said/", answering.said, name="said"),
    path("said/<uuid:said_id>/", answering.reply, name="reply"),
    path("answer/<slug:answer_as>/", answering.answer, name="answer"),
    path("settings/", consulting.consultations_of_plan, name="consult"),
    path("settings/<uuid:consultation_id>/", consulting.consultation_taken_in, name="consultation_taken_in"),
    path("versions/<int:number>/", reading.version, name="version"),
    path("versions/<int:number>/different/", reading.compared, name="compared"),
    path("versions/<int:number>/<slug:layout>/<slug:form>/", reading.document, name="document"),
    path("letters/<uuid:letter_id>/", letters.letter, name="plan_letter"),
    path("letters/<uuid:letter_id>/<slug:form>/", letters.letter_document, name="plan_letter_document"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("children/<uuid:child_id>/ehc-plan/", include(_of_a_child)),
    path("consultations/", consulting.consultations, name="consultations"),
    path("consultations/<uuid:consultation_id>/", consulting.consultation, name="consultation"),
]
