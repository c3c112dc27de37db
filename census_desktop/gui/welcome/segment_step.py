"""The second step: a segment, how many are in it, and what is left after each of its lines."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from census_desktop.domain.errors import CensusError
from census_desktop.domain.model import Segment
from census_desktop.domain.rows import Funnel
from census_desktop.gui.kit import palette, words
from census_desktop.gui.kit.delegates import draw_text
from census_desktop.gui.kit.forms import Choice, FormRow
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import Banner, button, card, label
from census_desktop.gui.session import Session
from census_desktop.gui.welcome import first_steps
from census_desktop.gui.welcome.first_rows import FirstRows
from census_desktop.gui.welcome.first_steps import Narrowing, Picture

ROW, BAR = px(34), 6


class Steps(QWidget):
    """The lines of a segment, each with a bar of how many are left after it."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[tuple[str, int]] = []
        self._of = 1
        self.setFixedHeight(ROW)

    def show_lines(self, lines: tuple[str, ...], funnel: Funnel) -> None:
        self._lines = [(self.tr("everyone"), funnel.of), *zip(lines, funnel.left, strict=False)]
        self._of = max(1, funnel.of)
        self.setFixedHeight(ROW * len(self._lines))
        self.setAccessibleName("; ".join(f"{text}: {words.number(left)}" for text, left in self._lines))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, (text, left) in enumerate(self._lines):
            top = number * ROW
            figure = words.number(left)
            painter.setFont(palette.sized(bold=True))
            room = painter.fontMetrics().horizontalAdvance(figure) + 4
            draw_text(painter, QRectF(0, top, self.width() - room - 12, px(20)), text, "secondary" if number == 0 else "text")
            painter.setFont(palette.sized(bold=True))
            painter.setPen(palette.color("text"))
            place = QRectF(self.width() - room, top, room, 20)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, figure)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color("track"))
            painter.drawRoundedRect(QRectF(0, top + px(22), self.width(), BAR), 3, 3)
            painter.setBrush(palette.color("accent"))
            width = max(BAR if left else 0, self.width() * left / self._of)
            painter.drawRoundedRect(QRectF(0, top + px(22), width, BAR), 3, 3)


