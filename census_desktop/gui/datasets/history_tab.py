"""The Activity tab of a data set: its changes, newest first, each with a way back to what it replaced."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QTableView, QVBoxLayout, QWidget

from census_desktop.domain.model import Dataset
from census_desktop.domain.rows import Past
from census_desktop.gui.kit import icons, words
from census_desktop.gui.kit.delegates import CellDelegate, prepare_table, set_widths
from census_desktop.gui.kit.models import Column, TableModel
from census_desktop.gui.kit.widgets import Banner, button, label
from census_desktop.gui.segments.activity_tab import ICONS
from census_desktop.gui.session import Session


class HistoryTab(QWidget):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._dataset: Dataset | None = None
        now = session.now
        self.model = TableModel[Past[Dataset]](
            (
                Column(
                    self.tr("What"),
                    lambda p: p.what.capitalize(),
                    second=lambda p: p.detail,
                    icon=lambda p: icons.icon(ICONS.get(p.what.split()[0], "info"), "secondary"),
                ),
                Column(self.tr("When"), lambda p: words.ago(p.at, now()), width=170, tooltip=lambda p: words.exact(p.at)),
            ),
            key=lambda p: p.id,
            parent=self,
        )
        self.table = QTableView()
        prepare_table(self.table, name=self.tr("Changes of the data set"))
        self.table.setModel(self.model)
        self.table.setItemDelegate(CellDelegate(self.table))
        set_widths(self.table)
        self.banner = Banner()
        self._back = button(self.tr("Restore what was before"), "undo", on=self.go_back)
        self._back.setToolTip(self.tr("Brings back the definition as it was before the selected change"))
        acts = QHBoxLayout()
        acts.addWidget(label(self.tr("Activity"), "heading"))
        acts.addStretch(1)
        acts.addWidget(self._back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 12, 20, 12)
        layout.setSpacing(12)
        layout.addLayout(acts)
        layout.addWidget(self.banner)
        layout.addWidget(self.table, 1)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_acts())
        self._show_acts()

    def show_dataset(self, dataset: Dataset) -> None:
        if self._dataset is None or self._dataset.id != dataset.id:
            self.banner.hide()
        self._dataset = dataset
        self._session.ask(self, self._session.app.datasets.history, dataset.id, done=self._on_history, slot="history")

    def _on_history(self, history: tuple[Past[Dataset], ...]) -> None:
        self.model.set_rows(history)
        self._show_acts()

    def _current(self) -> Past[Dataset] | None:
        index = self.table.currentIndex()
        return self.model.row_at(index.row()) if index.isValid() else None

    def _show_acts(self) -> None:
        current = self._current()
        self._back.setEnabled(current is not None and current.before is not None)

    def go_back(self) -> None:
        """Bring back what the selected change replaced; that is a change of its own, so it can be taken back too."""
        current = self._current()
        if current is not None and self._dataset is not None:
            done = partial(self._on_restored, words.exact(current.at))
            go_back = self._session.app.datasets.go_back
            self._session.ask(
                self, go_back, self._dataset.id, current.id, done=done, failed=self.banner.show_error, slot="back"
            )

    def _on_restored(self, at: str, dataset: Dataset) -> None:
        self.banner.hide()
        text = self.tr("“%1” is as it was before %2").replace("%1", dataset.name).replace("%2", at)
        self._session.toast(text)
