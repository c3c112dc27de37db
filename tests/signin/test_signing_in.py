"""Signing in to a connection of a workspace, and what its destination then gets."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from census_desktop.bootstrap import App, open_workspace
from census_desktop.destinations import BUILT_IN, manifests
from census_desktop.domain.errors import CensusError, ConfigError, CredentialError, SecretsError, SignInError
from census_desktop.domain.model import Connection, RunStatus
from census_desktop.domain.ports import CancelToken
from census_desktop.domain.redaction import log_redaction
from census_desktop.signin import FIELDS
from census_desktop.usecases.signing_in import TOKEN_FIELDS
from tests.conftest import FakeClock, Logged
from tests.destinations.fakes.vendor import Said
from tests.secrets.conftest import MemoryKeyring, no_keyring
from tests.signin import signed
from tests.signin.authorization_server import AuthorizationServer, Browser

__all__ = ["no_keyring"]


@pytest.fixture(autouse=True)
def _type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(BUILT_IN, "signed", "tests.signin.signed:Signed")  # type: ignore[arg-type]
    signed.SEEN.clear()


def opened(tmp_path: Path, clock: FakeClock, **environ: str) -> App:
    return open_workspace(tmp_path / "workspace", clock=clock, environ=environ)


@pytest.fixture
def app(tmp_path: Path, clock: FakeClock) -> Iterator[App]:
    made = opened(tmp_path, clock)
    yield made
    made.close()


@pytest.fixture
def crm(app: App, server: AuthorizationServer) -> Connection:
    """Not saved yet."""
    return replace(app.destinations.new("signed", "CRM"), config={"server": server.url, "client_id": "desktop"})


def enter(app: App, connection: Connection, browser: Browser, **typed: str) -> Connection:
    return app.signing_in.sign_in(connection, typed, browser, CancelToken())


def test_a_connection_is_signed_in_and_saved(
    app: App, crm: Connection, memory: MemoryKeyring, browser: Browser, server: AuthorizationServer, clock: FakeClock
):
    assert app.signing_in.state(crm.id) is None
    saved = enter(app, crm, browser)
    assert app.destinations.get("CRM") == saved
    state = app.signing_in.state(crm.id)
    assert state is not None
    assert (state.account, state.scope, state.renews, state.is_over) == ("ada@example.com", "read openid", True, False)
    assert app.destinations.test(saved) == "Hello Ada."
    server.expire()
    assert app.destinations.test(saved) == "Hello Ada."
    assert len(server.forms("refresh_token")) == 1


def test_a_destination_sees_no_refresh_token(
    app: App, crm: Connection, memory: MemoryKeyring, browser: Browser, server: AuthorizationServer
):
    server.extra = {"instance_url": "https://eu7.example.com"}
    app.destinations.test(enter(app, crm, browser, client_secret="unused"))
    assert signed.SEEN[-1].secrets == {"client_secret": "unused", "instance_url": "https://eu7.example.com"}


def test_what_does_not_come_to_its_end_saves_nothing(app: App, crm: Connection, memory: MemoryKeyring):
    declined = Browser(lambda address: address.replace("scope=read", "scope=everything"))
    with pytest.raises(SignInError):
        enter(app, crm, declined, client_secret="typed")
    declined.close()
    assert app.destinations.all() == ()
    assert memory.items == {}


def test_no_keyring_keeps_it_for_the_session_without_another_sign_in(
    app: App, crm: Connection, no_keyring: None, browser: Browser, server: AuthorizationServer, clock: FakeClock
):
    with pytest.raises(SecretsError):
        enter(app, crm, browser)
    assert app.destinations.all() == ()
    saved = app.signing_in.finish(crm, {}, for_session=True)
    assert app.destinations.test(saved) == "Hello Ada."
    server.expire()
    clock.advance(3600)
    assert app.destinations.test(saved) == "Hello Ada."
    assert app.destinations.test(saved) == "Hello Ada."
    assert len(server.forms("authorization_code")) == 1
    assert len(server.forms("refresh_token")) == 1


def test_a_sign_in_that_was_not_saved_is_not_good_for_other_settings(
    app: App, crm: Connection, no_keyring: None, browser: Browser, clock: FakeClock
):
    with pytest.raises(SecretsError):
        enter(app, crm, browser)
    elsewhere = replace(crm, config={**crm.config, "server": "https://elsewhere.example"})
    saved = app.signing_in.finish(elsewhere, {}, for_session=True)
    assert app.signing_in.state(saved.id) is None


def test_a_keyring_that_was_locked_is_given_what_it_is_owed(
    app: App, crm: Connection, memory: MemoryKeyring, browser: Browser, server: AuthorizationServer, clock: FakeClock
):
    """The vendor spent the old refresh token: losing the new one would ask the person to sign in again."""
    saved = enter(app, crm, browser)
    clock.advance(3600)
    memory.writes_left = 0
    for _ in range(2):
        with pytest.raises(SecretsError):
            app.destinations.test(saved)
    memory.writes_left = 100
    assert app.destinations.test(saved) == "Hello Ada."
    assert len(server.forms("refresh_token")) == 1


def test_another_account_counts_at_once(
    app: App, crm: Connection, memory: MemoryKeyring, server: AuthorizationServer, tmp_path: Path, clock: FakeClock
):
    """Signed in by another process, while this one had read the keyring before."""
    first = Browser()
    saved = enter(app, crm, first)
    first.close()
    app.destinations.test(saved)
    other, second = opened(tmp_path, clock), Browser()
    enter(other, saved, second)
    second.close()
    other.close()
    server.families.pop(0)
    app.destinations.test(saved)
    assert len(server.forms("refresh_token")) == 0


def test_saving_another_credential_does_not_bring_spent_tokens_back(
    app: App,
    crm: Connection,
    memory: MemoryKeyring,
    browser: Browser,
    server: AuthorizationServer,
    tmp_path: Path,
    clock: FakeClock,
):
    """This process has read the keyring before another one renewed the sign-in."""
    saved = enter(app, crm, browser)
    app.destinations.test(saved)
    server.expire()
    other = opened(tmp_path, clock)
    other.destinations.test(saved)
    other.close()
    app.destinations.save(saved, {"client_secret": "typed now"})
    server.expire()
    assert app.destinations.test(saved) == "Hello Ada."
    assert len(server.forms("refresh_token")) == 2


def test_a_sign_in_that_is_over_says_so_without_asking(
    app: App, crm: Connection, memory: MemoryKeyring, browser: Browser, server: AuthorizationServer, clock: FakeClock
):
    saved = enter(app, crm, browser)
    server.families.clear()
    for _ in range(3):
        with pytest.raises(CredentialError, match="The sign-in of “CRM” is over"):
            app.destinations.test(saved)
    state = app.signing_in.state(saved.id)
    assert state is not None
    assert state.is_over
    assert state.account == "ada@example.com"
    assert len(server.forms("refresh_token")) == 1
    again = Browser()
    enter(app, saved, again)
    again.close()
    assert app.destinations.test(saved) == "Hello Ada."


def test_signing_out_leaves_the_other_credentials(
    app: App, crm: Connection, memory: MemoryKeyring, browser: Browser, server: AuthorizationServer
):
    saved = enter(app, crm, browser, client_secret="kept")
    app.signing_in.sign_out(saved.id)
    assert app.signing_in.state(saved.id) is None
    assert app.destinations.has_secrets(saved.id) == ("client_secret",)
    assert "canary" not in "".join(memory.items.values())
    again = Browser()
    enter(app, replace(saved, name="Bare"), again)
    again.close()
    app.destinations.remove(saved.id)
    assert memory.items == {}


def test_the_credential_that_was_entered_last_counts(
    app: App, crm: Connection, memory: MemoryKeyring, browser: Browser, server: AuthorizationServer
):
    saved = enter(app, crm, browser)
    pasted = next(iter(server.families[0].access))
    assert app.destinations.test(saved, {"access_token": pasted}) == "Hello Ada."
    assert signed.SEEN[-1].tokens is None
    app.destinations.save(saved, {"access_token": pasted})
    assert app.signing_in.state(saved.id) is None
    assert app.destinations.has_secrets(saved.id) == ("access_token",)
    assert app.destinations.test(saved) == "Hello Ada."
    again = Browser()
    enter(app, saved, again)
    again.close()
    assert app.destinations.test(saved) == "Hello Ada."
    assert signed.SEEN[-1].tokens is not None


def test_a_client_that_can_signs_in_by_itself(app: App, crm: Connection, memory: MemoryKeyring, server: AuthorizationServer):
    config = {**crm.config, "client_id": "confidential"}
    saved = app.destinations.save(replace(crm, config=config), {"client_secret": "canary-client-secret"})
    assert app.destinations.test(saved) == "Hello Ada."
    assert app.signing_in.state(saved.id) is None


def test_a_service_account_that_is_no_key_is_told_at_once(app: App, crm: Connection, memory: MemoryKeyring):
    saved = app.destinations.save(crm, {"service_account": "canary"})
    with pytest.raises(ConfigError, match="not the JSON file"):
        app.destinations.test(saved)


def test_a_server_takes_a_refresh_token_from_the_environment(
    server: AuthorizationServer, tmp_path: Path, clock: FakeClock, no_keyring: None
):
    server.rotates = False
    from tests.signin.authorization_server import Family

    server.families.append(Family("desktop", "read", "from-elsewhere"))
    app = opened(tmp_path, clock, CENSUS_DESKTOP_SECRET__CRM__REFRESH_TOKEN="from-elsewhere")
    config = {"server": server.url, "client_id": "desktop"}
    crm = app.destinations.save(replace(app.destinations.new("signed", "CRM"), config=config))
    assert app.destinations.test(crm) == "Hello Ada."
    assert app.destinations.test(crm) == "Hello Ada."
    app.close()


PEOPLE = """
version: 1
sources: [{name: Files, type: files, config: {path: .}}]
datasets: [{name: People, source: Files, table: people.csv, unique_identifier: id}]
syncs:
  - {name: People to CRM, source: {dataset: People}, destination: CRM, object: records, operation: upsert,
     sync_key: {column: id, field: id}, mappings: [{column: name, field: name}]}
