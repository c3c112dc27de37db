"""What a sync does to people's consent, each with a box to confirm it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from census_desktop.domain.model import Sync
from census_desktop.gui.kit.forms import named
from census_desktop.gui.kit.widgets import label
from census_desktop.gui.syncs import sync_setup
from census_desktop.gui.syncs.sync_setup import Choices


class ConsentLines(QWidget):
    """Hidden where nothing of it touches consent. `confirmed` carries all names that are ticked."""

    confirmed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._said: Mapping[str, str] = {}
        self.boxes: dict[str, QCheckBox] = {}
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        why = self.tr("It changes what people agreed to. Who did not agree must not be written to: confirm only what is right.")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(4)
        column.addWidget(label(self.tr("Consent"), "field"))
        column.addLayout(self._lines)
        column.addWidget(label(why, "small", wrap=True))
        self.hide()

    def show_sync(self, sync: Sync, choices: Choices) -> None:
        said = sync_setup.consent_touched(sync, choices)
        if said != self._said:
            self._fill(said)
        for name, box in self.boxes.items():
            box.setChecked(name in sync.consented)
        self.setVisible(bool(said))

    def _fill(self, said: Mapping[str, str]) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (line := item.widget()) is not None:
                line.hide()
                line.deleteLater()
        self._said, self.boxes = said, {}
        for name, sentence in said.items():
            box = named(QCheckBox(), self.tr("I confirm: %1").replace("%1", sentence))
            box.clicked.connect(lambda _on: self._say())
            text = label(sentence, wrap=True)
            text.setBuddy(box)
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(0)
            row.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(text, 1)
            self._lines.addWidget(line)
            self.boxes[name] = box

    def _say(self) -> None:
        self.confirmed.emit(tuple(name for name, box in self.boxes.items() if box.isChecked()))
