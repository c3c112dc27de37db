"""Signing in from the card of a connection: offered, waited for, given up, over, out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from census_desktop.destinations import BUILT_IN
from census_desktop.gui.destinations.destinations_page import DestinationsPage
from census_desktop.gui.destinations.sign_in_row import SignInRow, registered_form
from census_desktop.gui.kit.gallery import GalleryCard
from census_desktop.gui.session import Session
from tests.gui.hands import find, names
from tests.secrets.conftest import MemoryKeyring, memory
from tests.signin.authorization_server import AuthorizationServer, Browser

__all__ = ["memory"]

Settle = Callable[[], None]


class Desktop:
    """The desktop's services: a browser that goes to the address, or only takes it."""

    def __init__(self) -> None:
        self.addresses: list[str] = []
        self.goes = True
        self.opens = True
        self.browser = Browser()

    def open(self, url: QUrl) -> bool:
        self.addresses.append(url.toEncoded().data().decode())
        if self.goes and self.opens and "/authorize" in self.addresses[-1]:
            self.browser(self.addresses[-1])
        return self.opens


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    made = Desktop()
    monkeypatch.setattr(QDesktopServices, "openUrl", made.open)
    monkeypatch.setitem(BUILT_IN, "signed", "tests.signin.signed:Signed")  # type: ignore[arg-type]
    yield made
    made.browser.close()


@pytest.fixture
def server() -> Iterator[AuthorizationServer]:
    with AuthorizationServer() as running:
        yield running


class Hands:
    def __init__(self, page: DestinationsPage, qtbot: QtBot, settle: Settle, url: str) -> None:
        self.page, self.qtbot, self.settle, self.url = page, qtbot, settle, url

    def pick(self) -> None:
        self.page.open(add=True)
        self.settle()
        card = next(c for c in self.page.findChildren(GalleryCard) if c.accessibleName() == "Acme CRM")
        self.qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
        self.settle()

    def fill(self) -> None:
        for name, text in (("Server", self.url), ("Client ID", "desktop")):
            find(self.page, QLineEdit, name).setText(text)

    def press(self, name: str, *, wait: bool = True) -> None:
        self.qtbot.mouseClick(find(self.page, QPushButton, name), Qt.MouseButton.LeftButton)
        if wait:
            self.settle()

    @property
    def row(self) -> SignInRow:
        return self.page._panel._sign_in

    @property
    def said(self) -> str:
        texts = [self.row._state.accessibleName(), self.row._who.accessibleName(), self.row._note.text()]
        return " ".join(filter(None, texts))

    @property
    def acts(self) -> list[str]:
        return names(self.row, QPushButton)

    @property
    def result(self) -> str:
        return self.page._panel._result.accessibleName() if self.page._panel._result.isVisibleTo(self.page) else ""

    def wait_for(self, text: str) -> None:
        self.qtbot.waitUntil(lambda: text in self.said)


@pytest.fixture
def hands(
    desktop: Desktop,
    server: AuthorizationServer,
    session: Session,
    show: Callable[[QWidget], QWidget],
    qtbot: QtBot,
    settle: Settle,
) -> Hands:
    page = DestinationsPage(session)
    show(page)
    return Hands(page, qtbot, settle, server.url)


def test_it_is_offered_first_with_what_to_register(hands: Hands):
    hands.pick()
    assert hands.acts == ["Sign in with Acme CRM"]
    assert "redirect http://127.0.0.1/" in hands.said
    order = [w.accessibleName() for w in (hands.page._panel.findChildren(QPushButton))]
    assert order.index("Sign in with Acme CRM") < order.index("Save connection")


def test_a_destination_without_it_has_no_such_line(hands: Hands):
    hands.page.open(add=True)
    hands.settle()
    hands.page._on_type("webhook")
    hands.settle()
    assert not hands.row.isVisibleTo(hands.page)


