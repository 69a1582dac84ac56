"""Things that children love: bikes, cakes, rockets, guitars."""

from alongside.site.demo.pictures.canvas import INK, Canvas

_BRIGHT = ("#c0392b", "#14595c", "#e3893a", "#6a2c70", "#2d6a2f", "#0b5bb0", "#d1568a")


def bike(c: Canvas) -> None:
    frame = c.one_of(*_BRIGHT)
    c.box(0, 84, 100, 16, c.one_of("#c9c2b0", "#b9cf9b"))
    for x in (26, 74):
        c.bow(x, 68, 17, (0, 360), INK, 2)
        for end in ((x - 12, 56), (x + 12, 56), (x, 52)):
            c.line([(x, 68), end], "#b8bcbd", 0.6)
        c.disc(x, 68, 2.4, "#8a8f90")
    c.line([(26, 68), (42, 46), (66, 46), (50, 68), (26, 68)], frame, 2.6)
    c.line([(50, 68), (40, 40)], frame, 2.6)
    c.line([(74, 68), (64, 36)], frame, 2.6)
    c.line([(57, 35), (69, 33)], INK, 2.4)
    c.oval(40, 39, 7, 2.6, INK)
    c.box(70, 36, 14, 11, c.one_of("#b98d5b", "#c9a06c"), round=2)
    c.disc(62, 33, 1.8, "#ffd166")


def football(c: Canvas) -> None:
    c.box(0, 60, 100, 40, "#7fb069")
    for x in range(0, 100, 20):
        c.box(x, 60, 10, 40, "#8bbb75")
    for line in ([(14, 60), (14, 24), (86, 24), (86, 60)],):
        c.line(line, "#ffffff", 2.6)
    for x in range(20, 86, 8):
        c.line([(x, 26), (x, 60)], "#f4f4f0", 0.5)
    for y in range(32, 60, 7):
        c.line([(14, y), (86, y)], "#f4f4f0", 0.5)
    ball = c.near(44, 12)
    c.oval(ball, 84, 14, 3, "#6a9a58")
    c.disc(ball, 72, 13, "#ffffff")
    c.shape([(ball, 66), (ball + 5, 70), (ball + 3, 76), (ball - 3, 76), (ball - 5, 70)], INK)
    for dx, dy in ((-11, -3), (11, -3), (-6, 10), (6, 10)):
        c.disc(ball + dx, 72 + dy, 2.3, INK)


def cake(c: Canvas) -> None:
    icing = c.one_of("#f3b6c6", "#cfe3ef", "#f7e3a6", "#d9c5ea")
    c.oval(50, 88, 36, 6, "#ffffff")
    c.box(22, 58, 56, 28, c.one_of("#d9a066", "#8a5a36", "#efd9a7"), round=3)
    c.box(30, 38, 40, 22, c.one_of("#d9a066", "#8a5a36", "#efd9a7"), round=3)
    for left, width, y in ((22, 56, 58), (30, 40, 38)):
        c.box(left, y - 3, width, 8, icing, round=3)
        for x in range(left + 5, left + width - 2, 9):
            c.oval(x, y + 5, 3, c.near(4, 1.5), icing)
    for x in (40, 50, 60):
        c.box(x - 1.2, 24, 2.4, 12, c.one_of(*_BRIGHT), round=0.6)
        c.oval(x, 21, 1.7, 3, "#ffb703")


def icecream(c: Canvas) -> None:
    c.shape([(34, 52), (66, 52), (50, 94)], "#d9a066")
    for x in (40, 48, 56):
        c.line([(x, 54), (x + 6, 70)], "#b07f48", 0.8)
    for x, y in ((39, 44), (61, 44), (50, 30)):
        c.disc(x, y, 13, c.one_of("#f3b6c6", "#fff3d6", "#a9d8c2", "#9a6a4a", "#cfa7dd"))
    c.shape([(58, 6), (64, 8), (59, 30), (54, 28)], "#7b4f2c")


