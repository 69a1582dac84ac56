"""Who should reach which child, written a second time from the access model and not from the code.

Plain tables and plain conditions, so that a person can check them against the model. Nothing here is imported
from the policy: roles, standings and permissions are written out as words, and a word that the product does not
know, or one of its own that is missing here, fails `test_matrix.py`.

Sources: the matrix of roles and record classes (trust 2.3), its conditions (2.4), time and movement (2.5), and the
agreement levels (2.2).
"""

from dataclasses import dataclass
from functools import cache

# ── What each role may do, by why it knows the child. A cell that is not written is a refusal ──────────────
_KNOWS = "child.read "
_READS_PLAN = _KNOWS + "plan.read passport.read "
_WRITES = _READS_PLAN + "passage.write plan.comment "
_LEADS = (
    _WRITES
    + "plan.edit plan.start plan.propose plan.print picture.change action.keep delivery.record part.ask "
    + "welcome.keep "
)
_AROUND = "standing.read looks.read "
# What a family and the setting write to each other. It is in no column of the matrix, so a refusal unless written:
# not for the council, not for who is invited, not for who stands beside the family (2.3, 2.5 "separate thread")
_TALKS = "thread.read thread.write news.read news.send "
_HEARS = "thread.read news.read news.send call.log "
_IN_FAMILY = _TALKS + _WRITES + "plan.print contact.read communication.choose action.keep "
_FRIEND = _READS_PLAN + "plan.comment plan.print "

TABLE: dict[tuple[str, str], str] = {
    # The young person and those with parental responsibility: read, contribute, agree, see who looked (R C S, R7),
    # and ask others to take part (G: ask, agree)
    ("family", "child"): _IN_FAMILY + _AROUND + "sent.read plan.start plan.agree picture.change part.ask",
    ("family", "parent"): _IN_FAMILY
    + _AROUND
    + "sent.read plan.start plan.agree picture.change photo.permit part.ask",
    # Without parental responsibility: reads and contributes, signs nothing (2.4.8)
    ("family", "carer"): _IN_FAMILY,
    # By the family's invitation alone (2.4.19); contact details never (2.4.16)
    ("family", "advocate"): _FRIEND,
    ("adviser", "advocate"): _FRIEND,
    # Named to lead (R W), whatever their post, and proposes who is invited (G); no addresses (2.4.16)
    ("senco", "lead_worker"): _LEADS + _HEARS + "thread.write document.send sent.read",
    ("class_teacher", "lead_worker"): _LEADS + _HEARS + "thread.write document.send sent.read",
    ("teaching_assistant", "lead_worker"): _LEADS + _HEARS + "thread.write document.send sent.read",
    ("professional", "lead_worker"): _LEADS,
    ("caseworker", "lead_worker"): _LEADS,
    # Asked to one child: reads, contributes, prints nothing (2.4.18)
    # and prepares the first day at the setting they come from (R8)
    ("professional", "invited"): _WRITES + "action.keep delivery.record welcome.keep",
    # The setting the child attends
    ("senco", "attends"): _LEADS
    + _HEARS
    + "thread.write document.send sent.read "
    + _AROUND
    + "contact.read identifier.read lead.appoint family.invite communication.choose"
    " pupils.import class.read class.staff register.read",
    ("head", "attends"): _READS_PLAN
    + _HEARS
    + "thread.write document.send sent.read "
    + _AROUND
    + "contact.read identifier.read plan.comment plan.print lead.appoint class.read class.staff register.read"
    " action.keep",
    ("safeguarding_lead", "attends"): _READS_PLAN + _AROUND + "passage.write contact.read register.read",
    ("class_teacher", "attends"): _WRITES
    + _HEARS
    + "thread.write class.read register.read action.keep delivery.record",
    ("teaching_assistant", "attends"): _WRITES
    + _HEARS
    + "class.read register.read action.keep delivery.record",
    # Whoever stands in for a few days: the passport of the class they have, where the switch is on (2.2)
    ("supply", "attends"): _KNOWS + "passport.read class.read",
    ("office", "attends"): _KNOWS + "contact.read identifier.read pupils.import register.read",
    # The council responsible for the child
    ("caseworker", "maintains"): _READS_PLAN
    + "contact.read identifier.read plan.print standing.read register.read meeting.read",
    ("send_manager", "maintains"): _READS_PLAN
    + "contact.read identifier.read plan.print standing.read register.read meeting.read",
}
"""(role, kind of standing) → what it gives. Governor, strategy lead, administrator, the system and whoever is not
signed in stand nowhere in it: they reach no child at all (2.4.17, 2.4.23)."""

