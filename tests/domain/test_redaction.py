"""Keeping credentials and personal data out of texts."""

from __future__ import annotations

import logging

import pytest

from census_desktop.domain.redaction import Redaction, mask_values, redact


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Authorization: Bearer abc.def-123", "Authorization: •••"),
        ("{'Authorization': 'Basic dXNlcjpwYXNz'}", "{'Authorization': '•••'}"),
        ("sent bearer 0123456789abcdef to it", "sent bearer ••• to it"),
        ("token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0.abc-_9 end", "token ••• end"),
        ("https://api.example/v1?api_key=12345&page=2", "https://api.example/v1?api_key=•••&page=2"),
        ("https://maps.example/?key=AIzaSyA1234567&q=x", "https://maps.example/?key=•••&q=x"),
        ('{"client_secret": "s3cr3t", "id": 7}', '{"client_secret": "•••", "id": 7}'),
        ("password=hunter2 user=anna", "password=••• user=anna"),
        ("access_token: abc, refresh-token: def", "access_token: •••, refresh-token: •••"),
        ("postgresql://anna:hunter2@db.example/shop", "postgresql://•••@db.example/shop"),
        ("no record of jane.doe+x@mail.example.com!", "no record of •••!"),
        ("<Jane.Döe@exämple.de>, o'neil@example.com", "<•••>, o'•••"),
    ],
)
def test_what_looks_like_a_credential_or_an_address_goes(text: str, left: str) -> None:
    assert redact(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Run 7 of “High value” sent 12,400 records in 3.5 s.",
        "The sync key=id is mapped to external_id.",
        "2026-11-24 10:20:00 INFO census_desktop.engine: batch 17 acknowledged",
        "Bad credentials",
        "user@localhost",
        "http://127.0.0.1:8099/in",
    ],
)
def test_ordinary_text_stays(text: str) -> None:
    assert redact(text) == text


def test_known_values_go_however_they_are_written() -> None:
    secret = 'p"ä/ss wörd'
    for written in (secret, '{"x": "p\\"\\u00e4/ss w\\u00f6rd"}', "https://x/?a=p%22%C3%A4%2Fss%20w%C3%B6rd"):
        left = redact(written, [secret])
        assert "•••" in left
        assert "ss" not in left.replace("https", "")


def test_the_longest_known_value_goes_first_and_short_ones_are_left() -> None:
    assert redact("abcdefgh and abcd", ["abcd", "abcdefgh"]) == "••• and •••"
    assert redact("7 of 12", ["7", "", "12"]) == "7 of 12"


@pytest.mark.parametrize(
    ("reason", "left"),
    [
        ("jane@example.com is not valid", "••• is not valid"),
        ("Phone +49 (170) 123-45 67 is taken", "Phone ••• is taken"),
        ("Phone 0170 123 4567", "Phone •••"),
        ("(555) 123-4567 and 555.123.4567", "••• and •••"),
        ("card 4111 1111 1111 1111", "card •••"),
        ("customer 123456789 unknown", "customer ••• unknown"),
        ("C1234567 unknown", "C••• unknown"),
    ],
)
def test_values_that_a_reason_may_quote_are_masked(reason: str, left: str) -> None:
    assert mask_values(reason) == left


@pytest.mark.parametrize(
    "reason",
    [
        "HTTP 422: field “country” must be one of DE, FR",
        "not before 2026-11-24 15:53:20",
        "line 17, column 3 of 200",
        "1,000,000 rows are too many; 10000 are allowed",
        "10.0.17.3 refused",
    ],
)
def test_reasons_stay_readable(reason: str) -> None:
    assert mask_values(reason) == reason


# Logs -----------------------------------------------------------------------------------------------------------------


class Shown(logging.Handler):
    def __init__(self, redaction: Redaction) -> None:
        super().__init__()
        self.addFilter(redaction)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(self.format(record))


@pytest.fixture
def redaction() -> Redaction:
    redaction = Redaction()
    redaction.remember(["correct horse"])
    return redaction


@pytest.fixture
def log(redaction: Redaction) -> tuple[logging.Logger, Shown]:
    logger = logging.getLogger("redacted")
    logger.propagate = False
    logger.setLevel(logging.INFO)
    shown = Shown(redaction)
    logger.handlers = [shown]
    return logger, shown


def test_messages_and_their_arguments_are_redacted(log: tuple[logging.Logger, Shown], redaction: Redaction) -> None:
    logger, shown = log
    logger.info("sent %s to %s", "correct horse", {"to": "jane@example.com"})
    redaction.remember(["learned later"])
    logger.info("learned later, 100 %")
    assert shown.texts == ["sent ••• to {'to': '•••'}", "•••, 100 %"]


def test_tracebacks_say_where_and_what_class_without_the_text(log: tuple[logging.Logger, Shown]) -> None:
    logger, shown = log
    words = " ".join(("somebody's", "name"))
    try:
        raise ValueError(words)
    except ValueError:
        logger.exception("failed")
    (text,) = shown.texts
    assert "test_redaction.py" in text
    assert "ValueError" in text
    assert words not in text


def test_stacks_are_redacted(log: tuple[logging.Logger, Shown]) -> None:
    logger, shown = log
    logger.warning("here", stack_info=True)
    assert "Stack (most recent call last)" in shown.texts[0]


def test_a_message_that_does_not_fit_its_arguments_is_no_crash(log: tuple[logging.Logger, Shown]) -> None:
    logger, shown = log
    logger.info("%d of %d", "correct horse")
    assert shown.texts == ["%d of %d"]
