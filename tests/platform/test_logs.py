"""Logs say nothing about anyone."""

import logging

import pytest

from alongside.platform.logs import WithoutContent


def logged(message: str, *arguments: object, error: BaseException | None = None) -> str:
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, message, arguments, info)
    record.request = "a request"
    assert WithoutContent().filter(record)
    assert not hasattr(record, "request")
    return logging.Formatter("%(message)s").format(record)


@pytest.mark.parametrize(
    "secret",
    ["nadia.kowalska@example.org", "H801200001001", "485 777 3456", "4857773456", "ME4 6QT", "name=Amira"],
)
def test_what_is_shaped_like_a_person_is_masked(secret: str) -> None:
    text = logged("could not open %s", f"/register?{secret}" if "=" in secret else secret)
    assert secret not in text
    assert "could not open" in text


def test_a_traceback_keeps_its_frames_and_loses_its_words() -> None:
    name = "".join(["Am", "ira"])
    try:
        raise LookupError(f"{name} is not in the class")
    except LookupError as error:
        text = logged("it failed", error=error)
    assert "Amira" not in text
    assert "test_logs.py" in text
    assert "LookupError" in text


def test_the_demo_area_keeps_an_error_s_words(settings: object) -> None:
    settings.DEMO = True
    assert "no such template" in logged("it failed", error=LookupError("no such template"))


def test_a_message_that_does_not_fit_its_arguments_still_comes_out() -> None:
    assert logged("%s and %s", "one") == "(a log message that could not be put together)"


def test_ordinary_words_are_left_alone() -> None:
    assert logged("Job %s number %s failed", "notices.deliver", 12) == "Job notices.deliver number 12 failed"
