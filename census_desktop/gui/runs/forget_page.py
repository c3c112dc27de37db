"""Forget a person: find all that was sent of them, look at what will be taken away, do it, and keep the certificate."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from census_desktop.domain.errors import CensusError
from census_desktop.domain.forgetting import LIST_NAME, Act, Certificate, Held, Review, letter
from census_desktop.gui.kit import words
from census_desktop.gui.kit.choose_file import ask_save
from census_desktop.gui.kit.delegates import BadgeDelegate, CellDelegate, prepare_table, set_widths
from census_desktop.gui.kit.forms import Choice, named
from census_desktop.gui.kit.models import RIGHT, Column, RowRole, TableModel
from census_desktop.gui.kit.states import State
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.typed_count import TypedCount
from census_desktop.gui.kit.widgets import Banner, ElidedLabel, EmptyState, button, label, on_key
from census_desktop.gui.session import Page, Session

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

ASK, WAITING, REVIEW, NOBODY, CERTIFICATE = range(5)
FORMS = "Text (*.txt);;JSON (*.json)"
_ACTS = {
    Act.REMOVE: State(words.tr("taken away"), "trash", "warn"),
    Act.EMPTY: State("emptied", "minus", "warn"),
    Act.NOTHING: State("stays", "lock", "rest"),
}


def held_columns() -> tuple[Column[Held], ...]:
    return (
        Column(words.tr("Destination"), lambda h: h.destination, second=lambda h: h.object, width=190),
        Column(words.tr("Sync"), lambda h: h.sync, tooltip=lambda h: h.sync, width=260),
        Column(words.tr("Records"), lambda h: words.number(h.records), width=76, align=RIGHT),
        Column("", lambda h: _ACTS[h.act].word, width=130),
        Column(words.tr("What that means"), lambda h: h.says, tooltip=lambda h: h.says),
    )


def certificate_columns() -> tuple[Column[Certificate], ...]:
    return (
        Column(words.tr("Asked"), lambda c: words.exact(c.asked_at), width=200),
        Column(words.tr("Number"), lambda c: c.id[:8], width=110),
        Column(words.tr("Data sets"), lambda c: ", ".join(c.datasets) or words.tr("none")),
        Column(
            "",
            lambda c: words.tr("whole") if c.is_whole else words.tr("not whole"),
            width=110,
            tone=lambda c: "" if c.is_whole else "warn",
        ),
    )


def _act(index: Any) -> State | None:
    held = index.data(RowRole)
    return _ACTS[held.act] if isinstance(held, Held) else None


@dataclass(frozen=True, slots=True)
class Start:
    """The workspace's name, its data sets (name, id), and the certificates there are."""

    workspace: str
    datasets: tuple[tuple[str, str], ...]
    certificates: tuple[Certificate, ...]


def read_start(app: App) -> Start:
    """In the pool."""
    return Start(app.name, tuple((d.name, d.id) for d in app.datasets.all()), app.forgetting.all())


