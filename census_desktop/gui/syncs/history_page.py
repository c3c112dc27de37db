"""How a sync was set up before: its changes, newest first, what each changed, and a way back that says what it causes."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QTableView, QVBoxLayout, QWidget

from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import Sync
from census_desktop.domain.rows import Kind
from census_desktop.gui.kit import icons, words
from census_desktop.gui.kit.delegates import CellDelegate, prepare_table, set_widths
from census_desktop.gui.kit.models import Column, TableModel
from census_desktop.gui.kit.widgets import Banner, ElidedLabel, EmptyState, button, label, on_key
from census_desktop.gui.segments.activity_tab import ICONS
from census_desktop.gui.segments.version_panel import VersionPanel
from census_desktop.gui.session import Page, Session
from census_desktop.gui.syncs.consequences_panel import ConsequencesPanel
from census_desktop.usecases.sync_history import Restoring, Version


class SyncHistoryPage(Page):
    title = words.tr("History of a sync")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("sync-history")
        self._sync_id = ""
        self._past = 0
        now = session.now
        self.model = TableModel[Version](
            (
                Column(
                    self.tr("What"),
                    lambda v: v.what.capitalize(),
                    second=lambda v: v.detail,
                    icon=lambda v: icons.icon(ICONS.get(v.what.split()[0], "info"), "secondary"),
                ),
                Column(self.tr("When"), lambda v: words.ago(v.at, now()), width=170, tooltip=lambda v: words.exact(v.at)),
            ),
            key=lambda v: v.id,
            parent=self,
        )
        self._subtitle = ElidedLabel("", "secondary")
        self.banner = Banner()
        self.consequences = ConsequencesPanel(
            self.tr("Restoring this has consequences"), self.tr("Leave it"), self.tr("Restore and accept this")
        )
        self.panel = VersionPanel(
            self.tr("Name and status stay as they are; what it causes is said first; Undo brings the present version back")
        )
        self._table = QTableView()
        self._layers = QStackedWidget()
        self._lay_out()
        self._table.selectionModel().currentChanged.connect(lambda *_: self._show_version())
        self.panel.restored.connect(self._look)
        self.consequences.saved.connect(lambda: self._go_back(self._past))
        self.consequences.closed.connect(self._table.setFocus)

    def _lay_out(self) -> None:
        prepare_table(self._table, name=self.tr("Changes of the sync"))
        self._table.setModel(self.model)
        self._table.setItemDelegate(CellDelegate(self._table))
        set_widths(self._table)
        back = button("", "arrow-left", kind="icon", name=self.tr("Back"), tip=self.tr("Back (Esc)"), on=self.session.back)
        on_key(Qt.Key.Key_Escape, self, self._on_escape)
        head = QHBoxLayout()
        head.setContentsMargins(20, 16, 20, 12)
        head.setSpacing(8)
        head.addWidget(back)
        head.addWidget(label(self.tr("History"), "title"))
        head.addWidget(self._subtitle, 1)
        notices = QVBoxLayout()
        notices.setContentsMargins(20, 0, 20, 8)
        notices.setSpacing(8)
        notices.addWidget(self.banner)
        notices.addWidget(self.consequences)
        across = QSplitter()
        across.addWidget(self._table)
        across.addWidget(self.panel)
        across.setStretchFactor(0, 1)
        across.setChildrenCollapsible(False)
        across.setHandleWidth(1)
        across.setSizes([520, 380])
        text = self.tr("Each edit of the sync appears here with what it changed, newest first.")
        self._layers.addWidget(across)
        self._layers.addWidget(EmptyState("history", self.tr("Nothing has happened yet"), text))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addLayout(notices)
        layout.addWidget(self._layers, 1)
        self.panel.hide()

    def open(self, *, sync: str = "", name: str = "", **_: Any) -> None:
        """Show the history of this sync."""
        if sync and sync != self._sync_id:
            self._sync_id = sync
            self.model.set_rows(())
            self.banner.hide()
            self.consequences.hide()
            self._subtitle.set_text(name)
            self.session.ask(
                self, self.session.app.syncs.get, sync, done=self._on_sync, failed=lambda _error: None, slot="name"
            )
        self._read()
        self._table.setFocus()

    def _on_sync(self, sync: Sync) -> None:
        self._subtitle.set_text(sync.name)

    def refresh(self, kinds: frozenset[Kind]) -> None:
        if Kind.SYNCS in kinds:
            self._read()

    def _read(self) -> None:
        if self._sync_id:
            versions = self.session.app.sync_history.versions
            self.session.ask(self, versions, self._sync_id, done=self._on_versions, failed=self.banner.show_error, slot="read")

    def _on_versions(self, versions: tuple[Version, ...]) -> None:
        self.model.set_rows(versions)
        self._layers.setCurrentIndex(0 if versions else 1)
        if versions and not self._table.currentIndex().isValid():
            self._table.selectRow(next((n for n, v in enumerate(versions) if v.restorable), 0))
        self._show_version()

    def _show_version(self) -> None:
        version = self.model.row_at(self._table.currentIndex().row())
        self.panel.setVisible(version is not None and version.restorable)
        if version is not None and version.restorable:
            self.panel.show_version(version.id, version.at, version.changed, version.since)

    def _on_escape(self) -> None:
        if self.consequences.isHidden():
            self.session.back()
        else:
            self.consequences.close_panel()

    # Going back -----------------------------------------------------------------------------------------------------

    def _look(self, past: int) -> None:
        self._past = past
        self.banner.hide()
        look = self.session.app.sync_history.restoring
        self.session.ask(self, look, self._sync_id, past, done=self._on_looked, failed=self._on_refused, slot="look")

    def _on_looked(self, restoring: Restoring) -> None:
        if restoring.consequences:
            self.consequences.show_lines(restoring.consequences)
        else:
            self._go_back(self._past)

    def _go_back(self, past: int) -> None:
        self.consequences.hide()
        done = partial(self._on_back, self._sync_id)
        go_back = self.session.app.sync_history.go_back
        self.session.ask(self, go_back, self._sync_id, past, done=done, failed=self._on_refused, slot="back")

    def _on_refused(self, error: CensusError) -> None:
        self.consequences.hide()
        self.banner.show_error(error)

    def _on_back(self, sync_id: str, sync: Sync) -> None:
        text = self.tr("“%1” is as it was before that edit").replace("%1", sync.name)
        self.session.toast(text, self.tr("Undo"), partial(self._take_back, sync_id))

    def _take_back(self, sync_id: str) -> None:
        """Going back was an edit too; what it replaced stands before the newest one."""
        history = self.session.app.sync_history
        self.session.ask(self, _undo_newest, history, sync_id, failed=self._on_refused)


def _undo_newest(history: Any, sync_id: str) -> None:
    """In the pool."""
    newest = next((v for v in history.versions(sync_id) if v.restorable), None)
    if newest is not None:
        history.go_back(sync_id, newest.id)