MEETINGS: dict[str, frozenset[tuple[str, str]]] = {
    # The family asks for a meeting, whoever they are to the child; an advocate comes with them, by their asking alone
    "meeting.ask": frozenset({("family", kind) for kind in ("child", "parent", "carer")}),
    # Whoever is named to lead, and the SENCo, plan meetings and record them
    "meeting.hold": frozenset({("senco", "attends")} | {key for key in TABLE if key[1] == "lead_worker"}),
    # Whoever may be invited; which meetings they know of is narrowed further. Neither office, supply staff nor advocate
    "meeting.read": frozenset(
        key for key in TABLE if key[0] not in ("office", "supply") and key[1] != "advocate"
    ),
}
SHARING: dict[str, frozenset[tuple[str, str]]] = {
    # The young person and whoever has parental responsibility say what is shared, each for themselves (2.2, S)
    "sharing.sign": frozenset({("family", "child"), ("family", "parent")}),
    # Read by them, and by those who have to act on it: who leads, SENCo, head, safeguarding lead. Not the council
    "sharing.read": frozenset(
        {("family", "child"), ("family", "parent")}
        | {(role, "attends") for role in ("senco", "head", "safeguarding_lead")}
        | {key for key in TABLE if key[1] == "lead_worker"}
    ),
}
_KEEPS_IT = frozenset(
    {("senco", "attends"), ("head", "attends")} | {key for key in TABLE if key[1] == "lead_worker"}
)
DISAGREEING: dict[str, frozenset[tuple[str, str]]] = {
    # What is seen differently about the plan is read with the plan (K1); the office does not read it
    "disagreement.read": frozenset(key for key in TABLE if "plan.read" in TABLE[key].split()),
    # Whoever takes part says how they see it; who stands beside the family speaks through them, and neither the
    # council nor the safeguarding lead takes part in the school's plan
    "disagreement.raise": _KEEPS_IT
    | {("family", kind) for kind in ("child", "parent", "carer")}
    | {("professional", "invited"), ("class_teacher", "attends"), ("teaching_assistant", "attends")},
    # Carried on by whoever keeps the plan: SENCo, head, and who is named to lead
    "disagreement.carry": _KEEPS_IT,
}
INCLUDING: dict[str, frozenset[tuple[str, str]]] = {
    # Money spent on one child is no column of the matrix, so a refusal unless written: SENCo and head plan it
    "cost.keep": frozenset({("senco", "attends"), ("head", "attends")}),
    # The census is a duty of the setting, done by its office with SENCo and head: the child's place and codes (K0)
    "census.keep": frozenset({("senco", "attends"), ("head", "attends"), ("office", "attends")}),
}
# A worry is no part of the plan's K1: it is between a family and the setting, like what they write to each other. So
# not for the council, who is invited, who stands beside the family, the office or the safeguarding lead
_TELLS = frozenset(
    {("family", kind) for kind in ("child", "parent", "carer")}
    | {(role, "attends") for role in ("senco", "head", "class_teacher", "teaching_assistant")}
    | {(role, "lead_worker") for role in ("senco", "class_teacher", "teaching_assistant")}
)
NOTICING: dict[str, frozenset[tuple[str, str]]] = {
    "concern.read": _TELLS,
    "concern.raise": _TELLS,
    # For the setting answers who runs it and its SENCo (R A; R W)
    "concern.answer": frozenset({("senco", "attends"), ("head", "attends")}),
    # The setting the child attends makes the provision and tells the family: its SENCo (R W)
    "support.begin": frozenset({("senco", "attends")}),
}
IN_SCHOOL: dict[str, frozenset[tuple[str, str]]] = {
    # Attendance, suspensions, part-time timetables: the register of the setting, read by all its staff, by the family
    # and who stands beside it, by who leads, and by the council, which must be told of suspensions (2.3 K1). Whoever is
    # invited for one purpose gets what was ticked for it, and this is no part of the plan to tick (2.4.18)
    "attendance.read": frozenset(key for key in TABLE if key[1] != "invited" and key[0] != "supply"),
    # Suspending is the head's, and recording it and a part-time timetable the head's and the SENCo's
    "inclusion.keep": frozenset({("senco", "attends"), ("head", "attends")}),
    # What was noticed is answered by who leads, or by SENCo and head
    "alert.answer": _KEEPS_IT,
    # Every member of staff who works with the child says that they use what helps; not the family, not the council
    "strategy.agree": frozenset(
        {(role, "attends") for role in ("senco", "head", "class_teacher", "teaching_assistant")}
        | {(role, "lead_worker") for role in ("senco", "class_teacher", "teaching_assistant")}
    ),
}
PRIVATELY: dict[str, frozenset[tuple[str, str]]] = {
    # What a child keeps to themselves: the child, and the one adult the child names, whoever of those who read the
    # plan beside them. Nobody at the council, not the office; whether they were named is a fact below (2.4.3)
    "private.read": frozenset(
        key for key in TABLE
        if "plan.read" in TABLE[key].split() and key[0] not in ("caseworker", "send_manager")
    ),
}  # fmt: skip
_AT_THE_SETTING = frozenset(key for key in TABLE if key[1] == "attends")
_BROUGHT_IN = frozenset({("professional", "invited")} | {key for key in TABLE if key[1] == "lead_worker"})
# K8 and K9: a request and its decision. Read by the parents and the young person, by who stands beside them, by who
# leads at school or from the council, SENCo, head and safeguarding lead, and by the council (2.3). Not a class
# teacher: "status" is not built. Asked by those the law names; kept by caseworker and manager; decided by the manager
_COUNCIL = frozenset({("caseworker", "maintains"), ("send_manager", "maintains")})
_HAS_A_SAY = frozenset({("family", "child"), ("family", "parent")})
DECIDING: dict[str, frozenset[tuple[str, str]]] = {
    "case.read": _HAS_A_SAY
    | _COUNCIL
    | {("family", "advocate"), ("adviser", "advocate")}
    | {("senco", "lead_worker"), ("caseworker", "lead_worker")}
    | {(role, "attends") for role in ("senco", "head", "safeguarding_lead")},
    "case.ask": _HAS_A_SAY | {("senco", "attends"), ("head", "attends")},
    "case.keep": _COUNCIL,
    "case.decide": frozenset({("send_manager", "maintains")}),
    # The plan the council makes is K1: parents and the young person, who stands beside them, who leads from school or
    # council, the setting's SENCo, head, safeguarding lead and those who teach the child, the council (2.3; reg 17).
    # Not a carer without parental responsibility, not the office, not who is invited for one purpose
    "ehcplan.read": _HAS_A_SAY
    | _COUNCIL
    | {("family", "advocate"), ("adviser", "advocate")}
    | {("senco", "lead_worker"), ("caseworker", "lead_worker")}
    | {
        (role, "attends")
        for role in ("senco", "head", "safeguarding_lead", "class_teacher", "teaching_assistant")
    },
    "ehcplan.keep": _COUNCIL,
    "ehcplan.issue": frozenset({("send_manager", "maintains")}),
    "ehcplan.answer": _HAS_A_SAY,
    # Advice goes with the case (K8): whoever reads the one reads the other; who was asked from outside has "own task"
    "advice.read": _HAS_A_SAY
    | _COUNCIL
    | {("family", "advocate"), ("adviser", "advocate"), ("professional", "invited")}
    | {("senco", "lead_worker"), ("caseworker", "lead_worker")}
    | {(role, "attends") for role in ("senco", "head", "safeguarding_lead")},
    # The return of numbers and records that the law asks of a council: put right by its team, sent by its manager
    "return.mend": _COUNCIL,
    "return.send": frozenset({("send_manager", "maintains")}),
    # Given by whom the law has asked (C): the family, the head or SENCo for the setting, the professional asked
    "advice.give": _HAS_A_SAY | {("senco", "attends"), ("head", "attends"), ("professional", "invited")},
    # Who can sit on a panel (2.3, K11): the council, heads, SENCos, professionals; for which items is in the rows
    "panel.read": _COUNCIL | {("senco", "attends"), ("head", "attends"), ("professional", "invited")},
    # 2.4.4: recorded for each decision with its evidence; whoever must ask the right person reads it, the person
    # themselves, and a parent who decides for them (row by row). Class teachers, carers and those invited do not
    "capacity.read": _HAS_A_SAY | _COUNCIL | {("senco", "attends"), ("head", "attends")},
    "capacity.keep": _COUNCIL | {("senco", "attends"), ("head", "attends")},
    # K9: the appeal is the parent's or the young person's (S); who stands beside them reads it (R19), the council works
    # on it (W draft, W A). No column gives it to the setting, a carer or whoever is invited. Whose it is: each row
    "appeal.read": _HAS_A_SAY | _COUNCIL | {("family", "advocate"), ("adviser", "advocate")},
    "appeal.take": _HAS_A_SAY,
    "appeal.keep": _COUNCIL,
}
YEARLY: dict[str, frozenset[tuple[str, str]]] = {
    # Reviews are K1: read with the plan; the report of a yearly review goes to everybody who was asked to it
    "annual.read": frozenset(key for key in TABLE if "plan.read" in TABLE[key].split()),
    # "C" in K1: whoever takes part adds what they have to say, and the council's officer, who is asked to each meeting.
    # Who stands beside the family speaks through it; the safeguarding lead takes no part in the plan
    "annual.say": frozenset(
        {("family", kind) for kind in ("child", "parent", "carer")}
        | {key for key in TABLE if key[1] == "lead_worker"}
        | {("professional", "invited"), ("caseworker", "maintains"), ("send_manager", "maintains")}
        | {(role, "attends") for role in ("senco", "head", "class_teacher", "teaching_assistant")}
    ),
    # Held by the head or SENCo of the setting, or by the council where there is none (reg 20(1), 21)
    "annual.hold": frozenset({("senco", "attends"), ("head", "attends")}) | _COUNCIL,
}
KEEPING_SAFE: dict[str, frozenset[tuple[str, str]]] = {
    # K7 "+": everybody at the setting, who leads, and who was asked to the child. Not family, not the council
    # How a conversation was is said by the family, each for themselves (S14)
    "feedback.give": frozenset({("family", kind) for kind in ("child", "parent", "carer")}),
    "safeguarding.raise": _AT_THE_SETTING | _BROUGHT_IN,
    # K7 "R W A": the safeguarding lead of the setting alone
    "safeguarding.read": frozenset({("safeguarding_lead", "attends")}),
    # "those the DSL names per entry" (2.4.13): whoever knows the child today, but for who stands beside the family;
    # that they were named is asked of each row
    "safeguarding.named": frozenset(
        key for key in TABLE if key[1] != "advocate" and key[0] not in ("safeguarding_lead", "supply")
    ),
}
POWERS: dict[tuple[str, str], frozenset[str]] = {
    key: frozenset(words.split())
    | {
        word
        for more in (
            MEETINGS,
            SHARING,
            DISAGREEING,
            INCLUDING,
            NOTICING,
            IN_SCHOOL,
            PRIVATELY,
            KEEPING_SAFE,
            DECIDING,
            YEARLY,
        )
        for word, keys in more.items()
        if key in keys
    }
    for key, words in TABLE.items()
}
# A setting at the consultation stage: the pack it was sent, and nothing of the record (2.3, 2.4.22)
POWERS |= {(role, "consulted"): frozenset({"consultation.answer"}) for role in ("senco", "head")}

