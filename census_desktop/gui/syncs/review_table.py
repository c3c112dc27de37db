"""A plan value by value: the rows of the review, their columns, and how before and after are drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from census_desktop.domain.plan import Change, ChangeKind
from census_desktop.domain.ports import CancelToken
from census_desktop.gui.kit import icons, palette
from census_desktop.gui.kit.delegates import Index, draw_row_ground
from census_desktop.gui.kit.exports import KEY, MASK, PORTION, masked, plain_text, write_csv
from census_desktop.gui.kit.models import Column, ToneRole

if TYPE_CHECKING:
    from census_desktop.usecases.runs import Runs

KINDS = {
    ChangeKind.ADDED: ("Added", "plus", "ok"),
    ChangeKind.CHANGED: ("Changed", "pencil", "run"),
    ChangeKind.REMOVED: ("Removed", "minus", "fail"),
    ChangeKind.INVALID: ("Invalid", "alert", "warn"),
}
"""(word, pictogram, tone)"""
NOTHING = "—"


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


def rows_of(change: Change, removal: str) -> Iterator[ValueRow]:
    """A record as rows: those values that differ, or what happens with the record as a whole."""
    if change.kind is ChangeKind.INVALID:
        yield ValueRow(change, note=change.reason)
        return
    if change.kind is ChangeKind.REMOVED:
        yield ValueRow(change, note=removal)
        return
    before, after = change.before or {}, change.after or {}
    names = [n for n in after if change.before is None or before.get(n) != after[n] or n not in before]
    names += [n for n in before if n not in after]
    for number, name in enumerate(names):
        yield ValueRow(change, name, before.get(name), after.get(name), number == 0)
    if not names:
        yield ValueRow(change, note="sent again, unchanged" if change.retried else "the key alone")


def fetch(runs: Runs, question: Question, offset: int, limit: int) -> tuple[Sequence[ValueRow], int, int]:
    """In the pool: a portion for the model."""
    page = runs.changes(question.plan_id, question.kinds, question.search, offset, limit, retried=question.retried)
    rows = [row for change in page.changes for row in rows_of(change, question.removal)]
    return rows, len(page.changes), page.total


def export(runs: Runs, question: Question, path: Path, hidden: frozenset[str], cancel: CancelToken | None = None) -> int:
    """In the pool: the changes as CSV, one value a line. Hidden fields are masked in the file too."""

    def lines() -> Iterator[list[Any]]:
        offset = 0
        while True:
            rows, items, _ = fetch(runs, question, offset, PORTION)
            for row in rows:
                key = MASK if KEY in hidden else row.change.key
                before, after = (masked(row.field, v, hidden) for v in (row.before, row.after))
                yield [KINDS[row.change.kind][0].lower(), key, row.field or row.note, before, after]
            offset += items
            if not items:
                return

    return write_csv(path, ("change", "key", "field", "before", "after"), lines(), cancel)


def columns(key_field: str, there: str, hidden: Callable[[], frozenset[str]]) -> tuple[Column[ValueRow], ...]:
    """Change, key, field, before, after; `hidden` gives the fields that are masked now."""

    def key(row: ValueRow) -> str:
        return MASK if KEY in hidden() and row.change.key else row.change.key or NOTHING

    def value(row: ValueRow, found: Any) -> str:
        shown = masked(row.field, found, hidden())
        return NOTHING if shown is None else plain_text(shown) or "“”"

    def spoken(row: ValueRow) -> str:
        return KINDS[row.change.kind][0] + (", rejected before" if row.change.retried else "")

    return (
        Column("Change", lambda r: spoken(r) if r.first else "", width=150, tone=lambda r: KINDS[r.change.kind][2]),
        Column(
            f"{key_field} (key)",
            key,
            width=240,
            tone=lambda r: "text" if r.first else "secondary",
            accessible=lambda r: f"{spoken(r)}, {key(r)}",
        ),
        Column("Field", lambda r: r.field or r.note, width=220, tone=lambda r: "text" if r.field else "secondary"),
        Column(f"At {there} now", lambda r: value(r, r.before), tone=lambda r: "secondary" if r.before is None else "fail"),
        Column("Will be", lambda r: value(r, r.after), tone=lambda r: "secondary" if r.after is None else "ok"),
    )


class KindDelegate(QStyledItemDelegate):
    """Pictogram and word of a change; rows of the same record below the first stay empty."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        draw_row_ground(painter, option)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        if text:
            tone = str(index.data(ToneRole))
            icon = next(icon for _, icon, t in KINDS.values() if t == tone)
            rect = QRectF(option.rect)
            icons.draw(painter, icon, QRectF(rect.x() + 20, rect.center().y() - 7, 14, 14), palette.color(tone))
            painter.setFont(palette.sized())
            painter.setPen(palette.color("text"))
            painter.drawText(rect.adjusted(44, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)
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
