"""Environment before session before keyring."""

from __future__ import annotations

import pytest

from census_desktop.domain.errors import SecretsError
from census_desktop.secrets import open_secrets
from tests.secrets.conftest import MemoryKeyring

VARIABLE = "CENSUS_DESKTOP_SECRET__HOOK__TOKEN"


def name_of(id_: str) -> str:
    return {"1": "Hook"}.get(id_, "")


def test_the_first_place_that_has_one_counts(memory: MemoryKeyring) -> None:
    environ: dict[str, str] = {}
    secrets = open_secrets(environ, name_of)
    assert secrets.get("1") == {}
    secrets.set("1", {"token": "from the keyring"})
    assert secrets.get("1") == {"token": "from the keyring"}
    secrets.set_for_session("1", {"token": "for this session"})
    assert secrets.get("1") == {"token": "for this session"}
    environ[VARIABLE] = "from the environment"
    assert secrets.get("1") == {"token": "from the environment"}


def test_storing_ends_the_session_only_credential(memory: MemoryKeyring) -> None:
    secrets = open_secrets({}, name_of)
    secrets.set_for_session("1", {"token": "for this session"})
    secrets.set("1", {"token": "stored"})
    assert secrets.get("1") == {"token": "stored"}


def test_a_session_only_credential_is_in_no_keyring(memory: MemoryKeyring) -> None:
    secrets = open_secrets({}, name_of)
    secrets.set_for_session("1", {"token": "for this session"})
    assert memory.items == {}
    assert open_secrets({}, name_of).get("1") == {}
    secrets.delete("1")
    assert secrets.get("1") == {}


def test_without_a_keyring_reading_finds_nothing_and_storing_says_so(no_keyring: None) -> None:
    secrets = open_secrets({VARIABLE: "abc"}, name_of)
    assert secrets.get("1") == {"token": "abc"}
    assert secrets.get("2") == {}
    secrets.delete("2")
    with pytest.raises(SecretsError, match="for this session only"):
        secrets.set("2", {"token": "abc"})
    secrets.set_for_session("2", {"token": "abc"})
    assert secrets.get("2") == {"token": "abc"}
    assert secrets.state() == (
        "This computer has no keyring that can be trusted with a credential. "
        "Taken from the environment: 1. Kept for this session only: 1."
    )


def test_every_value_that_passes_is_learned(memory: MemoryKeyring) -> None:
    learned: list[str] = []
    secrets = open_secrets({VARIABLE: "in the environment"}, name_of, learned.extend)
    secrets.get("1")
    secrets.set("2", {"token": "stored"})
    secrets.set_for_session("3", {"token": "for this session"})
    assert learned == ["in the environment", "stored", "for this session"]


def test_the_process_environment_is_read_by_default(memory: MemoryKeyring, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "abc")
    assert open_secrets(None, name_of).get("1") == {"token": "abc"}


def test_no_representation_shows_a_value(memory: MemoryKeyring) -> None:
    secrets = open_secrets({VARIABLE: "hunter2"}, name_of)
    secrets.get("1")
    secrets.set_for_session("2", {"token": "hunter2"})
    assert "hunter2" not in repr(secrets) + repr(secrets._environment) + repr(secrets._session)
