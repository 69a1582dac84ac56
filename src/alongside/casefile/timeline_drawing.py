"""The timeline as a drawing: lanes above each other over the weeks of a school year. The table says the same."""

from dataclasses import dataclass
from datetime import date, timedelta

from alongside.casefile.timeline import Row, Timeline, WeekLine

WIDTH, LEFT, RIGHT = 900, 8, 8
_BARS, _HELP, _LANE, _MARKS, _HEAD, _GAP = 90, 34, 64, 30, 22, 12
_FOOT = 26
_WEEKS = 53


@dataclass(frozen=True)
class Box:
    """A filled rectangle; `kind` chooses its colour."""

    kind: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Mark:
    """A shape at a point."""

    kind: str
    x: float
    y: float


@dataclass(frozen=True)
class Curve:
    """A line through points, and the score at its end."""

    points: str
    dots: tuple[tuple[float, float], ...]
    words: str
    x: float
    y: float


@dataclass(frozen=True)
class Lane:
    """A heading and where its floor is."""

    title: str
    y: float
    floor: float


@dataclass(frozen=True)
class Drawing:
    """Everything that is drawn."""

    width: int
    height: float
    lanes: tuple[Lane, ...]
    boxes: tuple[Box, ...]
    marks: tuple[Mark, ...]
    curves: tuple[Curve, ...]
    months: tuple[tuple[float, str], ...]


class _Desk:
    """Draws from the top down."""

    def __init__(self, found: Timeline) -> None:
        self.found = found
        start = found.period.starts_on
        self.first = start - timedelta(days=start.weekday())
        self.y = 0.0
        self.lanes: list[Lane] = []
        self.boxes: list[Box] = []
        self.marks: list[Mark] = []
        self.curves: list[Curve] = []

    def x(self, day: date) -> float:
        share = (day - self.first).days / (7 * _WEEKS)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    def lane(self, title: str, height: float) -> tuple[float, float]:
        """The top and the floor of a new lane."""
        top = self.y + _HEAD
        self.lanes.append(Lane(title, self.y + 15, top + height))
        self.y = top + height + _GAP
        return top, top + height

    def attendance(self) -> None:
        lines = [one for one in self.found.weeks if one.figures.possible]
        if not lines:
            return
        _, floor = self.lane("In school each week, of all half days", _BARS)
        for line in lines:
            self._stack(line, floor)

    def _stack(self, line: WeekLine, floor: float) -> None:
        x, width = self.x(line.starts_on), (WIDTH - LEFT - RIGHT) / _WEEKS - 2
        figures, y = line.figures, floor
        counts = (
            ("given", figures.attended), ("partly", figures.authorised), ("missed", figures.unauthorised)
        )  # fmt: skip
        for kind, count in counts:
            height = round(_BARS * count / figures.possible, 1)
            if height:
                y = round(y - height, 1)
                self.boxes.append(Box(kind, x, y, round(width, 1), height))

    def help(self) -> None:
        lines = [one for one in self.found.weeks if one.promised]
        if not lines:
            return
        _, floor = self.lane("Help given each week, of what was written down", _HELP)
        width = round((WIDTH - LEFT - RIGHT) / _WEEKS - 2, 1)
        for line in lines:
            full = round(_HELP * line.given / line.promised, 1)
            x = self.x(line.starts_on)
            if full < _HELP:
                self.boxes.append(Box("missed", x, floor - _HELP, width, _HELP - full))
            if full:
                self.boxes.append(Box("help", x, round(floor - full, 1), width, full))

    def scores(self, title: str, rows: list[Row]) -> None:
        for row in rows:
            top, floor = self.lane(f"{title}: {row.instrument.name}", _LANE)
            self.curves.append(self._curve(row, top + 8, floor - 8))

    def _curve(self, row: Row, top: float, floor: float) -> Curve:
        """Between the lowest and highest score of the year, with room for what is notable."""
        values = [float(one.score) for one in row.scores]
        room = max(float(row.instrument.notable) * 2 - (max(values) - min(values)), 0) / 2
        low, high = min(values) - room, max(values) + room
        spread = (high - low) or 1
        dots = tuple(
            (self.x(one.on), round(floor - (float(one.score) - low) / spread * (floor - top), 1))
            for one in row.scores
        )
        x, y = dots[-1]
        return Curve(" ".join(f"{a},{b}" for a, b in dots), dots, row.scores[-1].words, x, y)

    def happened(self) -> None:
        if not self.found.happened and not self.found.part_time:
            return
        top, _ = self.lane("What happened", _MARKS)
        for first, last in self.found.part_time:
            start = max(self.x(first), LEFT)
            end = min(self.x(last), WIDTH - RIGHT)
            self.boxes.append(Box("part-time", start, top + 22, round(max(end - start, 4), 1), 6))
        for one in self.found.happened:
            self.marks.append(Mark(one.kind, self.x(one.on), top + 10))

    def months(self) -> tuple[tuple[float, str], ...]:
        year = self.found.year
        days = [date(year, month, 1) for month in range(9, 13)] + [
            date(year + 1, month, 1) for month in range(1, 9)
        ]
        return tuple((max(self.x(day), LEFT), f"{day:%b}") for day in days)


def draw(found: Timeline) -> Drawing | None:
    """The drawing; None where there is nothing to draw."""
    desk = _Desk(found)
    desk.attendance()
    desk.help()
    desk.scores("Learning", [row for row in found.rows if row.is_learning])
    desk.scores("How it feels", [row for row in found.rows if not row.is_learning])
    desk.happened()
    if not desk.lanes:
        return None
    return Drawing(
        WIDTH, round(desk.y + _FOOT, 1), tuple(desk.lanes), tuple(desk.boxes), tuple(desk.marks), tuple(desk.curves),
        desk.months(),
    )  # fmt: skip
