"""The card in which a connection is set up: name, settings, credentials, environment, test and save."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from census_desktop.domain.environments import NONE, PRODUCTION, TEST
from census_desktop.domain.errors import CensusError, SecretsError
from census_desktop.domain.manifest import Manifest
from census_desktop.domain.model import Connection
from census_desktop.domain.ports import CancelToken
from census_desktop.domain.quicksync import free_name
from census_desktop.gui.destinations.credential_help import CredentialHelp
from census_desktop.gui.destinations.sign_in_row import SignInRow
from census_desktop.gui.kit import words
from census_desktop.gui.kit.forms import Choice, FormRow
from census_desktop.gui.session import Session
from census_desktop.gui.setup_card import CardWords, SetupCard, Shown
from census_desktop.usecases.signing_in import TOKEN_FIELDS, SignedIn

if TYPE_CHECKING:
    from census_desktop.bootstrap import App


@dataclass(frozen=True, slots=True)
class Setup:
    """What the panel needs to know of a connection, new or saved."""

    connection: Connection
    manifest: Manifest
    saved: bool
    stored: tuple[str, ...] = ()
    keyring: str = ""
    syncs: tuple[str, ...] = ()
    signed_in: SignedIn | None = None


def read_setup(app: App, type_: str = "", connection_id: str = "") -> Setup:
    """In the pool: a new connection of a type, or a saved one with the names of its stored credentials."""
    destinations = app.destinations
    connection = destinations.get(connection_id) if connection_id else destinations.new(type_)
    manifest = destinations.manifest(connection.type)
    if not connection_id:
        connection = replace(connection, name=free_name(connection.name, (c.name for c in destinations.all())))
    stored: tuple[str, ...] = ()
    keyring = ""
    signed_in = None
    if manifest.secret_fields or manifest.sign_in:
        keyring = destinations.keyring_state()
        try:
            stored = destinations.has_secrets(connection.id) if connection_id else ()
            signed_in = app.signing_in.state(connection.id) if manifest.sign_in and connection_id else None
        except SecretsError as error:
            keyring = error.message
    kept = {field.name for field in manifest.secret_fields} - (set(TOKEN_FIELDS) if signed_in else set())
    stored = tuple(name for name in stored if name in kept)
    syncs = tuple(s.name for s in app.catalog.syncs_of(connection_id=connection_id)) if connection_id else ()
    return Setup(connection, manifest, bool(connection_id), stored, keyring, syncs, signed_in)


class ConnectPanel(SetupCard):
    """Emits the Connection that was saved or removed."""

    _opened = Signal(int, str)
    """(attempt, address) from the pool's thread: the browser's turn."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._setup: Setup | None = None
        self._signing_in: CancelToken | None = None
        self._attempt = 0
        self._sign_in = SignInRow()
        self._sign_in.asked.connect(self.sign_in)
        self._sign_in.given_up.connect(self.give_up)
        self._sign_in.signed_out.connect(self.sign_out)
        self.cancelled.connect(self.give_up)
        self._opened.connect(self._on_address, Qt.ConnectionType.QueuedConnection)
        marks = ((self.tr("Not marked"), NONE), (self.tr("Production"), PRODUCTION), (self.tr("Test"), TEST))
        self._environment = Choice(self.tr("Environment"), marks)
        self._environment.activated.connect(lambda _index: self._draft.edited())
        says = CardWords(
            name=self.tr("Connection name"),
            help=self.tr("How this connection is called in this workspace"),
            nameless=self.tr("A connection needs a name"),
            test=self.tr("Test"),
            test_name=self.tr("Test the connection"),
            testing=self.tr("Testing …"),
            remove=self.tr("Remove the connection"),
            removing=self.tr("Remove connection"),
            cancel=self.tr("Cancel"),
            save=self.tr("Save connection"),
        )
        row = FormRow(
            self.tr("Environment"),
            self._environment,
            self.tr("Production is marked wherever something is sent, and large removals ask for their number"),
        )
        self._help = CredentialHelp()
        first = QWidget()
        column = QVBoxLayout(first)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._sign_in)
        column.addWidget(self._help)
        self._first = first
        self.lay_out(says, above=first, below=row)

    # Which connection -----------------------------------------------------------------------------------------------

    def begin(self, type_: str) -> None:
        """Set up a new connection of this type."""
        self._ask(type_=type_)

    def edit(self, connection_id: str) -> None:
        self._ask(connection_id=connection_id)

    def _ask(self, **which: str) -> None:
        app = self._session.app
        self._session.ask(self, read_setup, app, done=self.show_setup, failed=self._on_unread, slot="setup", **which)

    def _on_unread(self, error: CensusError) -> None:
        self._setup = None
        self._session.fail(error)

    def show_setup(self, setup: Setup) -> None:
        self._end_sign_in()
        self._setup = setup
        self._show_sign_in()
        manifest, connection = setup.manifest, setup.connection
        title = connection.name if setup.saved else self.tr("Connect %1").replace("%1", manifest.title)
        self._environment.choose(connection.environment)
        self.show_thing(
            Shown(
                title,
                manifest.summary,
                manifest.icon,
                manifest.tint,
                connection.name,
                manifest.config,
                connection.config,
                setup.saved,
                setup.stored,
                setup.keyring,
                f"connection:{connection.id}" if setup.saved else f"connection:new:{connection.type}",
            )
        )
        if setup.saved and connection.tested_at is not None:
            when = words.ago(connection.tested_at, self._session.now())
            tone, icon = ("ok", "check") if connection.test_ok else ("fail", "alert")
            self._result.show_text(f"{connection.test_message} ({when})", tone, icon, closable=False)

    def typed(self) -> dict[str, Any]:
        return {**super().typed(), "environment": self._environment.currentData() or NONE}

    def put_typed(self, plain: Mapping[str, Any]) -> None:
        super().put_typed(plain)
        self._environment.choose(plain["environment"])

    @property
    def connection(self) -> Connection | None:
        """The connection as the form says it."""
        if self._setup is None:
            return None
        environment = self._environment.currentData() or NONE
        return replace(self._setup.connection, name=self.typed_name, config=self._form.values(), environment=environment)

    # Acts -----------------------------------------------------------------------------------------------------------

    def _on_edited(self) -> None:
        super()._on_edited()
        if self._setup and not self._setup.saved:
            untested = replace(self._setup.connection, tested_at=None, test_ok=None, test_message="")
            self._setup = replace(self._setup, connection=untested)

    def test(self) -> None:
        if (connection := self.connection) and self.has_name():
            self.begin_test(_test, self._session.app, connection, self._form.secrets(), done=self._on_tested)

    def _on_tested(self, text: str) -> None:
        text = text or self.tr("It answers.")
        self._result.show_text(text, "ok", "check", closable=False)
        if self._setup and not self._setup.saved:  # what was found goes along when it is saved
            tested = replace(self._setup.connection, tested_at=self._session.now(), test_ok=True, test_message=text)
            self._setup = replace(self._setup, connection=tested)

    def save(self, *, for_session: bool = False) -> None:
        if (connection := self.connection) and self.has_name():
            self.begin_save(self._session.app.signing_in.finish, connection, self._form.secrets(), for_session=for_session)

    # Signing in -----------------------------------------------------------------------------------------------------

    def sign_in(self) -> None:
        """Open the browser with what is typed here; the connection is saved when the sign-in has come to its end."""
        if (connection := self.connection) is None or not self.has_name():
            return
        self._end_sign_in()
        self._result.hide()
        self._sign_in.show_opening()
        self._set_busy(True)
        self._attempt += 1
        self._signing_in = self._session.ask(
            self,
            self._session.app.signing_in.sign_in,
            connection,
            self._form.secrets(),
            partial(_tell, self._opened, self._attempt),
            done=self._on_signed_in,
            failed=self._on_not_signed_in,
        )

    def _on_address(self, attempt: int, address: str) -> None:
        if self._signing_in is not None and attempt == self._attempt:
            self._sign_in.show_waiting(address)

    def _on_signed_in(self, connection: Connection) -> None:
        self._end_sign_in()
        self._session.toast(self.tr("Signed in to “%1”").replace("%1", connection.name))
        self.saved.emit(connection)

    def _on_not_signed_in(self, error: CensusError) -> None:
        self.give_up()
        self._on_refused(error)

    def give_up(self) -> None:
        """Wait no longer for the browser; nothing was changed."""
        self._end_sign_in()
        self._show_sign_in()

    def _end_sign_in(self) -> None:
        token, self._signing_in = self._signing_in, None
        if token is not None:
            token.cancel()
            self._set_busy(False)

    def _set_busy(self, busy: bool) -> None:
        """What is typed stays as it is while the browser has its turn."""
        for control in (self._name_row, self._form, self._environment, self._test, self._remove, self._save_button):
            control.setEnabled(not busy)

    def _show_sign_in(self) -> None:
        if self._setup is not None:
            self._sign_in.show_offer(self._setup.manifest, self._setup.signed_in, self._session.now())
            self._help.show_for(self._setup.manifest, unfolded=not self._setup.saved)
            self._first.setVisible(not (self._sign_in.isHidden() and self._help.isHidden()))

    def sign_out(self) -> None:
        """Forget the tokens; signing in again brings new ones."""
        if (setup := self._setup) is not None:
            out = partial(self._on_signed_out, setup.connection)
            self._session.ask(
                self, self._session.app.signing_in.sign_out, setup.connection.id, done=out, failed=self._on_refused
            )

    def _on_signed_out(self, connection: Connection, _done: None) -> None:
        if self._setup and self._setup.connection.id == connection.id:
            self._setup = replace(self._setup, signed_in=None)
            self._show_sign_in()
        self._session.toast(self.tr("Signed out of “%1”").replace("%1", connection.name))

    # Removing -------------------------------------------------------------------------------------------------------

    def remove(self) -> None:
        """Refused while syncs need the connection."""
        if (setup := self._setup) is None:
            return
        if setup.syncs:
            count = words.counted(len(setup.syncs), self.tr("sync uses"), self.tr("syncs use"))
            self.refuse_removal(f"{count} {self.tr('it: %1. Remove them first.')}", setup.syncs)
            return
        count_stored = len(setup.stored) + (setup.signed_in is not None)
        credentials = words.counted(count_stored, self.tr("credential is"), self.tr("credentials are"))
        deleted = self.tr("%1 deleted from the keyring, which cannot be undone.").replace("%1", credentials)
        told = deleted if count_stored else self.tr("No sync uses it.")
        self.ask_removal(setup.connection, told, self._session.app.destinations.remove)


def _tell(opened: SignalInstance, attempt: int, address: str) -> None:
    """In the pool."""
    with suppress(RuntimeError):  # the window went away meanwhile
        opened.emit(attempt, address)


def _test(app: App, connection: Connection, secrets: dict[str, str]) -> str:
    """In the pool: check what is typed, then ask the destination."""
    app.destinations.check(connection)
    return app.destinations.test(connection, secrets)
