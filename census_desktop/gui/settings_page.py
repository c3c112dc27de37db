"""Settings: the look, whether syncs run by themselves, where workspace and credentials are, and what a problem report
should say."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from census_desktop import __version__
from census_desktop.domain.rows import Kind
from census_desktop.gui.channels_card import ChannelsCard
from census_desktop.gui.kit.forms import named
from census_desktop.gui.kit.palette import Theme
from census_desktop.gui.kit.widgets import button, card, label
from census_desktop.gui.session import Page, Session

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

THEMES = ((Theme.SYSTEM, "As the system"), (Theme.LIGHT, "Light"), (Theme.DARK, "Dark"))
_PACKAGES = ("duckdb", "ibis-framework", "pyarrow", "SQLAlchemy", "keyring", "requests")


@dataclass(frozen=True, slots=True)
class Facts:
    folder: str
    name: str
    keyring: str
    schedules_on: bool
    diagnostics: Mapping[str, str]


def read_facts(app: App) -> Facts:
    """In the pool. Never a credential, never a record."""
    from importlib.metadata import PackageNotFoundError, version

    diagnostics = {
        "Census Desktop": __version__,
        "Python": platform.python_version(),
        "Qt": qVersion(),
        "System": platform.platform(),
    }
    for package in _PACKAGES:
        try:
            diagnostics[package] = version(package)
        except PackageNotFoundError:
            diagnostics[package] = "not installed"
    keyring = app.destinations.keyring_state()
    diagnostics |= app.store.diagnostics()
    diagnostics["Credentials"] = keyring
    return Facts(str(app.paths.root), app.name, keyring, app.syncs.schedules_on, diagnostics)


class SettingsPage(Page):
    title = "Settings"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("settings")
        self.setProperty("kind", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._diagnostics: Mapping[str, str] = {}
        self._folder = label("", wrap=True)
        self._folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._keyring = label("", wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._themes = QButtonGroup(self)
        text = self.tr("Run syncs by their schedule while this window is open")
        self._schedules = named(QCheckBox(text), text)
        self._schedules.clicked.connect(lambda _checked=False: session.commands.run("rest-schedules"))
        self._channels = ChannelsCard(session)
        self._lay_out()

    def _lay_out(self) -> None:
        narrow = QWidget()
        narrow.setMaximumWidth(760)
        column = QVBoxLayout(narrow)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(12)
        column.addWidget(label(self.title, "title"))
        for part in (
            self._make_look(),
            self._make_schedules(),
            self._channels,
            self._make_workspace(),
            self._make_keyring(),
            self._make_diagnostics(),
        ):
            column.addWidget(part)
        column.addStretch(1)
        canvas = QWidget()
        canvas.setProperty("kind", "canvas")
        across = QHBoxLayout(canvas)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(narrow, 1)
        across.addStretch(0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(canvas)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def _make_look(self) -> QWidget:
        frame, inner = card()
        inner.addWidget(label(self.tr("Look"), "heading"))
        row = QHBoxLayout()
        row.setSpacing(20)
        for theme, text in THEMES:
            choice = named(QRadioButton(text), f"{self.tr('Theme')}: {text}")
            choice.setProperty("theme", theme.value)
            choice.clicked.connect(lambda _checked=False, t=theme: self.session.set_theme(t))
            self._themes.addButton(choice)
            row.addWidget(choice)
        row.addStretch(1)
        inner.addLayout(row)
        return frame

    def _make_schedules(self) -> QWidget:
        frame, inner = card()
        inner.addWidget(label(self.tr("Schedules"), "heading"))
        inner.addWidget(self._schedules)
        text = self.tr("Otherwise syncs of this workspace run only by hand, here or on the command line.")
        inner.addWidget(label(text, "small", wrap=True))
        return frame

    def _make_workspace(self) -> QWidget:
        frame, inner = card()
        inner.addWidget(label(self.tr("Workspace"), "heading"))
        inner.addWidget(self._folder)
        inner.addWidget(
            label(self.tr("Everything but credentials is in this folder. Move or copy it as a whole."), "small", wrap=True)
        )
        inner.addWidget(button(self.tr("Open the folder"), "folder", on=self.open_folder), 0, Qt.AlignmentFlag.AlignLeft)
        return frame

    def _make_keyring(self) -> QWidget:
        frame, inner = card()
        inner.addWidget(label(self.tr("Credentials"), "heading"))
        inner.addWidget(self._keyring)
        return frame

    def _make_diagnostics(self) -> QWidget:
        frame, inner = card()
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Diagnostics"), "heading"))
        head.addStretch(1)
        head.addWidget(button(self.tr("Copy"), "copy", name=self.tr("Copy diagnostics"), on=self.copy))
        inner.addLayout(head)
        inner.addLayout(self._grid)
        return frame

    def open(self, **_: Any) -> None:
        for choice in self._themes.buttons():
            choice.setChecked(choice.property("theme") == self.session.theme.value)
        self._read()

    def _read(self) -> None:
        self.session.ask(self, read_facts, self.session.app, done=self._on_facts, slot="facts")
        self._channels.read()

    def _on_facts(self, facts: Facts) -> None:
        self._folder.setText(f"{facts.name}  ·  {facts.folder}")
        self._keyring.setText(facts.keyring)
        self._schedules.setChecked(facts.schedules_on)
        self._diagnostics = facts.diagnostics
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        for row, (name, value) in enumerate(facts.diagnostics.items()):
            said = label(value, wrap=True)
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(label(name, "secondary"), row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(said, row, 1)

    def refresh(self, kinds: frozenset[Kind]) -> None:
        if Kind.SETTINGS in kinds:
            self._read()

    def open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.session.app.paths.root)))

    def copy(self) -> None:
        """Put the diagnostics on the clipboard, for a problem report."""
        QGuiApplication.clipboard().setText("\n".join(f"{name}: {value}" for name, value in self._diagnostics.items()))
        self.session.toast(self.tr("Diagnostics copied"))
