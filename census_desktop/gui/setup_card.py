"""The card in which a source or a destination is set up: name, settings, credentials, test and save."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMessageBox, QScrollArea, QVBoxLayout, QWidget

from census_desktop.domain.errors import CensusError, ConfigError, SecretsError
from census_desktop.domain.manifest import ConfigField
from census_desktop.gui.config_form import ConfigForm
from census_desktop.gui.form_draft import FormDraft, RestoredNote, without_credentials
from census_desktop.gui.kit import text_size
from census_desktop.gui.kit.forms import FormRow, named, tab_in_reading_order
from census_desktop.gui.kit.text_size import px
from census_desktop.gui.kit.widgets import Banner, ElidedLabel, Tile, button, label, rule
from census_desktop.gui.session import Session

WIDTH = px(372)


@dataclass(frozen=True, slots=True)
class CardWords:
    """What the card says of the thing that is set up."""

    name: str
    help: str
    nameless: str
    test: str
    test_name: str
    testing: str
    remove: str
    removing: str
    cancel: str
    save: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A thing, new or saved, as the card shows it. `stored` are names of credentials that are kept already."""

    title: str
    summary: str
    icon: str
    tint: str
    name: str
    fields: Sequence[ConfigField]
    config: Mapping[str, Any]
    saved: bool
    stored: tuple[str, ...] = ()
    keyring: str = ""
    draft: str = ""
    """Under what the unsaved input is kept."""


