"""Addresses of the yearly review of an EHC plan."""

from django.urls import URLPattern, URLResolver, include, path

from alongside.annualreviews.web import deciding, ending, lists, meeting, planning, promises, review

app_name = "annualreviews"
_of_a_child = [
    path("", review.review, name="annual_review"),
    path("day/", planning.plan_meeting, name="plan_annual_meeting"),
    path("people/", planning.people, name="annual_people"),
    path("say/<uuid:invitee_id>/", planning.advice, name="annual_advice"),
    path("meeting/", meeting.meeting, name="annual_meeting"),
    path("report/", meeting.report, name="annual_report"),
    path("decide/", deciding.decide, name="decide_annual"),
    path("begin-changes/", deciding.begin, name="begin_changes"),
    path("unchanged/", deciding.unchanged, name="leave_unchanged"),
    path("early/", deciding.early, name="ask_early"),
    path("early/taken-in/", deciding.early_taken_in, name="early_taken_in"),
    path("early/answer/", deciding.answer, name="answer_early"),
    path("phase/", deciding.phase, name="phase_transfer"),
    path("letters/<uuid:plan_letter_id>/", deciding.letter, name="plan_letter"),
    path(
        "letters/<uuid:plan_letter_id>/<paper:form>/", deciding.letter_document, name="plan_letter_document"
    ),
    path("<uuid:annual_id>/", review.past, name="past_annual"),
    path("<uuid:annual_id>/report/", meeting.sent_report, name="sent_report"),
    path("<uuid:annual_id>/report/<paper:form>/", meeting.report_document, name="report_document"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("children/<uuid:child_id>/annual-review/", include(_of_a_child)),
    path("children/<uuid:child_id>/promises/", promises.promises, name="promises_kept"),
    path("children/<uuid:child_id>/plan-end/", ending.plan_end, name="plan_end"),
    path("annual-reviews/", lists.reviews, name="annual_reviews"),
]
