"""The Reading tab of a data set: how its file is read, corrected with the first rows in sight, and saved."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import Dataset
from census_desktop.gui.datasets import reading_lines
from census_desktop.gui.datasets.reading_lines import Looked
from census_desktop.gui.datasets.reading_panel import ReadingPanel
from census_desktop.gui.kit.widgets import EmptyState, button
from census_desktop.gui.session import Session


class ReadingTab(QWidget):
    failed = Signal(object)
    """CensusError"""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._dataset: Dataset | None = None
        self._looked: Looked | None = None
        self._stale = True
        self._panel = ReadingPanel()
        self._panel.corrected.connect(self._on_corrected)
        self._save = button(self.tr("Save"), kind="primary", name=self.tr("Save how it is read"), on=self.save)
        self._plain = EmptyState(
            "table", self.tr("Read as it is"), self.tr("Its source tells names and types; there is nothing to correct.")
        )
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 12, 20, 12)
        layout.setSpacing(12)
        layout.addWidget(self._plain)
        layout.addWidget(self._panel, 1)
        layout.addLayout(foot)
        self._show(None)

    def show_dataset(self, dataset: Dataset) -> None:
        """Called when another data set is selected, or this one changed; read when the tab is seen."""
        if self._dataset != dataset:
            self._dataset, self._stale = dataset, True
            self._show(None)
            if self.isVisible():
                self.activate()

    def activate(self) -> None:
        """The tab became current: look at the file, unless that was done."""
        if self._dataset is not None and self._stale:
            self._stale = False
            self._ask(reading_lines.look_at, self._dataset)

    def _on_corrected(self, reading: dict[str, Any]) -> None:
        if self._looked is not None:
            self._ask(reading_lines.read_as, self._looked.found, reading)

    def _ask(self, read: Any, *args: Any) -> None:
        self._session.ask(
            self, read, self._session.app, *args, done=self._show, failed=self._on_failed, slot="look"
        )  # latest wins

    def _show(self, looked: Looked | None) -> None:
        self._looked = looked
        correctable = looked is not None and reading_lines.can_be_corrected(looked.detected)
        self._panel.setVisible(correctable)
        self._plain.setVisible(looked is not None and not correctable)
        if looked is not None and correctable:
            self._panel.show_looked(looked)
        after = looked.found.dataset if looked and not looked.error else None
        before = self._dataset
        self._save.setVisible(correctable)
        self._save.setEnabled(after is not None and before is not None and dict(after.reading) != dict(before.reading))

    def save(self) -> None:
        if self._looked and self._looked.found.dataset and self._dataset:
            fresh = replace(self._looked.found.dataset, id=self._dataset.id)
            self._save.setEnabled(False)
            self._session.ask(
                self,
                reading_lines.save,
                self._session.app,
                fresh,
                done=self._on_saved,
                failed=self._on_failed,
                slot="save",
            )

    def _on_saved(self, dataset: Dataset) -> None:
        self._session.toast(self.tr("“%1” is read like this from now on").replace("%1", dataset.name))
        self.show_dataset(dataset)

    def _on_failed(self, error: CensusError) -> None:
        self.failed.emit(error)
