"""Sync all properties: every column that no mapping names is sent too, also those that come later."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from census_desktop.domain.errors import ConfigError
from census_desktop.domain.manifest import ObjectSpec
from census_desktop.domain.model import Dataset, Sync
from census_desktop.domain.sync_all import effective
from census_desktop.gui.kit.forms import Choice, named
from census_desktop.gui.kit.widgets import label, set_tone
from census_desktop.gui.syncs.mapping_rules import CASES

NAMED = 12
"""Fields that are named before the rest is counted."""


class SyncAllRow(QWidget):
    edited = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._on = named(QCheckBox(self.tr("Sync all properties")), self.tr("Sync all properties"))
        self._on.setToolTip(self.tr("Send every other column too, also columns that the data set gets later"))
        self._case = Choice(self.tr("How the other columns are named"), [(word, code) for code, word in CASES.items()])
        self._adds = label("", "small", wrap=True)
        self._named = label(self.tr("named"), "secondary")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._on)
        row.addWidget(self._named)
        row.addWidget(self._case)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._adds)
        self._on.clicked.connect(lambda on: self.edited.emit("as_is" if on else ""))
        self._case.activated.connect(lambda _index: self.edited.emit(self._case.currentData()))

    def show_sync(self, sync: Sync, dataset: Dataset | None, spec: ObjectSpec | None) -> None:
        self.setVisible(bool(sync.sync_all) or bool(spec and spec.open_fields))
        self._on.setChecked(bool(sync.sync_all))
        self._case.choose(sync.sync_all or "as_is")
        for widget in (self._case, self._named, self._adds):
            widget.setVisible(bool(sync.sync_all))
        if sync.sync_all and dataset:
            self._show_added(sync, dataset)

    def _show_added(self, sync: Sync, dataset: Dataset) -> None:
        try:
            added = effective(sync, dataset).mappings[len(sync.mappings) :]
        except ConfigError as error:
            set_tone(self._adds, "fail")
            self._adds.setText(str(error))
            return
        set_tone(self._adds, "")
        shown = ", ".join(m.field for m in added[:NAMED])
        more = self.tr(" and %1 more").replace("%1", str(len(added) - NAMED)) if len(added) > NAMED else ""
        text = self.tr("Adds now: %1. Columns that come later follow by themselves.").replace("%1", f"{shown}{more}")
        self._adds.setText(text if added else self.tr("Adds nothing now. Columns that come later follow by themselves."))
