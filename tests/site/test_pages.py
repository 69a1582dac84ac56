"""The front door and home: the demo's cast, each opening on what they came for."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from alongside.site.demo import CAST

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_area")]


@pytest.mark.parametrize("key", [one.key for one in CAST])
def test_each_of_the_cast_comes_in_and_finds_a_home(key: str, settings: Any) -> None:
    settings.DEMO = True
    client = Client()
    home = client.post(reverse("site:demo_sign_in"), {"who": key}, follow=True)
    assert home.status_code == 200 and home.redirect_chain[-1][0] == "/home/"
    sees_no_child = key in ("governor", "strategy", "administrator")
    assert (b"Amira" in home.content) <= (not sees_no_child)
    if key in ("nadia", "piotr", "amira", "adviser", "therapist"):
        assert b"Amira" in home.content


def test_nobody_comes_in_by_name_outside_demo_mode(settings: Any) -> None:
    settings.DEMO = False
    client = Client()
    assert client.post(reverse("site:demo_sign_in"), {"who": "nadia"}).status_code == 404
    assert b"Kowalska" not in client.get(reverse("site:front")).content


@pytest.mark.parametrize("name", ["site:front", "site:help", "site:accessibility", "site:privacy"])
def test_the_pages_anyone_may_read(name: str) -> None:
    assert Client().get(reverse(name)).status_code == 200
