"""What happens next with a child's plan: one answer for each kind of reader. Pure: facts in, words out."""

from dataclasses import dataclass, field
from datetime import date

from alongside.kernel.refusal import Refusal


@dataclass(frozen=True)
class CouncilPlan:
    """An education, health and care plan that its council writes or that is in force, and its next date."""

    council: str
    in_force: bool
    next_on: date | None = None
    next_what: str = ""
    url: str = ""


@dataclass(frozen=True)
class Facts:
    """What the answer depends on. `council_plan` counts where the setting and the family have no plan of their own."""

    called: str
    plan_state: str
    lead_worker: str
    setting: str
    is_family: bool
    may_edit: bool
    may_agree: bool
    answered: bool
    review_on: date | None
    review_why: str
    review_url: str
    reviews_url: str
    plan_url: str
    answer_url: str
    my_part_url: str
    council_plan: CouncilPlan | None = None


@dataclass(frozen=True)
class NextStep:
    """The content of the "What happens next" component."""

    what: str
    stage: str
    who: str = ""
    by: date | None = None
    why: str = ""
    source: str = ""
    actions: tuple[tuple[str, str], ...] = ()
    refusals: tuple[Refusal, ...] = field(default_factory=tuple)


def next_step(facts: Facts) -> NextStep:
    """The next thing that happens for this child, who has it, and what the reader can do."""
    if not facts.plan_state and facts.council_plan:
        return _council_has_one(facts, facts.council_plan)
    return {
        "": _not_started,
        "drafting": _being_written,
        "proposed": _with_family,
        "agreed": _agreed,
    }[facts.plan_state](facts)


def _holder(facts: Facts) -> str:
    return facts.lead_worker or facts.setting or "No lead worker is named yet"


def _not_started(facts: Facts) -> NextStep:
    actions = (("Start the plan", facts.plan_url),) if facts.may_edit or facts.may_agree else ()
    words = (("Write what you want people to know", facts.my_part_url),) if facts.is_family else ()
    return NextStep(
        what=f"{facts.called}'s plan has not been started.",
        stage="Before the plan",
        who=_holder(facts),
        actions=(*actions, *words),
    )


def _council_has_one(facts: Facts, plan: CouncilPlan) -> NextStep:
    """Somebody whose help stands in the council’s plan is not before a plan; one of their own can be begun all the
    same."""
    own = (
        (("Start the plan of family and setting", facts.plan_url),)
        if facts.may_edit or facts.may_agree
        else ()
    )
    words = (("Write what you want people to know", facts.my_part_url),) if facts.is_family else ()
    return NextStep(
        what=f"{facts.called} has an education, health and care plan. What section F says is given."
        if plan.in_force
        else f"The council is writing an education, health and care plan for {facts.called}.",
        stage="The EHC plan is in force" if plan.in_force else "The EHC plan is being written",
        who=plan.council,
        by=plan.next_on,
        why=plan.next_what,
        actions=(("Read the EHC plan" if plan.in_force else "Open the EHC plan", plan.url), *words, *own),
    )


def _being_written(facts: Facts) -> NextStep:
    if facts.is_family:
        actions: tuple[tuple[str, str], ...] = (
            ("Write your part", facts.my_part_url),
            ("Read the plan so far", facts.plan_url),
        )
    else:
        actions = (("Open the plan", facts.plan_url),)
    return NextStep(
        what="Everyone writes their part. Then the plan goes to the family to read and agree.",
        stage="Step 1 of 3: writing it together",
        who=_holder(facts),
        actions=actions,
    )


def _with_family(facts: Facts) -> NextStep:
    if facts.may_agree and not facts.answered:
        return NextStep(
            what="The plan is ready for you to read and answer.",
            stage="Step 2 of 3: the family reads and answers",
            who="You",
            actions=(
                ("Read the plan and answer", facts.answer_url),
                ("Comment beside a passage", facts.plan_url),
            ),
        )
    return NextStep(
        what=f"{facts.called}'s family reads the plan and answers. There is no rush: nothing changes until then.",
        stage="Step 2 of 3: the family reads and answers",
        who=f"{facts.called}'s family",
        actions=(("Open the plan", facts.plan_url),),
    )


def _agreed(facts: Facts) -> NextStep:
    stage = "Step 3 of 3: doing what it says"
    read = ("Read the plan", facts.plan_url)
    own = (
        (("Give your own answer to it", facts.answer_url),) if facts.may_agree and not facts.answered else ()
    )
    if not facts.review_url:
        plan_one = (("Plan the review", facts.reviews_url),) if facts.may_edit else ()
        return NextStep(
            what="The plan is agreed and in use. It is looked at again together.",
            stage=stage,
            who=_holder(facts),
            by=facts.review_on,
            why="The date was set when the plan was agreed." if facts.review_on else "",
            actions=(*plan_one, *own, read),
        )
    words = "Say how it is going" if facts.is_family else "Open the review"
    return NextStep(
        what="The plan is in use. Next, everybody says how it is going, and it is looked at together.",
        stage=stage,
        who=_holder(facts),
        by=facts.review_on,
        why=facts.review_why,
        actions=((words, facts.review_url), *own, read),
    )
