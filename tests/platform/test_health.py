"""Health: ready means the database answers and is up to date."""

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from alongside.platform import health


@pytest.fixture(autouse=True)
def forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_applied", False)


def test_it_is_ready(client: Client, db: None) -> None:
    response = client.get("/health/ready")
    assert (response.status_code, response.content) == (200, b"ready\n")
    assert client.get("/health/live").status_code == 200


def test_a_database_that_lacks_a_change_is_not_ready(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "missing_migrations", lambda: ["children.0002_more"])
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert b"brought up to date" in response.content


def test_a_database_that_is_away_is_not_ready(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise DatabaseError("connection refused at 10.0.0.3")

    with monkeypatch.context() as broken:
        broken.setattr(connection, "cursor", away)
        response = client.get("/health/ready")
    assert response.status_code == 503
    assert b"10.0.0.3" not in response.content