class SetupCard(QFrame):
    """A card of its own kind says its words with `lay_out`, and gives `test`, `save` and `remove`."""

    saved = Signal(object)
    removed = Signal(object)
    cancelled = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setProperty("kind", "card")
        self.setFixedWidth(WIDTH)
        self._tile = Tile(size=36)
        self._title = ElidedLabel("", "heading")
        self._summary = label("", "small", wrap=True)
        self._form = ConfigForm()
        self._result = Banner()
        self._shown: Shown | None = None
        self._note = RestoredNote()
        self._draft = FormDraft(session, self._note, self.typed, self.put_typed)
        self.saved.connect(lambda _thing: self._draft.end())
        self.removed.connect(lambda _thing: self._draft.end())
        self.cancelled.connect(self._draft.end)

    def lay_out(self, says: CardWords, above: QWidget | None = None, below: QWidget | None = None) -> None:
        """`above` stands over the name, `below` under the settings."""
        self._says = says
        self._name = named(QLineEdit(), says.name)
        self._name_row = FormRow(self.tr("Name"), self._name, says.help)
        self._test = button(says.test, name=says.test_name, on=self.test)
        self._remove = button(self.tr("Remove"), kind="danger", name=says.remove, on=self.remove)
        self._cancel = button(self.tr("Cancel"), name=says.cancel, on=self.cancelled.emit)
        self._save_button = button(says.save, kind="primary", on=lambda: self.save())
        self._place([w for w in (self._note, above, self._name_row, self._form, below) if w is not None])
        self._form.edited.connect(self._on_edited)
        self._form.edited.connect(self._draft.edited)
        self._name.textEdited.connect(lambda _text: self._name_row.set_error(""))
        self._name.textEdited.connect(lambda _text: self._draft.edited())
        self._result.action.clicked.connect(lambda: self.save(for_session=True))

    def _place(self, rows: Sequence[QWidget]) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._title)
        texts.addWidget(self._summary)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._tile, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(texts, 1)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 20, 20, 12)
        column.setSpacing(16)
        column.addLayout(head)
        for row in rows:
            column.addWidget(row)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(text_size.sideways())
        scroll.setWidget(inner)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._test)
        buttons.addWidget(self._remove)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._save_button)
        foot = QVBoxLayout()
        foot.setContentsMargins(20, 12, 20, 16)
        foot.setSpacing(12)
        foot.addWidget(self._result)
        foot.addLayout(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(scroll, 1)
        layout.addWidget(rule())
        layout.addLayout(foot)

    # What a card gives ----------------------------------------------------------------------------------------------

    @abstractmethod
    def test(self) -> None:
        """Try what is typed."""

    @abstractmethod
    def save(self, *, for_session: bool = False) -> None:
        """Save what is typed; `for_session` keeps the credential in memory, where no keyring takes it."""

    @abstractmethod
    def remove(self) -> None:
        """Remove the thing, asked first."""

    def _on_edited(self) -> None:
        """What was tested is no longer what the form says."""
        self._result.hide()

    # What is shown --------------------------------------------------------------------------------------------------

    def show_thing(self, shown: Shown) -> None:
        self._tile.set_tile(shown.icon, shown.tint)
        self._title.set_text(shown.title)
        self._summary.setText(shown.summary)
        self._name.setText(shown.name)
        self._name_row.set_error("")
        self._form.show_fields(shown.fields, shown.config, keyring=shown.keyring)
        self._form.show_stored(shown.stored)
        self._remove.setVisible(shown.saved)
        self._cancel.setVisible(not shown.saved)
        self._save_button.setEnabled(True)
        self._result.hide()
        self.setAccessibleName(shown.title)
        tab_in_reading_order(self)
        self._shown = shown
        self._draft.begin(shown.draft)

    def typed(self) -> dict[str, Any]:
        """What may be kept of the input: never a credential."""
        return {"name": self._name.text(), "config": without_credentials(self._form.values())}

    def put_typed(self, plain: Mapping[str, Any]) -> None:
        """Show input that was kept. Credentials are typed anew."""
        if (shown := self._shown) is not None:
            self._name.setText(str(plain["name"]))
            kept_back = {n: v for n, v in shown.config.items() if without_credentials({n: v}) == {}}
            self._form.show_fields(shown.fields, {**kept_back, **plain["config"]}, keyring=shown.keyring)
            self._form.show_stored(shown.stored)
            tab_in_reading_order(self)

    @property
    def typed_name(self) -> str:
        return self._name.text().strip()

    def has_name(self) -> bool:
        """Whether there is a name; where not, its line says so. What was wrong before is forgotten."""
        self._form.clear_errors()
        self._name_row.set_error("" if self.typed_name else self._says.nameless)
        return bool(self.typed_name)

    # Acts -----------------------------------------------------------------------------------------------------------

    def act(self, work: Callable[..., Any], *args: Any, done: Callable[[Any], None], **options: Any) -> None:
        """Do something in the pool; what is refused is said at its field, or below."""
        self._session.ask(self, work, *args, done=done, failed=self._on_refused, slot="act", **options)

    def begin_test(self, work: Callable[..., Any], *args: Any, done: Callable[[Any], None]) -> None:
        self._result.show_text(self._says.testing, "run", "clock", closable=False)
        self.act(work, *args, done=done)

    def begin_save(self, work: Callable[..., Any], *args: Any, **options: Any) -> None:
        self._save_button.setEnabled(False)
        self.act(work, *args, done=self._on_saved, **options)

    def _on_saved(self, thing: Any) -> None:
        self._save_button.setEnabled(True)
        self._session.toast(self.tr("“%1” saved").replace("%1", thing.name))
        self.saved.emit(thing)

    def _on_refused(self, error: CensusError) -> None:
        self._save_button.setEnabled(True)
        if isinstance(error, ConfigError) and self._form.show_errors(error):
            self._result.hide()
            return
        action = self.tr("Keep it for this session only") if isinstance(error, SecretsError) else ""
        self._result.show_error(error, action)

    def refuse_removal(self, count: str, names: Sequence[str]) -> None:
        """It is still needed: `count` is "2 syncs use it: %1", of which the first names are told."""
        shown = ", ".join(f"“{name}”" for name in names[:5]) + (" …" if len(names) > 5 else "")
        self._result.show_text(count.replace("%1", shown), "warn", "alert")

    def ask_removal(self, thing: Any, told: str, work: Callable[[str], Any]) -> None:
        """Confirmed, because a credential cannot be brought back. `told` says what goes with it."""
        box = QMessageBox(self)
        box.setWindowModality(Qt.WindowModality.WindowModal)
        box.setText(self.tr("Remove “%1”?").replace("%1", thing.name))
        box.setInformativeText(told)
        remove = box.addButton(self._says.removing, QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(self.tr("Keep it"), QMessageBox.ButtonRole.RejectRole)
        remove.clicked.connect(lambda: self._remove_now(thing, work))
        box.finished.connect(box.deleteLater)
        box.open()

    def _remove_now(self, thing: Any, work: Callable[[str], Any]) -> None:
        gone = self.removed
        self._session.ask(self, work, thing.id, done=lambda _: gone.emit(thing), failed=self._result.show_error, slot="act")
