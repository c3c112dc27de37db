"""Settings: the shortcuts, and changing them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QKeySequenceEdit, QLineEdit, QTableView, QWidget

from census_desktop.gui import keys
from census_desktop.gui.commands import COMMANDS, Command
from census_desktop.gui.kit.delegates import ROW_ONE_LINE, prepare_table, set_widths
from census_desktop.gui.kit.forms import named
from census_desktop.gui.kit.models import Column, TableModel
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import Banner, ElidedLabel, SearchField, announce, button, label
from census_desktop.gui.kit.words import QT_TRANSLATE_NOOP
from census_desktop.gui.session import Session
from census_desktop.gui.settings.card import SettingsCard

_ROWS = 8


class KeyboardCard(SettingsCard):
    id = "keyboard"
    title = QT_TRANSLATE_NOOP("", "Keyboard")
    keywords = QT_TRANSLATE_NOOP("", "shortcuts keys hotkeys key bindings")
    icon = "keyboard"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._commands = session.commands
        columns = (
            Column[Command](self.tr("Command"), lambda c: self._commands.text(c.id), key="command"),
            Column[Command](self.tr("Menu"), lambda c: self._commands.tr(c.menu), key="menu", width=110),
            Column[Command](self.tr("Keys"), self._keys_of, key="keys", width=170),
        )
        self._model = TableModel[Command](columns, key=lambda c: c.id, parent=self)
        self.search = SearchField(self.tr("Find a command or its keys"))
        self.table = QTableView()
        self._name = ElidedLabel("", "heading")
        self.keys = named(QKeySequenceEdit(), self.tr("New keys"))
        self._said = Banner()
        self._clear = button(self.tr("Clear"), on=self.clear)
        self._reset = button(self.tr("Reset"), on=self.reset)
        self._reset_all = button(self.tr("Reset all"), name=self.tr("Reset all shortcuts"), on=self.reset_all)
        self._wanted = QKeySequence()
        self._build()
        self.search.searched.connect(lambda _text: self._show())
        self.search.finished.connect(self.table.setFocus)
        self.table.activated.connect(lambda _index: self.keys.setFocus())
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_current())
        self.keys.keySequenceChanged.connect(self._on_keys)
        self._said.action.clicked.connect(lambda _checked=False: self._take(self._wanted))
        self._commands.shortcuts_changed.connect(self._show)

    def _build(self) -> None:
        self.table.setModel(self._model)
        prepare_table(self.table, row_height=ROW_ONE_LINE, name=self.tr("Shortcuts"))
        set_widths(self.table)
        self.table.setFixedHeight(px(33) + _ROWS * ROW_ONE_LINE)
        self.keys.setMaximumSequenceLength(1)
        self.keys.setFixedWidth(px(170))
        for field in self.keys.findChildren(QLineEdit):
            named(field, self.tr("New keys"))
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self._name, 1)
        below.addWidget(self.keys)
        below.addWidget(self._clear)
        below.addWidget(self._reset)
        foot = QHBoxLayout()
        foot.addWidget(label(self.tr("Choose a command, press Enter, then press its new keys."), "small"), 1)
        foot.addWidget(self._reset_all)
        self.inner.addWidget(self.search)
        self.inner.addWidget(self.table)
        self.inner.addLayout(below)
        self.inner.addWidget(self._said)
        self.inner.addLayout(foot)

    def open(self) -> None:
        self._show()

    def _keys_of(self, command: Command) -> str:
        """With a word where they are not those that the program came with."""
        shortcut = self._commands.shortcut(command.id)
        own = self.tr("%1 (yours)") if shortcut else self.tr("none (yours)")
        return own.replace("%1", shortcut) if self._commands.is_own(command.id) else shortcut

    # What is shown --------------------------------------------------------------------------------------------------

    @property
    def current(self) -> Command | None:
        index = self.table.currentIndex()
        return self._model.row_at(index.row()) if index.isValid() else None

    def _show(self) -> None:
        wanted = self.search.text().casefold().split()
        before = self.current
        rows = [c for c in COMMANDS if all(word in self._text_of(c) for word in wanted)]
        self._model.set_rows(rows)
        at = rows.index(before) if before in rows else 0
        if rows:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.table.selectionModel().setCurrentIndex(self._model.index(at, 0), flags)
        self._show_current()
        self._reset_all.setEnabled(any(self._commands.is_own(command.id) for command in COMMANDS))

    def _text_of(self, command: Command) -> str:
        return f"{self._commands.text(command.id)} {self._commands.tr(command.menu)} {self._keys_of(command)}".casefold()

    def _show_current(self) -> None:
        command = self.current
        self._said.hide()
        for control in (self.keys, self._clear, self._reset):
            control.setEnabled(command is not None)
        if command is None:
            self._name.set_text(self.tr("No command is called so."))
            return
        text = self._commands.text(command.id)
        self._name.set_text(text)
        self.keys.setAccessibleDescription(text)
        self._clear.setAccessibleName(self.tr("Clear the keys of %1").replace("%1", text))
        self._reset.setAccessibleName(self.tr("Reset the keys of %1").replace("%1", text))
        self._clear.setEnabled(bool(self._commands.shortcut(command.id)))
        self._reset.setEnabled(self._commands.is_own(command.id))
        self._put(self._commands.action(command.id).shortcut())

    def _put(self, shortcut: QKeySequence) -> None:
        self.keys.blockSignals(True)
        self.keys.setKeySequence(shortcut)
        self.keys.blockSignals(False)

    # Changing -------------------------------------------------------------------------------------------------------

    def _on_keys(self, shortcut: QKeySequence) -> None:
        """Taken at once where nothing speaks against it."""
        command = self.current
        if command is None or shortcut.isEmpty():
            return
        shown = shortcut.toString(QKeySequence.SequenceFormat.NativeText)
        if why := keys.refusal(shortcut):
            self._said.show_text(self.tr("%1: %2").replace("%1", shown).replace("%2", why), "warn", "alert")
            return
        holder = self._commands.holder(shortcut)
        if holder and holder != command.id:
            self._wanted = shortcut
            text = self.tr("%1 belongs to “%2”.").replace("%1", shown).replace("%2", self._commands.text(holder))
            self._said.show_text(text, "warn", "alert", self.tr("Use it here"))
            return
        self._take(shortcut)

    def _take(self, shortcut: QKeySequence) -> None:
        command = self.current
        if command is not None:
            self._said.hide()
            self._commands.set_shortcut(command.id, shortcut)
            shown = self._commands.shortcut(command.id) or self.tr("no keys")
            announce(self, self.tr("%1: %2").replace("%1", self._commands.text(command.id)).replace("%2", shown))

    def clear(self) -> None:
        self._take(QKeySequence())
        self.keys.setFocus(Qt.FocusReason.OtherFocusReason)

    def reset(self) -> None:
        """The keys that the program came with, unless another command has them now: then it is asked."""
        command = self.current
        if command is not None:
            wanted = self._commands.default_shortcut(command.id)
            if wanted.isEmpty():
                self._take(wanted)
            else:
                self._on_keys(wanted)

    def reset_all(self) -> None:
        before = self._commands.shortcuts
        self._commands.set_shortcuts({command.id: self._commands.default_shortcut(command.id) for command in COMMANDS})
        undo = partial(self._commands.set_shortcuts, before)
        self.session.toast(self.tr("All shortcuts are as the program came with them"), self.tr("Undo"), undo)