# fmt: off
ROLES = (
    "family", "senco", "head", "governor", "class_teacher", "teaching_assistant", "supply", "office",
    "safeguarding_lead", "professional", "adviser", "caseworker", "send_manager", "strategy_lead", "administrator",
    "system", "nobody",
)
KINDS = ("child", "parent", "carer", "advocate", "lead_worker", "invited", "attends", "maintains", "consulted")
RESTRICTIONS = ("court_order", "proposed", "conflict", "shield", "young_person", "supporter")
PERMISSIONS = (
    "child.read", "contact.read", "identifier.read", "passport.read", "plan.read", "passage.write", "plan.edit",
    "plan.start", "plan.propose", "plan.agree", "plan.comment", "plan.print", "picture.change", "photo.permit",
    "lead.appoint", "standing.read", "looks.read", "family.invite", "communication.choose", "pupils.import",
    "class.read", "class.staff", "register.read", "action.keep",
    "meeting.read", "meeting.hold", "meeting.ask",
    "delivery.record",
    "part.ask",
    "thread.read", "thread.write", "call.log", "news.read", "news.send", "document.send", "sent.read",
    "sharing.read", "sharing.sign",
    "disagreement.read", "disagreement.raise", "disagreement.carry",
    "cost.keep", "census.keep",
    "concern.read", "concern.raise", "concern.answer", "support.begin", "welcome.keep",
    "attendance.read", "inclusion.keep", "alert.answer", "strategy.agree",
    "private.read",
    "safeguarding.raise", "safeguarding.read", "safeguarding.named", "feedback.give",
    "case.read", "case.ask", "case.keep", "case.decide",
    "ehcplan.read", "ehcplan.keep", "ehcplan.issue", "ehcplan.answer", "consultation.answer",
    "advice.read", "advice.give", "panel.read",
    "capacity.read", "capacity.keep",
    "appeal.read", "appeal.take", "appeal.keep",
    "annual.read", "annual.say", "annual.hold",
    "return.mend", "return.send",
)
LINES = ("authors", "setting", "outside", "council", "next-setting", "research", "supply", "private-words")
BASES = ("agreement", "duty", "named duty", "safeguarding", "court_order")
# fmt: on

