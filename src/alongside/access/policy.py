"""The published access policy: permission → {standing kind → roles}. Everything not listed is refused.

Rendered to docs/reference/permissions.md; the page is compared with this table on every run.
The field classes (K0 identity … K4 addresses) are those of the access model in docs/how-it-works/access.md.
"""

from collections.abc import Mapping

from alongside.access.choices import Role, StandingKind
from alongside.access.own_work import OWN_WORK, Work
from alongside.access.permission import Permission

__all__ = ["POLICY", "SUPPORTER_READS", "Grants", "Permission", "role_may", "roles_holding"]


Grants = Mapping[StandingKind, frozenset[Role]]

_FAMILY = frozenset({Role.FAMILY})
_BESIDE = frozenset({Role.FAMILY, Role.ADVISER})
"""An advocate comes as a friend of the family, or as an adviser from a service; by the family's invitation alone."""
_SENCO = frozenset({Role.SENCO})
_PLANNERS = frozenset({Role.SENCO, Role.HEAD})
_TEACHERS = frozenset({Role.CLASS_TEACHER, Role.TEACHING_ASSISTANT})
_SETTING = _PLANNERS | _TEACHERS | {Role.OFFICE, Role.SAFEGUARDING_LEAD}
_SUPPLY = frozenset({Role.SUPPLY})
"""Stands in for somebody: the passport of the children of a class they have today, where the family said yes."""
_SETTING_PLAN = _PLANNERS | _TEACHERS | {Role.SAFEGUARDING_LEAD}
_COUNCIL = frozenset({Role.CASEWORKER, Role.SEND_MANAGER})
_INVITED = frozenset({Role.PROFESSIONAL})
_LEADS = frozenset(
    {Role.SENCO, Role.CLASS_TEACHER, Role.TEACHING_ASSISTANT, Role.PROFESSIONAL, Role.CASEWORKER}
)
_LEADS_AT_SETTING = frozenset({Role.SENCO, Role.CLASS_TEACHER, Role.TEACHING_ASSISTANT})
_K = StandingKind
_BROUGHT_IN = {_K.LEAD_WORKER: _LEADS, _K.INVITED: _INVITED}


def _family(*kinds: StandingKind) -> dict[StandingKind, frozenset[Role]]:
    return dict.fromkeys(kinds, _FAMILY)


_READ_THE_PLAN: Grants = {
    **_family(_K.CHILD, _K.PARENT, _K.CARER),
    _K.ADVOCATE: _BESIDE,
    _K.LEAD_WORKER: _LEADS,
    _K.INVITED: _INVITED,
    _K.ATTENDS: _SETTING_PLAN,
    _K.MAINTAINS: _COUNCIL,
}
_TAKE_PART: Grants = {
    **_family(_K.CHILD, _K.PARENT, _K.CARER),
    _K.LEAD_WORKER: _LEADS,
    _K.INVITED: _INVITED,
    _K.ATTENDS: _PLANNERS | _TEACHERS,
}