"""


def test_a_run_whose_token_ends_renews_it_once_and_one_that_is_over_fails_at_once(
    app: App, crm: Connection, memory: MemoryKeyring, browser: Browser, server: AuthorizationServer, clock: FakeClock
):
    enter(app, crm, browser)
    root = app.paths.root
    (root / "people.csv").write_text("id,name\n" + "".join(f"{n},Name {n}\n" for n in range(40)), encoding="utf-8")
    app.document.import_(PEOPLE, root)
    sync = app.syncs.get("People to CRM")
    server.expire()
    clock.advance(3600)
    run = app.runs.run(sync.id)
    assert (run.status, run.counts.updated) == (RunStatus.COMPLETED, 40)
    assert len(server.forms("refresh_token")) == 1
    assert len(server.called("POST /records")) == 8
    server.families.clear()
    (root / "people.csv").write_text("id,name\n1,Another\n", encoding="utf-8")
    for _ in range(2):
        clock.advance(60)
        run = app.runs.run(sync.id)
        assert run.status is RunStatus.FAILED
        assert "sign in again" in run.error
    assert len(server.forms("refresh_token")) == 2


def test_without_a_way_by_the_browser_it_says_so(app: App, memory: MemoryKeyring):
    hook = replace(app.destinations.new("webhook", "Hook"), config={"url": "https://example.com"})
    with pytest.raises(ConfigError, match="not signed in by a browser"):
        app.signing_in.sign_in(hook, {}, lambda _address: None, CancelToken())


def test_settings_are_checked_before_the_browser_opens(app: App, crm: Connection, memory: MemoryKeyring):
    shown: list[str] = []
    with pytest.raises(ConfigError, match="“server”"):
        app.signing_in.sign_in(replace(crm, config={}), {}, shown.append, CancelToken())
    with pytest.raises(ConfigError, match="“client_id” is empty"):
        app.signing_in.sign_in(replace(crm, config={**crm.config, "client_id": ""}), {}, shown.append, CancelToken())
    assert shown == []


def test_canaries_are_nowhere_but_in_the_keyring(
    server: AuthorizationServer, tmp_path: Path, clock: FakeClock, memory: MemoryKeyring, logged: Logged
):
    """Tokens, code, verifier and secret go through every way that ends well or not, with all that is logged written down."""
    file = logging.FileHandler(tmp_path / "program.log")
    file.addFilter(log_redaction)
    root = logging.getLogger()
    root.addHandler(file)
    level = root.level
    root.setLevel(logging.DEBUG)
    texts: list[str] = []
    app = opened(tmp_path, clock)
    try:
        config = {"server": server.url, "client_id": "desktop"}
        crm = replace(app.destinations.new("signed", "CRM"), config=config)
        browser = Browser()
        crm = enter(app, crm, browser)
        browser.close()
        app.destinations.test(crm)
        server.expire()
        app.destinations.test(crm)
        for status in (400, 500):
            quoted = {"error": "invalid_client", "error_description": f"{server.families[0].refresh} is odd"}
            server.expire()
            server.fail_next(Said(status, quoted), path="POST /token")
            with pytest.raises(CensusError) as caught:
                app.destinations.test(crm)
            texts.append(str(caught.value))
        server.families.clear()
        with pytest.raises(CensusError) as caught:
            app.destinations.test(crm)
        texts += [str(caught.value), repr(caught.value)]
        logging.getLogger("test").error("kept %s", app.secrets.get(crm.id))
        logged.expect("instance_url")
        (tmp_path / "export.yaml").write_text(app.document.to_yaml(app.document.export()))
        app.store.back_up()
    finally:
        app.close()
        root.removeHandler(file)
        root.setLevel(level)
        file.close()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {"workspace.db", "program.log", "export.yaml"} <= {path.name for path in files}
    assert [path.name for path in files if b"canary" in path.read_bytes()] == []
    assert not [text for text in texts if "canary" in text]
    assert "account" in json.dumps([*memory.items.values()])


def test_the_names_of_what_is_kept_are_the_same_on_both_sides():
    assert TOKEN_FIELDS == FIELDS


def test_every_manifest_can_be_signed_in_to():
    """Grants have the fields that they need, and addresses settings that exist."""
    import re

    for manifest in manifests():
        if (oauth := manifest.sign_in) is None:
            continue
        names = {field.name for field in manifest.config}
        assert set(oauth.grants) <= {"browser", "service_account", "client_credentials"}
        assert set(re.findall(r"\{(\w+)\}", oauth.authorize + oauth.token)) <= names
        if {"browser", "client_credentials"} & set(oauth.grants):
            assert "client_id" in names, manifest.type
        if oauth.needs_secret or "client_credentials" in oauth.grants:
            assert "client_secret" in {field.name for field in manifest.secret_fields}, manifest.type
        if "service_account" in oauth.grants:
            assert "service_account" in {field.name for field in manifest.secret_fields}, manifest.type