_HELD_BY_A_PERSON = {"child", "parent", "carer", "advocate", "lead_worker", "invited"}
_IS_FAMILY = {"child", "parent", "carer"}
_ONLY_OWN_CLASS = {"class_teacher", "teaching_assistant", "supply"}
# After compulsory school age a parent reads as the young person says (2.4.10): their no closes like the others
_CLOSES_THE_RECORD = {"court_order", "proposed", "conflict", "young_person"}
# 2.3 "supporter", 2.4.10: of K1 one page, of K8 how it stands, who the child is, what is between them and the setting
SUPPORTER_READS = {
    "child.read", "passport.read", "case.read", "capacity.read", "meeting.read", "meeting.ask", "thread.read",
    "thread.write", "news.read", "news.send", "feedback.give",
}  # fmt: skip
KNOWS_SHIELDED = {"safeguarding_lead", "send_manager"}
"""A shield hides where a child is from everyone else (2.4.1); it closes nothing but that."""


@dataclass(frozen=True)
class Span:
    """From one day until, and not including, another; days are counted from today."""

    start: int = -700
    end: int | None = None

    def holds(self, day: int) -> bool:
        return self.start <= day and (self.end is None or day < self.end)


ALWAYS = Span()


@dataclass(frozen=True)
class Tie:
    """One standing by the child: of a person, of an organisation, or of a person through an organisation."""

    kind: str
    person: str = ""
    organisation: str = ""
    span: Span = ALWAYS
    basis: str = "duty"
    asked_by: str = ""


