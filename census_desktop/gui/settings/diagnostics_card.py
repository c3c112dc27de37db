"""Settings: what a problem report should say."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from census_desktop import __version__
from census_desktop.gui.kit.widgets import button, label
from census_desktop.gui.kit.words import QT_TRANSLATE_NOOP
from census_desktop.gui.session import Session
from census_desktop.gui.settings.card import SettingsCard

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

_PACKAGES = ("duckdb", "ibis-framework", "pyarrow", "SQLAlchemy", "keyring", "requests")


def read_diagnostics(app: App) -> Mapping[str, str]:
    """In the pool. Never a credential, never a record."""
    from importlib.metadata import PackageNotFoundError, version

    found = {
        "Census Desktop": __version__,
        "Python": platform.python_version(),
        "Qt": qVersion(),
        "System": platform.platform(),
    }
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return {**found, **app.store.diagnostics(), "Credentials": app.destinations.keyring_state()}


class DiagnosticsCard(SettingsCard):
    id = "diagnostics"
    title = QT_TRANSLATE_NOOP("", "Diagnostics")
    keywords = QT_TRANSLATE_NOOP("", "versions problem report support bug")
    icon = "info"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._diagnostics: Mapping[str, str] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        copy = button(self.tr("Copy"), "copy", name=self.tr("Copy diagnostics"), on=self.copy)
        row = QHBoxLayout()
        row.addWidget(copy)
        row.addStretch(1)
        self.inner.addLayout(self._grid)
        self.inner.addLayout(row)

    def open(self) -> None:
        self.session.ask(self, read_diagnostics, self.session.app, done=self._on_read, slot="diagnostics")

    def _on_read(self, diagnostics: Mapping[str, str]) -> None:
        self._diagnostics = diagnostics
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        for row, (name, value) in enumerate(diagnostics.items()):
            said = label(value, wrap=True)
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(label(name, "secondary"), row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(said, row, 1)

    def copy(self) -> None:
        """Put the diagnostics on the clipboard, for a problem report."""
        QGuiApplication.clipboard().setText("\n".join(f"{name}: {value}" for name, value in self._diagnostics.items()))
        self.session.toast(self.tr("Diagnostics copied"))