POLICY: Mapping[Permission, Grants] = {
    # K0: who the child is
    Permission.CHILD_READ: {
        **_family(_K.CHILD, _K.PARENT, _K.CARER),
        _K.ADVOCATE: _BESIDE,
        _K.LEAD_WORKER: _LEADS,
        _K.INVITED: _INVITED,
        _K.ATTENDS: _SETTING | _SUPPLY,
        _K.MAINTAINS: _COUNCIL,
    },
    # K4: addresses and contacts; a family member's own are narrowed further in people and children
    Permission.CONTACT_READ: {
        **_family(_K.CHILD, _K.PARENT, _K.CARER),
        _K.ATTENDS: _PLANNERS | {Role.OFFICE, Role.SAFEGUARDING_LEAD},
        _K.MAINTAINS: _COUNCIL,
    },
    Permission.IDENTIFIER_READ: {_K.ATTENDS: _PLANNERS | {Role.OFFICE}, _K.MAINTAINS: _COUNCIL},
    # K3: words a child keeps to themselves. The child, and the one adult the child has named: the switch of the
    # sharing page decides that for each child (children/sharing/switches/). Nobody at the council.
    Permission.PRIVATE_READ: {
        **_family(_K.CHILD, _K.PARENT, _K.CARER),
        _K.ADVOCATE: _BESIDE,
        _K.LEAD_WORKER: _LEADS - {Role.CASEWORKER},
        _K.INVITED: _INVITED,
        _K.ATTENDS: _SETTING_PLAN,
    },
    # K1 and K2: the plan, the child's shared words, and what is made from them
    Permission.PASSPORT_READ: {
        **_family(_K.CHILD, _K.PARENT, _K.CARER),
        _K.ADVOCATE: _BESIDE,
        _K.LEAD_WORKER: _LEADS,
        _K.INVITED: _INVITED,
        _K.ATTENDS: _SETTING_PLAN | _SUPPLY,
        _K.MAINTAINS: _COUNCIL,
    },
    Permission.PLAN_READ: _READ_THE_PLAN,
    Permission.PASSAGE_WRITE: {
        **_family(_K.CHILD, _K.PARENT, _K.CARER),
        _K.LEAD_WORKER: _LEADS,
        _K.INVITED: _INVITED,
        _K.ATTENDS: _SENCO | _TEACHERS | {Role.SAFEGUARDING_LEAD},
    },
    Permission.PLAN_COMMENT: {
        **_family(_K.CHILD, _K.PARENT, _K.CARER),
        _K.ADVOCATE: _BESIDE,
        _K.LEAD_WORKER: _LEADS,
        _K.INVITED: _INVITED,
        _K.ATTENDS: _PLANNERS | _TEACHERS,
    },
    Permission.PLAN_EDIT: {_K.LEAD_WORKER: _LEADS, _K.ATTENDS: _SENCO},
    Permission.PLAN_START: {**_family(_K.CHILD, _K.PARENT), _K.LEAD_WORKER: _LEADS, _K.ATTENDS: _SENCO},
    Permission.PLAN_PROPOSE: {_K.LEAD_WORKER: _LEADS, _K.ATTENDS: _SENCO},
    Permission.PLAN_AGREE: _family(_K.CHILD, _K.PARENT),
    Permission.PLAN_PRINT: {
        **_family(_K.CHILD, _K.PARENT, _K.CARER),
        _K.ADVOCATE: _BESIDE,
        _K.LEAD_WORKER: _LEADS,
        _K.ATTENDS: _PLANNERS,
        _K.MAINTAINS: _COUNCIL,
    },
    Permission.PICTURE_CHANGE: {**_family(_K.CHILD, _K.PARENT), _K.LEAD_WORKER: _LEADS, _K.ATTENDS: _SENCO},
    Permission.PHOTO_PERMIT: _family(_K.PARENT),
    # Who is around the child, and who has looked
    Permission.LEAD_APPOINT: {_K.ATTENDS: _PLANNERS},
    Permission.STANDING_READ: {
        **_family(_K.CHILD, _K.PARENT),
        _K.ATTENDS: _PLANNERS | {Role.SAFEGUARDING_LEAD},
        _K.MAINTAINS: _COUNCIL,
    },
    Permission.LOOKS_READ: {**_family(_K.CHILD, _K.PARENT), _K.ATTENDS: _PLANNERS | {Role.SAFEGUARDING_LEAD}},
    # What the family has agreed to share: read by those who have to act on it, signed by those with a say
    Permission.SHARING_READ: {
        **_family(_K.CHILD, _K.PARENT),
        _K.LEAD_WORKER: _LEADS,
        _K.ATTENDS: _PLANNERS | {Role.SAFEGUARDING_LEAD},
    },
    Permission.SHARING_SIGN: _family(_K.CHILD, _K.PARENT),
    # Seeing something differently: read by who reads the plan, narrowed further to what the raiser put beside it;
    # raised by who takes part in the plan; carried on by whoever keeps it
    Permission.DISAGREEMENT_READ: _READ_THE_PLAN,
    Permission.DISAGREEMENT_RAISE: _TAKE_PART,
    Permission.DISAGREEMENT_CARRY: {_K.LEAD_WORKER: _LEADS, _K.ATTENDS: _PLANNERS},
    # A worry about a child, told to the setting: read and raised by those who talk with each other in threads and by
    # who teaches the child, narrowed further to one's own in a family; answered by who answers for the setting
    Permission.CONCERN_READ: {
        **_family(_K.CHILD, _K.PARENT, _K.CARER),
        _K.LEAD_WORKER: _LEADS_AT_SETTING,
        _K.ATTENDS: _PLANNERS | _TEACHERS,
    },
    Permission.CONCERN_RAISE: {
        **_family(_K.CHILD, _K.PARENT, _K.CARER),
        _K.LEAD_WORKER: _LEADS_AT_SETTING,
        _K.ATTENDS: _PLANNERS | _TEACHERS,
    },
    Permission.CONCERN_ANSWER: {_K.ATTENDS: _PLANNERS},
    # Making special educational provision, and telling the family so, is the duty of the setting the child attends
    Permission.SUPPORT_BEGIN: {_K.ATTENDS: _SENCO},
    # A request for an assessment and what was decided: read by who has a say in it and by the setting's leads; made
    # by those the law names (CFA 2014 s.36(1)); carried by the council, and decided by its managers
    Permission.CASE_READ: {
        **_family(_K.CHILD, _K.PARENT),
        _K.ADVOCATE: _BESIDE,
        _K.LEAD_WORKER: frozenset({Role.SENCO, Role.CASEWORKER}),
        _K.ATTENDS: _PLANNERS | {Role.SAFEGUARDING_LEAD},
        _K.MAINTAINS: _COUNCIL,
    },
    Permission.CASE_ASK: {**_family(_K.CHILD, _K.PARENT), _K.ATTENDS: _PLANNERS},
    Permission.CASE_KEEP: {_K.MAINTAINS: _COUNCIL},
    Permission.CASE_DECIDE: {_K.MAINTAINS: frozenset({Role.SEND_MANAGER})},
    # The education, health and care plan: read by the family that has a say, who stands beside them, the setting that
    # must do what it says, and the council (SEND Regulations 2014 reg 17 names no one else without consent); a version
    # before it is served, and a draft before the plan is made, are narrowed further (ehcplans/access.py). Kept by the
    # council, issued by its managers; answered by those whom the draft is put to (CFA 2014 s.38)
    Permission.EHCPLAN_READ: {
        **_family(_K.CHILD, _K.PARENT),
        _K.ADVOCATE: _BESIDE,
        _K.LEAD_WORKER: frozenset({Role.SENCO, Role.CASEWORKER}),
        _K.ATTENDS: _SETTING_PLAN,
        _K.MAINTAINS: _COUNCIL,
    },
    Permission.EHCPLAN_KEEP: {_K.MAINTAINS: _COUNCIL},
    Permission.EHCPLAN_ISSUE: {_K.MAINTAINS: frozenset({Role.SEND_MANAGER})},
    Permission.EHCPLAN_ANSWER: _family(_K.CHILD, _K.PARENT),
    # Advice for an assessment: read by whoever reads the case, and by the adviser their own alone (ehc/access.py);
    # given by whom the law has asked: the family, the setting's leads, professionals through the duty to ask them
    Permission.ADVICE_READ: {
        **_family(_K.CHILD, _K.PARENT),
        _K.ADVOCATE: _BESIDE,
        _K.LEAD_WORKER: frozenset({Role.SENCO, Role.CASEWORKER}),
        _K.INVITED: _INVITED,
        _K.ATTENDS: _PLANNERS | {Role.SAFEGUARDING_LEAD},
        _K.MAINTAINS: _COUNCIL,
    },
    Permission.ADVICE_GIVE: {
        **_family(_K.CHILD, _K.PARENT),
        _K.INVITED: _INVITED,
        _K.ATTENDS: _PLANNERS,
    },
    # Who may take one decision; the gate narrows in children/of_age/access.py, and each appeal in disputes/access.py
    Permission.CAPACITY_READ: {**_family(_K.CHILD, _K.PARENT), _K.ATTENDS: _PLANNERS, _K.MAINTAINS: _COUNCIL},
    Permission.CAPACITY_KEEP: {_K.ATTENDS: _PLANNERS, _K.MAINTAINS: _COUNCIL},
    Permission.APPEAL_READ: {**_family(_K.CHILD, _K.PARENT), _K.ADVOCATE: _BESIDE, _K.MAINTAINS: _COUNCIL},
    Permission.APPEAL_TAKE: _family(_K.CHILD, _K.PARENT),
    Permission.APPEAL_KEEP: {_K.MAINTAINS: _COUNCIL},
    # A setting that is consulted reads the pack it was sent and nothing else, until it has answered (trust 2.4.22)
    Permission.CONSULTATION_ANSWER: {_K.CONSULTED: _PLANNERS},
    # The yearly review of an EHC plan is K1 like other reviews: read by who reads the plan, for its report goes to all
    # who were asked (SEND Regulations 2014 reg 20(8)); what is said in it comes from who takes part. It is held by the
    # setting's leads, or by the council where a child attends none (reg 20(1), 21)
    Permission.ANNUAL_READ: _READ_THE_PLAN,
    Permission.ANNUAL_SAY: {**_TAKE_PART, _K.MAINTAINS: _COUNCIL},
    Permission.ANNUAL_HOLD: {_K.ATTENDS: _PLANNERS, _K.MAINTAINS: _COUNCIL},
    # What a council returns by law (Education Act 1996 s.537A): put right by its team, sent by its data lead
    Permission.RETURN_MEND: {_K.MAINTAINS: _COUNCIL},
    Permission.RETURN_SEND: {_K.MAINTAINS: frozenset({Role.SEND_MANAGER})},
    # Sitting on a council's panel: the roles that can. Rows are the items of an open agenda on which somebody sits,
    # each with a frozen pack; no row of a child's own record is read under it (ehc/access.py; trust 2.4.21)
    Permission.PANEL_READ: {_K.MAINTAINS: _COUNCIL, _K.INVITED: _INVITED, _K.ATTENDS: _PLANNERS},
    Permission.FAMILY_INVITE: {_K.ATTENDS: _SENCO},
    Permission.PART_ASK: {**_family(_K.CHILD, _K.PARENT), _K.LEAD_WORKER: _LEADS, _K.ATTENDS: _SENCO},
    Permission.COMMUNICATION_CHOOSE: {**_family(_K.CHILD, _K.PARENT, _K.CARER), _K.ATTENDS: _SENCO},
    # Doing what was agreed: who takes part may say who does what by when, and what came of it. An adviser's
    # name is not for the setting to learn (2.4.19), so an advocate keeps no action.
    Permission.ACTION_KEEP: _TAKE_PART,
    # Who gives the help says what was given; everyone who reads the plan reads it (S1)
    Permission.DELIVERY_RECORD: {
        _K.LEAD_WORKER: _LEADS,
        _K.INVITED: _INVITED,
        _K.ATTENDS: _SENCO | _TEACHERS,
    },
    # What a family and the setting write to each other; narrowed further to one household's own thread.
    # Council, invited professionals and advocates are not in it.
    Permission.THREAD_READ: {
        **_family(_K.CHILD, _K.PARENT, _K.CARER),
        _K.LEAD_WORKER: _LEADS_AT_SETTING,
        _K.ATTENDS: _PLANNERS | _TEACHERS,
    },
    Permission.THREAD_WRITE: {
        **_family(_K.CHILD, _K.PARENT, _K.CARER),
        _K.LEAD_WORKER: _LEADS_AT_SETTING,
        _K.ATTENDS: _PLANNERS | {Role.CLASS_TEACHER},
    },
    Permission.CALL_LOG: {_K.LEAD_WORKER: _LEADS_AT_SETTING, _K.ATTENDS: _PLANNERS | _TEACHERS},
    Permission.NEWS_READ: {
        **_family(_K.CHILD, _K.PARENT, _K.CARER),
        _K.LEAD_WORKER: _LEADS_AT_SETTING,
        _K.ATTENDS: _PLANNERS | _TEACHERS,
    },
    Permission.NEWS_SEND: {
        **_family(_K.CHILD, _K.PARENT, _K.CARER),
        _K.LEAD_WORKER: _LEADS_AT_SETTING,
        _K.ATTENDS: _PLANNERS | _TEACHERS,
    },
    # Documents that leave as a link for one person
    Permission.DOCUMENT_SEND: {_K.LEAD_WORKER: _LEADS_AT_SETTING, _K.ATTENDS: _PLANNERS},
    Permission.SENT_READ: {
        **_family(_K.CHILD, _K.PARENT),
        _K.LEAD_WORKER: _LEADS_AT_SETTING,
        _K.ATTENDS: _PLANNERS,
    },
    # A setting's own work
    Permission.PUPILS_IMPORT: {_K.ATTENDS: _SENCO | {Role.OFFICE}},
    Permission.CLASS_READ: {_K.ATTENDS: _TEACHERS | _PLANNERS | _SUPPLY},
    Permission.CLASS_STAFF: {_K.ATTENDS: _PLANNERS},
    Permission.REGISTER_READ: {_K.ATTENDS: _SETTING, _K.MAINTAINS: _COUNCIL},
    # What a child's help costs and what money came for it is between SENCo and head; what the school census says
    # of a child is put right by them and by the office that sends it
    Permission.COST_KEEP: {_K.ATTENDS: _PLANNERS},
    Permission.CENSUS_KEEP: {_K.ATTENDS: _PLANNERS | {Role.OFFICE}},
    # Being in school: sessions, suspensions, part-time timetables and what was noticed. Read by the family, by those
    # they ask to stand beside them, by the setting's staff, who keep the register, and by the council, which the law
    # has told of suspensions; not by who is invited for one purpose. Narrowed under a shield (wellbeing/access.py)
    Permission.ATTENDANCE_READ: {
        **_family(_K.CHILD, _K.PARENT, _K.CARER),
        _K.ADVOCATE: _BESIDE,
        _K.LEAD_WORKER: _LEADS,
        _K.ATTENDS: _SETTING,
        _K.MAINTAINS: _COUNCIL,
    },
    Permission.INCLUSION_KEEP: {_K.ATTENDS: _PLANNERS},
    Permission.ALERT_ANSWER: {_K.LEAD_WORKER: _LEADS, _K.ATTENDS: _PLANNERS},
    # How a child is welcomed: by who keeps the plan, and by whoever the family knows is invited from the next setting
    Permission.WELCOME_KEEP: {**_BROUGHT_IN, _K.ATTENDS: _SENCO},
    # What all staff agree to do alike (S22): said by each who works with the child
    Permission.STRATEGY_AGREE: {_K.LEAD_WORKER: _LEADS_AT_SETTING, _K.ATTENDS: _PLANNERS | _TEACHERS},
    # Meetings: known to those invited and to those who hold them, which conversations/access.py narrows further
    Permission.MEETING_READ: {
        **_family(_K.CHILD, _K.PARENT, _K.CARER),
        _K.LEAD_WORKER: _LEADS,
        _K.INVITED: _INVITED,
        _K.ATTENDS: _SETTING_PLAN,
        _K.MAINTAINS: _COUNCIL,
    },
    Permission.MEETING_HOLD: {_K.LEAD_WORKER: _LEADS, _K.ATTENDS: _SENCO},
    Permission.MEETING_ASK: _family(_K.CHILD, _K.PARENT, _K.CARER),
    # How a conversation was: the family, each for themselves; read by nobody else but as numbers
    Permission.FEEDBACK_GIVE: _family(_K.CHILD, _K.PARENT, _K.CARER),
    # K7: everybody who works with the child may add and reads nothing back; the room is the lead's. Who is named
    # must be somebody who knows the child today, and safeguarding/access.py asks for the name, entry by entry.
    Permission.SAFEGUARDING_RAISE: {**_BROUGHT_IN, _K.ATTENDS: _SETTING | _SUPPLY},
    Permission.SAFEGUARDING_READ: {_K.ATTENDS: frozenset({Role.SAFEGUARDING_LEAD})},
    Permission.SAFEGUARDING_NAMED: {
        **_family(_K.CHILD, _K.PARENT, _K.CARER),
        _K.LEAD_WORKER: _LEADS,
        _K.INVITED: _INVITED,
        _K.ATTENDS: _SETTING - {Role.SAFEGUARDING_LEAD},
        _K.MAINTAINS: _COUNCIL,
    },
}


def roles_holding(permission: Permission | Work) -> frozenset[Role]:
    """Every role that can hold `permission` through some standing, or do this work in their organisation."""
    if isinstance(permission, Work):
        return OWN_WORK[permission]
    return frozenset().union(*POLICY[permission].values())


SUPPORTER_READS = frozenset(
    {
        Permission.CHILD_READ, Permission.PASSPORT_READ, Permission.CASE_READ, Permission.CAPACITY_READ,
        Permission.MEETING_READ, Permission.MEETING_ASK, Permission.THREAD_READ, Permission.THREAD_WRITE,
        Permission.NEWS_READ, Permission.NEWS_SEND, Permission.FEEDBACK_GIVE,
    }
)  # fmt: skip
"""What is left to a parent or carer of a young person who reads a shorter view (trust 2.4.10: a reduced K1 and K8): who
they are, one page of what helps, where a request stands without its reasons (ehc/access.py), and what is between
themselves and the setting. Everything else needs the young person's yes."""


def role_may(role: Role, permission: Permission | Work) -> bool:
    """Whether `role` could hold `permission` for some child; the rows still decide for which."""
    return role in roles_holding(permission)