@dataclass(frozen=True)
class Closing:
    """A line of sharing that the family has closed; a person or an organisation where it is about one outside."""

    line: str
    person: str = ""
    organisation: str = ""
    span: Span = ALWAYS


@dataclass(frozen=True)
class Opening:
    """A switch that somebody with the say has turned on; for private words, the adult and the post they come in."""

    line: str
    person: str = ""
    organisation: str = ""
    span: Span = ALWAYS
    by: str = ""


@dataclass(frozen=True)
class Denial:
    """One restriction: about a person, or, where nobody is named, a shield over the child."""

    kind: str
    person: str = ""
    span: Span = ALWAYS


@dataclass(frozen=True)
class Seat:
    """A place in a class of an organisation, and who teaches that class."""

    organisation: str
    teacher: str = ""
    placed: Span = ALWAYS
    taught: Span = ALWAYS


@dataclass(frozen=True)
class Facts:
    """All that is recorded about who may know one child."""

    ties: tuple[Tie, ...] = ()
    denials: tuple[Denial, ...] = ()
    seats: tuple[Seat, ...] = ()
    closings: tuple[Closing, ...] = ()
    openings: tuple[Opening, ...] = ()


@dataclass(frozen=True)
class Asker:
    """A person in one role for one organisation (or none), on a day."""

    role: str
    person: str = ""
    organisation: str = ""
    day: int = 0


