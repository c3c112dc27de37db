"""Where members already are: how much of the segment each destination has acknowledged, and what it refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPainter

from census_desktop.gui.kit import icons, palette, words
from census_desktop.gui.kit.charts import draw_bar
from census_desktop.gui.kit.delegates import draw_text
from census_desktop.gui.kit.plots import Chart, Mark, Share, Table, fill, width_of
from census_desktop.gui.kit.text_size import px

ROW = px(30)


@dataclass(frozen=True, slots=True)
class Held:
    """What one sync has at its destination. `members` are acknowledged and still there, `rejected` were refused last."""

    sync_id: str
    destination: str
    object: str
    icon: str
    tint: str
    members: int
    rejected: int


class HeldChart(Chart):
    """Picking gives the sync's id."""

    def __init__(self) -> None:
        super().__init__(self.tr("Acknowledged by destination"))
        self._held: tuple[Held, ...] = ()
        self._size = 0
        self.pickable = True
        self.renew(ROW)

    def set_held(self, held: Sequence[Held], size: int) -> None:
        self._held = tuple(sorted(held, key=lambda h: -h.members))
        self._size = max([size, *(h.members for h in held)])
        self.renew(max(1, len(self._held)) * ROW)

    def summary(self) -> str:
        return ", ".join(f"{h.destination} {words.number(h.members)}{self._refused(h)}" for h in self._held)

    def _refused(self, held: Held) -> str:
        return " " + self.tr("(%1 rejected)").replace("%1", words.number(held.rejected)) if held.rejected else ""

    def table(self) -> Table:
        titles = (
            words.tr("Destination"),
            words.tr("Object"),
            words.tr("Acknowledged"),
            words.tr("Share of the segment"),
            words.tr("Rejected last"),
        )
        rows = tuple(
            (h.destination, h.object, h.members, Share(h.members / self._size if self._size else 0.0), h.rejected)
            for h in self._held
        )
        return Table(tuple(self.tr(t) for t in titles), rows)

    def lay_out(self, size: QSizeF) -> list[Mark]:
        return [
            Mark(
                h.sync_id,
                f"{h.destination} · {h.object}: {words.number(h.members)} · "
                f"{words.percent(h.members, self._size)}{self._refused(h)}",
                QRectF(0, n * ROW, size.width(), ROW),
            )
            for n, h in enumerate(self._held)
        ]

    def draw(self, painter: QPainter, size: QSizeF, marks: Sequence[Mark]) -> None:
        if not marks:
            draw_text(painter, QRectF(0, 0, size.width(), ROW), self.tr("Nothing has been sent yet."), "secondary")
            return
        figures = max(width_of(words.number(h.members), 0) for h in self._held) + 8
        refused = max((width_of(self._badge(h)) for h in self._held if h.rejected), default=0)
        refused = refused + 26 if refused else 0
        longest = max(width_of(f"{h.destination} · {h.object}", 0) for h in self._held)
        names = min(size.width() * 0.6, longest + 50)
        for mark, held in zip(marks, self._held, strict=True):
            y = mark.area.y()
            if self.is_lit(mark):
                fill(painter, mark.area, "hover", 4)
            icons.draw_tile(painter, held.icon, held.tint, QRectF(2, y + 5, 20, 20))
            draw_text(painter, QRectF(30, y, names - 38, ROW), f"{held.destination} · {held.object}", "text")
            right = size.width() - 4
            draw_text(painter, QRectF(right - figures, y, figures, ROW), words.number(held.members), "text", right=True)
            if held.rejected:
                self._draw_refused(painter, QRectF(right - figures - refused, y, refused - 8, ROW), held)
            room = max(20.0, right - figures - refused - names - 12)
            draw_bar(painter, QRectF(names, y + 12, room, 6), held.members / self._size if self._size else 0)

    def _badge(self, held: Held) -> str:
        return self.tr("%1 rejected").replace("%1", words.number(held.rejected))

    def _draw_refused(self, painter: QPainter, place: QRectF, held: Held) -> None:
        icons.draw(painter, "alert", QRectF(place.x(), place.y() + 9, 12, 12), palette.color("warn"))
        draw_text(painter, place.adjusted(16, 0, 0, 0), self._badge(held), "warn", -1)