def test_a_person_signs_in_and_the_connection_is_saved(hands: Hands, session: Session, memory: MemoryKeyring):
    hands.pick()
    hands.fill()
    hands.press("Sign in with Acme CRM")
    made = session.app.destinations.get("Acme CRM")
    assert made.config["client_id"] == "desktop"
    assert hands.said == "Signed in as ada@example.com It is renewed by itself."
    assert hands.acts == ["Sign in again", "Sign out"]
    assert find(hands.page, QLineEdit, "Access token").placeholderText() == "", "its token is not a pasted one"
    hands.press("Test the connection")
    assert "Hello Ada." in hands.result


def test_what_is_missing_is_said_at_its_field_and_no_browser_opens(hands: Hands, desktop: Desktop):
    hands.pick()
    find(hands.page, QLineEdit, "Server").setText(hands.url)
    hands.press("Sign in with Acme CRM")
    assert hands.page._panel._form.error_of("client_id") == "Is empty"
    assert desktop.addresses == []
    assert hands.acts == ["Sign in with Acme CRM"]


def test_waiting_can_be_given_up_and_begun_again(
    hands: Hands, desktop: Desktop, session: Session, memory: MemoryKeyring, settle: Settle
):
    desktop.goes = False
    hands.pick()
    hands.fill()
    hands.press("Sign in with Acme CRM", wait=False)
    hands.wait_for("If no page opens")
    assert hands.said.startswith("Waiting for the browser …")
    assert hands.acts == ["Cancel the sign-in", "Copy the address"]
    assert not find(hands.page, QPushButton, "Save connection").isEnabled()
    hands.press("Copy the address", wait=False)
    assert QGuiApplication.clipboard().text() == desktop.addresses[0]
    assert "copied" in hands.said
    hands.press("Cancel the sign-in")
    assert hands.acts == ["Sign in with Acme CRM"]
    assert hands.result == ""
    assert find(hands.page, QPushButton, "Save connection").isEnabled()
    assert find(hands.page, QLineEdit, "Client ID").text() == "desktop", "what was typed stays"
    assert [c for c in session.app.destinations.all() if c.type == "signed"] == []
    desktop.goes = True
    hands.press("Sign in with Acme CRM")
    assert hands.said.startswith("Signed in")


def test_without_a_browser_the_address_is_there_to_be_copied(hands: Hands, desktop: Desktop):
    desktop.opens = False
    hands.pick()
    hands.fill()
    hands.press("Sign in with Acme CRM", wait=False)
    hands.wait_for("No browser could be opened")
    hands.press("Cancel the sign-in")


def test_another_connection_ends_the_waiting(hands: Hands, desktop: Desktop, session: Session):
    desktop.goes = False
    other = session.app.destinations.new("folder", "Files")
    session.app.destinations.save(replace(other, config={"path": "x"}))
    hands.pick()
    hands.fill()
    hands.press("Sign in with Acme CRM", wait=False)
    hands.wait_for("If no page opens")
    hands.page._panel.edit(other.id)
    hands.settle()
    assert find(hands.page, QPushButton, "Save connection").isEnabled()
    assert not hands.row.isVisibleTo(hands.page)


def test_cancelling_the_card_ends_the_waiting(hands: Hands, desktop: Desktop, session: Session):
    desktop.goes = False
    hands.pick()
    hands.fill()
    hands.press("Sign in with Acme CRM", wait=False)
    hands.wait_for("If no page opens")
    hands.press("Cancel")
    assert hands.page._layers.currentIndex() != 1
    assert session.jobs.is_idle


def test_a_window_that_closes_does_not_wait_for_the_browser(hands: Hands, desktop: Desktop, session: Session):
    desktop.goes = False
    hands.pick()
    hands.fill()
    hands.press("Sign in with Acme CRM", wait=False)
    hands.wait_for("If no page opens")
    assert session.jobs.shutdown(2000)


