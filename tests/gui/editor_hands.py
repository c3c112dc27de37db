"""Setting up a sync as a person does it: by what is written on the controls, with keys and clicks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from census_desktop.domain.model import FieldMapping
from census_desktop.gui.kit.picker import Picker
from census_desktop.gui.syncs.mapping_step import MappingStep
from census_desktop.gui.syncs.mapping_table import FIELD
from census_desktop.gui.syncs.sync_editor import SyncEditor
from census_desktop.gui.syncs.sync_setup import Step
from tests.gui.hands import find, popup

Settle = Callable[..., None]


class Hands:
    def __init__(self, editor: SyncEditor, qtbot: QtBot, settle: Settle) -> None:
        self.editor, self.qtbot, self._settle = editor, qtbot, settle
        self.went: list[tuple[str, dict[str, Any]]] = []
        editor.session.page_requested.connect(lambda name, args: self.went.append((name, args)))

    def open(self, **args: str) -> Hands:
        self.editor.open(**args)
        self.settle()
        return self

    def settle(self) -> None:
        self._settle(self.editor._soon, self.editor._drafts._soon, self.editor._preview._soon)

    def choose(self, name: str, text: str) -> None:
        box = find(self.editor, QComboBox, name)
        index = box.findText(text)
        assert index >= 0, [box.itemText(n) for n in range(box.count())]
        box.setCurrentIndex(index)
        box.activated.emit(index)
        self.settle()

    def type(self, name: str, text: str) -> None:
        line = find(self.editor, QLineEdit, name)
        line.setFocus()
        line.selectAll()
        self.qtbot.keyClicks(line, text)
        self.qtbot.keyClick(line, Qt.Key.Key_Return)
        self.settle()

    def press(self, name: str) -> None:
        self.click(name)
        self.settle()

    def click(self, name: str) -> None:
        self.qtbot.mouseClick(find(self.editor, QPushButton, name), Qt.MouseButton.LeftButton)

    # Mappings

    @property
    def step(self) -> MappingStep:
        return self.editor._mappings

    @property
    def mappings(self) -> tuple[FieldMapping, ...]:
        return self.editor._sync.mappings

    def cell(self, field: str, column: int) -> None:
        """Put the keyboard on a cell."""
        row = next(n for n, mapping in enumerate(self.mappings) if mapping.field == field)
        self.step.table.setFocus()
        self.step.table.point_at(row, column)

    def edit(self, field: str, column: int) -> None:
        """Open what edits a cell, with Enter."""
        self.cell(field, column)
        self.key(Qt.Key.Key_Return)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.step.table, key, modifier)

    def pick(self, *texts: str) -> None:
        """Choose in the open list by typing and Enter, then in the list that follows. Events wait meanwhile: a display that
        is not there closes popups."""
        for text in texts:
            picker = popup(Picker)
            if picker.search.isVisible():
                self.qtbot.keyClicks(picker.search, text)
                self.qtbot.keyClick(picker.search, Qt.Key.Key_Return)
                continue
            while picker.view.currentIndex().data() != text:
                before = picker.view.currentIndex().row()
                self.qtbot.keyClick(picker.view, Qt.Key.Key_Down)
                assert picker.view.currentIndex().row() != before, picker.texts()
            self.qtbot.keyClick(picker.view, Qt.Key.Key_Return)

    def remove(self, field: str) -> None:
        self.cell(field, FIELD)
        self.key(Qt.Key.Key_Delete)
        self.settle()

    def problem(self, step: Step) -> str:
        return self.editor._cards[step].problem