class SegmentStep(QWidget):
    chosen = Signal(object)
    """Segment: send it."""
    opened = Signal(object)
    """Segment: look at it in the window."""

    def __init__(self) -> None:
        super().__init__()
        self.session: Session | None = None
        self._segment: Segment | None = None
        self._narrowings: tuple[Narrowing, ...] = ()
        self.banner = Banner()
        self._title = label("", "title")
        self._about = label("", "secondary", wrap=True)
        self._figure = label("", "figure")
        self._share = label("", "secondary")
        self._column = Choice(self.tr("Only those where"))
        self._value = Choice(self.tr("Value"))
        self._steps = Steps()
        self._rows = FirstRows(self.tr("First members"), first_steps.FIRST_ROWS)
        self._hidden = label(self.tr("Personal data stays hidden until you ask for it."), "small")
        self.open_it = button(
            self.tr("Open the segment"),
            "segments",
            tip=self.tr("Leaves the welcome: the segment's definition, members and analysis."),
            on=lambda: self.opened.emit(self._segment),
        )
        self.send = button(
            self.tr("Send it to a file"),
            "arrow-right",
            kind="primary",
            tip=self.tr("Shows first what would be written, and where."),
            on=lambda: self.chosen.emit(self._segment),
        )
        self._lay_out()
        self._column.activated.connect(lambda _index: self._on_column())
        self._value.activated.connect(lambda _index: self._narrow())

    def _lay_out(self) -> None:
        frame, inner = card(margins=20, spacing=12)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._figure, 0, Qt.AlignmentFlag.AlignBaseline)
        head.addWidget(self._share, 0, Qt.AlignmentFlag.AlignBaseline)
        head.addStretch(1)
        self._narrowing = QWidget()
        pair = QHBoxLayout(self._narrowing)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.setSpacing(12)
        pair.addWidget(FormRow(self._column.accessibleName(), self._column), 1)
        pair.addWidget(FormRow(self._value.accessibleName(), self._value), 1)
        inner.addLayout(head)
        inner.addWidget(self._narrowing)
        inner.addWidget(self._steps)
        inner.addWidget(self._rows)
        inner.addWidget(self._hidden)
        foot = QHBoxLayout()
        foot.addWidget(self.open_it)
        foot.addStretch(1)
        foot.addWidget(self.send)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self._about)
        layout.addSpacing(8)
        layout.addWidget(self.banner)
        layout.addWidget(frame)
        layout.addSpacing(8)
        layout.addLayout(foot)

    def begin(self, session: Session, segment: Segment, *, narrow: bool) -> None:
        """Count it. `narrow`: it is the first segment of an own file, and one condition may be put on it."""
        self.session, self._segment = session, segment
        self._narrowing.hide()
        self._narrowings = ()
        self._show_names()
        self._figure.setText("–")
        self._share.setText(self.tr("Counting …"))
        self._steps.hide()
        self.send.setEnabled(False)
        self._count()
        if narrow:
            args = (session.app, segment.dataset_id)
            session.ask(self, first_steps.narrowings, *args, done=self._offer, failed=self._on_failed, slot="narrowings")

    def _show_names(self) -> None:
        if self._segment is None:
            return
        self._title.setText(self._segment.name)
        living = self.tr("A segment is a living group: whoever fits is in it, as the data is now.")
        self._about.setText(self._segment.description or living)

    def _count(self) -> None:
        if self.session is not None and self._segment is not None:
            args = (self.session.app, self._segment.id)
            self.session.ask(self, first_steps.picture, *args, done=self._show, failed=self._on_failed, slot="picture")

    def _show(self, picture: Picture) -> None:
        self._segment = picture.segment
        self._show_names()
        self.banner.hide()
        funnel = picture.funnel
        self._figure.setText(words.number(funnel.total))
        share = self.tr("of %1 in %2 · %3 · counted in %4").replace("%1", words.number(funnel.of))
        share = share.replace("%2", picture.dataset.name).replace("%3", words.percent(funnel.total, funnel.of))
        self._share.setText(share.replace("%4", words.duration(funnel.seconds)))
        joined_by_all = picture.segment.where.join == "all"
        self._steps.setVisible(bool(picture.lines) and joined_by_all)
        self._steps.show_lines(picture.lines, funnel)
        self._rows.show_rows(picture.preview)
        self._hidden.setVisible(any(c.pii for c in picture.dataset.columns))
        self.send.setEnabled(True)
        if not self._column.hasFocus() and not self._value.hasFocus():
            self.send.setFocus()

    def _on_failed(self, error: CensusError) -> None:
        self._share.setText(self.tr("not counted"))
        self.banner.show_error(error)

    # A first condition ----------------------------------------------------------------------------------------------

    def _offer(self, found: tuple[Narrowing, ...]) -> None:
        self._narrowings = found
        self._column.offer([(self.tr("no condition: everyone"), ""), *((n.column, n.column) for n in found)], "")
        self._value.setEnabled(False)
        self._narrowing.setVisible(bool(found))

    def _on_column(self) -> None:
        column = self._column.currentData()
        values = next((n.values for n in self._narrowings if n.column == column), ())
        said = {True: self.tr("yes"), False: self.tr("no")}
        options = [(f"{said.get(v, v) if isinstance(v, bool) else v} ({words.number(n)})", v) for v, n in values]
        self._value.offer(options, values[0][0] if values else None)
        self._value.setEnabled(bool(values))
        self._narrow()

    def _narrow(self) -> None:
        if self.session is None or self._segment is None:
            return
        self.send.setEnabled(False)  # until it is what is seen
        args = (self.session.app, self._segment.id, self._column.currentData() or "", self._value.currentData())
        self.session.ask(self, first_steps.narrow, *args, done=self._on_narrowed, failed=self._on_failed, slot="narrow")

    def _on_narrowed(self, segment: Segment) -> None:
        self._segment = segment
        self._count()