def test_a_person_who_says_no_is_told_that_nothing_changed(
    hands: Hands, desktop: Desktop, session: Session, memory: MemoryKeyring
):
    desktop.browser = Browser(lambda address: address.replace("scope=read", "scope=everything"))
    hands.pick()
    hands.fill()
    hands.press("Sign in with Acme CRM")
    assert "Signing in did not work" in hands.result
    assert "Nothing was changed." in hands.result
    assert hands.acts == ["Sign in with Acme CRM"]


def test_without_a_keyring_it_is_kept_for_the_session_when_asked_to(
    hands: Hands, session: Session, server: AuthorizationServer
):
    hands.pick()
    hands.fill()
    hands.press("Sign in with Acme CRM")
    assert "keyring is not available" in hands.result
    hands.press("Keep it for this session only")
    assert hands.said.startswith("Signed in as ada@example.com")
    assert len(server.forms("authorization_code")) == 1


def test_a_sign_in_that_is_over_says_so(hands: Hands, session: Session, server: AuthorizationServer, memory: MemoryKeyring):
    hands.pick()
    hands.fill()
    hands.press("Sign in with Acme CRM")
    server.families.clear()
    hands.press("Test the connection")
    assert "is over" in hands.result
    made = session.app.destinations.get("Acme CRM")
    hands.page._panel.edit(made.id)
    hands.settle()
    assert hands.said == "The sign-in is over as ada@example.com Nothing is sent until you sign in again."
    hands.press("Sign in again")
    assert hands.said.startswith("Signed in")


def test_signing_out_forgets_the_tokens(hands: Hands, session: Session, memory: MemoryKeyring):
    hands.pick()
    hands.fill()
    hands.press("Sign in with Acme CRM")
    hands.press("Sign out")
    assert hands.acts == ["Sign in with Acme CRM"]
    assert "canary" not in "".join(memory.items.values())


def test_how_to_get_the_credential_is_told_until_there_is_one(
    hands: Hands, desktop: Desktop, session: Session, memory: MemoryKeyring
):
    help_ = hands.page._panel._help
    hands.pick()
    assert "register a client" in help_._steps.text()
    assert help_._steps.isVisibleTo(hands.page)
    hands.press("Open the vendor's page", wait=False)
    assert desktop.addresses.pop() == "https://acme.example/developers"
    hands.fill()
    hands.press("Sign in with Acme CRM")
    assert not help_._steps.isVisibleTo(hands.page)
    hands.press("How to get the credential")
    assert help_._steps.isVisibleTo(hands.page)
    hands.press("Hide the steps")
    assert not help_._steps.isVisibleTo(hands.page)
    hands.page._on_type("folder")
    hands.settle()
    assert not help_.isVisibleTo(hands.page)
    assert not hands.page._panel._first.isVisibleTo(hands.page)


def test_everything_fits_into_the_card(hands: Hands, desktop: Desktop, memory: MemoryKeyring):
    scroll = hands.page._panel.findChild(QScrollArea)

    def is_cut() -> bool:
        return scroll.widget().minimumSizeHint().width() > scroll.viewport().width()

    desktop.goes = False
    hands.pick()
    assert not is_cut()
    hands.fill()
    hands.press("Sign in with Acme CRM", wait=False)
    hands.wait_for("If no page opens")
    assert not is_cut()
    hands.press("Cancel the sign-in")
    desktop.goes = True
    hands.press("Sign in with Acme CRM")
    assert not is_cut()


def test_every_label_of_the_line_is_text(hands: Hands):
    hands.pick()
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in hands.row.findChildren(QLabel))


@pytest.mark.parametrize(
    ("redirect", "shown"),
    [
        ("http://127.0.0.1:0/", "http://127.0.0.1/"),
        ("http://localhost:0", "http://localhost"),
        ("http://127.0.0.1:8765/callback", "http://127.0.0.1:8765/callback"),
    ],
)
def test_the_redirect_is_shown_as_it_is_registered(redirect: str, shown: str):
    assert registered_form(redirect) == shown
