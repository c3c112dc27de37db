"""A relationship in a form: the other data set, the kind, the columns that are equal, and the pairs of a many-to-many."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from census_desktop.domain.model import Dataset, Relationship
from census_desktop.domain.relating import KINDS
from census_desktop.gui.kit.forms import Choice, FormRow, named
from census_desktop.gui.kit.widgets import button, label, set_tone


class RelationForm(QFrame):
    """`saved(relationship, replaces, both)` and `checked(relationship)` ask for that; `cancelled` closes it."""

    saved = Signal(object, str, bool)
    checked = Signal(object)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName(self.tr("Relationship"))
        self._dataset = Dataset("", "", "")
        self._others: Mapping[str, Dataset] = {}
        self._replaces = ""
        self._title = label("", "heading")
        self._name = named(QLineEdit(), self.tr("Name of the relationship"))
        self._other = Choice(self.tr("Related data set"), placeholder=self.tr("Choose a data set"))
        self._kind = Choice(self.tr("Kind"), [(text, kind) for kind, text in KINDS.items()])
        self._mine = Choice(self.tr("Column here"), placeholder=self.tr("Choose a column"))
        self._theirs = Choice(self.tr("Column there"), placeholder=self.tr("Choose a column"))
        self._through = Choice(self.tr("Through"), placeholder=self.tr("The data set of pairs"))
        self._through_mine = Choice(self.tr("Pairs name this side in"), placeholder=self.tr("Choose a column"))
        self._through_theirs = Choice(self.tr("Pairs name the other side in"), placeholder=self.tr("Choose a column"))
        both = self.tr("Also from the other side")
        self._both = named(QCheckBox(both), both, self.tr("Conditions there can then name records here"))
        self._told = label("", "secondary", wrap=True)
        self._check = button(self.tr("Check against the data"), "search", on=self._on_check)
        self._save = button(self.tr("Save relationship"), kind="primary", on=self._on_save)
        self._lay_out()
        self._other.activated.connect(lambda _index: self._on_other())
        self._through.activated.connect(lambda _index: self._offer_through())
        for choice in (self._kind, self._mine, self._theirs, self._through_mine, self._through_theirs):
            choice.activated.connect(lambda _index: self._show_state())

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        rows = (
            (self._other, self._kind, self._name),
            (self._mine, self._theirs, None),
            (self._through, self._through_mine, self._through_theirs),
        )
        self._through_rows: list[QWidget] = []
        for number, line in enumerate(rows):
            for place, control in enumerate(line):
                if control is not None:
                    row = FormRow(control.accessibleName(), control)
                    grid.addWidget(row, number, place)
                    if number == 2:
                        self._through_rows.append(row)
        for place in range(3):
            grid.setColumnStretch(place, 1)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self._both)
        acts.addStretch(1)
        acts.addWidget(self._check)
        acts.addWidget(button(self.tr("Cancel"), name=self.tr("Cancel the relationship"), on=self.cancelled.emit))
        acts.addWidget(self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(self._title)
        layout.addLayout(grid)
        layout.addWidget(self._told)
        layout.addLayout(acts)

    def begin(self, dataset: Dataset, others: Mapping[str, Dataset], relationship: Relationship | None, replaces: str) -> None:
        """Show a new relationship, a proposed one, or one that is to be edited (`replaces` is its name)."""
        self._dataset, self._others, self._replaces = dataset, others, replaces
        near = [d for d in others.values() if d.source_id == dataset.source_id and d.id != dataset.id]
        shown = relationship or Relationship("", "", "one_to_many", dataset.unique_identifier, "")
        self._title.setText(self.tr("Edit “%1”").replace("%1", replaces) if replaces else self.tr("New relationship"))
        self._other.offer([(d.name, d.id) for d in near], shown.dataset)
        self._through.offer([(d.name, d.id) for d in near], shown.through)
        self._kind.choose(shown.kind)
        self._name.setText(shown.name)
        self._offer_columns(self._mine, dataset, shown.from_column)
        self._offer_columns(self._theirs, others.get(shown.dataset), shown.to_column)
        self._offer_columns(self._through_mine, others.get(shown.through), shown.through_from)
        self._offer_columns(self._through_theirs, others.get(shown.through), shown.through_to)
        self._both.setChecked(not replaces)
        self._both.setVisible(not replaces)
        self.tell("")
        self._show_state()
        self._other.setFocus()

    def _offer_columns(self, choice: Choice, dataset: Dataset | None, current: str) -> None:
        """A column that is gone stays named, so that it is seen what is missing."""
        names = [c.name for c in dataset.columns if c.native != "computed"] if dataset else []
        missing = [(self.tr("%1 (gone)").replace("%1", current), current)] if current and current not in names else []
        choice.offer([*((n, n) for n in names), *missing], current or None)

    def _on_other(self) -> None:
        other = self._others.get(self._other.currentData())
        if other is not None:
            same = other.column(self._mine.currentData() or "")
            self._offer_columns(self._theirs, other, same.name if same else other.unique_identifier)
            if not self._name.text().strip():
                self._name.setText(other.name)
        self._show_state()

    def _offer_through(self) -> None:
        joins = self._others.get(self._through.currentData())
        for choice in (self._through_mine, self._through_theirs):
            self._offer_columns(choice, joins, choice.currentData() or "")
        self._show_state()

    def relationship(self) -> Relationship:
        kind = self._kind.currentData() or ""
        through = [c.currentData() or "" for c in (self._through, self._through_mine, self._through_theirs)]
        ends = (self._mine.currentData() or "", self._theirs.currentData() or "")
        pairs = through if kind == "many_to_many" else ("", "", "")
        return Relationship(self._name.text().strip(), self._other.currentData() or "", kind, *ends, *pairs)

    def _show_state(self) -> None:
        many = self._kind.currentData() == "many_to_many"
        for row in self._through_rows:
            row.setVisible(many)
        r = self.relationship()
        whole = all((r.dataset, r.kind, r.from_column, r.to_column)) and (
            not many or all((r.through, r.through_from, r.through_to))
        )
        self._check.setEnabled(whole)
        self._save.setEnabled(whole)

    def tell(self, text: str, tone: str = "") -> None:
        """What the data says, or why it was refused."""
        self._told.setText(text)
        self._told.setVisible(bool(text))
        set_tone(self._told, tone)

    def _named(self) -> Relationship:
        found = self.relationship()
        other = self._others.get(found.dataset)
        if not found.name and other:
            self._name.setText(other.name)
            found = self.relationship()
        return found

    def _on_check(self) -> None:
        self.tell(self.tr("Asking the source …"))
        self.checked.emit(self._named())

    def _on_save(self) -> None:
        self.saved.emit(self._named(), self._replaces, self._both.isChecked() and not self._replaces)
