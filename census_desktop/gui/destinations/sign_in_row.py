"""The line of a connection's card in which a person signs in by their browser."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from census_desktop.domain.manifest import Manifest
from census_desktop.gui.kit import words
from census_desktop.gui.kit.states import State
from census_desktop.gui.kit.widgets import Badge, ElidedLabel, announce, button, label
from census_desktop.gui.kit.words import QT_TRANSLATE_NOOP
from census_desktop.usecases.signing_in import SignedIn

SIGNED_IN = State(QT_TRANSLATE_NOOP("", "Signed in"), "check", "ok")
OVER = State(QT_TRANSLATE_NOOP("", "The sign-in is over"), "alert", "fail")
WAITING = State(QT_TRANSLATE_NOOP("", "Waiting for the browser …"), "clock", "run")


class SignInRow(QWidget):
    """Says how the sign-in stands, and asks for another state of it; whoever owns it does the work."""

    asked = Signal()
    given_up = Signal()
    signed_out = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._address = ""
        self._state = Badge()
        self._who = ElidedLabel("")
        self._note = label("", "small", wrap=True)
        self._note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sign_in = button(self.tr("Sign in"), "globe", on=self.asked.emit)
        self._sign_out = button(self.tr("Sign out"), kind="link", on=self.signed_out.emit)
        self._cancel = button(self.tr("Cancel"), name=self.tr("Cancel the sign-in"), on=self.given_up.emit)
        self._copy = button(self.tr("Copy the address"), "copy", on=self.copy_address)
        self._lay_out()

    def _lay_out(self) -> None:
        stands = QHBoxLayout()
        stands.setSpacing(8)
        stands.addWidget(self._state, 0, Qt.AlignmentFlag.AlignLeft)
        stands.addWidget(self._who, 1)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        for act in (self._sign_in, self._sign_out, self._cancel, self._copy):
            acts.addWidget(act)
        acts.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(label(self.tr("Sign-in"), "field"))
        layout.addLayout(stands)
        layout.addLayout(acts)
        layout.addWidget(self._note)

    # What is shown --------------------------------------------------------------------------------------------------

    def show_offer(self, manifest: Manifest, state: SignedIn | None, now: datetime) -> None:
        """Nobody is signed in, somebody is, or was."""
        self._address = ""
        if manifest.sign_in is None or "browser" not in manifest.sign_in.grants:
            self.hide()
            return
        self._state.set_state(None if state is None else OVER if state.is_over else SIGNED_IN)
        self._name(state.account if state else "")
        again = self.tr("Sign in again") if state else self.tr("Sign in with %1").replace("%1", manifest.title)
        self._sign_in.setText(again)
        self._sign_in.setAccessibleName(again)
        self._note.setText(self._told(state, manifest.sign_in.redirect, now))
        self._show(self._sign_in, *((self._sign_out,) if state else ()))
        self.show()

    def _told(self, state: SignedIn | None, redirect: str, now: datetime) -> str:
        if state is None:
            opens = self.tr("Opens your browser; what you grant there is kept in the keyring.")
            registered = self.tr("The client has to be registered with the redirect %1").replace(
                "%1", registered_form(redirect)
            )
            return f"{opens} {registered}"
        if state.is_over:
            return self.tr("Nothing is sent until you sign in again.")
        if state.renews:
            return self.tr("It is renewed by itself.")
        if state.until is None:
            return self.tr("It holds until it is withdrawn there.")
        return self.tr("It ends %1.").replace("%1", words.until(state.until, now))

    def show_opening(self) -> None:
        """Asked for; the address is not there yet."""
        self._wait(self.tr("Its page is about to open."), self._cancel)

    def show_waiting(self, address: str) -> None:
        """Open the address in the browser and wait."""
        self._address = address
        opened = QDesktopServices.openUrl(QUrl.fromEncoded(address.encode()))
        elsewhere = self.tr("If no page opens, copy the address into a browser on this computer.")
        failed = self.tr("No browser could be opened. Copy the address into one on this computer.")
        self._wait(elsewhere if opened else failed, self._cancel, self._copy)

    def _wait(self, note: str, *acts: QPushButton) -> None:
        self._state.set_state(WAITING)
        self._name("")
        self._note.setText(note)
        self._show(*acts)
        announce(self, f"{WAITING.word} {note}")

    def _name(self, account: str) -> None:
        self._who.set_text(self.tr("as %1").replace("%1", account) if account else "")
        self._who.setVisible(bool(account))

    def _show(self, *acts: QPushButton) -> None:
        every: Sequence[QPushButton] = (self._sign_in, self._sign_out, self._cancel, self._copy)
        had_focus = any(act.hasFocus() for act in every)
        for act in every:
            act.setVisible(act in acts)
        if had_focus:  # it went with its button, and would go to the top of the window
            acts[0].setFocus()

    def copy_address(self) -> None:
        QGuiApplication.clipboard().setText(self._address)
        self._note.setText(self.tr("The address is copied. Open it in a browser on this computer."))


def registered_form(redirect: str) -> str:
    """A redirect as it is entered in a vendor's console: without a port where any will do."""
    parts = urlsplit(redirect)
    return redirect if parts.port else f"{parts.scheme}://{parts.hostname}{parts.path}"
