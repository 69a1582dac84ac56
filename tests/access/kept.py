"""Everything that is kept about one child, with words of its own that can be looked for afterwards."""

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

from PIL import Image

from alongside.access.actor import Actor
from alongside.access.choices import Role, SharingLine, StandingKind
from alongside.annualreviews.choices import Kept, Outcome
from alongside.annualreviews.models import AnnualReview, PlanLetter
from alongside.annualreviews.models import Invitee as AskedToReview
from alongside.annualreviews.operations.deciding import make_decision as make_yearly
from alongside.annualreviews.operations.deciding import prepare_decision as prepare_yearly
from alongside.annualreviews.operations.early import ask_early
from alongside.annualreviews.operations.meeting import Held, note_held, say_about
from alongside.annualreviews.operations.opening import open_reviews
from alongside.annualreviews.operations.planning import NewMeeting as YearlyMeeting
from alongside.annualreviews.operations.planning import set_meeting
from alongside.annualreviews.operations.promises import answer_promises, open_checks
from alongside.annualreviews.rules.deciding import NewReviewDecision
from alongside.annualreviews.rules.promises import PromiseSaid
from alongside.children.choices import IdentifierKind
from alongside.children.invitations.operations import Invitee, invite_family
from alongside.children.models import CapacityAssessment, Child, Identifier, Residence
from alongside.children.sharing.operations import Reply
from alongside.children.sharing.rules import Signature
from alongside.conversations.models import Question
from alongside.conversations.operations.good_news import Good, send_good_news
from alongside.conversations.operations.invitations import FromOutside, NewAsk, ask_to_take_part
from alongside.conversations.operations.meeting_requests import Wish, ask_for_meeting
from alongside.conversations.operations.meetings import NewMeeting, plan_meeting
from alongside.conversations.operations.sent_links import ToSend, prepare_link, send_link
from alongside.conversations.operations.threads import Writing, write_message
from alongside.conversations.rules.invitations import AskedAs, Route
from alongside.conversations.rules.threads import thread_id
from alongside.disputes.challenges.operations import begin_challenge, take_step
from alongside.disputes.challenges.rules import NewStep as NextStep
from alongside.disputes.changing.operations.assessments import ask_again
from alongside.disputes.choices import Step
from alongside.disputes.models import AreaMove
from alongside.disputes.operations import (
    NewDisagreement,
    NewStep,
    raise_disagreement,
    record_step,
    write_view,
)
from alongside.documents.choices import PictureKind
from alongside.documents.operations import change_picture, permit_photos
from alongside.ehc.choices import AdviceKind, AdviceState, AskedBy, CaseState, Limb, Told
from alongside.ehc.choices import Question as ToDecide
from alongside.ehc.models import (
    AdviceRequest,
    AdviceStatement,
    AdviceWish,
    Case,
    CaseLetter,
    Decision,
    Notification,
)
from alongside.ehc.operations.deciding import make_decision, prepare_decision
from alongside.ehc.operations.requesting import NewRequest, request_assessment
from alongside.ehc.rules.deciding import Considered, NewDecision
from alongside.ehcplans.choices import AnswerKind as PlanAnswerKind
from alongside.ehcplans.choices import Because as PlanBecause
from alongside.ehcplans.choices import EhcPlanState, Origin, VersionKind
from alongside.ehcplans.models import EhcPlan, EhcVersion
from alongside.ehcplans.operations.answering import answer_plan as answer_council_plan
from alongside.ehcplans.operations.consulting import NewConsultation, consult
from alongside.ehcplans.operations.here import amend_here, serve_notice_here
from alongside.ehcplans.operations.meeting import set_draft_meeting
from alongside.ehcplans.operations.writing import write_line
from alongside.ehcplans.rules.answering import NewAnswer as NewPlanAnswer
from alongside.ehcplans.rules.answering import NewMeeting as NewDraftMeeting
from alongside.ehcplans.rules.content import Content as PlanContent
from alongside.ehcplans.rules.content import NewLine
from alongside.ehcplans.rules.content import digest as plan_digest
from alongside.ehcplans.rules.content import to_json as plan_json
from alongside.exchange.models import ProposedChange
from alongside.exchange.operations import start_import
from alongside.kernel.refusal import Refusal
from alongside.notices.models import CarriedMessage, Notice, OutgoingMessage
from alongside.organisations.models import Membership, Organisation, TeachingGroup
from alongside.people.choices import ContactKind
from alongside.people.models import ContactPoint, Person
from alongside.plans.models import Comment
from alongside.plans.operations import Answer, answer_plan, comment, propose_plan
from alongside.plans.sharing.operations import sign
from alongside.rendering.frozen import canonical_json, digest
from alongside.rendering.model import Document, Paragraph
from alongside.reviews.operations import NewAnswer, answer_question, plan_review
from alongside.safeguarding.models import Entry, Unplaced
from alongside.safeguarding.operations import (
    SafetyConcern,
    add_step,
    name_person,
    raise_by_name,
    raise_safety_concern,
)
from alongside.safeguarding.rules import Naming
from alongside.safeguarding.rules import NewStep as ToDo
from alongside.statute.sharing import sharing_page
from alongside.support.models import SupportLetter
from alongside.support.operations import (
    NewAction,
    NewAsked,
    NewContribution,
    NewGiver,
    NewMeasure,
    NewOutcome,
    NewReferral,
    NewStage,
    NewTick,
    add_action,
    ask,
    ask_professional,
    choose_outcome,
    contribute,
    name_giver,
    record_measure,
    set_stage,
    start_cycle,
    tick,
)
from alongside.support.operations.beginning import NewSupport, begin_support
from alongside.support.operations.concerns import NewConcern, raise_concern
from alongside.support.operations.support_letters import give_letter
from alongside.support.operations.welcome import NewVisit, NewWelcome, add_visit, plan_welcome
from alongside.voice.choices import StatementKind, Voice
from alongside.voice.models import Statement
from alongside.voice.operations import NewWords, end_words, write_words
from alongside.voice.operations.drafts import save_draft
from alongside.wellbeing.models import Alert
from alongside.wellbeing.operations.alerts import answer_alert
from alongside.wellbeing.operations.inclusion import NewSuspension, record_suspension, start_part_time
from alongside.wellbeing.rules.inclusion import PartTimePlan
from tests.makers import world
from tests.makers.family import Around
from tests.plans.test_operations import write_whole_plan

