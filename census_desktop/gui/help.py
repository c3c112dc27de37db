"""The sheet of shortcuts, the page about the program, and the bundle for a problem report."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from census_desktop import __version__
from census_desktop.gui.commands import COMMANDS, Commands
from census_desktop.gui.guide.pages import INDEX, OF_SHORTCUTS, help_in
from census_desktop.gui.kit import words
from census_desktop.gui.kit.choose_file import ask_save
from census_desktop.gui.kit.widgets import button, label
from census_desktop.gui.session import Session

_COLUMNS = (("File", "Workspace", "Sync"), ("Segment",), ("Go", "View", "Help"))
"""Menus, side by side at about one height."""
_KEYS_WIDTH = 112


class ShortcutSheet(QDialog):
    """Every command that has a shortcut, by menu, as this platform writes it and as the user has set it."""

    change_wanted = Signal()

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        help_in(self, OF_SHORTCUTS)
        sides = QHBoxLayout()
        sides.setSpacing(32)
        for menus in _COLUMNS:
            side = QVBoxLayout()
            side.setSpacing(16)
            for menu in menus:
                with_shortcut = [c for c in COMMANDS if c.menu == menu and commands.shortcut(c.id)]
                if not with_shortcut:
                    continue
                grid = QGridLayout()
                grid.setHorizontalSpacing(24)
                grid.setVerticalSpacing(4)
                grid.setColumnStretch(0, 1)
                grid.setColumnMinimumWidth(1, _KEYS_WIDTH)
                grid.addWidget(label(commands.tr(menu), "heading"), 0, 0)
                for row, command in enumerate(with_shortcut, start=1):
                    grid.addWidget(label(commands.tr(command.text)), row, 0)
                    grid.addWidget(label(commands.shortcut(command.id), "secondary"), row, 1)
                side.addLayout(grid)
            side.addStretch(1)
            sides.addLayout(side)
        close = button(self.tr("Close"), kind="primary", on=self.accept)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(label(self.tr("Arrows move, Enter opens, Esc closes; Tab goes from area to area."), "small"))
        foot.addStretch(1)
        foot.addWidget(button(self.tr("Change…"), name=self.tr("Change shortcuts"), on=self._change))
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(16)
        layout.addWidget(label(self.tr("Keyboard shortcuts"), "title"))
        layout.addLayout(sides)
        layout.addLayout(foot)
        close.setFocus()

    def _change(self) -> None:
        self.accept()
        self.change_wanted.emit()


class AboutDialog(QDialog):
    """Name, version, licence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About Census Desktop"))
        help_in(self, INDEX)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(8)
        layout.addWidget(label("Census Desktop", "title"))
        layout.addWidget(label(self.tr("Version %1").replace("%1", __version__), "secondary"))
        text = self.tr("Sends customer segments to any tool and keeps them fresh. Your data stays on this computer.")
        layout.addWidget(label(text, wrap=True))
        layout.addWidget(label(self.tr("Apache License 2.0. Made with Qt for Python (LGPL 3), DuckDB and Ibis."), "small"))
        layout.addWidget(button(self.tr("Close"), kind="primary", on=self.accept), 0, Qt.AlignmentFlag.AlignRight)


def ask_diagnostics(session: Session, parent: QWidget) -> None:
    """Ask where to save what helps to find a fault: versions, settings, logs; no personal data, no credential."""
    ask_save(
        parent,
        words.tr("Save diagnostics"),
        "census-desktop-diagnostics.zip",
        partial(save_diagnostics, session),
        "ZIP (*.zip)",
    )


def save_diagnostics(session: Session, path: Path) -> None:
    def told(saved: Path) -> None:
        session.toast(
            words.filled(words.tr("Diagnostics written to %1. They hold no personal data and no credential."), saved.name)
        )

    session.ask(session, session.app.diagnostics.bundle, path, done=told, slot="diagnostics")
