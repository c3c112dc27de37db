"""The card in which a connection is set up: name, settings, credentials, environment, test and save."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMessageBox, QScrollArea, QVBoxLayout, QWidget

from census_desktop.domain.errors import CensusError, ConfigError, SecretsError
from census_desktop.domain.manifest import Manifest
from census_desktop.domain.model import Connection
from census_desktop.gui.destinations.config_form import ConfigForm
from census_desktop.gui.kit import words
from census_desktop.gui.kit.forms import Choice, FormRow, named, tab_in_reading_order
from census_desktop.gui.kit.widgets import Banner, ElidedLabel, Tile, button, label
from census_desktop.gui.session import Session

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

WIDTH = 372


@dataclass(frozen=True, slots=True)
class Setup:
    """What the panel needs to know of a connection, new or saved."""

    connection: Connection
    manifest: Manifest
    saved: bool
    stored: tuple[str, ...] = ()
    keyring: str = ""
    syncs: tuple[str, ...] = ()


def read_setup(app: App, type_: str = "", connection_id: str = "") -> Setup:
    """In the pool: a new connection of a type, or a saved one with the names of its stored credentials."""
    destinations = app.destinations
    connection = destinations.get(connection_id) if connection_id else destinations.new(type_)
    manifest = destinations.manifest(connection.type)
    if not connection_id:
        taken = {c.name for c in destinations.all()}
        number = 2
        while connection.name in taken:
            connection = replace(connection, name=f"{manifest.title} {number}")
            number += 1
    stored: tuple[str, ...] = ()
    keyring = ""
    if manifest.secret_fields:
        keyring = destinations.keyring_state()
        try:
            stored = destinations.has_secrets(connection.id) if connection_id else ()
        except SecretsError as error:
            keyring = error.message
    syncs = tuple(s.name for s in app.catalog.syncs_of(connection_id=connection_id)) if connection_id else ()
    return Setup(connection, manifest, bool(connection_id), stored, keyring, syncs)


class ConnectPanel(QFrame):
    saved = Signal(object)
    """Connection"""
    removed = Signal(object)
    cancelled = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._setup: Setup | None = None
        self.setProperty("kind", "card")
        self.setFixedWidth(WIDTH)
        self._tile = Tile(size=36)
        self._title = ElidedLabel("", "heading")
        self._summary = label("", "small", wrap=True)
        self._name = named(QLineEdit(), self.tr("Connection name"))
        self._name_row = FormRow(self.tr("Name"), self._name, self.tr("How this connection is called in this workspace"))
        self._form = ConfigForm()
        environments = (("Production", "production"), ("Sandbox", "sandbox"), ("Development", "development"))
        self._environment = Choice(self.tr("Environment"), environments)
        self._result = Banner()
        self._result.action.clicked.connect(lambda: self._save(for_session=True))
        self._test = button(self.tr("Test"), name=self.tr("Test the connection"), on=self.test)
        self._remove = button(self.tr("Remove"), kind="danger", name=self.tr("Remove the connection"), on=self._on_remove)
        self._cancel = button(self.tr("Cancel"), on=self.cancelled.emit)
        self._save_button = button(self.tr("Save connection"), kind="primary", on=lambda: self._save())
        self._lay_out()
        self._form.edited.connect(self._on_edited)

    def _lay_out(self) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._title)
        texts.addWidget(self._summary)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._tile, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(texts, 1)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(18, 18, 18, 6)
        column.setSpacing(14)
        column.addLayout(head)
        column.addWidget(self._name_row)
        column.addWidget(self._form)
        column.addWidget(FormRow(self.tr("Environment"), self._environment, self.tr("Shown wherever something is sent")))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._test)
        buttons.addWidget(self._remove)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._save_button)
        foot = QVBoxLayout()
        foot.setContentsMargins(18, 8, 18, 16)
        foot.setSpacing(12)
        foot.addWidget(self._result)
        foot.addLayout(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(scroll, 1)
        layout.addLayout(foot)

    # Which connection -----------------------------------------------------------------------------------------------

    def begin(self, type_: str) -> None:
        """Set up a new connection of this type."""
        self._ask(type_=type_)

    def edit(self, connection_id: str) -> None:
        self._ask(connection_id=connection_id)

    def _ask(self, **which: str) -> None:
        self._session.ask(
            self, read_setup, self._session.app, done=self.show_setup, failed=self._on_unread, slot="setup", **which
        )

    def _on_unread(self, error: CensusError) -> None:
        self._setup = None
        self._session.fail(error)

    def show_setup(self, setup: Setup) -> None:
        self._setup = setup
        self._save_button.setEnabled(True)
        manifest, connection = setup.manifest, setup.connection
        self._tile.set_tile(manifest.icon, manifest.tint)
        verb = connection.name if setup.saved else self.tr("Connect %1").replace("%1", manifest.title)
        self._title.set_text(verb)
        self._summary.setText(manifest.summary)
        self._name.setText(connection.name)
        self._name_row.set_error("")
        self._form.show_fields(manifest.config, connection.config, keyring=setup.keyring)
        self._form.show_stored(setup.stored)
        self._environment.choose(connection.environment)
        self._remove.setVisible(setup.saved)
        self._cancel.setVisible(not setup.saved)
        self._result.hide()
        self.setAccessibleName(verb)
        tab_in_reading_order(self)
        if setup.saved and connection.tested_at is not None:
            when = words.ago(connection.tested_at, self._session.now())
            tone, icon = ("ok", "check") if connection.test_ok else ("fail", "alert")
            self._result.show_text(f"{connection.test_message} ({when})", tone, icon, closable=False)

    @property
    def connection(self) -> Connection | None:
        """The connection as the form says it."""
        if self._setup is None:
            return None
        return replace(
            self._setup.connection,
            name=self._name.text().strip(),
            config=self._form.values(),
            environment=self._environment.currentData() or "production",
        )

    # Acts -----------------------------------------------------------------------------------------------------------

    def _checked(self) -> Connection | None:
        connection = self.connection
        self._form.clear_errors()
        self._name_row.set_error("" if connection is None or connection.name else self.tr("A connection needs a name"))
        return connection if connection and connection.name else None

    def _on_edited(self) -> None:
        """What was tested is no longer what the form says."""
        self._result.hide()
        if self._setup and not self._setup.saved:
            untested = replace(self._setup.connection, tested_at=None, test_ok=None, test_message="")
            self._setup = replace(self._setup, connection=untested)

    def test(self) -> None:
        if connection := self._checked():
            self._result.show_text(self.tr("Testing …"), "run", "clock", closable=False)
            self._session.ask(
                self,
                _test,
                self._session.app,
                connection,
                self._form.secrets(),
                done=lambda text: self._on_tested(text),
                failed=self._on_refused,
                slot="act",
            )

    def _on_tested(self, text: str) -> None:
        text = text or self.tr("It answers.")
        self._result.show_text(text, "ok", "check", closable=False)
        if self._setup and not self._setup.saved:  # what was found goes along when it is saved
            tested = replace(self._setup.connection, tested_at=self._session.now(), test_ok=True, test_message=text)
            self._setup = replace(self._setup, connection=tested)

    def _save(self, *, for_session: bool = False) -> None:
        if connection := self._checked():
            self._save_button.setEnabled(False)
            self._session.ask(
                self,
                self._session.app.destinations.save,
                connection,
                self._form.secrets(),
                for_session=for_session,
                done=self._on_saved,
                failed=self._on_refused,
                slot="act",
            )

    def _on_saved(self, connection: Connection) -> None:
        self._save_button.setEnabled(True)
        self._session.toast(self.tr("“%1” saved").replace("%1", connection.name))
        self.saved.emit(connection)

    def _on_refused(self, error: CensusError) -> None:
        self._save_button.setEnabled(True)
        if isinstance(error, ConfigError) and self._form.show_errors(error):
            self._result.hide()
            return
        action = self.tr("Keep it for this session only") if isinstance(error, SecretsError) else ""
        self._result.show_error(error, action)

    def _on_remove(self) -> None:
        """Confirmed, because a credential cannot be brought back; refused while syncs need the connection."""
        if self._setup is None:
            return
        setup = self._setup
        if setup.syncs:
            shown = ", ".join(f"“{name}”" for name in setup.syncs[:5]) + (" …" if len(setup.syncs) > 5 else "")
            count = words.counted(len(setup.syncs), self.tr("sync uses"), self.tr("syncs use"))
            text = self.tr("%1 it: %2. Remove them first.").replace("%1", count).replace("%2", shown)
            self._result.show_text(text, "warn", "alert")
            return
        box = QMessageBox(self)
        box.setWindowModality(Qt.WindowModality.WindowModal)
        box.setText(self.tr("Remove “%1”?").replace("%1", setup.connection.name))
        credentials = words.counted(len(setup.stored), self.tr("credential is"), self.tr("credentials are"))
        box.setInformativeText(
            self.tr("%1 deleted from the keyring, which cannot be undone.").replace("%1", credentials)
            if setup.stored
            else self.tr("No sync uses it.")
        )
        remove = box.addButton(self.tr("Remove connection"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(self.tr("Keep it"), QMessageBox.ButtonRole.RejectRole)
        remove.clicked.connect(self._on_removal_confirmed)
        box.finished.connect(box.deleteLater)
        box.open()

    def _on_removal_confirmed(self) -> None:
        if self._setup:
            connection = self._setup.connection
            self._session.ask(
                self,
                self._session.app.destinations.remove,
                connection.id,
                done=lambda _: self.removed.emit(connection),
                failed=self._result.show_error,
                slot="act",
            )


def _test(app: App, connection: Connection, secrets: dict[str, str]) -> str:
    """In the pool: check what is typed, then ask the destination."""
    app.destinations.check(connection)
    return app.destinations.test(connection, secrets)
