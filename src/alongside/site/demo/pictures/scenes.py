"""Places and journeys: space, trains, boats, hills and flowers."""

from math import cos, pi, sin

from alongside.site.demo.pictures.canvas import INK, Canvas

_RAINBOW = ("#c0392b", "#e3893a", "#ffd166", "#5f9e4a", "#2f77b5", "#6a2c70")


def rainbow(c: Canvas) -> None:
    c.box(0, 0, 100, 100, c.one_of("#dcecf9", "#e8f2f7"))
    for number, colour in enumerate(_RAINBOW):
        c.bow(50, 82, 46 - number * 5.4, (180, 360), colour, 5.6)
    c.oval(50, 108, 76, 28, c.one_of("#9cc27c", "#86b58a"))
    for x in (14, 86):
        for dx, r in ((-8, 6), (0, 9), (8, 6)):
            c.disc(x + dx, 74, r, "#ffffff")
    c.disc(c.near(84, 5), 16, 8, "#ffd166")


def planets(c: Canvas) -> None:
    c.box(0, 0, 100, 100, c.one_of("#1d2748", "#22304f", "#2b2450"))
    for _ in range(46):
        c.disc(c.random.uniform(2, 98), c.random.uniform(2, 98), c.random.uniform(0.3, 0.9), "#fff6d8")
    c.bow(52, 55, (38, 10), (180, 360), "#b59357", 2.6)
    c.disc(52, 54, 21, c.one_of("#e0b063", "#d89a6a", "#c7a8d8"))
    for y in (46, 54, 62):
        c.line([(34, y), (70, y + 1.5)], "#c98d4b", 2)
    c.bow(52, 55, (38, 10), (0, 180), "#efd9a7", 2.6)
    for x, y, r, colour in ((18, 24, 8, "#7fb6d9"), (82, 20, 5, "#d97b6c"), (84, 82, 7, "#8fc28a")):
        c.disc(c.near(x, 3), c.near(y, 3), r, colour)


def rocket(c: Canvas) -> None:
    body = c.one_of("#e8e6e0", "#c9d6dc", "#f3d9c9")
    c.shape([(50, 10), (66, 36), (66, 66), (34, 66), (34, 36)], body)
    c.shape([(50, 8), (64, 34), (36, 34)], c.one_of(*_RAINBOW))
    for points in ([(34, 50), (20, 74), (34, 68)], [(66, 50), (80, 74), (66, 68)]):
        c.shape(points, "#a33f1f")
    c.disc(50, 46, 8, "#14595c")
    c.disc(50, 46, 5.4, "#bfe0ea")
    c.shape([(40, 68), (60, 68), (50, c.near(96, 3))], "#e3893a")
    c.shape([(44, 68), (56, 68), (50, 84)], "#ffd166")


def kite(c: Canvas) -> None:
    one, two = c.random.sample(_RAINBOW, 2)
    c.box(0, 0, 100, 100, "#dcecf9")
    for x, y in ((20, 22), (76, 64)):
        for dx, r in ((-9, 6), (0, 9), (9, 6)):
            c.disc(x + dx, y, r, "#ffffff")
    c.shape([(56, 8), (78, 34), (56, 34)], one)
    c.shape([(56, 8), (36, 34), (56, 34)], two)
    c.shape([(56, 66), (78, 34), (56, 34)], two)
    c.shape([(56, 66), (36, 34), (56, 34)], one)
    c.line([(56, 66), (48, 74), (54, 82), (44, 94)], INK, 0.8)
    for x, y in ((48, 74), (54, 82)):
        c.shape([(x - 5, y - 3), (x, y), (x - 5, y + 3)], one)
        c.shape([(x + 5, y - 3), (x, y), (x + 5, y + 3)], two)


