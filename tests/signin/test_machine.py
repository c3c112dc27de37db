"""Tokens that a program gets for itself: service accounts and client credentials."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from census_desktop.domain.errors import ConfigError, CredentialError
from census_desktop.signin import Registration, client_tokens, service_tokens
from tests.conftest import FakeClock
from tests.destinations.fakes.vendor import Said
from tests.signin.authorization_server import AuthorizationServer

EMAIL = "robot@project.iam.gserviceaccount.com"
JWT = "urn:ietf:params:oauth:grant-type:jwt-bearer"


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def pem_of(key: Any) -> str:
    pkcs8, plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    return str(key.private_bytes(serialization.Encoding.PEM, pkcs8, plain).decode())


@pytest.fixture
def key_file(key: rsa.RSAPrivateKey, server: AuthorizationServer) -> str:
    server.service_keys[EMAIL] = key.public_key()
    return json.dumps(
        {
            "type": "service_account",
            "private_key_id": "7",
            "private_key": pem_of(key),
            "client_email": EMAIL,
            "token_uri": f"{server.url}/token",
        }
    )


@pytest.fixture
def clock() -> FakeClock:
    """A clock that is right: the fake server looks at a real one."""
    right = FakeClock()
    right.time = datetime.now(UTC)
    return right


def test_a_service_account_signs_in(server: AuthorizationServer, key_file: str, clock: FakeClock):
    tokens = service_tokens(key_file, ("read", "write"), "", clock)
    assert not server.calls, "nothing is asked before it is needed"
    first = tokens.access()
    assert tokens.access() == first
    assert len(server.forms(JWT)) == 1
    clock.advance(3600)
    assert tokens.access() != first


def test_whom_it_acts_for_is_in_the_assertion(server: AuthorizationServer, key_file: str, clock: FakeClock):
    import base64

    service_tokens(key_file, ("read", "write"), "ada@example.com", clock).access()
    claims = server.forms(JWT)[0]["assertion"].split(".")[1]
    said = json.loads(base64.urlsafe_b64decode(claims + "=="))
    assert (said["sub"], said["scope"], said["iss"]) == ("ada@example.com", "read write", EMAIL)


@pytest.mark.parametrize("hours", [-1, 1, -48])
def test_a_clock_that_is_wrong_is_told_the_time(server: AuthorizationServer, key_file: str, clock: FakeClock, hours: int):
    clock.advance(hours * 3600)
    assert service_tokens(key_file, (), "", clock).access()
    assert len(server.forms(JWT)) <= 2


def test_a_key_that_was_deleted_is_told_and_not_asked_for_ever(server: AuthorizationServer, key_file: str, clock: FakeClock):
    server.service_keys.clear()
    with pytest.raises(CredentialError, match="Invalid JWT Signature") as caught:
        service_tokens(key_file, (), "", clock).access()
    assert "new key" in caught.value.hint
    assert len(server.forms(JWT)) == 1


def test_threads_share_one_question(server: AuthorizationServer, key_file: str, clock: FakeClock):
    tokens, gate = service_tokens(key_file, (), "", clock), threading.Barrier(8)

    def call(_: int) -> str:
        gate.wait()
        return tokens.access()

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(call, range(8)))) == 1
    assert len(server.forms(JWT)) == 1


def test_a_refused_token_is_replaced_and_an_older_one_is_not(server: AuthorizationServer, key_file: str, clock: FakeClock):
    tokens = service_tokens(key_file, (), "", clock)
    first = tokens.access()
    second = tokens.access(refused=first)
    assert second != first
    assert tokens.access(refused=first) == second


@pytest.mark.parametrize(
    "text", ["", "canary", '{"canary": 1}', "[]", '{"client_email": "a@b.c", "private_key": "canary"}', '{"private_key": 1}']
)
def test_what_is_not_a_key_file_is_refused_without_quoting_it(text: str, clock: FakeClock):
    with pytest.raises(ConfigError) as caught:
        service_tokens(text, (), "", clock)
    assert "canary" not in str(caught.value)


def test_a_key_of_another_kind_is_refused(clock: FakeClock):
    text = json.dumps({"client_email": EMAIL, "private_key": pem_of(ec.generate_private_key(ec.SECP256R1()))})
    with pytest.raises(ConfigError, match="cannot be read"):
        service_tokens(text, (), "", clock)


def test_the_key_goes_to_no_open_connection(key_file: str, clock: FakeClock):
    text = json.dumps({**json.loads(key_file), "token_uri": "http://tokens.example.com/"})
    with pytest.raises(ConfigError, match="Plain http"):
        service_tokens(text, (), "", clock)


def test_without_the_package_it_says_what_to_install(key_file: str, clock: FakeClock, monkeypatch: pytest.MonkeyPatch):
    import sys

    monkeypatch.setitem(sys.modules, "cryptography.hazmat.primitives", None)
    with pytest.raises(ConfigError, match="cryptography") as caught:
        service_tokens(key_file, (), "", clock)
    assert "census-desktop[google]" in caught.value.hint


def test_a_client_signs_in_by_itself(server: AuthorizationServer, client: Registration, clock: FakeClock):
    tokens = client_tokens(replace(client, client_id="confidential", secret="canary-client-secret"), clock)
    first = tokens.access()
    assert tokens.access() == first
    (form,) = server.forms("client_credentials")
    assert form["scope"] == "read openid"


def test_a_client_that_is_refused_is_told(server: AuthorizationServer, client: Registration, clock: FakeClock):
    with pytest.raises(CredentialError, match="invalid_client") as caught:
        client_tokens(replace(client, client_id="confidential", secret="canary-wrong"), clock).access()
    assert "canary" not in str(caught.value)


def test_trouble_passes(server: AuthorizationServer, client: Registration, clock: FakeClock):
    server.fail_next(Said(503), path="POST /token")
    tokens = client_tokens(replace(client, client_id="confidential", secret="canary-client-secret"), clock)
    with pytest.raises(Exception, match="trouble of its own"):
        tokens.access()
    assert tokens.access()