CANARIES = (
    "name", "family", "shared", "private", "parentdraft", "sencodraft", "ended", "comment", "address", "phone",
    "email", "upn", "import", "invitee", "setting", "action",
    "meeting", "wish",
    "missed", "asked", "reviewed",
    "thread",
    "advocate",
    "letter",
    "explained",
    "apart", "differently",
    "measured", "brought", "referred",
    "worry", "supported", "heard", "welcome",
    "guarded",
    "inschool",
    "request", "prepared", "decided",
    "unsent", "served", "answered", "advised", "wished",
    "contested", "assessed", "yearly", "promised",
)  # fmt: skip


def canary(kind: str, whose: str) -> str:
    """A word that stands nowhere else: what it is and whose."""
    return f"Zq{whose}{kind}qz"


def done(result: Any) -> Any:
    """What an operation gave, which must not be a refusal."""
    assert not isinstance(result, Refusal), str(result)
    return result


@dataclass
class Place:
    """A setting with its council, a class, and the staff every setting has."""

    council: Organisation
    setting: Organisation
    staff: dict[str, Actor] = field(default_factory=dict)
    groups: dict[str, TeachingGroup] = field(default_factory=dict)
    posts: dict[str, Membership] = field(default_factory=dict)


@dataclass
class Around3:
    """One child, their family, and everything kept about them, by the name of the address it stands in."""

    whose: str
    child: Child
    place: Place
    mother: Actor
    herself: Actor
    ids: dict[str, Any] = field(default_factory=dict)


def person_of(actor: Actor) -> Person:
    return Person.everything.get(pk=actor.person_id)


def family_member(child: Child, kind: StandingKind, relationship: str, given: str) -> Actor:
    person = world.make_person(given, f"{given}son")
    world.stands(child, kind, person=person, relationship=relationship)
    return world.acting(person, Role.FAMILY)


