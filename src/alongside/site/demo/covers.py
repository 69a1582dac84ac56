"""The picture on each child's cover, and parents' permission for photographs (drawn portraits stand in for them)."""

from alongside.documents.choices import PictureKind
from alongside.documents.models import PhotoPermission, StoredFile
from alongside.kernel.ids import new_id
from alongside.platform import files
from alongside.rendering.model import Picture
from alongside.site.demo.area import Area
from alongside.site.demo.lives import Life
from alongside.site.demo.pictures import drawing, portrait, shows
from alongside.site.demo.shelf import Shelf

_KIND = "image/png"


def choose_cover(area: Area, life: Life, shelf: Shelf) -> Picture | None:
    """A picture for most children: something they love, or with permission a portrait. It is kept in the file store."""
    random, pupil = life.pupil.dice("cover"), life.pupil
    photographed = random.random() < 0.22
    if random.random() < 0.12 or not pupil.home.parents:
        return None
    if photographed:
        _permit(area, life, shelf)
        content = portrait(
            random, long_hair=pupil.is_girl, skin=_tone(pupil.child.ethnicity, random.randint(0, 1))
        )
        kind, described = PictureKind.PHOTO_OF_CHILD, f"{pupil.name}, head and shoulders, smiling"
    else:
        what = str(life.loves[0]["picture"])
        content, kind, described = drawing(what, random), PictureKind.OTHER, shows(what)
    _keep(area, life, shelf, content, kind, described)
    return Picture(content, _KIND, described, width_mm=45)


def _tone(ethnicity: str, shade: int) -> int:
    """A skin colour for the portrait, light to dark."""
    return {"W": 0, "M": 2, "A": 2, "B": 3, "C": 1, "O": 1}.get(ethnicity[:1], 0) + shade


def _keep(area: Area, life: Life, shelf: Shelf, content: bytes, kind: PictureKind, described: str) -> None:
    stored, child = files.keep(content, _KIND), life.pupil.child
    child.picture_id = new_id()
    shelf.files.append(
        StoredFile(
            id=child.picture_id, child=child, purpose="picture", picture_kind=kind, description=described[:200],
            store_key=stored.key, media_type=_KIND, digest=stored.digest, size=stored.size,
            added_by=life.pupil.place.people["senco"], added_at=area.days.at(90 + life.pupil.number % 60),
        )
    )  # fmt: skip


def _permit(area: Area, life: Life, shelf: Shelf) -> None:
    parent = life.pupil.home.parents[0].person
    given = area.days.at(180 + life.pupil.number % 90, 19, school=False)
    shelf.permissions.append(
        PhotoPermission(child=life.pupil.child, given_by=parent, given_by_name=parent.name, given_at=given)
    )


def withdrawn_permission(area: Area, life: Life, shelf: Shelf) -> None:
    """A parent who allowed photographs once, and no longer does."""
    parents = life.pupil.home.parents
    if not parents:
        return
    shelf.permissions.append(
        PhotoPermission(
            child=life.pupil.child, given_by=parents[0].person, given_by_name=parents[0].person.name,
            given_at=area.days.at(320, 19, school=False), withdrawn_at=area.days.at(45, 20, school=False),
        )
    )  # fmt: skip
