"""A webhook's signatures, their secrets and clocks, and headers that are set once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from census_desktop.destinations.webhook.signing import Signer
from census_desktop.domain.errors import BatchRejected, ConfigError, CredentialError, DestinationError, TransientError
from tests.conftest import FakeClock
from tests.destinations.batches import batch_of, send
from tests.destinations.fakes.webhook import Hook
from tests.destinations.raw_server import RawServer, answer
from tests.destinations.webhook_room import ANNA, SCHEMA, UPSERT, Open, sent, the_hook, the_open_  # noqa: F401  the fixture

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
OTHER = "whsec_" + "b3RoZXItc2VjcmV0LW90aGVyLXNlY3JldC0="


# Signatures ---------------------------------------------------------------------------------------------------------------


def test_the_vector_of_the_specifications_libraries() -> None:
    clock = FakeClock()
    clock.time = datetime.fromtimestamp(1614265330, UTC)
    assert Signer("", SECRET, clock).headers(b'{"test": 2432232314}', "msg_p5jXN8AQM9LWM0D4loKWxJek") == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


@pytest.mark.parametrize(
    "config",
    [{}, {"shape": "list"}, {"shape": "lines"}, {"template": "[{{ records | json }}, {{ operation | json }}]"}],
    ids=["envelope", "list", "lines", "template"],
)
@pytest.mark.parametrize("given", [SECRET, f"{OTHER} {SECRET}", SECRET.removeprefix("whsec_"), f" {SECRET}\n"])
def test_what_is_signed_is_what_is_sent(hook: Hook, open_: Open, config: dict[str, Any], given: str) -> None:
    with Hook([SECRET], hook.now) as strict:
        assert sent(open_, secrets={"webhook_secret": given}, url=f"{strict.url}/in", **config).rejected == {}
        assert "a1b2" in strict.taken
        assert len(strict.called()[0].headers["webhook-signature"].split(" ")) == len(given.split())


def test_both_signatures_stand_beside_each_other(hook: Hook, open_: Open) -> None:
    sent(open_, secrets={"webhook_secret": SECRET, "signing_key": "hush"})
    assert {"x-signature", "webhook-signature"} <= set(hook.calls[-1].headers)
    sent(open_)
    assert not {"x-signature", "webhook-signature", "webhook-id"} & set(hook.calls[-1].headers)


def test_a_further_try_is_the_same_message_at_another_time(open_: Open, clock: FakeClock, hook: Hook) -> None:
    with Hook([SECRET], hook.now) as strict:
        writer = open_({"webhook_secret": SECRET}, url=f"{strict.url}/in").open(UPSERT, SCHEMA)
        batch = batch_of(SCHEMA, [ANNA], idempotency_key="a1b2")
        strict.fail_next("drop")
        with pytest.raises(TransientError):
            send(writer, batch)
        clock.advance(60)
        assert send(writer, batch).rejected == {}
        first, second = strict.calls
        assert first.headers["webhook-id"] == second.headers["webhook-id"] == first.headers["idempotency-key"]
        assert int(second.headers["webhook-timestamp"]) - int(first.headers["webhook-timestamp"]) == 60
        assert first.headers["webhook-signature"] != second.headers["webhook-signature"]
        assert len(strict.taken) == 1


def test_an_id_never_holds_what_would_end_it(hook: Hook, open_: Open) -> None:
    sent(open_, batch_of(SCHEMA, [ANNA], idempotency_key="a.b"), secrets={"webhook_secret": SECRET})
    headers = hook.calls[-1].headers
    assert "." not in headers["webhook-id"]
    assert headers["idempotency-key"] == "a.b"


@pytest.mark.parametrize("status", [400, 401])
@pytest.mark.parametrize(("minutes", "word"), [(9, "behind"), (-9, "ahead of")])
def test_a_wrong_clock_is_found_where_a_signature_is_refused(
    open_: Open, clock: FakeClock, status: int, minutes: int, word: str
) -> None:
    theirs = format_datetime(clock.now() + timedelta(minutes=minutes), usegmt=True)
    with RawServer(answer(f"HTTP/1.1 {status} So\nDate: {theirs}\nContent-Length: 0\n\n")) as server:
        url = f"http://127.0.0.1:{server.port}/in"
        with pytest.raises(DestinationError, match=f"clock is 9 minutes {word} the receiver's") as failure:
            sent(open_, secrets={"webhook_secret": SECRET}, url=url)
        assert type(failure.value) is DestinationError
        assert failure.value.kept
        assert "clock" in failure.value.hint
        with pytest.raises((CredentialError, BatchRejected)):
            sent(open_, url=url)


@pytest.mark.parametrize(
    ("secret", "why"),
    [
        ("whsec_c2hvcnQ=", "24 to 64 bytes"),
        ("whsec_???", "24 to 64 bytes"),
        (f"{SECRET} whsec_", "24 to 64 bytes"),
        ("whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "ed25519"),
    ],
)
def test_a_secret_that_is_none_is_refused_and_not_repeated(open_: Open, secret: str, why: str) -> None:
    with pytest.raises(ConfigError) as failure:
        open_({"webhook_secret": secret})
    assert why in str(failure.value)
    assert secret[7:] not in str(failure.value)


# Headers ------------------------------------------------------------------------------------------------------------------


def test_the_idempotency_header_has_another_name(hook: Hook, open_: Open) -> None:
    sent(open_, idempotency_header="X-Request-Id")
    assert hook.calls[-1].headers["x-request-id"] == "a1b2"
    assert "idempotency-key" not in hook.calls[-1].headers


@pytest.mark.parametrize(
    "config",
    [
        {"idempotency_header": "X-Request-Id", "headers": {"x-request-id": "1"}},
        {"idempotency_header": "Webhook-Id"},
        {"idempotency_header": "Authorization"},
        {"idempotency_header": "X-Key", "auth_header": "x-key"},
        {"idempotency_header": "Bad Name"},
        {"headers": {"Webhook-Signature": "v1,x"}},
    ],
)
def test_no_header_is_set_twice(open_: Open, config: dict[str, Any]) -> None:
    with pytest.raises(ConfigError):
        open_(**config)
