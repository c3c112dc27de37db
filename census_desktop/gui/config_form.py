"""A form made from fields as data: of a destination's manifest, or of a source type."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontDatabase
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from census_desktop.domain.errors import CensusError
from census_desktop.domain.manifest import ConfigField
from census_desktop.gui.kit import icons, palette, words
from census_desktop.gui.kit.choose_file import ask_folder
from census_desktop.gui.kit.forms import Choice, Compound, FormRow, named
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import button
from census_desktop.gui.segments.value_editors import NumberLine

Control = QLineEdit | NumberLine | QCheckBox | Choice | QPlainTextEdit

LINES = 6
"""That a text of several lines shows at once."""
_FAULT = re.compile(r"“(?P<name>[\w.-]+)” (?P<what>[^;]+)")


class ConfigForm(QWidget):
    """Settings and credentials side by side. A credential is typed, never shown; one that is stored says so, and is not shown
    again."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._fields: tuple[ConfigField, ...] = ()
        self._controls: dict[str, Control] = {}
        self._rows: dict[str, FormRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)

    def show_fields(self, fields: Sequence[ConfigField], values: Mapping[str, Any], *, keyring: str = "") -> None:
        """Make the form anew. `keyring` is said under each credential."""
        while item := self._column.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._fields, self._controls, self._rows = tuple(fields), {}, {}
        for field in self._fields:
            control = self._control(field, values.get(field.name, field.default))
            self._controls[field.name] = control
            outer = self._with_browse(control) if field.kind == "path" and isinstance(control, QLineEdit) else control
            if isinstance(control, QCheckBox):
                row = FormRow("", control, field.help)
            else:
                help_ = " ".join(filter(None, (field.help, keyring if field.secret else "")))
                row = FormRow(field.label, outer, help_, optional=not field.required and field.default is None)
            self._rows[field.name] = row
            self._column.addWidget(row)
            row.show()

    def _control(self, field: ConfigField, value: Any) -> Control:
        control: Control
        if field.secret and field.kind == "lines":
            control = SecretLines(field)
            control.textChanged.connect(self.edited)
        elif field.secret:
            control = SecretLine(field)
        elif field.kind == "lines":
            control = LinesEdit("" if value is None else str(value))
            control.setPlaceholderText(field.placeholder)
            control.textChanged.connect(self.edited)
        elif field.kind == "boolean":
            control = QCheckBox(field.label)
            control.setChecked(bool(value))
            control.toggled.connect(self.edited)
        elif field.kind == "choice":
            control = Choice(field.label, [(c, c) for c in field.choices])
            control.choose(value)
            control.activated.connect(lambda _index: self.edited.emit())
        elif field.kind == "pairs":
            control = QPlainTextEdit("\n".join(f"{k}: {v}" for k, v in (value or {}).items()))
            control.setPlaceholderText(self.tr("Name: value"))
            control.setTabChangesFocus(True)
            control.setFixedHeight(px(72))
            control.textChanged.connect(self.edited)
        elif field.kind == "number":
            line = PortLine if field.name == "port" else NumberLine
            control = line(field.label, whole=field.whole, least=field.least)
            control.grow()
            control.set_value(value)
            control.edited.connect(self.edited)
        else:
            control = QLineEdit("" if value is None else str(value))
            control.textEdited.connect(self.edited)
        if isinstance(control, QLineEdit):
            if field.placeholder:
                control.setPlaceholderText(field.placeholder)
            if field.secret:
                control.textEdited.connect(self.edited)
        return named(control, field.label)

    def _with_browse(self, line: QLineEdit) -> QWidget:
        """A path with a button that opens the file dialog."""
        both = Compound()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        name = self.tr("Choose a folder for %1").replace("%1", line.accessibleName())
        browse = button("", "folder", kind="icon", name=name, on=lambda: ask_folder(self, name, lambda p: self._take(line, p)))
        row.addWidget(line, 1)
        row.addWidget(browse)
        both.first = line
        both.setAccessibleName(line.accessibleName())
        return both

    def _take(self, line: QLineEdit, path: Path) -> None:
        line.setText(str(path))
        self.edited.emit()

    def show_stored(self, names: Sequence[str]) -> None:
        """Which credentials are in the keyring: their fields say "stored" and are only replaced by typing."""
        for name in names:
            control = self._controls.get(name)
            if isinstance(control, SecretLine | SecretLines):
                control.setPlaceholderText(self.tr("stored; type to replace it"))

    def values(self) -> dict[str, Any]:
        """The settings; empty ones are left out, so that their default holds."""
        found: dict[str, Any] = {}
        for field in self._fields:
            if not field.secret and (value := self._value(field)) not in (None, "", {}):
                found[field.name] = value
        return found

    def secrets(self) -> dict[str, str]:
        """Credentials that were typed now."""
        typed = {n: c.text() for n, c in self._controls.items() if isinstance(c, SecretLine | SecretLines)}
        return {name: text for name, text in typed.items() if text.strip()}

    def _value(self, field: ConfigField) -> Any:
        control = self._controls[field.name]
        if isinstance(control, NumberLine):
            return control.value() if not control.text().strip() or control.value() is not None else control.text()
        if isinstance(control, QCheckBox):
            return control.isChecked()
        if isinstance(control, Choice):
            return control.currentData()
        if isinstance(control, LinesEdit):
            return control.text()
        if isinstance(control, QPlainTextEdit):
            return parse_pairs(control.toPlainText())
        return control.text().strip()

    def show_errors(self, error: CensusError) -> bool:
        """Say each fault at its field. False if the error names no field of this form."""
        listed = error.message.partition(": ")[2]
        faults = {m["name"]: m["what"].strip(" .") for m in _FAULT.finditer(listed)}
        self.clear_errors()
        for name, what in faults.items():
            if name in self._rows:
                self._rows[name].set_error(what[:1].upper() + what[1:])
        return any(name in self._rows for name in faults)

    def clear_errors(self) -> None:
        for row in self._rows.values():
            row.set_error("")

    def error_of(self, name: str) -> str:
        return self._rows[name].error


