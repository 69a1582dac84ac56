"""The picture on the cover: permission and assent (O14), hostile files, and bytes only through the gate."""

import io
import zlib
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from alongside.access.actor import Actor
from alongside.access.choices import Role, StandingKind
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.documents.choices import PictureKind
from alongside.documents.models import PhotoPermission, StoredFile
from alongside.documents.operations import change_picture, permit_photos, take_picture_down, withdraw_photos
from alongside.documents.queries import file_of, picture_of
from alongside.documents.rules import may_use_picture
from alongside.kernel.refusal import Refusal
from alongside.platform import clock
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.plans.reading import opened, signed_in, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_day() -> Iterator[None]:
    with clock.moved_to(world.NOW):
        yield


@pytest.fixture
def around() -> Around:
    return amira_and_hers()


def a_picture(form: str = "JPEG", colour: str = "#8c7a6b", size: tuple[int, int] = (64, 48)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, form)
    return out.getvalue()


def chosen(actor: Actor, child: Child, kind: PictureKind = PictureKind.OTHER, *, yes: bool = True) -> Any:
    return change_picture(
        actor, child.id, a_picture(), kind, world.NOW, description="My cat", child_agrees=yes
    )


# ── The rule, as a table ─────────────────────────────────────────────────────────────────────────────────

TABLE = [
    # photograph, age, a parent permits, the child says yes -> why not
    (False, 3, False, False, ""),
    (False, 8, False, False, ""),
    (True, 8, False, False, "photo.assent"),
    (True, 8, True, False, "photo.assent"),
    (True, 8, False, True, "photo.permission"),
    (True, 8, True, True, ""),
    (True, 15, False, True, "photo.permission"),
    (True, 15, True, True, ""),
    (True, 16, False, True, ""),
    (True, 16, True, False, "photo.assent"),
    (True, 24, False, True, ""),
]


@pytest.mark.parametrize(("is_photo", "age", "permits", "agrees", "refused"), TABLE)
def test_the_rule(is_photo: bool, age: int, permits: bool, agrees: bool, refused: str) -> None:
    refusal = may_use_picture(is_photo=is_photo, age=age, parent_permits=permits, child_agrees=agrees)
    assert (refusal.code if refusal else "") == refused
    assert not refusal or refusal.what_to_do


def test_a_photograph_waits_for_a_parent_and_for_the_child(around: Around) -> None:
    assert isinstance(chosen(around.amira, around.child, PictureKind.PHOTO_OF_CHILD), Refusal)
    permit_photos(around.mother, around.child.id, world.NOW)
    assert isinstance(chosen(around.amira, around.child, PictureKind.PHOTO_OF_CHILD, yes=False), Refusal)
    assert isinstance(chosen(around.amira, around.child, PictureKind.PHOTO_OF_CHILD), StoredFile)


def test_permission_said_twice_is_one_and_only_a_parent_can_give_it(around: Around) -> None:
    permit_photos(around.mother, around.child.id, world.NOW)
    permit_photos(around.mother, around.child.id, world.NOW)
    assert PhotoPermission.everything.count() == 1
    carer = world.make_person("Kin", "Carer")
    world.stands(around.child, StandingKind.CARER, person=carer)
    refused = permit_photos(world.acting(carer, Role.FAMILY), around.child.id, world.NOW)
    assert isinstance(refused, Refusal)
    assert opened(around.amira, "photos", around.child.id).status_code == 404


def test_a_permission_taken_back_takes_the_photograph_down_at_once(around: Around) -> None:
    permit_photos(around.mother, around.child.id, world.NOW)
    photo = chosen(around.amira, around.child, PictureKind.PHOTO_OF_CHILD)
    withdraw_photos(around.mother, around.child.id, world.NOW)
    assert picture_of(around.amira, around.child.id, photo.id) is None
    assert Child.everything.get(pk=around.child.id).picture_id is None


def test_another_parents_permission_keeps_it_up(around: Around) -> None:
    for parent in (around.mother, around.father):
        permit_photos(parent, around.child.id, world.NOW)
    photo = chosen(around.amira, around.child, PictureKind.PHOTO_OF_CHILD)
    withdraw_photos(around.mother, around.child.id, world.NOW)
    assert picture_of(around.amira, around.child.id, photo.id) is not None


def test_a_drawing_stays_when_a_permission_goes(around: Around) -> None:
    permit_photos(around.mother, around.child.id, world.NOW)
    drawing = chosen(around.amira, around.child)
    withdraw_photos(around.mother, around.child.id, world.NOW)
    assert picture_of(around.amira, around.child.id, drawing.id) is not None


def test_from_sixteen_the_photograph_is_the_young_persons_own() -> None:
    child = world.make_child("Theo", "Marsh", date(2010, 1, 1))
    own, parent = world.make_person("Theo", "Marsh"), world.make_person("Pat", "Marsh")
    world.stands(child, StandingKind.CHILD, person=own)
    world.stands(child, StandingKind.PARENT, person=parent)
    theo, mother = world.acting(own, Role.FAMILY), world.acting(parent, Role.FAMILY)
    photo = chosen(theo, child, PictureKind.PHOTO_OF_CHILD)
    permit_photos(mother, child.id, world.NOW)
    withdraw_photos(mother, child.id, world.NOW)
    assert picture_of(theo, child.id, photo.id) is not None


# ── The bytes ────────────────────────────────────────────────────────────────────────────────────────────


def address(child: Child, file_id: object) -> str:
    return reverse("documents:file", args=[child.id, file_id])


