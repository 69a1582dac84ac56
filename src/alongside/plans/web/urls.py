"""The addresses of a child's plan. A section's address comes last: the plan's own pages go before it."""

from django.urls import URLPattern, URLResolver, include, path

from alongside.plans.web import (
    answering,
    changes,
    changing,
    comments,
    drafts,
    frozen_pages,
    lead,
    mine_urls,
    papers,
    section,
    sharing,
    sharing_line,
    thread,
    versions,
    without_plan,
    words,
    workspace,
)

app_name = "plans"

_pages = [
    path("plan/", workspace.plan, name="plan"),
    path("plan/read/", workspace.read, name="read"),
    path("plan/start/", workspace.start, name="start"),
    path("plan/propose/", workspace.propose, name="propose"),
    path("plan/take-back/", workspace.take_it_back, name="take_back"),
    path("plan/lead/", lead.lead, name="lead"),
    path("plan/answer/", answering.answer, name="answer"),
    path("plan/answered/", answering.answered, name="answered"),
    path("plan/comment/", comments.comment, name="comment"),
    path("plan/comments/<uuid:comment_id>/answer/", comments.answer, name="answer_comment"),
    path("plan/what-changed/", changes.latest, name="what_changed"),
    path("plan/versions/", versions.versions, name="versions"),
    path("plan/versions/<int:number>/", versions.version, name="version"),
    path("plan/versions/<int:number>/changes/", changes.changes, name="changes"),
    path("plan/versions/<int:number>/changes/<paper:form>/", changes.changes_file, name="changes_file"),
    path("plan/versions/<int:number>/proof/", versions.proof, name="version_proof"),
    path("plan/versions/<int:number>/<paper:form>/", papers.version_document, name="version_document"),
    path(
        "plan/versions/<int:number>/picture/<slug:digest>/",
        frozen_pages.version_picture,
        name="version_picture",
    ),
    path("plan/document/<paper:form>/", papers.document, name="document"),
    path("sharing/", sharing.overview, name="sharing"),
    path("sharing/answers/<uuid:answer_id>/", sharing.evidence, name="sharing_evidence"),
    path("sharing/<slug:line>/", sharing_line.line, name="sharing_line"),
    path("passport/", papers.passport, name="passport"),
    path("passport/<paper:form>/", papers.passport_document, name="passport_document"),
    path("profile/", papers.profile, name="profile"),
    path("profile/<paper:form>/", papers.profile_document, name="profile_document"),
    path("words/draft/", drafts.draft, name="draft"),
    path("words/<uuid:statement_id>/change/", changing.change, name="change"),
    path("words/<uuid:statement_id>/end/", changing.end, name="end"),
    path("words/<uuid:statement_id>/history/", changing.history, name="history"),
    path("words/<uuid:statement_id>/comment/", comments.comment_on, name="comment_on"),
    path("words/<uuid:statement_id>/step/", thread.new_step, name="add_step"),
    path("words/<uuid:statement_id>/help/", thread.new_provision, name="add_provision"),
    path("plan/<slug:section>/", section.section, name="section"),
    path("plan/<slug:section>/add/<slug:topic>/", words.add, name="add"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    *mine_urls.urlpatterns,
    path("without-plan/", without_plan.missing, name="without_plan"),
    path("children/<uuid:child_id>/", include(_pages)),
]