class LinesEdit(QPlainTextEdit):
    """A small box for a text of several lines, in the fixed type; Tab leaves it."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setTabChangesFocus(True)
        family = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
        self.setStyleSheet(f"font-family: '{family}'; font-size: {palette.base_size() - 1}px;")
        self.setFixedHeight(LINES * self.fontMetrics().lineSpacing() + 18)

    def text(self) -> str:
        """As it was typed; "" where there are blanks alone."""
        text = self.toPlainText()
        return text if text.strip() else ""


class SecretLines(LinesEdit):
    """A credential of several lines, such as a private key: to be seen while it is entered, out of sight when the box is
    left."""

    def __init__(self, field: ConfigField) -> None:
        super().__init__()
        self._away = ""
        self._hint = field.placeholder
        self.setPlaceholderText(self._hint)
        self.setUndoRedoEnabled(False)  # what is out of sight does not come back by it

    def text(self) -> str:
        return self._away or super().text()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._away:
            text, self._away = self._away, ""
            self.setAcceptDrops(True)
            self._show(text)
            self.setPlaceholderText(self._hint)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        menu = event.reason() is Qt.FocusReason.PopupFocusReason
        if (text := super().text()) and not menu:
            self._away = text
            self._show("")
            self.setAcceptDrops(False)
            lines = words.counted(len(text.splitlines()), self.tr("line"), self.tr("lines"))
            super().setPlaceholderText(self.tr("%1 entered, out of sight; click to look").replace("%1", lines))
        super().focusOutEvent(event)

    def setPlaceholderText(self, text: str) -> None:
        self._hint = text
        if not self._away:
            super().setPlaceholderText(text)

    def _show(self, text: str) -> None:
        """Nobody edited anything."""
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)


class PortLine(NumberLine):
    """A number that is a name: 5432, not 5,432."""

    def _shown(self, value: Any) -> str:
        return str(value)


class SecretLine(QLineEdit):
    """A credential: dots, with an eye to look at what was typed just now."""

    def __init__(self, field: ConfigField) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye = self.addAction(icons.icon("eye", "secondary"), QLineEdit.ActionPosition.TrailingPosition)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._on_eye)
        self._on_eye(False)
        for opener in self.findChildren(QWidget):
            opener.setAccessibleName(self.tr("Show or hide %1").replace("%1", field.label))

    def _on_eye(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._eye.setText(self.tr("Hide") if shown else self.tr("Show"))
        self._eye.setToolTip(self._eye.text())
        icons.set_icon(self._eye, "eye-off" if shown else "eye", "secondary")


def parse_pairs(text: str) -> dict[str, str]:
    """Lines of "Name: value"; a line without a colon is a name without a value."""
    pairs = {}
    for line in filter(None, (raw.strip() for raw in text.splitlines())):
        name, _, value = line.partition(":")
        pairs[name.strip()] = value.strip()
    return pairs
