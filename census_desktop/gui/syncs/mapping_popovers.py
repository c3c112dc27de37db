"""What opens under a cell of the mappings: a constant, and the options of a field. Both speak with every change."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QLocale, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from census_desktop.domain.manifest import TargetField
from census_desktop.domain.mapping_codec import TYPES
from census_desktop.domain.model import FieldMapping, MappingKind
from census_desktop.domain.normalise import ALREADY, RULES
from census_desktop.gui.kit import said, words
from census_desktop.gui.kit.forms import Choice, FormRow, named, set_wrong
from census_desktop.gui.kit.picker import below
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import Glyph, label
from census_desktop.gui.syncs.mapping_rules import HASH_WORDS, looks_at_country, takes_text_options, tidy

TEXT, NUMBER, BOOLEAN, EMPTY = "text", "number", "boolean", "empty"
_WIDTH = px(380)


class Popover(QWidget):
    """`edited` carries the mapping as it is wanted now; Esc and a click elsewhere close."""

    edited = Signal(object)

    def __init__(self, title: str, mapping: FieldMapping, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("kind", "popup")
        self.setAccessibleName(title)
        self.mapping = mapping
        self.setFixedWidth(_WIDTH)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 12, 16, 12)
        self.body.setSpacing(12)
        self.body.addWidget(label(title, "heading"))

    def open_under(self, place: QRect) -> None:
        self.adjustSize()
        self.move(below(place, self))
        self.show()

    def say(self, mapping: FieldMapping) -> None:
        if mapping != self.mapping:
            self.mapping = mapping
            self.edited.emit(mapping)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close()
        else:
            super().keyPressEvent(event)


def kind_of_constant(value: Any) -> str:
    if value is None:
        return EMPTY
    if isinstance(value, bool):
        return BOOLEAN
    return NUMBER if isinstance(value, int | float) else TEXT


def number_of(text: str) -> int | float | None:
    """The number that was typed, with a point or the comma of this locale; None where it is none."""
    compact = text.strip().replace(" ", "").replace("\u00a0", "")
    if compact.count(",") == 1 and "." not in compact:
        compact = compact.replace(",", ".")
    try:
        value = float(compact)
        return (int(compact) if compact.lstrip("+-").isdigit() else value) if math.isfinite(value) else None
    except ValueError:
        return None


class ConstantPopover(Popover):
    """The same value for every record, of a type that is said and not guessed."""

    def __init__(self, mapping: FieldMapping, target: TargetField | None, parent: QWidget, typed: str = "") -> None:
        super().__init__(parent.tr("Constant for %1").replace("%1", mapping.field or "…"), mapping, parent)
        wanted = {"integer": NUMBER, "number": NUMBER, "boolean": BOOLEAN}.get(target.type if target else "", TEXT)
        begun = mapping.constant is None and not typed
        self._type = Choice(
            self.tr("Type of the constant"),
            (
                (self.tr("Text"), TEXT),
                (self.tr("Number"), NUMBER),
                (self.tr("True or false"), BOOLEAN),
                (self.tr("Empty"), EMPTY),
            ),
        )
        self._type.choose(wanted if mapping.constant is None else kind_of_constant(mapping.constant))
        self._line = named(QLineEdit(), self.tr("Constant value"))
        self._line.setText(typed or ("" if mapping.constant is None else _written(mapping.constant)))
        self._truth = Choice(self.tr("Constant value: true or false"), ((words.tr("true"), True), (words.tr("false"), False)))
        self._truth.choose(mapping.constant if isinstance(mapping.constant, bool) else True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._type, 2)
        row.addWidget(self._line, 3)
        row.addWidget(self._truth, 3)
        self._note = label("", "small", wrap=True)
        self.body.addLayout(row)
        self.body.addWidget(self._note)
        self._type.activated.connect(lambda _index: self._say())
        self._line.textEdited.connect(lambda _text: self._say())
        self._truth.activated.connect(lambda _index: self._say())
        if begun or typed:
            self._show()
            if typed:
                self._say()
        else:
            self._say()

    def open_under(self, place: QRect) -> None:
        super().open_under(place)
        first = self._line if not self._line.isHidden() else self._truth if not self._truth.isHidden() else self._type
        first.setFocus()
        self._line.end(False)

    def _show(self) -> None:
        kind = self._type.currentData()
        self._line.setVisible(kind in (TEXT, NUMBER))
        self._truth.setVisible(kind == BOOLEAN)
        wrong = kind == NUMBER and bool(self._line.text().strip()) and number_of(self._line.text()) is None
        set_wrong(self._line, wrong)
        notes = {
            EMPTY: self.tr("Empties the field of every record."),
            NUMBER: self.tr("That is no number.") if wrong else "",
            TEXT: self.tr("Sent as it stands, also when it looks like a number."),
        }
        self._note.setText(notes.get(kind, ""))

    def _say(self) -> None:
        self._show()
        kind, text = self._type.currentData(), self._line.text()
        if kind == NUMBER and number_of(text) is None:
            return
        value = {TEXT: text, NUMBER: number_of(text), BOOLEAN: self._truth.currentData(), EMPTY: None}[kind]
        self.say(replace(self.mapping, constant=value))


def _written(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


class OptionsPopover(Popover):
    """What is done to the value on its way, and when the field is left out."""

    def __init__(self, mapping: FieldMapping, target: TargetField | None, can_keep: bool, parent: QWidget) -> None:
        super().__init__(parent.tr("Options of %1").replace("%1", mapping.field or "…"), mapping, parent)
        self._target = target
        locked = bool(target and target.hash)
        self._rule = Choice(self.tr("Make uniform"), _rules(target))
        self._country = named(QLineEdit(), self.tr("Country of phone numbers"))
        self._country.setMaxLength(2)
        self._country.setPlaceholderText("DE")
        self._hash = Choice(self.tr("Hash"), _hashes())
        self._digests = named(
            QCheckBox(self.tr("The column holds digests already")), self.tr("The column holds digests already")
        )
        self._type = Choice(self.tr("Send as"), _types(target))
        self._leave_out = named(QCheckBox(self.tr("Leave the field out when empty")), self.tr("Leave the field out when empty"))
        self._keep = named(QCheckBox(self.tr("Only if empty there")), self.tr("Only if empty there"))
        self._rule_row = FormRow(self.tr("Make uniform"), self._rule)
        self._country_row = FormRow(self.tr("Country of phone numbers"), self._country)
        self._hash_row = FormRow(self.tr("Hash"), self._hash)
        self._type_row = FormRow(self.tr("Send as"), self._type)
        for row in (self._rule_row, self._country_row, self._hash_row):
            self.body.addWidget(row)
        if locked and target:
            self.body.addWidget(_locked_hash(target))
            self.body.addWidget(self._digests)
        self.body.addWidget(self._type_row)
        self.body.addWidget(_explained(self._leave_out, self.tr("Else an empty value empties the field there.")))
        kept = _explained(self._keep, self.tr("What somebody filled in there is never overwritten."))
        self.body.addWidget(kept)
        kept.setVisible(can_keep)
        texts = takes_text_options(mapping)
        self._rule_row.setVisible(texts)
        self._hash_row.setVisible(texts and not locked)
        self._type_row.setVisible(mapping.kind is not MappingKind.RUN)
        self._leave_out.setEnabled(mapping.kind is not MappingKind.RUN)
        self._show()
        for choice in (self._rule, self._hash, self._type):
            choice.activated.connect(lambda _index: self._say())
        self._country.textEdited.connect(lambda _text: self._say())
        for box in (self._digests, self._leave_out, self._keep):
            box.toggled.connect(lambda _on: self._say())

    def open_under(self, place: QRect) -> None:
        super().open_under(place)
        (self._rule if not self._rule_row.isHidden() else self._leave_out).setFocus()

    def _show(self) -> None:
        mapping = self.mapping
        self._rule.choose(mapping.normalise)
        self._hash.choose(mapping.hash)
        self._type.choose(mapping.type)
        if self._country.text().upper() != mapping.country:
            self._country.setText(mapping.country)
        for box, on in (
            (self._digests, mapping.hash == ALREADY),
            (self._leave_out, not mapping.send_nulls),
            (self._keep, mapping.only_if_empty),
        ):
            box.blockSignals(True)
            box.setChecked(on)
            box.blockSignals(False)
        self._rule.setEnabled(mapping.hash != ALREADY)
        self._type.setEnabled(not mapping.hash and not (self._target and self._target.hash))
        self._country_row.setVisible(takes_text_options(mapping) and looks_at_country(mapping, self._target))
        self._say_country()

    def _say_country(self) -> None:
        code = self._country.text().strip().upper()
        land = QLocale.codeToTerritory(code) if len(code) == 2 else QLocale.Country.AnyTerritory
        unknown = land == QLocale.Country.AnyTerritory
        self._country_row.set_error(self.tr("Two letters, as in DE or US.") if code and unknown else "")
        self._country_row.set_help(
            self.tr("Numbers written without + are read as numbers of %1.").replace("%1", QLocale.territoryToString(land))
            if not unknown
            else self.tr("Numbers written without + are invalid until a country is named.")
        )

    def _say(self) -> None:
        locked = bool(self._target and self._target.hash)
        code = self._country.text().strip().upper()
        asked = replace(
            self.mapping,
            normalise=self._rule.currentData() or "",
            country=code if len(code) == 2 and code.isalpha() and code.isascii() else "",
            hash=(ALREADY if self._digests.isChecked() else "") if locked else self._hash.currentData() or "",
            type=self._type.currentData() or "",
            send_nulls=not self._leave_out.isChecked(),
            only_if_empty=self._keep.isChecked(),
        )
        typed = self._country.text()
        self.say(tidy(asked, self._target))
        self._show()
        if typed and not self._country_row.isHidden():
            self._country.setText(typed)
            self._say_country()
        self.adjustSize()


def _explained(box: QCheckBox, text: str) -> QWidget:
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    why = label(text, "small", wrap=True)
    why.setContentsMargins(24, 0, 0, 0)
    box.setAccessibleDescription(text)
    column.addWidget(box)
    column.addWidget(why)
    return both


def _rules(target: TargetField | None) -> list[tuple[str, str]]:
    wanted = RULES.get(target.normalise) if target and target.normalise else None
    usual = (
        words.filled(words.tr("As the destination wants it (%1)"), said.said(wanted.label)) if wanted else words.tr("As it is")
    )
    return [(usual, ""), *((said.said(rule.label), rule.name) for rule in RULES.values())]


def _hashes() -> list[tuple[str, str]]:
    return [
        (words.tr("Not hashed"), ""),
        *((word, name) for name, word in HASH_WORDS.items()),
        (words.tr("Holds digests already"), ALREADY),
    ]


def _types(target: TargetField | None) -> list[tuple[str, str]]:
    wants = target.type if target and target.type != "any" else ""
    return [
        (words.filled(words.tr("As the field wants it (%1)"), wants) if wants else words.tr("As it is"), ""),
        *((t, t) for t in TYPES),
    ]


def _locked_hash(target: TargetField) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(Glyph("lock"), 0, Qt.AlignmentFlag.AlignTop)
    method = HASH_WORDS.get(target.hash, target.hash)
    text = words.filled(
        words.tr("Hashed by the destination's rule: %1. Values are made uniform and hashed before they leave this computer."),
        method,
    )
    row.addWidget(label(text, "small", wrap=True), 1)
    return line
