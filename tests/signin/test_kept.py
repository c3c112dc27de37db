"""Tokens that are kept and renewed: once, in time, and never in a loop."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import keyring
import pytest

from census_desktop.destinations._http.api import Api
from census_desktop.domain.errors import CredentialError, SecretsError, StoreError, TransientError
from census_desktop.domain.ports import CancelToken
from census_desktop.signin import Granted, KeptTokens, Registration, renewal, sign_in
from tests.conftest import FakeClock
from tests.destinations.fakes.vendor import Said
from tests.secrets.conftest import MemoryKeyring
from tests.signin.authorization_server import AuthorizationServer, Browser
from tests.signin.keyrings import FileKeyring, KeyringPlace

ROOT = Path(__file__).parent.parent.parent


class Desk:
    """A connection that was signed in, and the tokens of each process that opens it."""

    def __init__(self, client: Registration, clock: FakeClock, folder: Path) -> None:
        self.client, self.clock, self.folder = client, clock, folder
        self.place = KeyringPlace()

    def sign_in(self) -> Granted:
        browser = Browser()
        granted = sign_in(self.client, browser, CancelToken(), clock=self.clock)
        browser.close()
        self.place.keep(granted.fields())
        return granted

    def tokens(self, place: KeyringPlace | None = None) -> KeptTokens:
        lock = self.folder / "lock"
        return KeptTokens("CRM", place or self.place, renewal(self.client, self.clock), self.clock, lock)

    @property
    def kept(self) -> Granted:
        return Granted.from_fields(self.place.read())


@pytest.fixture
def desk(client: Registration, clock: FakeClock, tmp_path: Path, memory: MemoryKeyring) -> Desk:
    made = Desk(client, clock, tmp_path)
    made.sign_in()
    return made


def refreshes(server: AuthorizationServer) -> int:
    return len(server.forms("refresh_token"))


def me(server: AuthorizationServer, tokens: KeptTokens, clock: FakeClock) -> object:
    api = Api(server.url, clock=clock, tokens=tokens)
    try:
        return api.get("me", cancel=CancelToken())
    finally:
        api.close()


# In time ------------------------------------------------------------------------------------------------------------


def test_a_token_is_used_while_it_is_good(desk: Desk, server: AuthorizationServer, clock: FakeClock):
    tokens = desk.tokens()
    first = tokens.access()
    clock.advance(3600 - 61)
    assert tokens.access() == first
    assert refreshes(server) == 0
    clock.advance(2)
    assert tokens.access() != first
    assert refreshes(server) == 1


def test_the_new_pair_is_kept_before_it_is_used(desk: Desk, server: AuthorizationServer, clock: FakeClock):
    clock.advance(3600)
    token = desk.tokens().access()
    assert desk.kept.access_token == token
    assert desk.kept.refresh_token == server.families[0].refresh
    assert desk.kept.account == "ada@example.com"
    assert desk.kept.expires_at == clock.now() + timedelta(hours=1)


def test_an_answer_without_a_refresh_token_keeps_the_old_one(desk: Desk, server: AuthorizationServer, clock: FakeClock):
    server.rotates = False
    before = desk.kept.refresh_token
    for _ in range(3):
        clock.advance(3600)
        assert desk.tokens().access()
    assert desk.kept.refresh_token == before


@pytest.mark.parametrize("lives", [0, None, "", 30])
def test_a_life_that_is_not_known_ends_when_the_destination_says_so(
    desk: Desk, server: AuthorizationServer, clock: FakeClock, lives: object
):
    server.lives = lives
    desk.sign_in()
    tokens = desk.tokens()
    clock.advance(999_999)
    assert me(server, tokens, clock) == {"name": "Ada"}
    assert refreshes(server) == 0
    server.expire()
    assert me(server, tokens, clock) == {"name": "Ada"}
    assert refreshes(server) == 1


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_clock_that_is_wrong_by_an_hour_costs_one_refresh_at_most(
    desk: Desk, server: AuthorizationServer, clock: FakeClock, hours: int
):
    """Set back, the token looks good long after it is not; set forward, it looks old at once."""
    clock.time += timedelta(hours=hours)
    if hours < 0:
        server.expire()
    tokens = desk.tokens()
    for _ in range(5):
        assert me(server, tokens, clock) == {"name": "Ada"}
    assert refreshes(server) == 1


def test_without_a_refresh_token_the_destination_has_the_last_word(desk: Desk, server: AuthorizationServer, clock: FakeClock):
    desk.place.keep(replace(desk.kept, refresh_token="").fields())
    clock.advance(9999)
    tokens = desk.tokens()
    assert me(server, tokens, clock) == {"name": "Ada"}
    server.expire()
    with pytest.raises(CredentialError, match="is over"):
        me(server, tokens, clock)
    assert refreshes(server) == 0


def test_a_refusal_that_a_new_token_does_not_cure_is_told(desk: Desk, server: AuthorizationServer, clock: FakeClock):
    server.fail_next(Said(401, {"message": "not for you"}), times=2, path="/me")
    with pytest.raises(CredentialError, match="not for you"):
        me(server, desk.tokens(), clock)
    assert refreshes(server) == 1


# Once ---------------------------------------------------------------------------------------------------------------


def test_eight_threads_with_an_expired_token_refresh_once(desk: Desk, server: AuthorizationServer, clock: FakeClock):
    tokens, gate = desk.tokens(), threading.Barrier(8)
    server.expire()
    clock.advance(3600)

    def call(_: int) -> object:
        gate.wait()
        return me(server, tokens, clock)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(call, range(8))) == [{"name": "Ada"}] * 8
    assert refreshes(server) == 1
    assert len(server.families) == 1


def test_eight_threads_that_are_all_refused_refresh_once(desk: Desk, server: AuthorizationServer, clock: FakeClock):
    """Each with tokens of its own, as the runs of one connection have."""
    server.expire()
    gate = threading.Barrier(8)

    def call(_: int) -> object:
        tokens = desk.tokens(KeyringPlace())
        gate.wait()
        return me(server, tokens, clock)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(call, range(8))) == [{"name": "Ada"}] * 8
    assert refreshes(server) == 1


def test_two_processes_refresh_once(server: AuthorizationServer, client: Registration, clock: FakeClock, tmp_path: Path):
    before = keyring.core._keyring_backend
    keyring.set_keyring(FileKeyring(tmp_path / "keyring.json"))
    try:
        server.lives = None
        first = Desk(client, clock, tmp_path).sign_in().access_token
    finally:
        keyring.core._keyring_backend = before
    server.expire()
    words = [sys.executable, "-m", "tests.signin.keyrings", str(tmp_path), server.url]
    pipe = subprocess.PIPE
    processes = [subprocess.Popen(words, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) for _ in range(2)]
    said = []
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == first
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    for process in processes:
        out, _ = process.communicate(timeout=30)
        said.append(out.strip())
    assert said[0] == said[1]
    assert said[0].startswith("canary-access-")
    assert said[0] != first
    assert refreshes(server) == 1


def test_another_process_may_have_signed_in_anew(desk: Desk, server: AuthorizationServer, clock: FakeClock):
    tokens = desk.tokens()
    old = tokens.access()
    server.families.clear()
    new = Desk(desk.client, clock, desk.folder).sign_in()
    assert tokens.access(old) == new.access_token
    assert refreshes(server) == 0


def test_a_copy_of_the_workspace_with_a_lock_of_its_own_may_be_quicker(
    desk: Desk, server: AuthorizationServer, clock: FakeClock
):
    """It used the refresh token while this one asked: what it got is taken."""
    clock.advance(3600)
    elsewhere = Granted("canary-elsewhere", "canary-elsewhere-refresh", clock.now() + timedelta(hours=1))

    class Quicker(KeyringPlace):
        reads = 0

        def read(self) -> Mapping[str, str]:
            self.reads += 1
            if self.reads == 3:
                self.keep(elsewhere.fields())
            return super().read()

    server.families.clear()
    place = Quicker()
    assert desk.tokens(place).access() == "canary-elsewhere"
    assert len(place.writes) == 1


def test_somebody_who_never_stops_renewing_is_not_waited_for_for_ever(
    desk: Desk, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
):
    from filelock import FileLock

    monkeypatch.setattr("census_desktop.signin.kept.LOCK_SECONDS", 0.01)
    clock.advance(3600)
    with FileLock(desk.folder / "lock"), pytest.raises(TransientError, match="has been renewing") as caught:
        desk.tokens().access()
    assert caught.value.outcome_known


def test_a_folder_that_takes_no_lock_is_told(desk: Desk, clock: FakeClock):
    clock.advance(3600)
    desk.folder = desk.folder / "gone" / "file"
    desk.folder.parent.write_text("not a folder")
    with pytest.raises(StoreError, match="takes no lock"):
        desk.tokens().access()


# Over ---------------------------------------------------------------------------------------------------------------


def test_a_sign_in_that_was_revoked_is_asked_for_once(desk: Desk, server: AuthorizationServer, clock: FakeClock):
    server.families.clear()
    clock.advance(3600)
    tokens = desk.tokens()
    for _ in range(3):
        with pytest.raises(CredentialError, match="The sign-in of “CRM” is over") as caught:
            tokens.access()
        assert "sign in again" in caught.value.hint
        assert "canary" not in str(caught.value)
    with pytest.raises(CredentialError):  # another run, another process
        desk.tokens(KeyringPlace()).access()
    assert refreshes(server) == 1
    assert desk.kept.is_over
    assert desk.kept.account == "ada@example.com"


def test_signing_in_again_makes_it_good(desk: Desk, server: AuthorizationServer, clock: FakeClock):
    server.families.clear()
    clock.advance(3600)
    tokens = desk.tokens()
    with pytest.raises(CredentialError):
        tokens.access()
    desk.sign_in()
    assert me(server, tokens, clock) == {"name": "Ada"}


def test_a_crash_between_the_answer_and_the_keyring_ends_in_signing_in_again(
    desk: Desk, server: AuthorizationServer, clock: FakeClock
):
    """The vendor has spent the refresh token, and the new one was in the memory of a process that is gone."""

    class Crash(KeyringPlace):
        def keep(self, fields: Mapping[str, str]) -> None:
            raise KeyboardInterrupt

    clock.advance(3600)
    with pytest.raises(KeyboardInterrupt):
        desk.tokens(Crash()).access()
    for _ in range(3):
        with pytest.raises(CredentialError, match="is over"):
            desk.tokens(KeyringPlace()).access()
    assert refreshes(server) == 2


def test_an_answer_that_was_lost_is_asked_for_again(desk: Desk, server: AuthorizationServer, clock: FakeClock):
    server.fail_next("reset", path="POST /token")
    clock.advance(3600)
    tokens = desk.tokens()
    with pytest.raises(TransientError) as caught:
        tokens.access()
    assert caught.value.outcome_known, "the records that wait for it were not sent"
    assert tokens.access().startswith("canary-access-")


def test_trouble_at_the_vendor_ends_nothing(desk: Desk, server: AuthorizationServer, clock: FakeClock):
    server.fail_next(Said(503), path="POST /token")
    server.fail_next(Said(400, {"error": "invalid_client"}), path="POST /token")
    clock.advance(3600)
    tokens = desk.tokens()
    with pytest.raises(TransientError):
        tokens.access()
    with pytest.raises(CredentialError, match="the client"):
        tokens.access()
    assert tokens.access()
    assert not desk.kept.is_over


def test_a_keyring_that_fails_gives_no_token(desk: Desk, memory: MemoryKeyring, clock: FakeClock):
    clock.advance(3600)
    memory.writes_left = 0
    with pytest.raises(SecretsError):
        desk.tokens().access()


def test_what_is_kept_and_broken_is_read_as_unknown():
    assert Granted.from_fields({"access_token": "a", "expires_at": "soon"}).expires_at is None
    naive = Granted.from_fields({"access_token": "a", "expires_at": "2026-11-24T10:00:00"})
    assert naive.expires_at is not None
    assert naive.expires_at.tzinfo is not None


def test_the_credential_keeps_its_other_fields(desk: Desk, clock: FakeClock):
    desk.place.keep({"client_secret": "of the client"})
    clock.advance(3600)
    desk.tokens().access()
    assert desk.place.read()["client_secret"] == "of the client"
