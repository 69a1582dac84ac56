"""The cast: the people of the story, who anyone trying the product can sign in as."""

from typing import NamedTuple

CHILD_AND_FAMILY, AT_SCHOOL = "Children and families", "Schools"
AROUND, AT_THE_COUNCIL, RUNNING_IT = "Specialists and advice", "The council", "Keeping it running"


class CastMember(NamedTuple):
    """Someone to sign in as. `hat` is the role to begin in, where it is not the person's first post."""

    key: str
    name: str
    who: str
    email: str
    group: str
    hat: str = ""


CAST: tuple[CastMember, ...] = (
    CastMember(
        "amira", "Amira Kowalska",
        "8, in Year 3, speaks with words, signs and symbols. Says what matters to her and sees what came of it.",
        "amira@family.example.org", CHILD_AND_FAMILY,
    ),
    CastMember(
        "theo", "Theo Marchetti",
        "15, in Year 10, autistic. Runs his own review, decides who sees what, plans for college.",
        "theo@family.example.org", CHILD_AND_FAMILY,
    ),
    CastMember(
        "nadia", "Nadia Kowalska",
        "Amira’s mother; speaks Polish, uses a phone. Finds out what happens next, writes, agrees, asks.",
        "nadia@family.example.org", CHILD_AND_FAMILY,
    ),
    CastMember(
        "piotr", "Piotr Kowalski",
        "Amira’s father, living apart, with parental responsibility. The same plan, and nothing about her address.",
        "piotr@family.example.org", CHILD_AND_FAMILY,
    ),
    CastMember(
        "osei", "Mr Osei",
        "Class teacher of Heron class, Year 3. Looks up a passport, writes a note in under a minute.",
        "d.osei@larkfield.example.org", AT_SCHOOL,
    ),
    CastMember(
        "whitcombe", "Mrs Whitcombe",
        "SENCo of Larkfield Primary School. Sees what needs her today for 80 children.",
        "a.whitcombe@larkfield.example.org", AT_SCHOOL,
    ),
    CastMember(
        "head", "Ruth Hale",
        "Head of Larkfield Primary School. Sees whether support is in place, and for whom it is missing.",
        "head@larkfield.example.org", AT_SCHOOL,
    ),
    CastMember(
        "governor", "Helen Marsh",
        "Chair of governors at Larkfield. Sees numbers, never a child.",
        "governors@larkfield.example.org", AT_SCHOOL,
    ),
    CastMember(
        "safeguarding", "Simon Okafor",
        "Deputy head and safeguarding lead at Larkfield. A room no one else can see into.",
        "s.okafor@larkfield.example.org", AT_SCHOOL,
    ),
    CastMember(
        "psychologist", "Dr Imogen Adeyemi",
        "Educational psychologist. Knows the children she was invited to, and no others.",
        "i.adeyemi@psychology.example.org", AROUND,
    ),
    CastMember(
        "therapist", "Siân Bowen",
        "Speech and language therapist. Works with Amira and adds what she sees.",
        "sian.bowen@therapy.example.org", AROUND,
    ),
    CastMember(
        "adviser", "Marcus Bailey",
        "Adviser at Merefield Family Advice (SENDIASS). Stands beside the families who invited him.",
        "marcus@familyadvice.example.org", AROUND, "family",
    ),
    CastMember(
        "caseworker", "Ms Clarke",
        "SEND caseworker at Merefield Council. Reads the plans of children the council maintains.",
        "l.clarke@merefield.example.org", AT_THE_COUNCIL,
    ),
    CastMember(
        "manager", "Farida Rahman",
        "SEND manager and panel chair at Merefield Council. Sees the team’s children and plans.",
        "f.rahman@merefield.example.org", AT_THE_COUNCIL,
    ),
    CastMember(
        "strategy", "Owen Llewellyn",
        "Strategy lead at Merefield Council. Looks at the whole area, never at one child.",
        "o.llewellyn@merefield.example.org", AT_THE_COUNCIL,
    ),
    CastMember(
        "administrator", "Priya Nair",
        "System administrator. Sees that everything runs, and no child’s content.",
        "p.nair@merefield.example.org", RUNNING_IT,
    ),
)  # fmt: skip


_BY_KEY = {one.key: one for one in CAST}


def member(key: str) -> CastMember:
    """One of the cast. Raises KeyError for nobody."""
    return _BY_KEY[key]
