"""Which planted words each persona may ever be shown, by the access model."""

from tests.access import oracle
from tests.access.personas import Area

# kind of word → a permission that shows it; several are alternatives
_SHOWN_BY = {
    "name": ("child.read", "register.read", "pupils.import"),
    "family": ("child.read", "register.read", "pupils.import"),
    "shared": ("plan.read", "passport.read"),
    "comment": ("plan.read",),
    "ended": ("plan.read",),  # in the history of a passage, where what was said before is kept
    "address": ("contact.read",),
    "phone": ("contact.read",),
    "email": ("contact.read", "family.invite"),
    "upn": ("identifier.read", "pupils.import"),
    "invitee": ("family.invite",),
    "import": ("pupils.import",),
    "setting": ("child.read",),
    "action": ("plan.read",),
    "missed": ("plan.read",),
    "measured": ("plan.read",),
    "brought": ("plan.read",),
    "referred": ("plan.read",),
    "reviewed": ("plan.read",),
    "asked": ("plan.read",),  # by staff; in the family only by the parent who asked
    "worry": ("concern.read",),  # by staff; in the family only by the parent whose words they are
    "inschool": ("attendance.read",),
    "supported": ("concern.answer",),  # in a letter to one person; at work for SENCo and head, never a class
    "welcome": ("plan.read",),  # not shared yet: at work alone
    "heard": ("support.begin",),  # what child and family said before: not for the other home
    "thread": ("thread.read",),
    "letter": ("sent.read",),
    "explained": ("sharing.read",),
    "differently": ("disagreement.read",),
    "request": ("case.keep",),  # and by the mother, who wrote it
    "prepared": ("case.keep",),
    "decided": ("case.read",),
    "wished": ("case.keep",),  # and by the mother, whose wish it is
    "unsent": ("ehcplan.keep",),  # what is being written for a plan
    "answered": ("ehcplan.keep",),  # and by the mother, who said it
    "contested": ("appeal.read",),  # whose appeal it is, who stands beside them, the council
    "yearly": ("annual.read",),
    "promised": ("annual.read",),  # by staff; in the family only by the parent who said it
}
_OTHER_HOUSEHOLD = {
    "address",
    "phone",
    "email",
    "asked",
    "thread",
    "letter",
    "explained",
    "worry",
    "supported",
    "request",
    "promised",
    "answered",
    "wished",
}


def _reads_her_steps(area: Area, persona: str, whose: str) -> bool:
    """The mother's steps against a decision: hers, of whom she asked to stand beside her, and the council's."""
    asker, facts = area.asker(persona), area.facts[area.position(whose)]
    ties = {tie.kind for tie in facts.ties if tie.person == asker.person and tie.span.holds(asker.day)}
    mine = asker.person == str(area.child(whose).mother.person_id) or "advocate" in ties
    return (mine and oracle.may(facts, asker, "appeal.read")) or oracle.may(facts, asker, "appeal.keep")


def _reads_capacity(area: Area, persona: str, whose: str) -> bool:
    """An assessment of what one decision: the young person themselves, and who has to ask the right person."""
    asker, facts = area.asker(persona), area.facts[area.position(whose)]
    own = asker.person == str(area.child(whose).herself.person_id)
    return (own and oracle.may(facts, asker, "capacity.read")) or oracle.may(facts, asker, "capacity.keep")


def _reads_a_notice(area: Area, persona: str, whose: str) -> bool:
    """A draft or a notice does not reach the setting before it is final: family, who stands beside it, council."""
    asker, facts = area.asker(persona), area.facts[area.position(whose)]
    beside = asker.role in ("family", "adviser") and oracle.may(facts, asker, "ehcplan.read")
    return beside or oracle.may(facts, asker, "ehcplan.keep")


def _reads_advice(area: Area, persona: str, whose: str) -> bool:
    """Advice the setting gave: whoever was asked from outside reads nobody else's (trust 2.3, K8)."""
    asker, facts = area.asker(persona), area.facts[area.position(whose)]
    asked = asker.organisation == str(area.child(whose).place.setting.id)
    return (asked or asker.role != "professional") and oracle.may(facts, asker, "advice.read")


_ROW_BY_ROW = {
    "advised": _reads_advice,
    "contested": _reads_her_steps,
    "assessed": _reads_capacity,
    "served": _reads_a_notice,
}


def may_hold(area: Area, persona: str, kind: str, whose: str) -> bool:
    """Whether an answer to this persona may contain this word about this child."""
    child = area.child(whose)
    asker, facts = area.asker(persona), area.facts[area.position(whose)]
    if kind in _ROW_BY_ROW:
        return _ROW_BY_ROW[kind](area, persona, whose)
    if kind == "private":
        return asker.person == str(child.herself.person_id)
    if kind in ("parentdraft", "sencodraft"):
        writer = child.mother if kind == "parentdraft" else child.place.staff["senco"]
        return asker.person == str(writer.person_id)
    if (
        kind == "advocate"
    ):  # that somebody was asked to stand beside them is for who asked alone (2.4.19): never the other home's
        return asker.role == "family" and asker.person == str(child.mother.person_id)
    if kind == "reviewed" and asker.role in ("family", "adviser"):
        # of two homes each reads its own words; the child reads both, and an adviser those of who asked them (2.5)
        standing = {
            tie.kind for tie in facts.ties if tie.person == asker.person and tie.span.holds(asker.day)
        }
        near = asker.person == str(child.mother.person_id) or bool(standing & {"child", "advocate"})
        return near and oracle.may(facts, asker, "plan.read")
    if kind == "setting" and asker.organisation == str(child.place.setting.id):
        return True
    if kind in _OTHER_HOUSEHOLD and not asker.organisation:
        return asker.person == str(child.mother.person_id)
    if kind == "import":  # an import belongs to the setting it was brought to
        own_place = asker.organisation == str(child.place.setting.id)
        return own_place and asker.role in ("senco", "office")
    if (
        kind == "meeting"
    ):  # known to those invited, to who holds meetings, to the head and the safeguarding lead
        reads = asker.role in ("head", "safeguarding_lead") and oracle.may(facts, asker, "meeting.read")
        mine = asker.person == str(child.mother.person_id) and not asker.organisation
        return mine or reads or oracle.may(facts, asker, "meeting.hold")
    if kind == "apart":  # what was not put beside the plan: hers, and who carries it on
        mine = asker.person == str(child.mother.person_id) and not asker.organisation
        return (mine and oracle.may(facts, asker, "disagreement.read")) or oracle.may(
            facts, asker, "disagreement.carry"
        )
    if kind == "guarded":  # the room of the child's setting; and its head, who is named for an entry
        named = asker.person == str(child.place.staff["head"].person_id) and asker.role == "head"
        return named or oracle.may(facts, asker, "safeguarding.read")
    if kind == "wish":
        mine = asker.person == str(child.mother.person_id) and not asker.organisation
        return mine or oracle.may(facts, asker, "meeting.hold")
    return any(oracle.may(facts, asker, word) for word in _SHOWN_BY[kind])