WHO_THE_CHILD_IS = {
    "child.read", "contact.read", "identifier.read", "standing.read", "looks.read", "sharing.read", "lead.appoint",
    "family.invite", "communication.choose", "pupils.import", "class.read", "register.read", "census.keep",
    "safeguarding.raise", "safeguarding.read", "safeguarding.named",
}  # fmt: skip
"""What no line of sharing takes from a setting or a council: the child's place there, and how to reach the family."""


_BY_LAW = (
    "case.read",
    "case.keep",
    "case.decide",
    "ehcplan.read",
    "ehcplan.keep",
    "ehcplan.issue",
    "advice.read",
    "annual.read",
    "annual.say",
    "annual.hold",
    "return.mend",
    "return.send",
)
"""A request and a plan must be dealt with by a council whatever else is shared (2.4.20 "a named duty")."""


@cache
def sort_of(permission: str) -> str:
    """What a permission is about, as far as lines of sharing tell apart: child, talk, passport, private, plan."""
    if permission in WHO_THE_CHILD_IS:
        return "child.read"
    # who teaches a child has to be able to say what they notice, and to hear it (duty to use best endeavours)
    if permission in {*_TALKS.split(), *_HEARS.split(), "concern.read", "concern.raise"}:
        return "thread.read"
    # Saying that one uses what helps goes with the passport, which tells what it is
    if permission in ("private.read", *_BY_LAW):
        return permission
    return "passport.read" if permission in ("passport.read", "strategy.agree") else "plan.read"


def shape_of(permission: str) -> tuple[str, bool]:
    """All that the ties which count for a permission depend on: its sort, and whether it is in a reduced view."""
    return sort_of(permission), permission in SUPPORTER_READS


def ties_held(facts: Facts, asker: Asker) -> tuple[Tie, ...]:
    """The ties that are this asker's today, whatever is asked; none when the record is closed to them."""
    if not asker.person or _closed(facts, asker) or _is_own_child_at_work(facts, asker):
        return ()
    return tuple(tie for tie in facts.ties if tie.span.holds(asker.day) and _is_held(tie, facts, asker))


def counting_kinds(
    facts: Facts, asker: Asker, permission: str = "child.read", held: tuple[Tie, ...] | None = None
) -> frozenset[str]:
    """The kinds of standing that count for this asker today, of those `held` if these are known already; empty when
    the record is closed to them."""
    return frozenset(
        tie.kind
        for tie in (ties_held(facts, asker) if held is None else held)
        if not any(_shuts(one, tie, asker, permission) for one in facts.closings)
        and _is_switched_on(tie, facts, asker, permission)
        and not _is_shortened(tie, facts, asker, permission)
        and _is_still_asked(tie, facts, asker)
    )


def may(facts: Facts, asker: Asker, permission: str) -> bool:
    """The answer of the access model."""
    kinds = counting_kinds(facts, asker, permission)
    return any(permission in POWERS.get((asker.role, kind), ()) for kind in kinds)


def _is_switched_on(tie: Tie, facts: Facts, asker: Asker, permission: str) -> bool:
    """What is off until agreed. Private words: the child, and whom the child names, in the post they were named in;
    in another setting they have lost it (2.2, 2.4.3). Supply staff: where somebody with a say agreed and nobody
    declined (2.2)."""
    if asker.role == "supply" and tie.kind == "attends":
        agreed = any(
            one.line == "supply"
            and one.span.holds(asker.day)
            and _says(one.by, {"child", "parent"}, facts, asker)
            for one in facts.openings
        )
        return agreed and not any(
            one.line == "supply" and one.span.holds(asker.day) for one in facts.closings
        )
    if sort_of(permission) != "private.read" or tie.kind == "child":
        return True
    return any(
        one.line == "private-words"
        and one.span.holds(asker.day)
        and (one.person, one.organisation) == (asker.person, asker.organisation)
        and _says(one.by, {"child"}, facts, asker)
        for one in facts.openings
    )


