"""What comes after the conditions of a segment: a limit for each value of a field, a limit of the whole, cohorts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from census_desktop.domain.model import Cohort, Limit
from census_desktop.gui.kit import words
from census_desktop.gui.kit.forms import named, set_wrong
from census_desktop.gui.kit.widgets import Glyph, button, label, set_tone
from census_desktop.gui.segments.definition import Definition, problem
from census_desktop.gui.segments.field_list import FieldPopup
from census_desktop.gui.segments.pills import ChoicePill
from census_desktop.gui.segments.scope import Scope
from census_desktop.gui.segments.value_editors import NumberLine, ValueLine

FIRST_COHORTS = (Cohort("Treatment", 80), Cohort("Control", 20, control=True))


class FieldButton(QPushButton):
    """A field, chosen from a list that opens below; "" is none."""

    chosen = Signal(str)

    def __init__(self, name: str, none: str) -> None:
        super().__init__()
        self._name, self._none = name, none
        self._scope = Scope(None)
        self.setProperty("kind", "pill")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)

    def show_field(self, field: str, scope: Scope) -> None:
        self._scope = scope
        self.setText(field or self._none)
        self.setAccessibleName(f"{self._name}: {self.text()}")

    def _open(self) -> None:
        popup = FieldPopup(self._scope.fields, self)
        popup.chosen.connect(self.chosen)
        popup.open_below(self)


class LimitRow(QWidget):
    """“keep the first 5,000 by orders_total, highest first”, or with `per` “at most 3 of each country by …”."""

    changed = Signal(object, bool)
    """Limit or None, and whether it was typed."""

    def __init__(self, *, per: bool) -> None:
        super().__init__()
        self._limit: Limit | None = None
        what = self.tr("Limit for each value") if per else self.tr("Limit")
        self.rows = NumberLine(f"{what}: {self.tr('number of records')}", whole=True, least=1)
        self.rows.edited.connect(self._on_rows)
        self.per = FieldButton(f"{what}: {self.tr('of each')}", self.tr("choose a field")) if per else None
        self.order = FieldButton(f"{what}: {self.tr('in the order of')}", self.tr("any order"))
        self.order.chosen.connect(lambda name: self._put(order_by=name))
        self.way = ChoicePill(
            f"{what}: {self.tr('which first')}",
            ((self.tr("highest first"), True), (self.tr("lowest first"), False)),
            arrow=False,
        )
        self.way.activated.connect(lambda _index: self._put(descending=bool(self.way.currentData())))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 0, 4)
        row.setSpacing(8)
        row.addWidget(Glyph("filter", 16))
        row.addWidget(label(self.tr("keep at most") if per else self.tr("keep the first"), "secondary"))
        row.addWidget(self.rows)
        if self.per is not None:
            self.per.chosen.connect(lambda name: self._put(per=name))
            row.addWidget(label(self.tr("of each"), "secondary"))
            row.addWidget(self.per)
        row.addWidget(label(self.tr("by"), "secondary"))
        row.addWidget(self.order)
        row.addWidget(self.way)
        row.addStretch(1)
        remove = button("", "x", kind="flat", name=f"{self.tr('Remove')}: {what}", on=lambda: self.changed.emit(None, False))
        row.addWidget(remove)

    def show_limit(self, limit: Limit | None, scope: Scope) -> None:
        self._limit = limit
        self.setVisible(limit is not None)
        if limit is None:
            return
        if self.rows.value() != limit.rows and self.rows.property("state") != "wrong":
            self.rows.set_value(limit.rows)
        if self.per is not None:
            self.per.show_field(limit.per, scope)
        self.order.show_field(limit.order_by, scope)
        self.way.choose(limit.descending)
        self.way.setVisible(bool(limit.order_by))

    def take_focus(self) -> None:
        self.rows.setFocus()
        self.rows.selectAll()

    def _on_rows(self) -> None:
        number = self.rows.value()
        set_wrong(self.rows, number is None)
        if number is not None and self._limit is not None:
            self.changed.emit(replace(self._limit, rows=number), True)

    def _put(self, **values: object) -> None:
        if self._limit is not None:
            self.changed.emit(replace(self._limit, **values), False)  # type: ignore[arg-type]


class CohortsCard(QFrame):
    """Fixed parts of the members: each a name, a share, and which of them is the control that is held out."""

    changed = Signal(tuple, bool)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._cohorts: tuple[Cohort, ...] = ()
        self._total: int | None = None
        self._rows: list[_CohortRow] = []
        self._sum = label("", "small")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Glyph("group", 16))
        head.addWidget(label(self.tr("Split into cohorts"), "heading"))
        head.addWidget(self._sum, 1)
        head.addWidget(button("", "x", kind="flat", name=self.tr("Remove: Cohorts"), on=lambda: self.changed.emit((), False)))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        add = button(f"+ {self.tr('Cohort')}", kind="link", name=self.tr("Add a cohort"), on=self._add)
        why = self.tr("A record stays in its cohort while the shares stay. A sync can take one cohort.")
        foot = QHBoxLayout()
        foot.addWidget(add)
        foot.addWidget(label(why, "small", wrap=True), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 8)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addLayout(self._lines)
        layout.addLayout(foot)

    def show_cohorts(self, cohorts: tuple[Cohort, ...], total: int | None) -> None:
        self._cohorts, self._total = cohorts, total
        self.setVisible(bool(cohorts))
        while len(self._rows) > len(cohorts):
            row = self._rows.pop()
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self._rows) < len(cohorts):
            row = _CohortRow(self._put, self._remove)
            self._rows.append(row)
            self._lines.addWidget(row)
            row.show()
        for number, (row, cohort) in enumerate(zip(self._rows, cohorts, strict=True)):
            about = None if total is None else round(total * cohort.share / 100)
            row.show_cohort(number, cohort, about, removable=len(cohorts) > 2)
        wrong = problem(Definition(cohorts=cohorts))
        self._sum.setText(wrong or self.tr("shares make 100 %"))
        set_tone(self._sum, "warn" if wrong else "")

    def take_focus(self) -> None:
        if self._rows:
            self._rows[0].name.setFocus()

    def _put(self, number: int, cohort: Cohort, typing: bool) -> None:
        others = self._cohorts
        if cohort.control and not others[number].control:
            others = tuple(replace(c, control=False) for c in others)
        changed = (*others[:number], cohort, *others[number + 1 :])
        if changed != self._cohorts:
            self.changed.emit(changed, typing)

    def _add(self) -> None:
        """A new part takes its share from the largest."""
        largest = max(range(len(self._cohorts)), key=lambda n: self._cohorts[n].share)
        half = self._cohorts[largest].share // 2
        kept = [replace(c, share=c.share - half) if n == largest else c for n, c in enumerate(self._cohorts)]
        taken = {c.name for c in kept}
        name = next(n for n in (words.filled(words.tr("Treatment %1"), i) for i in range(2, 1000)) if n not in taken)
        self.changed.emit((*kept, Cohort(name, max(1, half))), False)

    def _remove(self, number: int) -> None:
        """Its share goes to the others, evenly."""
        gone = self._cohorts[number].share
        kept = [c for n, c in enumerate(self._cohorts) if n != number]
        each, over = divmod(gone, len(kept))
        self.changed.emit(tuple(replace(c, share=c.share + each + (n < over)) for n, c in enumerate(kept)), False)


class _CohortRow(QWidget):
    def __init__(self, put: Callable[[int, Cohort, bool], None], remove: Callable[[int], None]) -> None:
        super().__init__()
        self._put, self._number, self._cohort = put, 0, Cohort("", 1)
        self.name = ValueLine(self.tr("Name of the cohort"), self.tr("name"))
        self.name.edited.connect(self._on_edited)
        self.share = NumberLine(self.tr("Share of the cohort"), whole=True, least=1)
        self.share.edited.connect(self._on_edited)
        self.control = QCheckBox(self.tr("control, held out"))
        self.control.toggled.connect(self._on_control)
        self._about = label("", "secondary")
        self._remove = button("", "x", kind="flat", on=lambda: remove(self._number))
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.name, self.share, label("%", "secondary"), self.control):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._about)
        row.addWidget(self._remove)

    def show_cohort(self, number: int, cohort: Cohort, about: int | None, *, removable: bool) -> None:
        self._number, self._cohort = number, cohort
        self.name.set_value(cohort.name or None)
        if self.share.value() != cohort.share and not (self.share.hasFocus() and self.share.value() is None):
            self.share.set_value(cohort.share)
        self.control.blockSignals(True)
        self.control.setChecked(cohort.control)
        self.control.blockSignals(False)
        named(self.control, f"{self.tr('Control')}: {cohort.name}")
        self.name.setAccessibleName(f"{self.tr('Name of cohort')} {number + 1}")
        self.share.setAccessibleName(f"{self.tr('Share of')} {cohort.name}")
        self._about.setText("" if about is None else self.tr("about %1").replace("%1", words.number(about)))
        self._remove.setVisible(removable)
        self._remove.setAccessibleName(f"{self.tr('Remove cohort')} {cohort.name}")
        self._remove.setToolTip(self._remove.accessibleName())

    def _on_edited(self) -> None:
        share = self.share.value()
        self._put(self._number, replace(self._cohort, name=self.name.text(), share=share or self._cohort.share), True)

    def _on_control(self, on: bool) -> None:
        self._put(self._number, replace(self._cohort, control=on), False)


class LimitsPanel(QWidget):
    """All three, in the order in which they apply. `changed(definition, what, key)` as of the conditions."""

    changed = Signal(object, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._definition = Definition()
        self.per = LimitRow(per=True)
        self.limit = LimitRow(per=False)
        self.cohorts = CohortsCard()
        self.per.changed.connect(lambda limit, typing: self._put("limit_per", limit, self.tr("Change limit per value"), typing))
        self.limit.changed.connect(lambda limit, typing: self._put("limit", limit, self.tr("Change limit"), typing))
        self.cohorts.changed.connect(lambda cohorts, typing: self._put("cohorts", cohorts, self.tr("Change cohorts"), typing))
        inset = QHBoxLayout()
        inset.addSpacing(16)
        inset.addWidget(self.cohorts, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.per)
        layout.addWidget(self.limit)
        layout.addLayout(inset)

    def show_definition(self, definition: Definition, scope: Scope, total: int | None) -> None:
        self._definition = definition
        self.per.show_limit(definition.limit_per, scope)
        self.limit.show_limit(definition.limit, scope)
        self.cohorts.show_cohorts(definition.cohorts, total)
        self.setVisible(bool(definition.limit or definition.limit_per or definition.cohorts))

    def _put(self, part: str, value: object, what: str, typing: bool) -> None:
        definition = replace(self._definition, **{part: value})  # type: ignore[arg-type]
        if definition != self._definition:
            self.changed.emit(definition, what, part if typing else "")

    def add_limit(self) -> None:
        if self._definition.limit is None:
            self._put("limit", Limit(1000), self.tr("Add limit"), False)
        self.limit.take_focus()

    def add_limit_per(self) -> None:
        if self._definition.limit_per is None:
            self._put("limit_per", Limit(1), self.tr("Add limit per value"), False)
        self.per.take_focus()

    def add_cohorts(self) -> None:
        if not self._definition.cohorts:
            self._put("cohorts", FIRST_COHORTS, self.tr("Add cohorts"), False)
        self.cohorts.take_focus()