def a_child(whose: str, place: Place, group: str) -> Around3:
    """A child in a class, with a mother and a way in of their own, and everything that can be kept."""
    child = world.make_child(canary("name", whose), canary("family", whose), nc_year="3")
    world.stands(child, StandingKind.ATTENDS, organisation=place.setting)
    world.stands(child, StandingKind.MAINTAINS, organisation=place.council)
    world.place(child, place.groups[group])
    mother = family_member(child, StandingKind.PARENT, "mother", f"Mother{whose}")
    herself = family_member(child, StandingKind.CHILD, "themselves", f"Self{whose}")
    carer = family_member(child, StandingKind.CARER, "grandmother", f"Carer{whose}")
    found = Around3(whose, child, place, mother, herself)
    found.ids = {
        "child_id": child.id,
        "group_id": place.groups[group].id,
        "membership_id": place.posts["office"].id,
        "person_id": place.staff[f"teacher of {group}"].person_id,
        "carer_id": carer.person_id,
    }
    for furnish in (
        _plan,
        _words,
        _details,
        _picture,
        _import,
        _invitation,
        _support,
        _meeting,
        _talk,
        _asks,
        _sharing,
        _disagreeing,
        _guarded,
        _in_school,
        _requesting,
        _advising,
        _contesting,
        _reviewing_each_year,
        _putting_changes_to_the_family,
        _moving,
    ):
        furnish(found)
    return found


def _plan(here: Around3) -> None:
    """A plan written, put to the family and agreed by the mother."""
    senco, head = here.place.staff["senco"], here.place.staff["head"]
    teacher = next(actor for name, actor in here.place.staff.items() if name.startswith("teacher"))
    person = person_of(here.mother)
    around = Around(
        here.child,
        here.place.setting,
        person,
        person,
        here.herself,
        here.mother,
        here.mother,
        senco,
        teacher,
        head,
    )
    write_whole_plan(around)
    child_id = here.child.id
    shared = NewWords("matters-to-me", canary("shared", here.whose), Voice.CHILD)
    here.ids["statement_id"] = done(write_words(here.herself, child_id, shared, world.NOW)).id
    version = done(propose_plan(senco, child_id, world.NOW))
    done(comment(here.mother, child_id, here.ids["statement_id"], canary("comment", here.whose), world.NOW))
    here.ids["comment_id"] = Comment.everything.get(plan__child_id=child_id).id
    answer = Answer("agree", "Her mother", version.digest)
    done(answer_plan(here.mother, child_id, answer, {"format": "web"}, world.NOW))
    here.ids["number"] = version.number
    notice = Notice.everything.filter(child_id=child_id).first()
    here.ids["notice_id"] = notice.id
    here.ids["carried_id"] = _a_call_to_make(here).id


def _a_call_to_make(here: Around3) -> CarriedMessage:
    """Her mother wants to be rung; the setting does it."""
    rows = OutgoingMessage.everything.filter(child_id=here.child.id, person_id=here.mother.person_id)
    return world.saved(
        CarriedMessage(
            child_id=here.child.id, message=rows.first(), person_id=here.mother.person_id,
            organisation=here.place.setting, channel="phone", created_at=world.NOW,
        )
    )  # fmt: skip


def _words(here: Around3) -> None:
    """Private words, two drafts, and words that were ended."""
    child_id, now, senco = here.child.id, world.NOW, here.place.staff["senco"]
    secret = NewWords("matters-to-me", canary("private", here.whose), Voice.CHILD, private=True)
    done(write_words(here.herself, child_id, secret, now))
    gone = done(
        write_words(
            here.mother, child_id, NewWords("good-day", canary("ended", here.whose), Voice.PARENT), now
        )
    )
    done(end_words(here.mother, gone.id, gone.edition, now))
    done(save_draft(here.mother, child_id, "parent-hopes", canary("parentdraft", here.whose), now))
    done(save_draft(senco, child_id, "matters-to-me", canary("sencodraft", here.whose), now))