def guitar(c: Canvas) -> None:
    wood = c.one_of("#c47b3a", "#14595c", "#a33f1f", "#0b5bb0")
    c.shape([(58, 40), (62, 44), (86, 16), (80, 11)], "#5a3f2a")
    c.shape([(79, 12), (87, 17), (93, 10), (86, 5)], "#3a2a1d")
    c.disc(46, 58, 15, wood)
    c.disc(33, 72, 20, wood)
    c.disc(42, 62, 6, "#2c211a")
    c.shape([(26, 74), (32, 82), (35, 79), (29, 71)], "#3a2a1d")
    for shift in (-1.6, 0, 1.6):
        c.line([(30 + shift, 77 + shift), (84 + shift, 12 + shift)], "#f2e9d8", 0.4)
    for left, low in ((70, 62), (82, 74)):
        c.oval(left, low, 3.6, 2.8, INK)
        c.line([(left + 3, low), (left + 3, low - 14)], INK, 1)


def drum(c: Canvas) -> None:
    side = c.one_of("#c0392b", "#0b5bb0", "#2d6a2f")
    c.box(24, 46, 52, 34, side)
    c.oval(50, 80, 26, 8, side)
    for x in range(26, 64, 12):
        c.line([(x, 50), (x + 6, 82)], "#ffd166", 1.2)
        c.line([(x + 12, 50), (x + 6, 82)], "#ffd166", 1.2)
    c.oval(50, 46, 27, 9, "#e9dcc3")
    c.oval(50, 45, 25, 7.6, "#fffaf0")
    for start, end in (((20, 20), (46, 42)), ((80, 18), (56, 42))):
        c.line([start, end], "#b07f48", 2.2)
        c.disc(*end, 3, "#d9b382")


def robot(c: Canvas) -> None:
    metal = c.one_of("#a7b3b8", "#c3b7a0", "#9fb6a9")
    c.line([(50, 16), (50, 25)], INK, 1.2)
    c.disc(50, 14, 3, c.one_of("#e3893a", "#c0392b", "#ffd166"))
    c.box(32, 24, 36, 26, metal, round=5)
    c.box(28, 54, 44, 30, metal, round=4)
    for x in (42, 58):
        c.disc(x, 36, 5, "#ffffff")
        c.disc(c.near(x, 1.5), 36, 2.2, INK)
    c.box(41, 44, 18, 3, INK, round=1.4)
    c.line([(28, 60), (14, c.near(40, 8))], metal, 5)
    c.line([(72, 60), (86, 74)], metal, 5)
    for x, colour in ((40, "#c0392b"), (50, "#ffd166"), (60, "#2d6a2f")):
        c.disc(x, 66, 3, colour)
    for x in (36, 56):
        c.box(x, 84, 9, 10, metal, round=2)


def paints(c: Canvas) -> None:
    c.oval(46, 58, 38, 30, "#e2c49a")
    c.disc(60, 70, 6, "#fff7ec")
    spots = [(24, 56), (32, 42), (46, 36), (60, 40), (70, 52), (30, 70), (44, 78)]
    for (x, y), colour in zip(spots, (*_BRIGHT[:6], "#ffd166"), strict=True):
        c.disc(x, y, c.near(5.4, 0.8), colour)
    c.line([(66, 62), (90, 18)], "#8a5a36", 2.6)
    c.line([(66, 62), (70, 54)], "#c9ccce", 3.4)
    c.shape([(62, 70), (64, 60), (70, 62)], c.one_of(*_BRIGHT))


def book(c: Canvas) -> None:
    cover = c.one_of(*_BRIGHT)
    c.shape([(50, 84), (8, 76), (8, 40), (50, 48)], cover)
    c.shape([(50, 84), (92, 76), (92, 40), (50, 48)], cover)
    c.shape([(50, 80), (12, 72), (12, 36), (50, 45)], "#fffaf0")
    c.shape([(50, 80), (88, 72), (88, 36), (50, 45)], "#fbf4e4")
    for y in (52, 58, 64):
        c.line([(18, y - 6), (44, y)], "#b8ac98", 0.7)
        c.line([(56, y), (82, y - 6)], "#b8ac98", 0.7)
    for x, y, r in ((34, 24, 4), (50, 14, 5.5), (67, 24, 3.4)):
        c.shape([(x, y - r), (x + r * 0.4, y), (x, y + r), (x - r * 0.4, y)], "#f2a33a")
        c.shape([(x - r, y), (x, y - r * 0.4), (x + r, y), (x, y + r * 0.4)], "#f2a33a")
