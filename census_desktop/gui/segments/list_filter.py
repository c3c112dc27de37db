"""The menu that says which segments the list shows: of a folder, with tags, put together by folder."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from census_desktop.domain.rows import EVERY, SegmentFilter
from census_desktop.gui.kit import icons, words
from census_desktop.usecases.segment_list import Shelves


class FilterMenu(QMenu):
    chosen = Signal(object)
    """SegmentFilter"""
    grouped = Signal(bool)
    rename = Signal(str)
    """The folder that is to have another name."""

    def __init__(self, shelves: Shelves, now: SegmentFilter, by_folder: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._offer(self.tr("All segments"), EVERY)
        for folder in sorted(f for f in shelves.folders if f):
            text = f"{folder} ({words.number(shelves.folders[folder])})"
            self._offer(text, replace(now, folder=folder), "folder")
        if len(shelves.folders) > 1 and "" in shelves.folders:
            self._offer(self.tr("In no folder"), replace(now, folder=""), "folder")
        if now.folder:
            action = self.addAction(icons.icon("pencil"), self.tr("Rename “%1”…").replace("%1", now.folder))
            action.triggered.connect(lambda _checked=False, folder=now.folder: self.rename.emit(folder))
        self.addSeparator()
        for tag in sorted(shelves.tags):
            has = tag in now.tags
            tags = tuple(t for t in now.tags if t != tag) if has else (*now.tags, tag)
            action = self._offer(f"{tag} ({words.number(shelves.tags[tag])})", replace(now, tags=tags), "hash")
            action.setCheckable(True)
            action.setChecked(has)
        self.addSeparator()
        group = self.addAction(self.tr("Group by folder"))
        group.setCheckable(True)
        group.setChecked(by_folder)
        group.triggered.connect(self.grouped)

    def _offer(self, text: str, wanted: SegmentFilter, icon: str = "") -> QAction:
        action = self.addAction(icons.icon(icon), text) if icon else self.addAction(text)
        action.triggered.connect(lambda _checked=False: self.chosen.emit(wanted))
        return action