def _details(here: Around3) -> None:
    """The mother's address, telephone and e-mail, where the child lives, and the child's number."""
    for kind, name in (
        (ContactKind.ADDRESS, "address"), (ContactKind.PHONE, "phone"), (ContactKind.EMAIL, "email")
    ):  # fmt: skip
        value = canary(name, here.whose)
        world.saved(
            ContactPoint(person_id=here.mother.person_id, kind=kind, value=value, starts_on=world.LONG_AGO)
        )
    address = canary("address", here.whose)
    world.saved(
        Residence(
            child=here.child, person_id=here.mother.person_id, address=address, starts_on=world.LONG_AGO
        )
    )
    upn = canary("upn", here.whose)
    world.saved(Identifier(child=here.child, kind=IdentifierKind.UPN, value=upn, lookup=upn))


def _picture(here: Around3) -> None:
    drawn = BytesIO()
    Image.new("RGB", (60, 60), "teal").save(drawn, "PNG")
    done(permit_photos(here.mother, here.child.id, world.NOW))
    kind = PictureKind.OTHER
    here.ids["file_id"] = done(
        change_picture(here.mother, here.child.id, drawn.getvalue(), kind, world.NOW)
    ).id


def _import(here: Around3) -> None:
    """A class list that waits to be reviewed, with a contact who is in no record yet."""
    contact = canary("import", here.whose)
    columns = "Surname,Forename,DOB,Year,Class,Contact 1 Name,Contact 1 Relationship"
    rows = f"{columns}\nNewcomer,Nell,04/05/2018,3,3W,{contact},Aunt\n"
    batch = done(start_import(here.place.staff["office"], "class.csv", rows.encode(), world.NOW))
    here.ids["batch_id"] = batch.id
    here.ids["change_id"] = ProposedChange.everything.filter(batch=batch).first().pk


def _invitation(here: Around3) -> None:
    invitee = Invitee(
        f"{canary('invitee', here.whose)}@example.org",
        StandingKind.CARER,
        given_name="Gran",
        relationship="gran",
    )
    sent = done(invite_family(here.place.staff["senco"], here.child.id, invitee, now=world.NOW))
    here.ids["invitation_id"] = sent.invitation.id


def _support(here: Around3) -> None:
    """Something to be done by somebody outside, and help that was not given."""
    child_id, senco = here.child.id, here.place.staff["senco"]
    new = NewAction(canary("action", here.whose), world.TODAY, owner_name="The club")
    here.ids["action_id"] = done(add_action(here.mother, child_id, new, world.NOW)).id
    help_ = Statement.everything.get(child_id=child_id, kind=StatementKind.PROVISION)
    here.ids["provision_id"] = help_.id
    giver = NewGiver(role=Role.CLASS_TEACHER, weekdays="12345")
    done(name_giver(senco, child_id, help_.id, giver, world.NOW))
    missed = NewTick(world.TODAY, "missed", "staff_away", canary("missed", here.whose))
    here.ids["delivery_id"] = done(tick(senco, child_id, help_.id, missed, world.NOW)).id
    score = NewMeasure("minutes-on-task", Decimal(5), world.TODAY, conditions=canary("measured", here.whose))
    here.ids["measure_id"] = done(record_measure(senco, child_id, score, world.NOW)).id
    _cycle(here)
    wish = NewAsked(canary("asked", here.whose))
    here.ids["asked_id"] = done(ask(here.mother, child_id, wish, world.NOW)).id
    worry = NewConcern(canary("worry", here.whose))
    here.ids["concern_id"] = done(raise_concern(here.mother, child_id, worry, world.NOW)).id
    day = world.TODAY + timedelta(days=30)
    welcome = done(
        plan_welcome(senco, child_id, NewWelcome(day, "Mr Osei", canary("welcome", here.whose)), world.NOW)
    )
    visit = done(add_visit(senco, child_id, welcome.id, NewVisit(day, "See the room", "Mr Osei"), world.NOW))
    here.ids |= {"welcome_id": welcome.id, "visit_id": visit.id}
    begun = NewSupport(
        ("SLCN",), world.TODAY, canary("supported", here.whose), "A group.", canary("heard", here.whose), "New here."
    )  # fmt: skip
    done(begin_support(senco, child_id, begun, world.NOW))
    letter = SupportLetter.everything.get(child_id=child_id, to_id=here.mother.person_id)
    here.ids["letter_id"] = done(give_letter(senco, child_id, letter.id, "hand", world.TODAY, world.NOW)).id
    review = done(plan_review(senco, child_id, world.TODAY, "", world.NOW))
    said = NewAnswer("working", "family", canary("reviewed", here.whose))
    done(answer_question(here.mother, child_id, review.id, said, 0, world.NOW))
    here.ids["review_id"] = review.id


