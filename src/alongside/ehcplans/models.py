"""The plan, its statements as they are written, its frozen versions, and what is said, asked and sent about them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.documents.models import StoredFile
from alongside.ehc.choices import Route
from alongside.ehc.models import Case
from alongside.ehcplans.choices import (
    AnswerKind,
    Became,
    Because,
    CeaseReason,
    EhcPlanState,
    LetterKind,
    Origin,
    ReplyKind,
    Section,
    SettingCode,
    VersionKind,
    Whose,
)
from alongside.kernel.ids import new_id
from alongside.organisations.models import Organisation
from alongside.people.models import Person
from alongside.voice.models import Statement

_GUARDED = (
    Permission.EHCPLAN_READ, Permission.EHCPLAN_KEEP, Permission.EHCPLAN_ISSUE, Permission.EHCPLAN_ANSWER,
)  # fmt: skip


class EhcPlan(GuardedModel):
    """A child's education, health and care plan, from the first line of its draft until it has ended.

    `first_issued_on` is the day it was first made, by whichever council; `issued_on` that of the version in force.
    Of a plan that was taken in, `last_reviewed_on` is the last decision after a review that is not here, and
    `advice_before` what its section K lists, a line each.
    """

    guarded_by: ClassVar = _GUARDED

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=11, choices=Origin, default=Origin.HERE)
    transferred_from = models.CharField(max_length=3, blank=True, default="", help_text="code of the council")
    state = models.CharField(max_length=11, choices=EhcPlanState, default=EhcPlanState.DRAFTING)
    layout = models.SlugField(max_length=40, default="pilot", db_index=False)
    first_issued_on = models.DateField(null=True, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    last_reviewed_on = models.DateField(null=True, blank=True)
    advice_before = models.TextField(blank=True, default="")
    # Read by nothing since migration 0004: `deadlines.Assignment` says who has it. The next release drops both.
    caseworker = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    caseworker_name = models.CharField(max_length=200, blank=True, default="")
    started_at = models.DateTimeField()
    ceased_on = models.DateField(null=True, blank=True)
    cease_reason = models.CharField(max_length=1, choices=CeaseReason, blank=True, default="")
    amending_because = models.CharField(max_length=14, choices=Because, blank=True, default="")
    unchanged_on = models.DateField(
        null=True, blank=True, help_text="the family was told that nothing changes after a notice"
    )
    edition = models.PositiveIntegerField(default=1)

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(fields=["council", "state", "issued_on"], name="ehc_plans_of_council"),
            models.Index(fields=["child", "started_at"], name="ehc_plans_of_child"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["child"], condition=~Q(state=EhcPlanState.CEASED), name="one_live_ehc_plan_per_child"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[EhcPlanState.DRAFTING, EhcPlanState.WITH_FAMILY, EhcPlanState.CEASED])
                | (Q(first_issued_on__isnull=False) & Q(issued_on__isnull=False)),
                name="ehc_plan_in_force_says_since_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=EhcPlanState.CEASED) | (Q(ceased_on__isnull=False) & ~Q(cease_reason="")),
                name="ehc_plan_that_ended_says_why",
            ),
        ]


class EhcVersion(GuardedModel):
    """One version of a plan, frozen as it was served: what it says as plain data, kept by its digest.

    `served_on` is the day it went out; a version that is not served yet is the council's to read alone. `scan` is the
    paper it was written down from. With `met_on` the dates of an amendment run in the review that it follows from.
    """

    child_path = "plan__child_id"
    guarded_by: ClassVar = _GUARDED

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(EhcPlan, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=13, choices=VersionKind)
    because = models.CharField(max_length=14, choices=Because, default=Because.INITIAL)
    content = models.TextField(help_text="canonical JSON of what the plan says (rules/content.py)")
    digest = models.CharField(max_length=64)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    served_on = models.DateField(null=True, blank=True)
    met_on = models.DateField(null=True, blank=True, help_text="of a notice after a review: its meeting")
    scan = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    edition = models.PositiveIntegerField(default=1)

    class Meta(GuardedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="ehc_versions_are_numbered_once"),
        ]


class NamedSetting(GuardedModel):
    """What section I of a version names: a setting, a type of setting, or education otherwise than at school."""

    child_path = "version__plan__child_id"
    guarded_by: ClassVar = _GUARDED

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(EhcVersion, on_delete=models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField(default=1)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=200, blank=True, default="")
    kind = models.CharField(
        max_length=120, blank=True, default="", help_text="the type, as section I says it"
    )
    urn = models.CharField(max_length=6, blank=True, default="")
    ukprn = models.CharField(max_length=8, blank=True, default="")
    code = models.CharField(max_length=3, choices=SettingCode, blank=True, default="")
    sen_unit = models.BooleanField(default=False)
    resourced_provision = models.BooleanField(default=False)

    class Meta(GuardedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["version", "rank"], name="settings_are_ranked_once"),
            models.CheckConstraint(condition=Q(rank__in=[1, 2]), name="a_version_names_two_settings_at_most"),
            models.CheckConstraint(
                condition=~Q(name="") | ~Q(kind="") | ~Q(code=""), name="section_i_names_something"
            ),
        ]


class EhcLine(GuardedModel):
    """One statement of the plan as the council writes it: a need, an outcome, a provision, or somebody's words.

    It is the council's own, read by nobody else until a version that holds it is served, which is why it is not a
    `voice.Statement` that others read at once. `statement` is the one of the child's own plan it was taken from,
    `source` the advice. Lines are ended, never deleted.
    """

    child_path = "plan__child_id"
    guarded_by: ClassVar = _GUARDED

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(EhcPlan, on_delete=models.PROTECT, related_name="+")
    section = models.CharField(max_length=2, choices=Section)
    topic = models.SlugField(max_length=40, blank=True, default="", db_index=False)
    area = models.CharField(max_length=40, blank=True, default="")
    position = models.PositiveIntegerField(default=0)
    text = models.TextField()
    whose = models.CharField(max_length=12, choices=Whose, default=Whose.PROFESSIONAL)
    told = models.CharField(max_length=300, blank=True, default="", help_text="who said it, how and when")
    # provision, fully specified
    who = models.CharField(max_length=200, blank=True, default="")
    training = models.CharField(max_length=200, blank=True, default="")
    ratio = models.CharField(max_length=60, blank=True, default="")
    how_often = models.CharField(max_length=120, blank=True, default="")
    how_long = models.CharField(max_length=120, blank=True, default="")
    where = models.CharField(max_length=200, blank=True, default="")
    # outcome
    by_when = models.CharField(max_length=120, blank=True, default="")
    measure = models.CharField(max_length=300, blank=True, default="")
    adulthood_area = models.CharField(max_length=40, blank=True, default="")
    # where it comes from
    statement = models.ForeignKey(
        Statement, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    earlier = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text="the line whose place it took in an amendment",
    )  # fmt: skip
    source_key = models.CharField(max_length=80, blank=True, default="")
    source_name = models.CharField(max_length=300, blank=True, default="")
    source_words = models.TextField(blank=True, default="")
    # keeping
    written_by_name = models.CharField(max_length=200)
    changed_at = models.DateTimeField()
    edition = models.PositiveIntegerField(default=1)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["plan", "section", "position"], name="lines_of_ehc_plan")]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="ehc_line_says_something")]


class EhcThread(GuardedModel):
    """Which need a provision meets or an outcome is about."""

    child_path = "line__plan__child_id"
    guarded_by: ClassVar = _GUARDED

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    line = models.ForeignKey(EhcLine, on_delete=models.PROTECT, related_name="+")
    need = models.ForeignKey(EhcLine, on_delete=models.PROTECT, related_name="+")

    class Meta(GuardedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["line", "need"], name="a_thread_is_tied_once")]


class EhcAnswer(GuardedModel):
    """What one person says about a version that was served, beside a line or about the whole, and what became of it.

    Who asked for a meeting has `meet_*`: when and where it is, who else comes, how often it was set. `met_on` and
    `answer` are what came of it. Read by whoever said it and by the council: not by the other home.
    """

    child_path = "plan__child_id"
    guarded_by: ClassVar = _GUARDED

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(EhcPlan, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(EhcVersion, on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey(EhcLine, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=AnswerKind)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=200)
    person_role = models.CharField(max_length=80)
    text = models.TextField(blank=True, default="")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    setting_name = models.CharField(max_length=200, blank=True, default="")
    said_at = models.DateTimeField()
    taken_in_by_name = models.CharField(max_length=200, blank=True, default="")
    route = models.CharField(max_length=6, choices=Route, default=Route.HERE)
    became = models.CharField(max_length=10, choices=Became, blank=True, default="")
    answer = models.TextField(blank=True, default="")
    answered_by_name = models.CharField(max_length=200, blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    met_on = models.DateField(null=True, blank=True)
    meet_at = models.DateTimeField(null=True, blank=True)
    meet_minutes = models.PositiveSmallIntegerField(default=60)
    meet_where = models.CharField(max_length=200, blank=True, default="")
    meet_with = models.CharField(max_length=300, blank=True, default="")
    meet_set_at = models.DateTimeField(null=True, blank=True)
    meet_edition = models.PositiveSmallIntegerField(default=0)

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(fields=["plan", "said_at"], name="answers_to_ehc_plan"),
            # What waits for the council's answer, asked on each home: few among many.
            models.Index(
                fields=["kind", "said_at"], name="ehc_words_unanswered", condition=Q(answered_at=None)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[AnswerKind.AGREE, AnswerKind.MEETING])
                | ~Q(text="")
                | (Q(kind=AnswerKind.SETTING) & ~Q(setting_name="")),
                name="ehc_answer_says_something",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | (~Q(became="") & ~Q(answered_by_name="")),
                name="ehc_answer_says_what_became_of_it",
            ),
        ]


class TakingIn(GuardedModel):
    """A plan that one person is writing down from paper: as it was typed, read by nobody else, until it is taken in."""

    guarded_by: ClassVar = (Permission.EHCPLAN_KEEP,)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    typed = models.JSONField(default=dict)
    scan = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["child", "person"], name="one_taking_in_each")]


class EhcLetter(GuardedModel):
    """A letter about a version, frozen as it went out: to one person, to a setting, or to the health commissioner."""

    child_path = "plan__child_id"
    guarded_by: ClassVar = _GUARDED

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(EhcPlan, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(EhcVersion, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=LetterKind)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    to_name = models.CharField(max_length=200)
    content = models.TextField(help_text="canonical JSON of the document")
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["plan", "sent_at"], name="letters_of_ehc_plan")]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "kind", "person"], name="one_ehc_letter_of_a_kind_to_each"
            )
        ]


class Consultation(GuardedModel):
    """A setting asked whether it can meet the needs of a plan: what it was sent, by when, what it answers and why.

    `received_on` starts its 15 days. What it may read closes with its answer.
    """

    child_path = "plan__child_id"
    guarded_by: ClassVar = (*_GUARDED, Permission.CONSULTATION_ANSWER)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(EhcPlan, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(EhcVersion, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    setting_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=120, blank=True, default="", help_text="the type of setting")
    urn = models.CharField(max_length=6, blank=True, default="")
    asked_by_family = models.BooleanField(default=False)
    pack = models.TextField(help_text="canonical JSON of the document that was sent")
    digest = models.CharField(max_length=64)
    sent_by_name = models.CharField(max_length=200)
    sent_at = models.DateTimeField()
    received_on = models.DateField()
    chased_on = models.DateField(null=True, blank=True)
    reply = models.CharField(max_length=6, choices=ReplyKind, blank=True, default="")
    grounds = models.JSONField(default=list)
    reasons = models.TextField(blank=True, default="")
    replied_by_name = models.CharField(max_length=200, blank=True, default="")
    replied_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_because = models.CharField(max_length=200, blank=True, default="")

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(fields=["plan", "sent_at"], name="consultations_of_ehc_plan"),
            models.Index(fields=["organisation", "replied_at"], name="consultations_of_setting"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(replied_at__isnull=True) | (~Q(reply="") & ~Q(replied_by_name="")),
                name="consultation_reply_says_what_and_who",
            ),
            models.CheckConstraint(
                condition=~Q(reply=ReplyKind.CANNOT) | ~Q(reasons=""), name="a_no_to_a_consultation_says_why"
            ),
        ]