def test_the_bytes_are_for_those_around_the_child_alone(around: Around) -> None:
    stored = chosen(around.amira, around.child)
    where = address(around.child, stored.id)
    for who in ("amira", "mother", "father", "senco", "teacher", "head"):
        answer = signed_in(getattr(around, who)).get(where)
        assert answer.status_code == 200 and answer["Content-Type"] == "image/jpeg"
    stranger = signed_in(world.acting(world.make_person("A", "Stranger"), Role.FAMILY))
    other = world.make_child("Leo", "Grant")
    for missing in (where, address(around.child, world.an_id()), address(other, stored.id)):
        assert stranger.get(missing).status_code == 404
    assert signed_in(around.amira).get(address(other, stored.id)).status_code == 404


def test_the_answer_cannot_be_run_embedded_elsewhere_or_kept(around: Around) -> None:
    answer = signed_in(around.amira).get(address(around.child, chosen(around.amira, around.child).id))
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Content-Disposition"] == "inline"
    assert answer["Cache-Control"] == "private, no-store"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_an_old_picture_is_shown_to_nobody(around: Around) -> None:
    first = chosen(around.amira, around.child)
    chosen(around.amira, around.child)
    assert signed_in(around.amira).get(address(around.child, first.id)).status_code == 404
    take_picture_down(around.amira, around.child.id, world.NOW)
    assert isinstance(take_picture_down(around.amira, around.child.id, world.NOW), Refusal)


def test_another_kind_of_file_is_not_served_as_a_picture(around: Around) -> None:
    stored = chosen(around.amira, around.child)
    report = world.saved(
        StoredFile(
            child=around.child, purpose="report", store_key=stored.store_key, media_type="image/jpeg",
            digest=stored.digest, size=1, added_at=world.NOW,
        )
    )  # fmt: skip
    assert signed_in(around.mother).get(address(around.child, report.id)).status_code == 404
    assert file_of(around.mother, around.child.id, report.id, Permission.PLAN_READ) is not None


# ── Sending a picture in ─────────────────────────────────────────────────────────────────────────────────


def sends(actor: Actor, child: Child, content: bytes, name: str = "cat.jpg", **more: str) -> Any:
    data = {"kind": "other", "description": "My cat", **more}
    upload = SimpleUploadedFile(name, content, "image/jpeg")
    return signed_in(actor).post(reverse("plans:picture", args=[child.id]), {**data, "picture": upload})


def test_a_picture_is_sent_in_and_shown(around: Around) -> None:
    assert sends(around.amira, around.child, a_picture("PNG")).status_code == 302
    page = opened(around.amira, "picture", around.child.id).content.decode()
    stored = StoredFile.everything.get()
    assert address(around.child, stored.id) in page and stored.description == "My cat"
    assert "cat.jpg" not in f"{stored.store_key}{stored.media_type}"


def test_where_it_was_taken_does_not_survive(around: Around) -> None:
    image, exif = Image.new("RGB", (32, 32)), Image.Exif()
    exif[0x010E] = "11 Secret Street"
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    sends(around.amira, around.child, out.getvalue())
    stored = StoredFile.everything.get()
    kept = signed_in(around.amira).get(address(around.child, stored.id)).content
    assert b"Secret Street" in out.getvalue() and b"Secret Street" not in kept


def _bomb() -> bytes:
    """A PNG that says it is 60,000 by 60,000."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return len(data).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")

    size = (60_000).to_bytes(4, "big")
    header = chunk(b"IHDR", size + size + bytes([8, 2, 0, 0, 0]))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 64)) + chunk(b"IEND", b"")


HOSTILE = {
    "empty": b"",
    "text called a picture": b"hello",
    "a web page": b"<html><script>alert(1)</script></html>",
    "svg with script": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "a zip": b"PK\x03\x04" + b"\0" * 200,
    "a program": b"MZ" + b"\0" * 500,
    "cut short": a_picture()[:60],
    "too many pixels": _bomb(),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_files_are_refused_in_plain_words(around: Around, what: str) -> None:
    answer = sends(around.amira, around.child, HOSTILE[what])
    assert answer.status_code == 422, what
    assert "There is a problem" in text_of(answer) and "Traceback" not in text_of(answer)
    assert not StoredFile.everything.exists()


def test_a_form_half_filled_says_what_is_missing(around: Around) -> None:
    answer = signed_in(around.amira).post(reverse("plans:picture", args=[around.child.id]), {})
    text = text_of(answer)
    assert answer.status_code == 422
    assert "Choose what is in the picture." in text and "Choose a picture." in text


def test_the_page_explains_what_a_photograph_needs(around: Around) -> None:
    assert "They have not said yes here yet." in text_of(opened(around.amira, "picture", around.child.id))
    mother = signed_in(around.mother)
    photos = reverse("plans:photos", args=[around.child.id])
    assert photos in mother.get(reverse("plans:picture", args=[around.child.id])).content.decode()
    mother.post(photos, {"decision": "permit"})
    assert "Nadia Kowalska (you), since 15 September 2026" in text_of(mother.get(photos))
    assert "They have not said yes" not in text_of(opened(around.amira, "picture", around.child.id))
    assert sends(around.amira, around.child, a_picture(), kind="photo").status_code == 422
    assert sends(around.amira, around.child, a_picture(), kind="photo", child_agrees="yes").status_code == 302
    mother.post(photos, {"decision": "withdraw"})
    assert "No picture yet." in text_of(opened(around.amira, "picture", around.child.id))