def _cycle(here: Around3) -> None:
    """A cycle with a view of the mother's, and an outcome it works on; with what it is to come to."""
    child_id, senco = here.child.id, here.place.staff["senco"]
    cycle = done(start_cycle(senco, child_id, world.NOW))
    done(
        contribute(here.mother, child_id, cycle.id, NewContribution(canary("brought", here.whose)), world.NOW)
    )
    outcome = Statement.everything.get(child_id=child_id, kind=StatementKind.OUTCOME)
    works_on = NewOutcome(outcome.id, canary("brought", here.whose))
    here.ids["cycle_id"] = cycle.id
    later = world.TODAY + timedelta(days=40)
    asked = NewReferral("A service", canary("referred", here.whose), "Mother", world.TODAY, later, later)
    here.ids["referral_id"] = done(ask_professional(senco, child_id, asked, world.NOW)).id
    staged = NewStage("2", world.TODAY, canary("referred", here.whose))
    done(set_stage(senco, child_id, staged, world.NOW))
    here.ids["outcome_id"] = done(choose_outcome(senco, child_id, cycle.id, works_on, world.NOW)).id


def _disagreeing(here: Around3) -> None:
    """What the mother sees differently: once beside the plan, once for herself and who carries it on alone."""
    child_id, senco = here.child.id, here.place.staff["senco"]
    beside = NewDisagreement(canary("differently", here.whose), beside_plan=True)
    done(raise_disagreement(here.mother, child_id, beside, world.NOW))
    own = NewDisagreement(canary("apart", here.whose))
    row = done(raise_disagreement(here.mother, child_id, own, world.NOW))
    here.ids["disagreement_id"] = row.id
    step = NewStep("conversation", world.TODAY, canary("apart", here.whose))
    done(record_step(senco, child_id, row.id, step, world.NOW))
    done(write_view(senco, child_id, row.id, canary("apart", here.whose), world.NOW))


def _requesting(here: Around3) -> None:
    """The mother's request for an assessment, decided, with a letter to each; then another decision, only prepared."""
    child_id, council = here.child.id, here.place.council
    staff = []
    for role in (Role.CASEWORKER, Role.SEND_MANAGER):
        person = world.make_person("Case", f"Work{here.whose}")
        world.joins(person, council, role)
        staff.append(world.acting(person, role, council))
    done(request_assessment(here.mother, child_id, NewRequest(canary("request", here.whose)), world.NOW))
    considered = (Considered("The request"),)
    reasons = " ".join([canary("decided", here.whose)] * 12)
    yes = NewDecision(
        ToDecide.ASSESS, True, {"has-sen": True, "plan-may-be-needed": True}, considered, reasons
    )
    done(prepare_decision(staff[0], child_id, yes, 0, world.NOW))
    done(make_decision(staff[1], child_id, ToDecide.ASSESS, 1, world.NOW))
    here.ids["letter_id"] = CaseLetter.everything.get(
        case__child_id=child_id, person_id=here.mother.person_id
    ).id
    drafted = NewDecision(ToDecide.PLAN, False, {}, (), canary("prepared", here.whose))
    done(prepare_decision(staff[0], child_id, drafted, 0, world.NOW))


