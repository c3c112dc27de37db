"""`destinations connect`: the address is printed, the browser opened or not, and the connection signed in."""

from __future__ import annotations

import re
import webbrowser
from pathlib import Path

import pytest

from census_desktop.destinations import BUILT_IN
from tests.cli.conftest import Shell, sh
from tests.secrets.conftest import MemoryKeyring
from tests.signin.authorization_server import AuthorizationServer, Browser

__all__ = ["sh"]


class Opened:
    """What `webbrowser.get` gives."""

    def __init__(self, name: str, browser: Browser) -> None:
        self.name = name
        self._browser = browser

    def open(self, address: str) -> bool:
        self._browser(address)
        return True


@pytest.fixture
def crm(sh: Shell, server: AuthorizationServer, monkeypatch: pytest.MonkeyPatch, memory: MemoryKeyring) -> str:
    monkeypatch.setitem(BUILT_IN, "signed", "tests.signin.signed:Signed")  # type: ignore[arg-type]
    config = ("--config", f"server={server.url}", "--config", "client_id=desktop")
    assert sh("destinations", "add", "--name", "CRM", "--type", "signed", *config).code == 0
    return "CRM"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, browser: Browser) -> Browser:
    monkeypatch.setattr(webbrowser, "get", lambda: Opened("firefox", browser))
    return browser


def test_a_person_signs_in(sh: Shell, crm: str, opened: Browser):
    said = sh("destinations", "connect", crm)
    assert (said.code, said.out) == (0, "CRM: signed in as ada@example.com.\n")
    assert opened.address in said.err
    assert sh("destinations", "test", crm).out == "CRM: Hello Ada.\n"


def test_the_document_is_on_stdout_alone(sh: Shell, crm: str, opened: Browser):
    said = sh("destinations", "connect", crm, "--json")
    assert said.json["destination"] == "CRM"
    assert said.json["signed_in"] is True
    assert said.json["renews"] is True
    assert said.json["until"].endswith("Z")
    assert "canary" not in said.out + said.err


def test_without_a_browser_the_address_is_printed_and_opened_by_hand(
    sh: Shell, crm: str, browser: Browser, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(webbrowser, "get", lambda: pytest.fail("a browser was opened"))
    from census_desktop.cli.output import Output

    complain = Output.complain

    def read(self: Output, line: str) -> None:
        complain(self, line)
        if found := re.search(r"^http\S+$", line, re.MULTILINE):
            browser(found[0])

    monkeypatch.setattr(Output, "complain", read)
    assert sh("--quiet", "destinations", "connect", crm, "--no-browser").code == 0
    assert browser.address


@pytest.mark.parametrize("name", ["w3m", "/usr/bin/lynx"])
def test_a_browser_in_the_terminal_is_not_opened(
    sh: Shell, crm: str, browser: Browser, monkeypatch: pytest.MonkeyPatch, name: str
):
    from census_desktop.cli.destinations import _open_browser

    monkeypatch.setattr(webbrowser, "get", lambda: Opened(name, browser))
    _open_browser("http://127.0.0.1:9/")
    assert browser.address == ""


def test_a_computer_without_any_browser_goes_on(monkeypatch: pytest.MonkeyPatch):
    from census_desktop.cli.destinations import _open_browser

    def none() -> None:
        raise webbrowser.Error

    monkeypatch.setattr(webbrowser, "get", none)
    _open_browser("http://127.0.0.1:9/")


def test_a_person_who_says_no(sh: Shell, crm: str, monkeypatch: pytest.MonkeyPatch):
    browser = Browser(lambda address: address.replace("scope=read", "scope=everything"))
    monkeypatch.setattr(webbrowser, "get", lambda: Opened("firefox", browser))
    said = sh("destinations", "connect", crm)
    browser.close()
    assert said.code == 1
    assert "refused the sign-in" in said.err


def test_a_destination_that_takes_a_credential_says_so(sh: Shell, memory: MemoryKeyring):
    sh("destinations", "add", "--name", "Hook", "--type", "webhook", "--config", "url=http://127.0.0.1:9/")
    said = sh("destinations", "connect", "Hook")
    assert said.code == 2
    assert "not signed in by a browser" in said.err


def test_what_can_be_signed_in_to_is_listed(sh: Shell, crm: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("census_desktop.usecases.destination_types.INDEX", tmp_path / "none")  # it does not know the test's own
    found = {type_["type"]: type_ for type_ in sh("destinations", "types", "--json").json}
    assert found["signed"]["sign_in"] == ["browser", "service_account", "client_credentials"]
    assert "register a client" in found["signed"]["credential_help"]
    assert found["webhook"]["sign_in"] == []
    assert "Sign in by the browser: census-desktop destinations connect" in sh("destinations", "types").out
