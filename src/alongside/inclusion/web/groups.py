"""Groups: who is in them, and a session as one record for all its children."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.policy import Permission, role_may
from alongside.access.routes import needs, who_asks
from alongside.children.opening import found_or_404, open_for_page
from alongside.design.page import page
from alongside.inclusion.operations.groups import (
    end_group,
    promise_from,
    start_group,
    use_intervention,
)
from alongside.inclusion.operations.sessions import record_session
from alongside.inclusion.queries.catalogue import catalogue
from alongside.inclusion.queries.groups import (
    GroupMember,
    GroupView,
    SessionLine,
    group_of,
    groups_of,
    members_on,
    others_in_group,
    sessions_of,
    staff_who_give,
)
from alongside.inclusion.queries.of_child import help_in_plan
from alongside.inclusion.web.asking import kept, status_of
from alongside.inclusion.web.group_forms import GroupForm, HowForm, PromiseForm, SessionForm
from alongside.kernel.refusal import Refusal
from alongside.kernel.working_days import previous_working_day
from alongside.platform.clock import now
from alongside.support.queries.school_days import shut_here
from alongside.support.web.closed_days import closed_on

RECORD, EDIT = Permission.DELIVERY_RECORD, Permission.PLAN_EDIT


@dataclass(frozen=True)
class GroupsPage:
    """The groups that run."""

    groups: tuple[GroupView, ...]
    may_plan: bool


@needs(RECORD)
def groups_page(request: HttpRequest) -> HttpResponse:
    """The groups of the setting that run now."""
    actor = who_asks(request)
    content = GroupsPage(groups_of(actor), _plans(request))
    return page(request, "inclusion/groups.html", content, title="Groups")


def _plans(request: HttpRequest) -> bool:
    return role_may(who_asks(request).role, Permission.CLASS_STAFF) and role_may(who_asks(request).role, EDIT)


@needs(Permission.CLASS_STAFF)
def add_group_page(request: HttpRequest) -> HttpResponse:
    """Start a group."""
    actor = who_asks(request)
    if not _plans(request):
        raise Http404
    form = GroupForm(
        request.POST or None, offers=catalogue(actor), leaders=staff_who_give(actor),
        initial={"starts_on": actor.on, "intervention": request.GET.get("of", "")},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and kept(form, start_group(actor, form.meant(), now())):
        messages.success(request, "The group is there. Put children in it from their plan.")
        return redirect("inclusion:groups")
    return page(
        request, "inclusion/add_group.html", None, title="Start a group", form=form, status=status_of(form)
    )


@dataclass(frozen=True)
class GroupPage:
    """One group on a day."""

    group: GroupView
    on: date
    members: tuple[GroupMember, ...]
    others: int
    sessions: tuple[SessionLine, ...]
    may_plan: bool


@needs(RECORD)
def group_page(request: HttpRequest, intervention_group_id: UUID) -> HttpResponse:
    """A group, and the record of a session: one press for everyone who was there. `end` ends the group."""
    actor = who_asks(request)
    group = group_of(actor, intervention_group_id)
    if group is None:
        raise Http404
    if "end" in request.POST:
        return _end(request, intervention_group_id)
    members = members_on(actor, group.id, actor.on)
    shut = shut_here(actor, actor.on)
    start = {"on": previous_working_day(actor.on, shut), "minutes": group.minutes}
    form = SessionForm(request.POST or None, members=members, today=actor.on, initial=start)
    sent, closed = request.method == "POST" and form.is_valid(), None
    if sent:
        closed = closed_on(request, shut, form.cleaned_data["on"])
    if sent and closed is None:
        given = form.cleaned_data
        result = record_session(actor, group.id, given["on"], form.absent(), now(), given["minutes"])
        if kept(form, result):
            messages.success(request, "Saved for each child. Their families see it.")
            return redirect("inclusion:group", group.id)
    content = GroupPage(
        group, actor.on, members, others_in_group(actor, group.id, actor.on), sessions_of(actor, group.id),
        _plans(request),
    )  # fmt: skip
    status = 422 if closed else status_of(form)
    return page(
        request, "inclusion/group.html", content, title="Group", form=form, status=status, closed=closed
    )


def _end(request: HttpRequest, group_id: UUID) -> HttpResponse:
    result = found_or_404(end_group(who_asks(request), group_id, now())) if _plans(request) else None
    if result is None:
        raise Http404
    if isinstance(result, Refusal):
        messages.info(request, str(result))
        return redirect("inclusion:group", group_id)
    messages.success(request, "The group has ended.")
    return redirect("inclusion:groups")


@needs(EDIT)
def of_child_page(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """How each help in a child's plan is given, and new help from the catalogue."""
    opened = open_for_page(request, child_id, EDIT)
    help_there = help_in_plan(opened.actor, child_id)
    form = PromiseForm(
        request.POST or None, offers=catalogue(opened.actor), groups=groups_of(opened.actor),
        outcomes=help_there.outcomes,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        offered, group = form.meant()
        outcome = UUID(form.cleaned_data["outcome"])
        if kept(form, promise_from(opened.actor, child_id, outcome, offered, group, now())):
            messages.success(request, "It is in the plan. Say on “The help” who gives it and when.")
            return redirect("inclusion:of_child", child_id)
    return page(
        request, "inclusion/of_child.html", (opened, help_there), title="Help from the catalogue", form=form,
        status=status_of(form),
    )  # fmt: skip


@needs(EDIT)
def use_page(request: HttpRequest, child_id: UUID, provision_id: UUID) -> HttpResponse:
    """Say through which intervention a help of the plan is given."""
    opened = open_for_page(request, child_id, EDIT)
    line = next(
        (one for one in help_in_plan(opened.actor, child_id).lines if one.statement_id == provision_id), None
    )
    if line is None:
        raise Http404
    form = HowForm(request.POST or None, offers=catalogue(opened.actor), groups=groups_of(opened.actor))
    if request.method == "POST" and form.is_valid():
        offered, group = form.meant()
        if kept(form, use_intervention(opened.actor, child_id, provision_id, offered, group, now())):
            messages.success(request, "Saved.")
            return redirect("inclusion:of_child", child_id)
    return page(
        request, "inclusion/use.html", (opened, line), title="How this help is given", form=form,
        status=status_of(form),
    )  # fmt: skip