def _advising(here: Around3) -> None:
    """Advice that the setting gave, whom the mother wants asked besides, and the setting told of the request."""
    case = Case.everything.get(child=here.child, state=CaseState.ASSESSING)
    advice = world.saved(
        AdviceRequest(
            case=case, child=here.child, limb=Limb.EDUCATION, organisation=here.place.setting, to_name="The setting",
            state=AdviceState.GIVEN, asked_at=world.NOW, asked_by_name="The council", given_at=world.NOW,
            given_by_name="The setting", summary=canary("advised", here.whose),
        )
    )  # fmt: skip
    said = AdviceStatement(
        request=advice, child=here.child, kind=AdviceKind.NEED, words=canary("advised", here.whose),
        written_by_name="The setting", written_at=world.NOW,
    )  # fmt: skip
    world.saved(said)
    wish = AdviceWish(
        case=case, child=here.child, person_id=here.mother.person_id, person_name="Her mother",
        whom=canary("wished", here.whose), at=world.NOW,
    )  # fmt: skip
    here.ids |= {"advice_id": advice.id, "wish_id": world.saved(wish).id}
    letter = Document("Told", (Paragraph("A request has reached the council."),), world.TODAY)
    told = Notification(
        case=case, child=here.child, stage=CaseState.CONSIDERING, told=Told.SETTING, organisation=here.place.setting,
        to_name="The setting", content=canonical_json(letter).decode(), digest=digest(letter), by_name="The council",
        at=world.NOW,
    )  # fmt: skip
    here.ids["notification_id"] = world.saved(told).id


def _contesting(here: Around3) -> None:
    """A refusal of last year, which the mother challenges: a step with words, and another to be struck out."""
    asked, decided = world.NOW - timedelta(days=60), world.NOW - timedelta(days=30)
    case = world.saved(
        Case(
            child=here.child, council=here.place.council, state=CaseState.NOT_ASSESSED, asked_by=AskedBy.COUNCIL,
            asker_name="The council", words="Last year.", received_at=asked, logged_at=asked,
            logged_by_name="The council", ended_at=decided,
        )
    )  # fmt: skip
    refusal = world.saved(
        Decision(
            case=case, question=ToDecide.ASSESS, yes=False, reasons="Said then.", prepared_by_name="The council",
            prepared_at=asked, decided_by_name="The council", decided_at=decided,
        )
    )  # fmt: skip
    here.ids["decision_id"] = refusal.id
    row = done(begin_challenge(here.mother, here.child.id, refusal.id, world.NOW))
    new = NextStep(Step.CONTACTED, world.TODAY, canary("contested", here.whose))
    here.ids["challenge_id"] = row.id
    here.ids["assessment_id"] = world.saved(
        CapacityAssessment(
            child=here.child, deciding="appeal", lacks=False, assessed_on=world.TODAY, assessor_name="Dr Hill",
            assessor_role="psychologist", evidence=canary("assessed", here.whose),
            review_by=world.TODAY + timedelta(days=300), recorded_by_name="The council", recorded_at=world.NOW,
        )
    ).id  # fmt: skip
    here.ids["taken_id"] = done(take_step(here.mother, here.child.id, row.id, new, world.NOW)).id


def _reviewing_each_year(here: Around3) -> None:
    """A plan in force: one review decided, with a letter to each; the next one asked about, prepared and being held."""
    child_id, council = here.child.id, here.place.council
    staff = []
    for role in (Role.CASEWORKER, Role.SEND_MANAGER):
        person = world.make_person("Yearly", f"Work{here.whose}")
        world.joins(person, council, role)
        staff.append(world.acting(person, role, council))
    made_on = world.TODAY - timedelta(days=300)
    world.saved(
        EhcPlan(
            child_id=child_id, council=council, origin=Origin.PAPER, state=EhcPlanState.FINAL, started_at=world.NOW,
            first_issued_on=made_on, issued_on=world.TODAY - timedelta(days=25),
        )
    )  # fmt: skip
    open_reviews(world.NOW)
    senco, day = here.place.staff["senco"], world.TODAY + timedelta(days=20)
    done(ask_early(here.mother, child_id, canary("request", here.whose), world.NOW))
    done(set_meeting(senco, child_id, YearlyMeeting(day), world.NOW))
    done(note_held(senco, child_id, Held(world.TODAY), world.NOW))
    reasons = " ".join([canary("decided", here.whose)] * 12)
    done(
        prepare_yearly(
            staff[0], child_id, NewReviewDecision(Outcome.MAINTAIN, reasons, ("Notes",)), 0, world.NOW
        )
    )
    done(make_yearly(staff[1], child_id, 1, world.NOW))
    here.ids["plan_letter_id"] = PlanLetter.everything.get(
        child_id=child_id, person_id=here.mother.person_id
    ).id
    here.ids["annual_id"] = AnnualReview.everything.get(child_id=child_id, closed_on=None).id
    done(set_meeting(senco, child_id, YearlyMeeting(day), world.NOW))
    done(say_about(senco, child_id, "progress", canary("yearly", here.whose), 0, world.NOW))
    done(note_held(senco, child_id, Held(world.TODAY), world.NOW))
    prepared = canary("prepared", here.whose)
    done(prepare_yearly(staff[0], child_id, NewReviewDecision(Outcome.AMEND, prepared), 0, world.NOW))
    mine = AskedToReview.everything.get(review_id=here.ids["annual_id"], person_id=here.mother.person_id)
    here.ids["invitee_id"] = mine.id
    open_checks(world.NOW)
    help_ = str(here.ids["provision_id"])
    missing = PromiseSaid(Kept.NO, canary("promised", here.whose))
    done(answer_promises(here.mother, child_id, {help_: missing}, world.NOW))