def train(c: Canvas) -> None:
    engine = c.one_of("#c0392b", "#2d6a2f", "#0b5bb0")
    c.box(0, 80, 100, 3, "#8a8f90")
    for x in range(2, 100, 9):
        c.box(x, 83, 5, 4, "#8f6b47")
    c.box(8, 46, 22, 30, engine, round=2)
    c.box(12, 50, 10, 10, "#dcecf9", round=1)
    c.box(26, 56, 28, 20, engine, round=3)
    c.box(44, 42, 6, 16, INK, round=1)
    c.box(60, 54, 30, 22, c.one_of("#e3893a", "#6a2c70", "#ffd166"), round=2)
    for x in (65, 77):
        c.box(x, 58, 8, 8, "#fff7ec", round=1)
    for x, r in ((18, 7), (36, 6), (48, 6), (68, 5.5), (82, 5.5)):
        c.disc(x, 77, r, INK)
        c.disc(x, 77, r * 0.45, "#b8bcbd")
    for x, y, r in ((50, 34, 5), (57, 26, 6.5), (67, 18, 8)):
        c.disc(c.near(x, 1.5), y, r, "#ffffff")


def bus(c: Canvas) -> None:
    c.box(0, 86, 100, 14, "#a8adae")
    c.box(14, 24, 72, 58, c.one_of("#c0392b", "#b33a2e", "#a33f1f"), round=5)
    for y in (32, 54):
        for x in (20, 36, 52, 68):
            c.box(x, y, 13, 13, "#dcecf9", round=1.5)
    c.box(68, 54, 13, 24, "#efe6d8", round=1.5)
    c.box(30, 70, 26, 8, "#ffd166", round=1.5)
    for x in (32, 70):
        c.disc(x, 83, 8, INK)
        c.disc(x, 83, 3.4, "#b8bcbd")


def boat(c: Canvas) -> None:
    c.box(0, 0, 100, 78, "#dcecf9")
    c.disc(c.near(80, 6), 18, 8, "#ffd166")
    c.line([(50, 16), (50, 64)], "#8f6b47", 1.8)
    c.shape([(53, 18), (53, 58), (80, 58)], c.one_of("#ffffff", "#f3b6c6", "#f2b134"))
    c.shape([(47, 24), (47, 58), (26, 58)], c.one_of("#c0392b", "#14595c", "#6a2c70"))
    c.shape([(22, 62), (82, 62), (70, 78), (34, 78)], c.one_of("#8a5a36", "#a33f1f", "#14595c"))
    c.box(0, 74, 100, 26, "#7fb6d9")
    for y in (78, 86, 94):
        for x in range(-4, 104, 14):
            c.bow(x + (7 if y == 86 else 0), y, 6, (200, 340), "#cfe6f2", 1.1)


def trees(c: Canvas) -> None:
    c.box(0, 0, 100, 100, "#e6f1ea")
    c.oval(50, 106, 78, 26, "#9cc27c")
    for x, y, r in ((22, 46, 16), (80, 44, 15), (50, 36, 20)):
        c.box(x - 3, y, 6, 46, "#8f6b47", round=2)
        for dx, dy in ((-0.6, 0.2), (0.6, 0.2), (0, -0.4)):
            c.disc(x + dx * r, y + dy * r, r * 0.8, c.one_of("#6f9f5a", "#5f8f5a", "#86ac5a"))
    c.box(40, 44, 22, 17, "#b98d5b", round=1)
    c.shape([(38, 45), (51, 34), (64, 45)], "#a33f1f")
    c.box(47, 50, 7, 11, "#5a3f2a")
    for y in range(64, 92, 6):
        c.line([(54, y), (60, y)], "#c9a06c", 0.9)
    c.line([(54, 61), (54, 92)], "#c9a06c", 0.9)
    c.line([(60, 61), (60, 92)], "#c9a06c", 0.9)


def flowers(c: Canvas) -> None:
    c.box(0, 0, 100, 100, "#e3f1f4")
    for x in range(0, 100, 12):
        c.box(x, 62, 9, 34, "#d9c5a6", round=1)
    c.box(0, 70, 100, 4, "#c9b18c")
    for x, top in ((18, c.near(34, 6)), (40, c.near(24, 5)), (62, c.near(32, 6)), (84, c.near(20, 5))):
        c.line([(x, 100), (x, top)], "#5f8f5a", 2)
        c.oval(x + 6, 66, 6, 3, "#6f9f5a")
        c.oval(x - 6, 76, 6, 3, "#6f9f5a")
        for petal in range(12):
            angle = petal * pi / 6
            c.disc(x + 8 * cos(angle), top + 8 * sin(angle), 3.4, "#f2b134")
        c.disc(x, top, 6.4, "#7b4f2c")
