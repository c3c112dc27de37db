"""A priority list in a form: segments in order, their sizes by themselves and with the list, what saving it would do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import Dataset, PriorityList
from census_desktop.gui.datasets import list_words
from census_desktop.gui.datasets.priority_table import PriorityTable, Ranked
from census_desktop.gui.form_draft import FormDraft, RestoredNote
from census_desktop.gui.kit import words
from census_desktop.gui.kit.forms import FormRow, named
from census_desktop.gui.kit.picker import Entry, Picker
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import announce, button, label, set_tone
from census_desktop.gui.segments.scope import World
from census_desktop.gui.session import Session
from census_desktop.usecases.lists import TriedPriority


class PriorityForm(QFrame):
    """`saved(priority, replaces)` asks for that, `cancelled` closes it."""

    saved = Signal(object, str)
    cancelled = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName(self.tr("Priority list"))
        self._session = session
        self._world = World(Dataset("", "", ""))
        self._before: PriorityList | None = None
        self._names: frozenset[str] = frozenset()
        self._rows: list[Ranked] = []
        self._note = RestoredNote()
        self._draft = FormDraft(session, self._note, self._typed, self._put_typed)
        self.cancelled.connect(self._draft.end)
        self._soon = QTimer(self, singleShot=True, interval=300)
        self._soon.timeout.connect(self._try)
        self._title = label("", "heading")
        self._name = named(QLineEdit(), self.tr("Name of the priority list"))
        self._name_row = FormRow(self.tr("Name"), self._name)
        self.table = PriorityTable()
        self.table.setMinimumHeight(px(140))
        self._told = label("", wrap=True)
        self._save = button(self.tr("Save list"), kind="primary", name=self.tr("Save the priority list"), on=self._on_save)
        self._lay_out()
        self._name.textEdited.connect(lambda _text: self._on_name())
        self.table.moved.connect(self._on_moved)
        self.table.removed.connect(self._on_removed)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_state())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        head.addWidget(button(self.tr("Cancel"), name=self.tr("Cancel the priority list"), on=self.cancelled.emit))
        head.addWidget(self._save)
        up, down = self.tr("Move the segment up (Alt+Up)"), self.tr("Move the segment down (Alt+Down)")
        self._add = button(self.tr("Add segment"), "plus", name=self.tr("Add a segment to the list"), on=self.choose)
        self._up = button(self.tr("Up"), name=self.tr("Move up"), tip=up, on=lambda: self.table.shift(-1))
        self._down = button(self.tr("Down"), name=self.tr("Move down"), tip=down, on=lambda: self.table.shift(1))
        self._take_out = button(
            "", "x", kind="icon", name=self.tr("Take the segment out of the list"), on=lambda: self._on_removed(self.table.row)
        )
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self._add)
        acts.addStretch(1)
        for control in (self._take_out, self._up, self._down):
            acts.addWidget(control)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self._note)
        layout.addWidget(self._told)
        layout.addWidget(self._name_row)
        layout.addWidget(self.table, 1)
        layout.addLayout(acts)

    def begin(self, world: World, priority: PriorityList | None) -> None:
        """Show a new list, or one that is to be edited."""
        self._world, self._before = world, priority
        shown = priority or PriorityList("", ())
        self._names = frozenset(p.name for p in world.dataset.priorities if p is not priority)
        self._title.setText(self.tr("Edit “%1”").replace("%1", shown.name) if priority else self.tr("New priority list"))
        self._name.setText(shown.name)
        self._put(self._ranked(shown.segments))
        self._draft.begin(f"priority:{world.dataset.id}:{shown.name}")
        self._name.setFocus()

    def _ranked(self, ids: Sequence[str]) -> list[Ranked]:
        return [Ranked(0, id_, self._world.segment_name(id_) or self.tr("a segment that is gone")) for id_ in ids]

    def _on_name(self) -> None:
        self._show_state()
        self._draft.edited()

    def _typed(self) -> dict[str, Any]:
        return {"name": self._name.text(), "segments": [row.id for row in self._rows]}

    def _put_typed(self, plain: Mapping[str, Any]) -> None:
        self._name.setText(str(plain["name"]))
        self._put(self._ranked([str(id_) for id_ in plain["segments"]]))

    def end(self) -> None:
        """It is saved."""
        self._draft.end()

    def priority(self) -> PriorityList:
        return PriorityList(self._name.text().strip(), tuple(row.id for row in self._rows))

    # What is in it --------------------------------------------------------------------------------------------------

    def choose(self) -> None:
        """Pick a segment that is not in the list yet."""
        here = {row.id for row in self._rows}
        elsewhere = {id_: p.name for p in self._world.dataset.priorities if p is not self._before for id_ in p.segments}
        entries = [
            Entry(
                segment.id,
                segment.name,
                "segments",
                "" if segment.size is None else words.number(segment.size),
                self.tr("in the priority list “%1”").replace("%1", elsewhere[segment.id]) if segment.id in elsewhere else "",
            )
            for segment in self._world.segments
            if segment.id not in here
        ]
        nothing = self.tr("Every segment of the data set is in the list.")
        picker = Picker(self.tr("Segments"), entries, self._add, nothing=nothing)
        picker.chosen.connect(self._on_chosen)
        picker.open_under(self._add.rect().translated(self._add.mapToGlobal(QPoint(0, 0))))

    def _on_chosen(self, id_: str) -> None:
        self._put([*self._rows, Ranked(0, id_, self._world.segment_name(id_))], len(self._rows))

    def _on_moved(self, row: int, to: int) -> None:
        rows = list(self._rows)
        rows.insert(to, rows.pop(row))
        self._put(rows, to)

    def _on_removed(self, row: int) -> None:
        self._put([r for n, r in enumerate(self._rows) if n != row])

    def _put(self, rows: list[Ranked], current: int = -1) -> None:
        self._rows = [replace(r, place=n, alone=None, size=None) for n, r in enumerate(rows, 1)]
        self.table.show_rows(self._rows, current)
        self._draft.edited()
        self._show_state()
        if self._rows:
            self.tell(self.tr("Counting …"))
            self._soon.start()
        else:
            self._soon.stop()
            self.tell(self.tr("Add the segments, the highest first: whoever is in a higher one is not in the lower ones."))

    def _show_state(self) -> None:
        name, row = self._name.text().strip(), self.table.row
        twice = name in self._names
        self._name_row.set_error(self.tr("Another priority list is called so.") if twice else "")
        self._save.setEnabled(bool(name) and not twice and bool(self._rows))
        self._up.setEnabled(row > 0)
        self._down.setEnabled(0 <= row < len(self._rows) - 1)
        self._take_out.setEnabled(row >= 0)

    def tell(self, text: str, tone: str = "") -> None:
        self._told.setText(text)
        set_tone(self._told, tone)
        announce(self._told, text)

    # Figures --------------------------------------------------------------------------------------------------------

    def _try(self) -> None:
        replaces = self._before.name if self._before else ""
        named_so = replace(self.priority(), name=replaces or self.tr("this list"))
        trying, dataset = self._session.app.lists.try_priority, self._world.dataset
        self._session.ask(self, trying, dataset.id, named_so, replaces, done=self._on_tried, failed=self.refuse, slot="try")

    def _on_tried(self, tried: TriedPriority) -> None:
        self._rows = [replace(r, alone=tried.alone.get(r.id), size=tried.sizes.get(r.id)) for r in self._rows]
        self.table.show_rows(self._rows)
        self.tell(*list_words.told_of_priority(tried))

    def refuse(self, error: CensusError) -> None:
        self.tell(str(error), "fail")

    def _on_save(self) -> None:
        self.saved.emit(self.priority(), self._before.name if self._before else "")
