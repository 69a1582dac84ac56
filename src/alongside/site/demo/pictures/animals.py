"""Animals, as a child who loves them might have them drawn."""

from alongside.site.demo.pictures.canvas import INK, Canvas

_FURS = ("#8a5a36", "#b5763f", "#4b4038", "#d9b382", "#6d6a68", "#c98d4b", "#efe6d8")


def _ground(c: Canvas) -> None:
    c.oval(50, 102, 80, 26, c.one_of("#9cc27c", "#86b58a", "#b7cf86"))


def _face(c: Canvas, x: float, y: float, gap: float) -> None:
    for side in (-1, 1):
        c.disc(x + side * gap, y, 2.1, INK)
        c.disc(x + side * gap + 0.6, y - 0.7, 0.7, "#ffffff")


def dog(c: Canvas) -> None:
    fur, dark = c.one_of(*_FURS), c.one_of("#4b3424", "#3a332d", "#5b3b22")
    _ground(c)
    c.line([(72, 74), (82, c.near(56, 5))], fur, 4)
    c.oval(55, 73, 20, 17, fur)
    for x in (44, 52, 62, 69):
        c.box(x, 78, 6, 15, fur, round=2.5)
    c.disc(38, 47, 17, fur)
    c.oval(24, c.near(44, 3), 5.5, 13, dark)
    c.shape([(46, 36), (54, 17), (58, 38)], dark)
    c.oval(34, 55, 10, 7.5, "#f7efe2")
    _face(c, 36, 44, 7)
    c.oval(32, 52, 3.4, 2.5, INK)
    c.bow(34, 54, 5, (20, 150), INK, 0.9)
    c.box(29, 62, 19, 3.6, c.one_of("#c0392b", "#14595c", "#6a2c70"), round=1.5)


def cat(c: Canvas) -> None:
    fur = c.one_of("#e0a458", "#6d6a68", "#3a332d", "#c9c2b8", "#d98c5f")
    stripe = c.one_of("#8a5a36", "#4b4038", "#a05a2c")
    c.oval(50, 84, 38, 10, c.one_of("#a8c5d6", "#d3a7b7", "#c7b8dd"))
    c.bow(70, 62, 17, (300, 110), fur, 5)
    c.oval(50, 68, 21, 17, fur)
    for x in (42, 50, 58):
        c.line([(x, 54), (x + 2, 62)], stripe, 2)
    c.disc(44, 41, 16, fur)
    for tip, left, right in ((30, 28, 40), (58, 48, 60)):
        c.shape([(left, 32), (tip, 14), (right, 31)], fur)
    for side in (-1, 1):
        c.line([(44 + side * 8, 46), (44 + side * 20, c.near(45, 2))], "#ffffff", 0.7)
        c.line([(44 + side * 8, 48), (44 + side * 20, 50)], "#ffffff", 0.7)
    _face(c, 44, 39, 7)
    c.shape([(42, 45), (46, 45), (44, 48)], "#d47f86")


def horse(c: Canvas) -> None:
    coat, mane = (
        c.one_of("#8a5a36", "#5c4633", "#b98d5b", "#cdbfae"),
        c.one_of("#2f2822", "#4a3626", "#e8dcc4"),
    )
    c.box(0, 78, 100, 22, "#a9c98a")
    c.shape([(34, 92), (40, 44), (58, 26), (70, 40), (66, 92)], coat)
    c.shape([(30, 40), (52, 20), (62, 34), (44, 56), (33, 54)], coat)
    c.shape([(50, 24), (53, 10), (59, 23)], coat)
    c.shape([(56, 22), (64, 28), (70, 60), (62, 56)], mane)
    c.disc(47, 36, 2, INK)
    c.disc(35, 50, 1.4, INK)
    for y in (66, 80):
        c.box(0, y, 100, 5, c.one_of("#a9825a", "#c9a06c"), round=1)
    for x in (10, 88):
        c.box(x, 58, 6, 40, "#8f6b47", round=1)


def fish(c: Canvas) -> None:
    c.box(0, 0, 100, 100, c.one_of("#bfe0ea", "#a9d5e6", "#c9e6df"))
    for weed in (12, 24, 84):
        for step in range(5):
            c.oval(weed + (2 if step % 2 else -2), 96 - step * 8, 3, 5.5, "#6fa37a")
    for x, y, size in ((c.near(44, 6), 42, 1.0), (c.near(66, 5), 68, 0.66)):
        body = c.one_of("#ef8a3c", "#e9663c", "#f2b134")
        c.shape([(x + 16 * size, y), (x + 30 * size, y - 12 * size), (x + 30 * size, y + 12 * size)], body)
        c.oval(x, y, 20 * size, 12 * size, body)
        c.oval(x - 2 * size, y, 3 * size, 11 * size, "#ffffff")
        c.disc(x - 12 * size, y - 3 * size, 2 * size, INK)
    for x, y in ((20, 26), (24, 18), (72, 20)):
        c.disc(x, y, c.near(2.2, 0.7), "#e8f6fa")


def dinosaur(c: Canvas) -> None:
    skin, plate = c.one_of("#6fa05a", "#5a9a8f", "#8aa94f"), c.one_of("#e3893a", "#c9563c", "#e8b53c")
    _ground(c)
    for number, x in enumerate((34, 44, 54, 64)):
        top = 34 + abs(number - 1.5) * 5
        c.shape([(x - 6, top + 16), (x, top), (x + 6, top + 16)], plate)
    c.shape([(66, 58), (96, 78), (64, 76)], skin)
    c.oval(50, 65, 25, 17, skin)
    for x in (38, 58):
        c.box(x, 72, 9, 20, skin, round=4)
    c.oval(25, 46, 13, 10, skin)
    c.shape([(28, 50), (38, 58), (36, 66), (24, 54)], skin)
    c.disc(21, 43, 1.9, INK)
    c.bow(20, 47, 5, (20, 140), INK, 0.9)
