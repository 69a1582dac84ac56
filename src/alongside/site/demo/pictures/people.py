"""Drawn portraits without faces' features of anyone: they stand in for photographs in the demo area."""

from alongside.site.demo.pictures.canvas import INK, Canvas

_SKINS = ("#f2d0b0", "#e3b48c", "#c78f62", "#9a6640", "#6e4630", "#f6dcc4")
_HAIRS = ("#2a1f1a", "#4a3222", "#7a4f2a", "#b5793a", "#d9b36a", "#1b1b1d", "#8a3f2a")


def portrait(c: Canvas, *, long_hair: bool, skin: int) -> None:
    """Head and shoulders in soft colours."""
    face, hair = _SKINS[skin % len(_SKINS)], c.one_of(*(_HAIRS[:3] if skin % len(_SKINS) > 2 else _HAIRS))
    jumper = c.one_of("#14595c", "#0b5bb0", "#6a2c70", "#a33f1f", "#2d6a2f", "#c78f1f")
    if long_hair:
        c.oval(50, 52, 27, 34, hair)
    c.oval(50, 104, 36, 30, jumper)
    c.box(44, 62, 12, 16, face, round=4)
    c.oval(50, 46, 20, 24, face)
    c.oval(30, 48, 3.4, 5, face)
    c.oval(70, 48, 3.4, 5, face)
    c.bow(50, 42, 20, (180, 360), hair, 12)
    if long_hair:
        c.oval(31, 58, 5, 18, hair)
        c.oval(69, 58, 5, 18, hair)
    for x in (42, 58):
        c.disc(x, 47, 1.9, INK)
    c.bow(50, 52, 8, (25, 155), "#8a4a3a", 1.2)
    if c.random.random() < 0.3:
        for x in (42, 58):
            c.bow(x, 47, 6, (0, 360), "#3a4a5a", 1)
        c.line([(48, 47), (52, 47)], "#3a4a5a", 0.8)