def _putting_changes_to_the_family(here: Around3) -> None:
    """The plan in force with words in it; changes proposed, which the mother answers; more written and not sent."""
    child_id, plan = here.child.id, EhcPlan.everything.get(child=here.child)
    person = world.make_person("Plan", f"Work{here.whose}")
    world.joins(person, here.place.council, Role.CASEWORKER)
    caseworker = world.acting(person, Role.CASEWORKER, here.place.council)
    area = "cognition-and-learning"
    content = PlanContent("Somebody", "Somebody", "2018-02-11", "Council")
    stored = plan_json(content)
    world.saved(
        EhcVersion(
            plan=plan, number=1, kind=VersionKind.FINAL, because=PlanBecause.INITIAL, content=stored,
            digest=plan_digest(stored), made_by_name="The council", made_at=world.NOW,
            served_on=plan.issued_on,
        )
    )  # fmt: skip
    done(amend_here(caseworker, child_id, PlanBecause.OTHER, world.NOW))
    need = done(
        write_line(
            caseworker, child_id, None, NewLine("B", canary("served", here.whose), area=area), 0, world.NOW
        )
    )
    for section in ("E", "F"):
        line = NewLine(section, canary("served", here.whose), meets=(str(need.id),))
        done(write_line(caseworker, child_id, None, line, 0, world.NOW))
    done(serve_notice_here(caseworker, child_id, (), world.NOW))
    unsent = NewLine("F", canary("unsent", here.whose))
    done(write_line(caseworker, child_id, None, unsent, 0, world.NOW))
    here.ids["line_id"] = need.id
    said = NewPlanAnswer(PlanAnswerKind.MEETING, canary("answered", here.whose))
    here.ids["said_id"] = done(answer_council_plan(here.mother, child_id, said, world.NOW)).id
    day = NewDraftMeeting(world.NOW + timedelta(days=30), 60, canary("answered", here.whose))
    done(set_draft_meeting(caseworker, child_id, here.ids["said_id"], day, world.NOW))
    outside = NewConsultation(name="A setting outside")
    here.ids["consultation_id"] = done(consult(caseworker, child_id, outside, world.NOW)).id


def _moving(here: Around3) -> None:
    """The mother asks for a new assessment; the plan is about to move to another area."""
    plan = EhcPlan.everything.get(child=here.child)
    row = done(ask_again(here.mother, here.child.id, canary("request", here.whose), world.NOW))
    here.ids["reassessment_id"] = row.id
    here.ids["move_id"] = world.saved(
        AreaMove(
            child=here.child, plan=plan, council=plan.council, way="out", other="Another council", known_on=world.TODAY,
            moved_on=world.TODAY, recorded_by_name="The council", recorded_at=world.NOW,
        )
    ).id  # fmt: skip


