"""A plan value by value: the rows of the review, their columns, how they are drawn, and the table that ticks them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from census_desktop.domain.plan import Change, ChangeKind
from census_desktop.domain.ports import CancelToken
from census_desktop.gui.kit import icons, palette, words
from census_desktop.gui.kit.delegates import ROW_ONE_LINE, Index, draw_check, draw_row_ground, draw_text, prepare_table
from census_desktop.gui.kit.exports import KEY, MASK, PORTION, masked, plain_text, write_csv
from census_desktop.gui.kit.models import Column, RowRole, ToneRole
from census_desktop.gui.syncs.left_out import may_be_left_out

if TYPE_CHECKING:
    from census_desktop.usecases.runs import Runs

KINDS = {
    ChangeKind.ADDED: (words.tr("Added"), "plus", "ok"),
    ChangeKind.CHANGED: (words.tr("Changed"), "pencil", "run"),
    ChangeKind.REMOVED: (words.tr("Removed"), "minus", "fail"),
    ChangeKind.INVALID: (words.tr("Invalid"), "alert", "warn"),
    ChangeKind.UNCHANGED: (words.tr("Unchanged"), "check", "rest"),
}
"""(word, pictogram, tone)"""
NOTHING = "—"
AUDIENCE = 5
"""The model's column of the audience."""
CHECK = 44
"""Width of the zone at the left edge in which a click ticks."""


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One changed value of one record. `first` is the record's first row; `note` replaces the field where there is none."""

    change: Change
    field: str = ""
    before: Any = None
    after: Any = None
    first: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Which changes of a plan are shown."""

    plan_id: str
    kinds: tuple[ChangeKind, ...] = ()
    retried: bool = False
    search: str = ""
    removal: str = "leaves"
    """What a removed record does there, in words."""
    field: str = ""
    """Only records that differ in it, and only its values."""
    left_out: tuple[Change, ...] | None = None
    """Only what is left out: these, then those that the plan itself leaves out."""
    many: bool = False
    """A column names the audiences."""
    audience: str = ""
    """Only records of this one."""


def rows_of(change: Change, removal: str, field: str = "") -> Iterator[ValueRow]:
    """A record as rows: those values that differ (of one field, if it is named), or what happens with it as a whole."""
    if change.kind is ChangeKind.INVALID:
        yield ValueRow(change, note=change.reason)
        return
    if change.kind is ChangeKind.REMOVED:
        yield ValueRow(change, note=removal)
        return
    before, after = change.before or {}, change.after or {}
    names = [n for n in after if change.before is None or before.get(n) != after[n] or n not in before]
    names += [n for n in before if n not in after]
    names = [n for n in names if not field or n == field]
    for number, name in enumerate(names):
        yield ValueRow(change, name, before.get(name), after.get(name), number == 0)
    if not names:
        unchanged = change.kind is ChangeKind.UNCHANGED or change.retried
        yield ValueRow(change, note=words.tr("sent again, unchanged") if unchanged else words.tr("the key alone"))


def fetch(
    runs: Runs, question: Question, offset: int, limit: int, cancel: CancelToken | None = None
) -> tuple[Sequence[ValueRow], int, int]:
    """In the pool: a portion for the model."""
    changes, total = _changes(runs, question, offset, limit, cancel)
    rows = [row for change in changes for row in rows_of(change, question.removal, question.field)]
    return rows, len(changes), total


def _changes(
    runs: Runs, question: Question, offset: int, limit: int, cancel: CancelToken | None
) -> tuple[Sequence[Change], int]:
    """A page of what is asked for, and how many there are."""
    q = question
    by_hand = [c for c in q.left_out or () if _finds(c, q)]
    if offset < len(by_hand):
        rest = runs.changes(q.plan_id, (), q.search, 0, 1, field=q.field, excluded=True, audience=q.audience).total
        return by_hand[offset:], len(by_hand) + rest
    excluded = True if q.left_out is not None else None
    at = offset - len(by_hand)
    filters: dict[str, Any] = {
        "retried": q.retried,
        "field": q.field,
        "excluded": excluded,
        "audience": q.audience,
        "cancel": cancel,
    }
    page = runs.changes(q.plan_id, q.kinds, q.search, at, limit, **filters)
    return page.changes, len(by_hand) + page.total


def _finds(change: Change, question: Question) -> bool:
    search, field = question.search, question.field
    before, after = change.before or {}, change.after or {}
    values = (change.key, change.audience, *before.values(), *after.values())
    found = not search or any(search.casefold() in plain_text(v).casefold() for v in values)
    there = not question.audience or change.audience == question.audience
    return found and there and (not field or before.get(field) != after.get(field))


def export(runs: Runs, question: Question, path: Path, hidden: frozenset[str], cancel: CancelToken | None = None) -> int:
    """In the pool: the changes as CSV, one value a line. Hidden fields are masked in the file too."""

    def lines() -> Iterator[list[Any]]:
        offset = 0
        while True:
            rows, items, _ = fetch(runs, question, offset, PORTION)
            for row in rows:
                key = MASK if KEY in hidden else row.change.key
                before, after = (masked(row.field, v, hidden) for v in (row.before, row.after))
                where = [row.change.audience] if question.many else []
                yield [KINDS[row.change.kind][0].lower(), key, *where, row.field or row.note, before, after]
            offset += items
            if not items:
                return

    titles = ("change", "key", *(("audience",) if question.many else ()), "field", "before", "after")
    return write_csv(path, titles, lines(), cancel)


def columns(
    key_field: str,
    there: str,
    hidden: Callable[[], frozenset[str]],
    left_out: Callable[[Change], bool] = lambda c: c.excluded,
    many: bool = False,
) -> tuple[Column[ValueRow], ...]:
    """Change, key, field, before, after, and the audience where there are `many`; `hidden` gives the fields that are masked
    now, `left_out` what is not sent."""

    def key(row: ValueRow) -> str:
        return MASK if KEY in hidden() and row.change.key else row.change.key or NOTHING

    def value(row: ValueRow, found: Any) -> str:
        shown = masked(row.field, found, hidden())
        return NOTHING if shown is None else plain_text(shown) or "“”"

    def spoken(row: ValueRow) -> str:
        return KINDS[row.change.kind][0] + (words.tr(", rejected before") if row.change.retried else "")

    def ticked(row: ValueRow) -> Qt.CheckState | None:
        if not row.first:
            return None
        out = row.change.kind is ChangeKind.INVALID or left_out(row.change)
        return Qt.CheckState.Unchecked if out else Qt.CheckState.Checked

    def heard(row: ValueRow) -> str:
        return words.filled(words.tr("%1, left out"), spoken(row)) if left_out(row.change) else spoken(row)

    def quiet(tone: str) -> Callable[[ValueRow], str]:
        return lambda r: "secondary" if left_out(r.change) else tone

    audience = Column[ValueRow](
        words.tr("Audience"),
        lambda r: (r.change.audience or NOTHING) if r.first else "",
        width=160,
        tone=quiet("text"),
        tooltip=lambda r: r.change.audience,
    )
    return (
        Column(
            words.tr("Change"),
            lambda r: spoken(r) if r.first else "",
            width=176,
            tone=lambda r: KINDS[r.change.kind][2],
            accessible=heard,
            checked=ticked,
        ),
        Column(
            words.filled(words.tr("%1 (key)"), key_field),
            key,
            width=240,
            tone=lambda r: quiet("text")(r) if r.first else "secondary",
            accessible=lambda r: f"{heard(r)}, {key(r)}",
        ),
        Column(
            words.tr("Field"),
            lambda r: r.field or r.note,
            width=200,
            tone=lambda r: quiet("text")(r) if r.field else "secondary",
        ),
        Column(
            words.filled(words.tr("At %1 now"), there),
            lambda r: value(r, r.before),
            tone=lambda r: "secondary" if r.before is None else quiet("fail")(r),
            tooltip=lambda r: value(r, r.before),
        ),
        Column(
            words.tr("Will be"),
            lambda r: value(r, r.after),
            tone=lambda r: "secondary" if r.after is None else quiet("ok")(r),
            tooltip=lambda r: value(r, r.after),
        ),
        *((audience,) if many else ()),
    )


class ChangesTable(QTableView):
    """Space or a click on the box leaves the selected records out, or takes them back in; Enter or a double click tells all
    about the record."""

    ticked = Signal(list)
    """Changes, each once."""
    opened = Signal(object)
    """Change"""

    def __init__(self, name: str) -> None:
        super().__init__()
        prepare_table(self, row_height=ROW_ONE_LINE, name=name)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setItemDelegateForColumn(0, KindDelegate(self))
        self.setItemDelegateForColumn(3, BeforeDelegate(self))

    def place_audience(self) -> None:
        """The audience is the model's last column, where there are many, and stands beside the key."""
        header, last = self.horizontalHeader(), AUDIENCE
        if header.count() > last:
            header.setSectionResizeMode(last, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(last, self.model().columns[last].width)  # type: ignore[attr-defined]
            header.moveSection(header.visualIndex(last), 2)

    def _changes(self) -> list[Change]:
        rows = [index.data(RowRole) for index in self.selectionModel().selectedRows()]
        found = {row.change.row: row.change for row in rows if isinstance(row, ValueRow)}
        return [found[n] for n in sorted(found)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().data(RowRole)
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.ticked.emit(self._changes())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and isinstance(row, ValueRow):
            self.opened.emit(row.change)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event)
        if row is not None and row.first and event.position().x() < CHECK and event.button() == Qt.MouseButton.LeftButton:
            self.ticked.emit([row.change])
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event)
        if row is not None and event.position().x() >= CHECK:
            self.opened.emit(row.change)

    def _row_at(self, event: QMouseEvent) -> ValueRow | None:
        row = self.indexAt(event.position().toPoint()).data(RowRole)
        return row if isinstance(row, ValueRow) else None


class KindDelegate(QStyledItemDelegate):
    """Tick, pictogram and word of a change; rows of the same record below the first stay empty."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        draw_row_ground(painter, option)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        if text:
            tone = str(index.data(ToneRole))
            icon = next(icon for _, icon, t in KINDS.values() if t == tone)
            rect = QRectF(option.rect)
            row = index.data(RowRole)
            if isinstance(row, ValueRow):
                ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
                box = QRectF(rect.x() + 20, rect.center().y() - 7, 14, 14)
                draw_check(painter, box, checked=ticked, enabled=may_be_left_out(row.change))
            icons.draw(painter, icon, QRectF(rect.x() + 46, rect.center().y() - 6, 14, 14), palette.color(tone))
            draw_text(painter, rect.adjusted(68, 0, -8, 0), text, "text")
        painter.restore()


class BeforeDelegate(QStyledItemDelegate):
    """What is there now, struck through."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        draw_row_ground(painter, option)
        tone = str(index.data(ToneRole))
        font = QFont(palette.sized())  # the shared one must stay as it is
        font.setStrikeOut(tone == "fail")
        painter.setFont(font)
        painter.setPen(palette.color(tone))
        rect = QRectF(option.rect).adjusted(8, 0, -8, 0)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()
