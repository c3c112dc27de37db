"""The HTTP client's judgement: what a status means, and which addresses and headers can be."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from census_desktop.destinations._http import HttpClient, HttpReply, check_headers, check_url, parse_retry_after
from census_desktop.domain.errors import BatchRejected, ConfigError, CredentialError, DestinationError, TransientError
from tests.conftest import FakeClock

NOW = datetime(2026, 11, 24, 10, 20, tzinfo=UTC)


# What a status means --------------------------------------------------------------------------------------------------


def check(clock: FakeClock, status: int, body: object = b"", headers: dict[str, str] | None = None) -> None:
    text = body if isinstance(body, bytes) else json.dumps(body).encode()
    client = HttpClient("https://api.example.com/in?token=hidden", clock=clock, secrets=["Bearer hush", "hush"])
    client.check(HttpReply(status, headers or {}, text))


@pytest.mark.parametrize("status", [200, 201, 202, 204, 207])
def test_any_2xx_is_success(clock: FakeClock, status: int) -> None:
    check(clock, status)


@pytest.mark.parametrize(
    ("status", "error"),
    [
        *((status, CredentialError) for status in (401, 403)),
        *((status, BatchRejected) for status in (400, 409, 413, 422)),
        *((status, DestinationError) for status in (404, 405, 407, 410, 415, 501, 505, 304)),
        *((status, TransientError) for status in (408, 425, 429, 500, 502, 503, 504, 599)),
    ],
)
def test_every_other_status_has_one_meaning(clock: FakeClock, status: int, error: type[DestinationError]) -> None:
    with pytest.raises(DestinationError) as failure:
        check(clock, status)
    assert type(failure.value) is error
    assert failure.value.message
    assert failure.value.hint or error is BatchRejected
    assert "hidden" not in str(failure.value)


@pytest.mark.parametrize(("status", "known"), [(429, True), (425, True), (500, False), (503, False), (408, False)])
def test_only_a_refusal_to_listen_is_surely_not_applied(clock: FakeClock, status: int, known: bool) -> None:
    with pytest.raises(TransientError) as failure:
        check(clock, status)
    assert failure.value.outcome_known is known


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0.0),
        ("5", 5.0),
        (" 7.5 ", 7.5),
        ("-1", 0.0),
        ("86400", 3600.0),
        ("99999999999999999999999", None),
        ("Tue, 24 Nov 2026 10:20:30 GMT", 30.0),
        ("Tue, 24 Nov 2026 10:20:30 -0000", 30.0),
        ("Tue, 24 Nov 2026 09:00:00 GMT", 0.0),
        ("Tue, 24 Nov 2099 09:00:00 GMT", 3600.0),
        ("", None),
        ("soon", None),
        ("nan", None),
        ("1e9", None),
        ("Tue, 99 Nov 2026 10:20:30 GMT", None),
    ],
)
def test_retry_after_in_both_forms_is_bounded_and_garbage_ignored(text: str, seconds: float | None) -> None:
    assert parse_retry_after(text, NOW) == seconds


def test_retry_after_reaches_the_caller(clock: FakeClock) -> None:
    for status in (429, 503):
        with pytest.raises(TransientError) as failure:
            check(clock, status, headers={"retry-after": "12"})
        assert failure.value.retry_after == 12.0


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"error": "email is missing"}, "email is missing"),
        ({"error": {"code": 7, "message": "too many fields"}}, "too many fields"),
        ({"errors": [{"detail": "first"}, {"detail": "second"}]}, "first"),
        ({"message": "no anna.keller+x@mail.example here"}, "no ••• here"),
        ({"message": "phone +49 (170) 123-4567 is taken, order 12"}, "phone ••• is taken, order 12"),
        ({"message": "card 4111111111111111"}, "card •••"),
        ({"message": "token Bearer hush is bad"}, "token ••• is bad"),
        ({"message": "a\n\tb  c"}, "a b c"),
        ({"message": "x" * 1000}, "x" * 299 + "…"),
        ({"nothing": "here"}, "api.example.com refused the records (400)."),
        (b"<html>oops 4111111111111111</html>", "api.example.com refused the records (400)."),
        (b"\xff\x00", "api.example.com refused the records (400)."),
        (b"[" * 100_000, "api.example.com refused the records (400)."),
    ],
)
def test_a_reason_is_short_and_has_no_secret_and_nothing_personal(clock: FakeClock, body: object, reason: str) -> None:
    with pytest.raises(BatchRejected) as failure:
        check(clock, 400, body)
    assert failure.value.message == reason


def test_a_plain_text_refusal_is_a_reason_too(clock: FakeClock) -> None:
    with pytest.raises(BatchRejected, match="no such list"):
        check(clock, 400, b"no such list", {"content-type": "text/plain; charset=utf-8"})


# Addresses and headers ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("url", ["https://example.com/in", "http://127.0.0.1:8099/in", "http://localhost/", "http://[::1]:1/x"])
def test_addresses_that_are_fine(url: str) -> None:
    assert check_url(url).hostname


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://example.com/in", "readable"),
        ("http://127.0.0.1.example.com/", "readable"),
        ("http://10.0.0.1/", "readable"),
        ("https://anna:hush@example.com/", "user name or password"),
        ("https://169.254.169.254/latest", "link-local"),
        ("ftp://example.com", "not a web address"),
        ("example.com", "not a web address"),
        ("https://", "not a web address"),
        ("https://example.com:99999/", "not a web address"),
        ("https://example.com/a b", "not a web address"),
        ("https://exa\nmple.com/", "not a web address"),
        ("file:///etc/passwd", "not a web address"),
        ("", "not a web address"),
    ],
)
def test_addresses_that_are_refused(url: str, why: str) -> None:
    with pytest.raises(ConfigError, match=why) as failure:
        check_url(url)
    assert failure.value.hint
    assert "hush" not in str(failure.value)


@pytest.mark.parametrize(
    ("name", "value"), [("X Y", "1"), ("", "1"), ("X", "a\r\nEvil: 1"), ("X", "schlüssel€"), ("X", " padded")]
)
def test_headers_that_cannot_be_sent_are_named_but_not_quoted(name: str, value: str) -> None:
    with pytest.raises(ConfigError) as failure:
        check_headers({name: value})
    assert value == "1" or value.strip() not in str(failure.value)