class ForgetPage(Page):
    title = words.tr("Forget a person")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("forget")
        self._review: Review | None = None
        self._certificate: Certificate | None = None
        self._wanted = self._workspace = ""
        self._dataset = Choice(self.tr("Data set of the person"))
        self._dataset.setMinimumContentsLength(22)
        self._key = named(QLineEdit(), self.tr("Key of the person"))
        self._key.setPlaceholderText(self.tr("Their identifier, e-mail address or sync key, exactly"))
        self._find = button(self.tr("Find"), "search", kind="primary", name=self.tr("Find the person"), on=self._look)
        self._subtitle = ElidedLabel("", "secondary")
        self.banner = Banner()
        self.held = TableModel[Held](held_columns(), parent=self)
        self.certificates = TableModel[Certificate](certificate_columns(), parent=self)
        self._layers = QStackedWidget()
        self._lay_out()
        self._key.returnPressed.connect(self._look)
        self._key.textEdited.connect(lambda _text: self._key.setEchoMode(QLineEdit.EchoMode.Normal))

    def _lay_out(self) -> None:
        back = button("", "arrow-left", kind="icon", name=self.tr("Back"), tip=self.tr("Back (Esc)"), on=self.session.back)
        on_key(Qt.Key.Key_Escape, self, self.session.back)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(back)
        head.addWidget(label(self.title, "title"))
        head.addWidget(self._subtitle, 1)
        search = QHBoxLayout()
        search.setSpacing(8)
        search.addWidget(self._dataset)
        search.addWidget(self._key, 1)
        search.addWidget(self._find)
        above = QVBoxLayout()
        above.setContentsMargins(20, 16, 20, 12)
        above.setSpacing(12)
        above.addLayout(head)
        above.addLayout(search)
        above.addWidget(self.banner)
        self._nobody = EmptyState("people", self.tr("Nothing was sent of this person"), "", self._exclude_only())
        for page in (self._make_ask(), self._make_waiting(), self._make_review(), self._nobody, self._make_certificate()):
            self._layers.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(above)
        layout.addWidget(self._layers, 1)

    def _exclude_only(self) -> Any:
        self._keep_out = button(self.tr("Keep them from being sent"), "shield", on=lambda: self._forget(exclude=True))
        return self._keep_out

    def _make_ask(self) -> QWidget:
        text = self.tr(
            "All that syncs have sent of one person is found and taken away where a destination can do that. You see what "
            "that is before anything is sent, and get a certificate of it."
        )
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 0, 20, 16)
        column.setSpacing(8)
        column.addWidget(label(text, "secondary", wrap=True))
        self._past = label(self.tr("Certificates"), "heading")
        self._past_table = QTableView()
        prepare_table(self._past_table, name=self.tr("Certificates"))
        self._past_table.setModel(self.certificates)
        self._past_table.setItemDelegate(CellDelegate(self._past_table))
        set_widths(self._past_table)
        self._past_table.activated.connect(self._open_past)
        column.addSpacing(8)
        column.addWidget(self._past)
        column.addWidget(self._past_table, 1)
        column.addStretch(0)
        return page

    def _make_waiting(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setSpacing(12)
        self._doing = label("", "heading")
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setFixedWidth(px(320))
        bar.setAccessibleName(self.tr("Working on it"))
        column.addStretch(2)
        column.addWidget(self._doing, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(bar, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return page

    def _make_review(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        table = QTableView()
        prepare_table(table, name=self.tr("What was sent of this person"))
        table.setModel(self.held)
        table.setItemDelegateForColumn(0, CellDelegate(table, bold=True, first_margin=20))
        table.setItemDelegateForColumn(3, BadgeDelegate(_act, table))
        set_widths(table)
        self._exclude = named(QCheckBox(self.tr("Keep them from being sent again")), self.tr("Keep them from being sent again"))
        self._exclude.setChecked(True)
        self._exclude.toggled.connect(lambda _on: self._show_exclusion())
        self._excluding = label("", "small", wrap=True)
        self._go = button(self.tr("Forget this person"), "trash", kind="danger", on=lambda: self._forget(exclude=self.excludes))
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._exclude)
        texts.addWidget(self._excluding)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 12, 20, 16)
        foot.setSpacing(12)
        foot.addLayout(texts, 1)
        foot.addWidget(self._go, 0, Qt.AlignmentFlag.AlignBottom)
        self.typed = TypedCount()
        self.typed.changed.connect(self._show_go)
        self.typed.agreed.connect(self._go.setFocus)
        above = QVBoxLayout()
        above.setContentsMargins(20, 12, 20, 0)
        above.addWidget(self.typed)
        column.addWidget(table, 1)
        column.addLayout(above)
        column.addLayout(foot)
        return page

    def _make_certificate(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 0, 20, 16)
        column.setSpacing(12)
        self._letter = named(QPlainTextEdit(), self.tr("Certificate"))
        self._letter.setReadOnly(True)
        self._letter.setProperty("kind", "code")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(button(self.tr("Save certificate…"), "download", kind="primary", on=self._ask_path))
        row.addWidget(button(self.tr("Another person"), on=lambda: self.open()))
        row.addStretch(1)
        column.addWidget(self._letter, 1)
        column.addLayout(row)
        return page

    @property
    def excludes(self) -> bool:
        return self._exclude.isChecked()

    # Finding --------------------------------------------------------------------------------------------------------

    def open(self, *, key: str = "", dataset: str = "", **_: Any) -> None:
        """Ask for a person, or look for the one with this key in this data set."""
        self._drop()
        self._wanted, self._certificate = dataset, None
        self.banner.hide()
        self._subtitle.set_text("")
        self._key.setText(key)
        # A key that came from a list stays dots: whether it may be seen is not known here.
        self._key.setEchoMode(QLineEdit.EchoMode.Password if key else QLineEdit.EchoMode.Normal)
        self._layers.setCurrentIndex(ASK)
        self._exclude.setChecked(True)
        self.session.ask(self, read_start, self.session.app, done=partial(self._on_start, bool(key)), slot="start")
        if not key:
            self._key.setFocus()

    def _on_start(self, look: bool, start: Start) -> None:
        self._workspace = start.workspace
        self._dataset.offer([(self.tr("All data sets"), ""), *start.datasets], self._wanted)
        self.certificates.set_rows(start.certificates)
        for widget in (self._past, self._past_table):
            widget.setVisible(bool(start.certificates))
        if look:
            self._look()

    def _look(self) -> None:
        key = self._key.text().strip()
        if not key:
            self._key.setFocus()
            return
        self._drop()
        self.banner.hide()
        self._wait(self.tr("Looking for this person in all that was sent"))
        look, dataset = self.session.app.forgetting.look, str(self._dataset.currentData() or "")
        self.session.ask(self, look, key, dataset, done=self._on_review, failed=self._on_failed, slot="look")

    def _wait(self, words_: str) -> None:
        self._doing.setText(words_)
        self._find.setEnabled(False)
        self._layers.setCurrentIndex(WAITING)

    def _on_failed(self, error: CensusError) -> None:
        self._find.setEnabled(True)
        self._layers.setCurrentIndex(ASK)
        self.banner.show_error(error)

    def _on_review(self, review: Review) -> None:
        self._review = review
        self._find.setEnabled(True)
        said = [*review.warnings]
        if review.before:
            last = words.exact(review.before[0].asked_at)
            said.append(self.tr("This person was forgotten before, last on %1.").replace("%1", last))
        if said:
            self.banner.show_text(" ".join(said), "warn", "alert", closable=False)
        self.held.set_rows(review.held)
        if not review.held:
            names = ", ".join(f"“{p.dataset}”" for p in review.people)
            there = self.tr("%1 has this person, and no sync has sent them yet.").replace("%1", names)
            nowhere = self.tr("No data set has this key, and no sync has sent it.")
            self._nobody.set_texts(self.tr("Nothing was sent of this person"), there if names else nowhere)
            self._keep_out.setVisible(bool(names))
            self._layers.setCurrentIndex(NOBODY)
            return
        records = words.counted(sum(h.records for h in review.held), self.tr("record"), self.tr("records"))
        self._subtitle.set_text(f"{records} · {words.counted(len(review.held), self.tr('sync'), self.tr('syncs'))}")
        self._ask_number(review)
        self._show_exclusion()
        self._layers.setCurrentIndex(REVIEW)

    def _ask_number(self, review: Review) -> None:
        count = sum(h.records for h in review.held if h.act is not Act.NOTHING)
        records = words.counted(count, self.tr("record"), self.tr("records"))
        text = self.tr("%1 of this person are taken away or emptied for good. Type the number to go on.")
        self.typed.ask("", None)
        self.typed.ask(text.replace("%1", records), count or None)
        self._show_go()

    def _show_go(self) -> None:
        self._go.setEnabled(self.typed.is_met)
        self._go.setToolTip("" if self.typed.is_met else self.tr("Type the number above first"))

    def _show_exclusion(self) -> None:
        if self._review is None:
            return
        names = ", ".join(f"“{p.dataset}”" for p in self._review.people)
        if self.excludes:
            text = self.tr("They go on the exclusion list “%1” of %2, which keeps their key.")
        elif any(p.sure for p in self._review.people):
            text = self.tr("%2 still has them: the next runs send them again.")
        else:
            text = self.tr("If they come back to %2, they are sent again.")
        self._excluding.setText(text.replace("%1", LIST_NAME).replace("%2", names))

    # Forgetting -----------------------------------------------------------------------------------------------------

    def _forget(self, *, exclude: bool) -> None:
        review, self._review = self._review, None
        if review is None:
            return
        self.banner.hide()
        self._wait(self.tr("Taking away what was sent of this person"))
        forget = self.session.app.forgetting.forget
        # Without a slot: what was begun goes on when the page is left, and its certificate is kept.
        self.session.ask(self, forget, review, exclude=exclude, done=self._on_forgotten, failed=self._on_failed)

    def _on_forgotten(self, certificate: Certificate) -> None:
        self._find.setEnabled(True)
        whole = certificate.is_whole
        text = self.tr("This person is forgotten.") if whole else self.tr("Not everything could be taken away.")
        self.banner.show_text(text, "ok" if whole else "warn", "check" if whole else "alert")
        self._show_certificate(certificate)

    def _show_certificate(self, certificate: Certificate) -> None:
        self._certificate = certificate
        self._letter.setPlainText("\n".join(letter(certificate, self._workspace)))
        self._layers.setCurrentIndex(CERTIFICATE)
        self._letter.setFocus()

    def _open_past(self) -> None:
        certificate = self.certificates.row_at(self._past_table.currentIndex().row())
        if certificate is not None:
            self._show_certificate(certificate)

    def _ask_path(self) -> None:
        if self._certificate is not None:
            name = f"certificate-{self._certificate.id[:8]}.txt"
            ask_save(self, self.tr("Save certificate"), name, self.export, FORMS)

    def export(self, path: Path) -> None:
        """Write the certificate that is shown."""
        if self._certificate is not None:
            saved = self.tr("Saved as %1").replace("%1", path.name)
            export = self.session.app.forgetting.export
            self.session.ask(self, export, self._certificate, path, done=lambda _: self.session.toast(saved))

    # Leaving --------------------------------------------------------------------------------------------------------

    def _drop(self) -> None:
        """What was looked at and not done is not kept."""
        review, self._review = self._review, None
        if review is not None and review.held:
            self.session.ask(self, self.session.app.forgetting.discard, review)

    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():
            self._drop()
            self._key.clear()
        super().hideEvent(event)
