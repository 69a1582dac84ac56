"""What a bundle holds, part by part, and what it leaves behind and why. Every table about people is in one of the two
lists: a new guarded model fails `tests/exchange/test_bundle.py` until it is."""

from collections.abc import Mapping
from typing import Any

from django.db import models

from alongside.annualreviews.models import (
    AnnualReview,
    Difference,
    EarlyAsk,
    Invitee,
    PlanEnding,
    PlanLetter,
    PromiseAnswer,
    PromiseCheck,
    Proposal,
    ReviewDecision,
    TalkedAbout,
)
from alongside.children.models import (
    CapacityAssessment,
    Child,
    ClosedLine,
    GroupPlace,
    Identifier,
    OpenLine,
    ReadingChoice,
    Residence,
    Restriction,
    RightsPassing,
    SenEntry,
    SharingAnswer,
    Standing,
)
from alongside.conversations.models import (
    Absence,
    Ask,
    GoodNews,
    GuidedConversation,
    GuidedNote,
    Meeting,
    MeetingParty,
    MeetingPoint,
    MeetingRequest,
    MeetingView,
    Message,
    NewsReply,
    Question,
    Reading,
    SentLink,
    SentOpening,
    Thread,
    ThreadMember,
)
from alongside.deadlines.models import Clock
from alongside.disputes.models import (
    AreaMove,
    Budget,
    BudgetItem,
    BudgetStep,
    Challenge,
    ChallengeClaim,
    ChallengeStep,
    Disagreement,
    DisagreementStep,
    HealthMove,
    OtherView,
    Reassessment,
)
from alongside.documents.models import PhotoPermission, StoredFile
from alongside.ehc.models import (
    AdviceRequest,
    AdviceReuse,
    AdviceStatement,
    AdviceStep,
    AdviceWish,
    Case,
    CaseAddition,
    CaseLetter,
    ChangedOutcome,
    Decision,
    ExceptionClaim,
    Notification,
)
from alongside.ehcplans.models import (
    Consultation,
    EhcAnswer,
    EhcLetter,
    EhcLine,
    EhcPlan,
    EhcThread,
    EhcVersion,
    NamedSetting,
)
from alongside.exchange.bundle.part import Part
from alongside.ledger.models import AccessEntry, AuditEntry
from alongside.organisations.models import Organisation, TeachingGroup
from alongside.people.models import ContactPoint, Person
from alongside.plans.models import Agreement, Comment, Plan, PlanTemplate, PlanVersion
from alongside.reviews.models import (
    Recommendation,
    Review,
    ReviewAnswer,
    ReviewAnswerVersion,
    ReviewHome,
    ReviewHomeMember,
    ReviewLine,
    ReviewRhythm,
)
from alongside.support.models import (
    Action,
    ActionEvent,
    Asked,
    ClassOffer,
    Concern,
    Contribution,
    Cycle,
    CycleMove,
    CycleNeed,
    CycleOutcome,
    Delivery,
    Giver,
    Measure,
    PutRight,
    Referral,
    ReferralStep,
    StageEntry,
    SupportLetter,
    SupportStart,
    WelcomePlan,
    WelcomeVisit,
)
from alongside.voice.models import CirclePerson, Statement, StatementVersion
from alongside.wellbeing.models import Alert, AttendanceYear, PartTimeTimetable, StrategyAgreed, Suspension

SURROUNDINGS = (
    Part("organisations", Organisation, None, "settings, services and councils that are named"),
    Part("groups", TeachingGroup, None, "classes the child had a place in"),
    Part("templates", PlanTemplate, None, "plan templates that were added to the installation it comes from"),
    Part(
        "people", Person, None, "everybody who is named, with their names and how they like to be written to"
    ),
    Part("contacts", ContactPoint, None, "how to reach the family"),
)
"""What the rows about the child point to."""

