"""What the policies of the second wall ask, in the database's own words.

The root of the gate (children/access.py) over again without permissions: a live standing of this person, or of the
organisation they act for, and no restriction that shuts them out. It is coarser than the gate and never narrower.
Both functions read as their owner does, so that standings can be guarded by asking about standings.
"""

from collections.abc import Iterable

from alongside.access.choices import FAMILY_KINDS, SHUTS_OUT, RestrictionKind, StandingKind

_ENTER = """
CREATE OR REPLACE FUNCTION <schema>.alongside_enter(person text, organisation text, day text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER AS $wall$
DECLARE
  me uuid := NULLIF(person, '')::uuid;
  place uuid := NULLIF(organisation, '')::uuid;
  today date := NULLIF(day, '')::date;
BEGIN
  PERFORM set_config('alongside.person', person, true), set_config('alongside.organisation', organisation, true),
    set_config('alongside.day', day, true), set_config('alongside.child', '', true),
    set_config('alongside.barred', COALESCE((
      SELECT string_agg(child_id::text, ' ') FROM (
        SELECT child_id FROM <schema>.children_restriction WHERE person_id = me AND kind IN (<shuts out>) AND <live>
        UNION ALL
        SELECT child_id FROM <schema>.children_standing WHERE place IS NOT NULL AND person_id = me
        AND kind IN (<family>) AND <live>
      ) AS shut_out
    ), ''), true);
END $wall$"""
"""Says who asks, and which children they are shut out from: read once, for it is nearly always none."""

_KNOWS = """
CREATE OR REPLACE FUNCTION <schema>.alongside_knows(asked uuid) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED AS $wall$
DECLARE
  me uuid;
  place uuid;
  today date;
BEGIN
  IF asked::text = current_setting('alongside.child', true) THEN
    RETURN asked;
  END IF;
  me := NULLIF(current_setting('alongside.person', true), '');
  place := NULLIF(current_setting('alongside.organisation', true), '');
  today := NULLIF(current_setting('alongside.day', true), '');
  IF position(asked::text IN current_setting('alongside.barred', true)) > 0 THEN
    RETURN NULL;
  END IF;
  PERFORM FROM <schema>.children_standing WHERE child_id = asked AND <live> AND (
    (person_id IS NULL AND organisation_id = place)
    OR (person_id = me AND organisation_id IS NOT DISTINCT FROM place)
  );
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  PERFORM set_config('alongside.child', asked::text, true);
  RETURN asked;
END $wall$"""
"""Gives a child back where they know it, and remembers the last one for this transaction: a page is mostly about one.

It answers with the child or nothing, and not with yes or no, because the planner takes "is not null" to be nearly
always true, as it is, and a yes to be true of every third row.
"""


def functions(schema: str) -> list[str]:
    """The statements that make both functions in a schema."""
    words = {
        "<schema>": schema,
        "<live>": "starts_on <= today AND (ends_on IS NULL OR ends_on > today)",
        "<shuts out>": _quoted(SHUTS_OUT),
        "<family>": _quoted(FAMILY_KINDS),
    }
    found = [_ENTER, _KNOWS]
    for word, meant in words.items():
        found = [text.replace(word, meant) for text in found]
    return found


def _quoted(kinds: Iterable[RestrictionKind | StandingKind]) -> str:
    return ", ".join(f"'{one.value}'" for one in sorted(kinds))