def _supports(person: str, facts: Facts, asker: Asker) -> bool:
    """Whether a young person past compulsory school age leaves somebody a reduced view today (2.4.10)."""
    return any(
        one.kind == "supporter" and one.person == person and one.span.holds(asker.day)
        for one in facts.denials
    )


def _is_shortened(tie: Tie, facts: Facts, asker: Asker, permission: str) -> bool:
    """A parent or carer who supports, as family: of a tie at work nothing is taken by it."""
    as_parent = asker.role == "family" and tie.kind in ("parent", "carer")
    return as_parent and permission not in SUPPORTER_READS and _supports(asker.person, facts, asker)


def _is_still_asked(tie: Tie, facts: Facts, asker: Asker) -> bool:
    """Who stands beside a parent or young person stands while they do, and reads no more than they may (2.4.19)."""
    if tie.kind != "advocate" or not tie.asked_by:
        return True
    return _says(tie.asked_by, _IS_FAMILY, facts, asker) and not _supports(tie.asked_by, facts, asker)


def _says(person: str, kinds: set[str], facts: Facts, asker: Asker) -> bool:
    """Whether somebody stands by the child as one who may say so today, and is not shut out."""
    stands = any(
        tie.person == person and not tie.organisation and tie.kind in kinds and tie.span.holds(asker.day)
        for tie in facts.ties
    )
    shut_out = any(
        one.person == person and one.kind in _CLOSES_THE_RECORD and one.span.holds(asker.day)
        for one in facts.denials
    )
    return stands and not shut_out


def _shuts(closing: Closing, tie: Tie, asker: Asker, permission: str) -> bool:
    """Whether a closed line takes this permission from what this tie gives (trust 2.2; 2.4.18; 2.4.20; 2.5)."""
    if not closing.span.holds(asker.day):
        return False
    sort, stronger = sort_of(permission), {"safeguarding", "court_order", "named duty"}
    if (
        closing.line == "setting"
    ):  # A1: those who teach keep the passport by duty and still talk; who leads keeps the plan
        spared = asker.role in ("senco", "head", "safeguarding_lead")
        outranked = tie.basis in ("safeguarding", "court_order")
        governed = sort in ("plan.read", "private.read", *_BY_LAW)
        return tie.kind == "attends" and governed and not spared and not outranked
    if tie.basis in stronger:
        return False
    if closing.line == "outside":  # A2: one person, or everyone of one service; nothing is left
        by_person = bool(closing.person) and closing.person == tie.person
        by_service = not closing.person and closing.organisation == tie.organisation
        return tie.kind == "invited" and (by_person or by_service)
    if closing.line == "council":  # A3
        return tie.kind == "maintains" and sort != "child.read" and sort not in _BY_LAW
    if closing.line == "next-setting":  # A4: a setting that came after the family said no
        return tie.kind == "attends" and tie.span.start > closing.span.start and sort != "child.read"
    return False


def _closed(facts: Facts, asker: Asker) -> bool:
    """Recorded or only proposed, a restriction on the person beats everything (2.4.9)."""
    return any(
        one.person == asker.person and one.kind in _CLOSES_THE_RECORD and one.span.holds(asker.day)
        for one in facts.denials
    )


def _is_own_child_at_work(facts: Facts, asker: Asker) -> bool:
    """Whoever is at work has no work with their own child (2.5)."""
    return bool(asker.organisation) and any(
        tie.kind in _IS_FAMILY and tie.person == asker.person and tie.span.holds(asker.day)
        for tie in facts.ties
    )


def _is_held(tie: Tie, facts: Facts, asker: Asker) -> bool:
    if tie.kind in _HELD_BY_A_PERSON:
        return tie.person == asker.person and tie.organisation == asker.organisation
    if tie.person or not asker.organisation or tie.organisation != asker.organisation:
        return False
    return asker.role not in _ONLY_OWN_CLASS or any(_is_taught(seat, asker) for seat in facts.seats)


def _is_taught(seat: Seat, asker: Asker) -> bool:
    """Only children on today's list of a class one teaches today, in the setting one works for (2.4.15)."""
    return (
        seat.organisation == asker.organisation
        and seat.teacher == asker.person
        and seat.placed.holds(asker.day)
        and seat.taught.holds(asker.day)
    )