_SUPPORT = (
    Part("actions", Action, says="who does what by when, and what came of it"),
    Part("action-history", ActionEvent, says="what happened to each action"),
    Part("concerns", Concern, says="what somebody worried about, what was answered and when help began"),
    Part("class-offer", ClassOffer, says="what every class offers, and what of it is in place"),
    Part("support-starts", SupportStart, says="when SEN support began, why and for which needs"),
    Part("support-letters", SupportLetter, says="the letter to each who was told of it"),
    Part("welcome-plans", WelcomePlan, says="how the child is welcomed before and on a first day"),
    Part("welcome-visits", WelcomeVisit, says="visits before a first day, and how they were"),
    Part("asked", Asked, says="what the child or family asked for, the answer and the result"),
    Part("givers", Giver, says="who gives which help"),
    Part("deliveries", Delivery, says="help given, partly given or missed, and why"),
    Part("put-right", PutRight, says="what was done about a gap"),
    Part("cycles", Cycle, says="each turn of assess, plan, do, review"),
    Part("cycle-moves", CycleMove, says="when a cycle came to each stage, and by whom"),
    Part("contributions", Contribution, says="what each person brought to a cycle"),
    Part("cycle-needs", CycleNeed, says="the needs an assessment found, and what they rest on"),
    Part(
        "cycle-outcomes", CycleOutcome, says="what a cycle worked on, the effect expected, what was decided"
    ),
    Part("stages", StageEntry, says="at which stage of the graduated response, since when and why"),
    Part("referrals", Referral, says="what professionals were asked, and what they answered"),
    Part("referral-steps", ReferralStep, says="when each request was asked, received, chased and answered"),
    Part("measures", Measure, says="scores, with what they were measured, when and by whom"),
)
_WELLBEING = (
    Part("attendance", AttendanceYear, says="sessions of each school year, two characters a day"),
    Part("part-time", PartTimeTimetable, says="part-time timetables, who agreed to them and until when"),
    Part("suspensions", Suspension, says="suspensions and exclusions"),
    Part("alerts", Alert, says="what was noticed, and what was done about it"),
    Part("strategies-agreed", StrategyAgreed, says="which staff said that they use what helps"),
)
_DISPUTES = (
    Part("disagreements", Disagreement, says="what is seen differently, by whom, and how it ended"),
    Part("disagreement-steps", DisagreementStep, "disagreement__child_id", "each step of the way forward"),
    Part("disagreement-views", OtherView, "disagreement__child_id", "how others see it"),
    Part("challenges", Challenge, says="decisions that somebody challenged"),
    Part("budgets", Budget, says="personal budgets that were asked for"),
    Part("budget-items", BudgetItem, "budget__child_id", "the sums of a budget"),
    Part("budget-steps", BudgetStep, "budget__child_id", "what happened to the payments of a budget"),
    Part("moves", AreaMove, says="moves to or from another council's area"),
    Part("health-moves", HealthMove, says="changes of the health body that is responsible"),
    Part("reassessments", Reassessment, says="new assessments that were asked for"),
    Part("challenge-steps", ChallengeStep, "challenge__child_id", "each step of mediation and appeal"),
    Part("challenge-exceptions", ChallengeClaim, "challenge__child_id", "exceptions claimed after an order"),
)
_OF_AGE = (
    Part("capacity-assessments", CapacityAssessment, says="decisions a young person could not take alone"),
    Part("rights-passing", RightsPassing, says="when the family was told that rights pass"),
    Part("reading-choices", ReadingChoice, says="whom in the family a young person lets read"),
)
_EHC = (
    Part("cases", Case, says="requests for an assessment, who asked, and where they came to"),
    Part("case-decisions", Decision, "case__child_id", "what was decided, on what evidence, and why"),
    Part("advice", AdviceRequest, says="whose advice was sought for an assessment, and when it came"),
    Part("advice-statements", AdviceStatement, says="needs, outcomes and help from advice"),
    Part("advice-steps", AdviceStep, says="when advice was asked for, received, chased and given"),
    Part("advice-reuse", AdviceReuse, says="who agreed that existing advice is enough"),
    Part("advice-wishes", AdviceWish, says="whom the family wanted asked, and the answer"),
    Part("case-notifications", Notification, says="which bodies were told of a request or a decision"),
    Part("case-changes", ChangedOutcome, "case__child_id", "refusals that came out otherwise"),
    Part("case-additions", CaseAddition, says="what family and setting sent the council after a request"),
    Part("case-exceptions", ExceptionClaim, "case__child_id", "exceptions claimed to a limit"),
    Part("case-letters", CaseLetter, "case__child_id", "the council's letters, as they went out"),
)
_EHC_PLAN = (
    Part(
        "ehc-plans", EhcPlan, says="the education, health and care plan: by whom it was made, and until when"
    ),
    Part("ehc-versions", EhcVersion, "plan__child_id", "each version of it exactly as it was served"),
    Part("ehc-settings", NamedSetting, "version__plan__child_id", "the setting that section I names"),
    Part("ehc-lines", EhcLine, "plan__child_id", "the statements of the plan as they are written"),
    Part("ehc-threads", EhcThread, "line__plan__child_id", "which need a provision or an outcome belongs to"),
    Part("ehc-answers", EhcAnswer, "plan__child_id", "what each person said about it, and what became of it"),
    Part("ehc-letters", EhcLetter, "plan__child_id", "the council's letters about it, as they went out"),
    Part(
        "ehc-consultations",
        Consultation,
        "plan__child_id",
        "which settings were asked, and what they answered",
    ),
)
_YEARLY = (
    Part("annual-reviews", AnnualReview, says="yearly reviews of the plan, with their days and their report"),
    Part("annual-review-people", Invitee, says="who was asked, what they said before it, who came"),
    Part("annual-review-texts", TalkedAbout, says="what each meeting said"),
    Part("annual-review-changes", Proposal, says="changes of the plan that were proposed"),
    Part("annual-review-differences", Difference, says="where somebody saw it differently"),
    Part("annual-review-decisions", ReviewDecision, says="what the council decided after a review, and why"),
    Part("early-reviews", EarlyAsk, says="early reviews asked for, and the answers"),
    Part("promise-checks", PromiseCheck, says="when it was asked whether the help in the plan is given"),
    Part("promise-answers", PromiseAnswer, says="what each said of it, and what was done about a gap"),
    Part("plan-ends", PlanEnding, says="how the end of a plan was asked about, decided and came"),
    Part("plan-letters", PlanLetter, says="the council's letters about the plan, as they went out"),
)
_CONVERSATIONS = (
    Part("asks", Ask, says="who was asked to take part, in what and until when", own=("invitation_id",)),
    Part("absences", Absence, says="why somebody's answer is not there"),
    Part("threads", Thread, says="conversations with a setting, one for each home"),
    Part("thread-members", ThreadMember, "thread__child_id", "whose conversation it is"),
    Part("messages", Message, says="messages, calls and letters"),
    Part("questions", Question, says="questions, who answers them and by when"),
    Part("readings", Reading, says="who has read up to where"),
    Part("good-news", GoodNews, says="good news"),
    Part("good-news-replies", NewsReply, says="what was said to good news"),
    Part("meetings", Meeting, says="meetings"),
    Part("meeting-parties", MeetingParty, "meeting__child_id", "who was invited and who came"),
    Part(
        "meeting-views",
        MeetingView,
        "meeting__child_id",
        "what each person said before a meeting",
        own=("draft", "drafted_at"),
    ),
    Part("meeting-points", MeetingPoint, "meeting__child_id", "what was said, and what became of it"),
    Part("meeting-requests", MeetingRequest, says="meetings that were asked for, and the answer"),
    Part(
        "guided-conversations", GuidedConversation, "meeting__child_id", "conversations that filled the plan"
    ),
    Part("guided-notes", GuidedNote, "conversation__meeting__child_id", "what each note of them became"),
    Part(
        "sent-links",
        SentLink,
        says="documents sent; their links open nothing",
        own=("token_digest", "secret"),
    ),
    Part("sent-openings", SentOpening, "link__child_id", "when they were opened"),
)
_REVIEWS = (
    Part("reviews", Review, says="reviews of the plan, with their frozen record"),
    Part("review-rhythms", ReviewRhythm, says="how often an outcome is looked at"),
    Part("review-lines", ReviewLine, says="each outcome as it was looked at"),
    Part("review-homes", ReviewHome, says="the homes of the family that wrote in a review"),
    Part("review-home-members", ReviewHomeMember, "home__child_id", "who is in each home"),
    Part("review-answers", ReviewAnswer, says="what works and what does not, from each voice"),
    Part("review-answer-history", ReviewAnswerVersion, "answer__child_id", "what each said before"),
    Part("recommendations", Recommendation, says="what was recommended"),
)
ABOUT_THE_CHILD = (
    Part("child", Child, "id", "who the child is"),
    Part("identifiers", Identifier, says="numbers by which other systems know the child", own=("lookup",)),
    Part("standings", Standing, says="who may know the child, why, between which dates"),
    Part("restrictions", Restriction, says="who may not"),
    Part(
        "sharing-answers",
        SharingAnswer,
        says="what each signer said to each line of sharing, with the evidence",
    ),
    Part("closed-lines", ClosedLine, says="what the family has closed, and until when"),
    Part("open-lines", OpenLine, says="switches the family has turned on, and the adult a child has chosen"),
    Part("class-places", GroupPlace, says="classes, from the day of joining to the day of leaving"),
    Part("residences", Residence, says="where the child lives"),
    Part("sen-history", SenEntry, says="the level of support over the years"),
    Part(
        "statements", Statement, says="everything that was said: whose words, how and when they were gathered"
    ),
    Part("statement-history", StatementVersion, "statement__child_id", "what each said before"),
    Part("circle", CirclePerson, says="the circle of support"),
    Part("plans", Plan, says="the plan"),
    Part("plan-versions", PlanVersion, "plan__child_id", "each version exactly as it was put to the family"),
    Part("agreements", Agreement, "version__plan__child_id", "who answered what, with the evidence"),
    Part("comments", Comment, "plan__child_id", "what was said beside passages"),
    Part("photo-permissions", PhotoPermission, says="whether photographs may be used"),
    Part(
        "files", StoredFile, says="pictures and documents", file=("store_key", "digest"), own=("store_key",)
    ),
    *_SUPPORT,
    *_WELLBEING,
    *_CONVERSATIONS,
    *_REVIEWS,
    *_OF_AGE,
    *_EHC,
    *_EHC_PLAN,
    *_YEARLY,
    *_DISPUTES,
    Part("clocks", Clock, says="lawful dates: started by what, due and met when", own=("holder_id",)),
    Part("changes", AuditEntry, says="who changed what", names_people=("actor_id", "on_behalf_of_id")),
    Part("looks", AccessEntry, says="who opened the record", names_people=("actor_id",)),
)
PARTS = (*SURROUNDINGS, *ABOUT_THE_CHILD)

