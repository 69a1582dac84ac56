"""Writing passages as rows: whose words, how they were gathered, by whom and when."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from alongside.people.models import Person
from alongside.platform.clock import LONDON
from alongside.site.demo.area import Area
from alongside.site.demo.chance import weighted
from alongside.site.demo.lives import Life
from alongside.site.demo.phrases import Phrases
from alongside.voice.choices import Gathered, StatementKind, Voice
from alongside.voice.models import Statement, StatementVersion

_TELLING = {
    "child": ((Gathered.SAID, 60.0), (Gathered.DRAWN, 14.0), (Gathered.ON_PAPER, 14.0), (Gathered.TYPED, 12.0)),
    "plain": ((Gathered.SAID, 70.0), (Gathered.DRAWN, 15.0), (Gathered.SIGNED, 15.0)),
    "young": ((Gathered.TYPED, 50.0), (Gathered.SAID, 38.0), (Gathered.ON_PAPER, 12.0)),
    "early": ((Gathered.OBSERVED, 62.0), (Gathered.TOLD_BY_PARENT, 38.0)),
    "watched": ((Gathered.OBSERVED, 70.0), (Gathered.TOLD_BY_PARENT, 30.0)),
}  # fmt: skip
_FAMILY = ((Gathered.SAID, 50.0), (Gathered.TYPED, 32.0), (Gathered.ON_PAPER, 18.0))
_SIGNERS = {"HI", "DS", "SLD"}


@dataclass
class Pen:
    """One child's passages as they are written, from `first` to `last`."""

    life: Life
    area: Area
    phrases: Phrases
    random: Random
    first: date
    last: date
    rows: list[Statement] = field(default_factory=list)
    versions: list[StatementVersion] = field(default_factory=list)
    _positions: Counter[str] = field(default_factory=Counter)
    _said: set[tuple[str, str]] = field(default_factory=set)

    def later(self, first: date, last: date) -> "Pen":
        """The same pen at a later time: it knows what was said before and where each list ends."""
        return Pen(
            self.life, self.area, self.phrases, self.random, first, last,
            _positions=self._positions, _said=self._said,
        )  # fmt: skip

    @property
    def teacher(self) -> Person:
        return self.life.pupil.classroom.teacher

    @property
    def assistant(self) -> Person:
        return self.life.pupil.classroom.assistant

    @property
    def senco(self) -> Person:
        return self.life.pupil.place.people["senco"]

    def child(self, topic: str, text: str) -> Statement | None:
        """The child's own words, or what was seen of someone who is watched over."""
        how = weighted(self.random, _TELLING[self.life.wording])
        if how == Gathered.SAID and _SIGNERS & set(self.life.pupil.needs) and self.random.random() < 0.3:
            how = Gathered.SIGNED
        if how == Gathered.TYPED:
            by = None
        elif how == Gathered.TOLD_BY_PARENT:
            by = self.life.pupil.home.first.person
        else:
            by = self.random.choice((self.teacher, self.assistant, self.assistant, self.senco))
        return self._keep(topic, text, Voice.CHILD, how, by)

    def parent(self, topic: str, text: str) -> Statement | None:
        """The words of whoever knows the child best at home."""
        how = weighted(self.random, _FAMILY)
        by = None if how == Gathered.TYPED else self.random.choice((self.senco, self.senco, self.teacher))
        return self._keep(topic, text, Voice.PARENT, how, by)

    def staff(self, topic: str, text: str, *, by: Person | None = None, **parts: Any) -> Statement | None:
        """A professional's words, or a need, outcome, step or provision."""
        kind = parts.pop("kind", StatementKind.PASSAGE)
        return self._keep(topic, text, Voice.PROFESSIONAL, Gathered.TYPED, by or self.senco, kind, **parts)

    def _keep(
        self,
        topic: str,
        text: str,
        voice: Voice,
        how: Gathered,
        by: Person | None,
        kind: StatementKind = StatementKind.PASSAGE,
        **parts: Any,
    ) -> Statement | None:
        if not text or (topic, text) in self._said:
            return None
        self._said.add((topic, text))
        at = self._when(voice)
        speaker = {Voice.PARENT: self.life.pupil.home.first.person, Voice.PROFESSIONAL: by}.get(voice)
        name = speaker.name if speaker else self.life.pupil.name
        scribe = by if voice != Voice.PROFESSIONAL else None
        row = Statement(
            child=self.life.pupil.child, kind=kind, topic=topic, text=text, voice=voice, speaker=speaker,
            speaker_name=name, gathered=how, gathered_by=scribe, gathered_by_name=scribe.name if scribe else "",
            gathered_on=at.date(), position=self._positions[topic], written_by=by or speaker,
            written_by_name=by.name if by else name, created_at=at, changed_at=at, **parts,
        )  # fmt: skip
        self._positions[topic] += 1
        self.rows.append(row)
        self._history(row, at)
        return row

    def _when(self, voice: Voice) -> datetime:
        """Families write in the evening, staff in the day; all between the first and the last day of writing."""
        days = self.area.days
        ago = (days.today - self.first).days
        span = max((self.last - self.first).days, 0)
        evening = voice == Voice.PARENT
        hour = self.random.randint(18, 21) if evening else self.random.randint(9, 15)
        day = days.ago(ago - self.random.randint(0, span), school=not evening)
        return datetime.combine(day, time(hour, self.random.randint(0, 59)), LONDON)

    def _history(self, row: Statement, at: datetime) -> None:
        """Most passages were saved once; some longer ones were added to later."""
        first, mark, rest = row.text.partition(". ")
        self.versions.append(_version(row, 1, row.text, at))
        later = at + timedelta(days=self.random.randint(1, 9))
        if rest and self.random.random() < 0.22 and later.date() <= self.area.days.today:
            self.versions[-1].text = first + mark.strip()
            row.edition, row.changed_at = 2, later
            self.versions.append(_version(row, 2, row.text, later))


def _version(row: Statement, edition: int, text: str, at: datetime) -> StatementVersion:
    return StatementVersion(
        statement=row, edition=edition, text=text, details={"gathered": row.gathered},
        written_by_name=row.written_by_name, at=at,
    )  # fmt: skip
