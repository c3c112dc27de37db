"""Acts on the segments that are selected in the list: move to a folder, tag, duplicate, delete; each can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from census_desktop.domain.model import Segment
from census_desktop.domain.rows import SegmentRow
from census_desktop.gui.kit import words
from census_desktop.gui.kit.picker import Entry, Picker
from census_desktop.gui.kit.widgets import button, label
from census_desktop.gui.session import Session
from census_desktop.usecases.segment_list import Shelves

Selected = Callable[[Callable[[tuple[SegmentRow, ...]], None]], None]
"""Calls back with the rows that are selected, once they are all here."""


class SegmentActs(QObject):
    made = Signal(object)
    """Segment: the first of the copies."""
    deleted = Signal(tuple)
    """Ids."""

    def __init__(self, session: Session, selected: Selected, anchor: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._selected, self._anchor = session, selected, anchor
        self.shelves = Shelves({}, {}, 0)

    def _ask(self, fn: Callable[..., Any], *args: Any, done: Callable[[Any], None] | None = None, **options: Any) -> None:
        self._session.ask(self, fn, *args, done=done, **options)

    def move(self) -> None:
        self._selected(self._choose_folder)

    def _choose_folder(self, rows: tuple[SegmentRow, ...]) -> None:
        if not rows:
            return
        here = {row.folder for row in rows}
        entries = [Entry(f, f, "folder", words.number(n)) for f, n in sorted(self.shelves.folders.items()) if f]
        entries.append(Entry("", self.tr("In no folder"), "x"))
        current = next(iter(here)) if len(here) == 1 else None
        free = self.tr("Make the folder “%1”")
        picker = Picker(self.tr("Move to a folder"), entries, self._anchor, current=current, free=free)
        picker.chosen.connect(lambda folder: self._move(rows, str(folder)))
        self._open(picker)

    def _move(self, rows: tuple[SegmentRow, ...], folder: str) -> None:
        where = self.tr("moved to “%1”").replace("%1", folder) if folder else self.tr("taken out of their folder")
        act = self._session.app.segment_list.move
        self._ask(act, _ids(rows), folder, done=lambda before: self._told(before, where, "folder"))

    def rename_folder(self, folder: str, done: Callable[[str], None]) -> None:
        """Another name for a folder, or that of another one, which joins the two; `done` is told the name."""
        others = [
            Entry(f, f, "folder", words.number(n)) for f, n in sorted(self.shelves.folders.items()) if f not in ("", folder)
        ]
        title = self.tr("Another name for “%1”").replace("%1", folder)
        picker = Picker(title, others, self._anchor, free=self.tr("Rename it to “%1”"))

        def rename(name: str) -> None:
            def renamed(before: tuple[Segment, ...]) -> None:
                done(name)
                self._told(before, self.tr("moved to “%1”").replace("%1", name), "folder")

            self._ask(self._session.app.segment_list.rename_folder, folder, name, done=renamed)

        picker.chosen.connect(lambda name: rename(str(name)))
        self._open(picker)

    def tag(self) -> None:
        self._selected(self._choose_tag)

    def _choose_tag(self, rows: tuple[SegmentRow, ...]) -> None:
        """A tag that all of them have is taken away, any other is given."""
        if not rows:
            return
        every = set(rows[0].tags).intersection(*(row.tags for row in rows))
        entries = [
            Entry(tag, tag, "check" if tag in every else "", words.number(n)) for tag, n in sorted(self.shelves.tags.items())
        ]
        picker = Picker(self.tr("Tags"), entries, self._anchor, free=self.tr("Make the tag “%1”"))
        picker.chosen.connect(lambda tag: self._tag(rows, str(tag), gone=tag in every))
        self._open(picker)

    def _tag(self, rows: tuple[SegmentRow, ...], tag: str, *, gone: bool) -> None:
        what = self.tr("no longer tagged “%1”") if gone else self.tr("tagged “%1”")
        act = self._session.app.segment_list.tag
        change = {"remove": (tag,)} if gone else {"add": (tag,)}
        self._ask(act, _ids(rows), done=lambda before: self._told(before, what.replace("%1", tag), "tags"), **change)

    def _told(self, before: tuple[Segment, ...], what: str, part: str) -> None:
        put_back = self._session.app.segment_list.put_back
        self._session.toast(f"{_counted(before)} {what}", self.tr("Undo"), lambda: self._ask(put_back, before, part))

    def duplicate(self) -> None:
        self._selected(self._duplicate)

    def _duplicate(self, rows: tuple[SegmentRow, ...]) -> None:
        if rows:
            self._ask(self._session.app.segment_list.duplicate, _ids(rows), done=lambda made: self.made.emit(made[0]))

    def delete(self) -> None:
        """Hide the segments; Undo brings them back. Refused while something else uses one, and then the banner says what."""
        self._selected(self._delete)

    def _delete(self, rows: tuple[SegmentRow, ...]) -> None:
        if rows:
            self._ask(self._session.app.segment_list.remove, _ids(rows), done=self._on_deleted)

    def _on_deleted(self, gone: tuple[Segment, ...]) -> None:
        ids = tuple(segment.id for segment in gone)
        self.deleted.emit(ids)
        restore = self._session.app.segment_list.restore
        text = self.tr("%1 deleted").replace("%1", _counted(gone))
        self._session.toast(text, self.tr("Undo"), lambda: self._ask(restore, ids))

    def _open(self, picker: Picker) -> None:
        picker.open_under(self._anchor.rect().translated(self._anchor.mapToGlobal(QPoint(0, 0))))


def _ids(rows: Iterable[SegmentRow]) -> tuple[str, ...]:
    return tuple(row.id for row in rows)


def _counted(segments: tuple[Segment, ...]) -> str:
    if len(segments) == 1:
        return words.tr("Segment “%1”").replace("%1", segments[0].name)
    return words.counted(len(segments), words.tr("segment"), words.tr("segments"))


class BulkBar(QWidget):
    """Below the list while several segments are selected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = label("", "secondary")
        self.move_button = button("", "folder", kind="flat", name=self.tr("Move to a folder"))
        self.tag_button = button("", "hash", kind="flat", name=self.tr("Tag"))
        self.copy_button = button("", "copy", kind="flat", name=self.tr("Duplicate the selected segments"))
        self.delete_button = button("", "trash", kind="flat", name=self.tr("Delete the selected segments"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(4)
        row.addWidget(self.said, 1)
        for control in (self.move_button, self.tag_button, self.copy_button, self.delete_button):
            row.addWidget(control)
        self.hide()

    def show_count(self, count: int) -> None:
        self.said.setText(self.tr("%1 selected").replace("%1", words.number(count)))
        self.setVisible(count > 1)