LEFT_BEHIND: Mapping[str, str] = {
    "feedback.MeetingFeedback": "how a conversation was: told to one setting, as numbers, and nothing of the child",
    "casefile.SavedView": "how one person likes their own list; it holds no child",
    "children.Invitation": "its link opens a door of the installation it comes from",
    "deadlines.Assignment": "how one council shares out its work; the next one does so anew",
    "documents.Rendition": "drawn again from the frozen version, whose digest travels",
    **dict.fromkeys(("exchange.Import", "exchange.ProposedChange"), "the work of one setting's office"),
    **dict.fromkeys(
        ("ehc.PanelConflict", "ehc.PanelItem", "ehc.PanelMember"),
        "the papers of a council's panel; what it advised is in the decision, which is in the bundle",
    ),
    "ehc.SecondLook": "by whom a council confirmed that it is responsible, before it knew the child",
    "ehc.UnverifiedRequest": "how a request came before it was known from whom; the case itself is in the bundle",
    "ehc.AdviceOffer": "a request in a team's inbox; what was asked and answered is in the bundle",
    "inclusion.GroupSession": "a setting's record of a group; what the child was given is in the bundle",
    "inclusion.CensusPlace": "how one setting returns a child; the next one returns them anew",
    **dict.fromkeys(("inclusion.SencoAppointment", "inclusion.Training"), "about staff, not about the child"),
    "inclusion.InterventionGroup": "how a setting groups children is its own planning",
    "inclusion.ProvisionUse": "how a setting gives and costs help; the help itself is in the bundle",
    "inclusion.TopUp": "money that came to one setting is in its own accounts",
    "notices.CarriedMessage": "a call or a letter that staff here make; what it tells of is in the bundle",
    "notices.Notice": "says that something happened; the thing itself is in the bundle",
    "notices.OutgoingMessage": "it left already, or leaves from where it was written",
    "organisations.GroupStaff": "who teaches a class is the setting's own record",
    "organisations.Membership": "posts are the organisation's own record; they give nothing elsewhere",
    "people.AccountInvitation": "its link opens a door of the installation it comes from",
    **dict.fromkeys(
        (
            "safeguarding.Entry",
            "safeguarding.Named",
            "safeguarding.Note",
            "safeguarding.RoomLook",
            "safeguarding.Step",
            "safeguarding.Unplaced",
        ),
        "goes from safeguarding lead to safeguarding lead, apart and against a receipt; a bundle is read by others",
    ),
    **dict.fromkeys(
        ("returns.ReturnAnswer", "returns.AttendedPlace", "returns.ReturnProblem", "returns.ReturnRun"),
        "how one council returns a child; the next one returns them anew",
    ),
    "ehcplans.TakingIn": "what somebody is in the middle of writing down from paper is theirs alone",
    "voice.Draft": "what somebody is in the middle of writing is theirs alone",
}
"""Guarded models that do not travel, with the reason."""


def part_of(model: type[models.Model]) -> Part | None:
    """The part that holds rows of a model; None when they do not travel."""
    return next((part for part in PARTS if part.model is model), None)


def columns(part: Part) -> list["models.Field[Any, Any]"]:
    """The columns of a part in order. A number that the database counts is its own affair and stays behind."""
    return [
        each
        for each in part.model._meta.concrete_fields
        if not isinstance(each, models.AutoField) and each.attname not in part.own
    ]


def pointers(part: Part) -> dict[str, Part]:
    """Columns that name a row of another part (or of the same one), each with that part."""
    found = {}
    for field in columns(part):
        if isinstance(field, models.ForeignKey):
            target = part_of(field.related_model)
            if target is None:
                raise LookupError(f"{part.name}.{field.attname} points to what no bundle holds")
            found[field.attname] = target
    return found