def _guarded(here: Around3) -> None:
    """What the safeguarding room holds: a concern of the teacher, an action, and the head named for it."""
    child_id, staff, word = here.child.id, here.place.staff, canary("guarded", here.whose)
    done(raise_safety_concern(staff["senco"], child_id, SafetyConcern(word, world.TODAY), world.NOW))
    lead = staff["safeguarding_lead"]
    row = Entry.everything.get(child_id=child_id)
    until = world.TODAY + timedelta(days=7)
    head = staff["head"].person_id
    here.ids["entry_id"] = row.id
    here.ids["step_id"] = done(add_step(lead, child_id, row.id, ToDo(word, until, word), world.NOW)).id
    here.ids["named_id"] = done(name_person(lead, child_id, row.id, Naming(head, word, until), world.NOW)).id
    done(raise_by_name(staff["office"], word, SafetyConcern(word, world.TODAY), world.NOW))
    here.ids["unplaced_id"] = Unplaced.everything.order_by("-written_at", "-id").first().id


def _in_school(here: Around3) -> None:
    """A suspension that the mother was told of, what was raised about it, and a part-time timetable."""
    child_id, senco = here.child.id, here.place.staff["senco"]
    told = canary("inschool", here.whose)
    new = NewSuspension("SUSP", ("DB",), world.TODAY, 2, world.TODAY, told)
    here.ids["suspension_id"] = done(record_suspension(senco, child_id, new, world.NOW)).id
    alert = Alert.everything.get(child_id=child_id)
    here.ids["alert_id"] = done(answer_alert(senco, child_id, alert.id, told, world.NOW)).id
    plan = PartTimePlan(told, told, told, told, world.TODAY, world.TODAY, world.TODAY, world.TODAY)
    here.ids["timetable_id"] = done(start_part_time(senco, child_id, plan, world.NOW)).id


def _sharing(here: Around3) -> None:
    """The mother's answer to a line, with its evidence."""
    given = Reply(SharingLine.SETTING, "agree", Signature("name", "Mother"), sharing_page().digest)
    evidence = {"explained_by": canary("explained", here.whose)}
    here.ids["answer_id"] = done(sign(here.mother, here.child.id, given, evidence, world.NOW)).id


def _meeting(here: Around3) -> None:
    """A meeting with the mother alone, and her wish for another: neither is for the other household."""
    child_id = here.child.id
    planned = NewMeeting(
        canary("meeting", here.whose), world.NOW + timedelta(days=9), 45, "face", "Room 2",
        invited=(str(here.mother.person_id),),
    )  # fmt: skip
    here.ids["meeting_id"] = done(plan_meeting(here.place.staff["senco"], child_id, planned, world.NOW)).id
    wish = Wish(canary("wish", here.whose), "", "phone")
    here.ids["request_id"] = done(ask_for_meeting(here.mother, child_id, wish, world.NOW)).id


def _talk(here: Around3) -> None:
    """What the mother and the setting write to each other: nobody's but theirs."""
    child_id, place = here.child.id, here.place.setting.id
    thread = thread_id(child_id, place, [here.mother.person_id])
    asked = Writing(canary("thread", here.whose), asks=True)
    message = done(write_message(here.mother, child_id, thread, asked, world.NOW))
    here.ids["thread_id"] = thread
    here.ids["question_id"] = Question.everything.get(message=message).id
    good = Good(canary("thread", here.whose))
    here.ids["news_id"] = done(send_good_news(here.mother, child_id, good, world.NOW)).id
    letter = ToSend(
        "file", here.mother.person_id, file=b"To the mother alone.", name=canary("letter", here.whose)
    )
    link = done(prepare_link(here.place.staff["senco"], child_id, letter, world.NOW))
    here.ids["link_id"] = done(send_link(here.place.staff["senco"], child_id, link.id, world.NOW)).id


def _asks(here: Around3) -> None:
    """The mother is asked on paper by the SENCo, and asks somebody to stand beside her."""
    child_id, until = here.child.id, world.TODAY + timedelta(days=14)
    asked = NewAsk(AskedAs.FAMILY, "You know her best.", until, Route.PAPER, person_id=here.mother.person_id)
    here.ids["ask_id"] = done(ask_to_take_part(here.place.staff["senco"], child_id, asked, world.NOW)).id
    beside = NewAsk(
        AskedAs.ADVOCATE, canary("advocate", here.whose), until, given_name=canary("advocate", here.whose),
        email=f"{canary('advocate', here.whose)}@example.org", link=FromOutside(),
    )  # fmt: skip
    done(ask_to_take_part(here.mother, child_id, beside, world.NOW))
