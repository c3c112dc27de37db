"""The card in which a source is set up: name, settings, password, test and save."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from census_desktop.domain.errors import CensusError
from census_desktop.domain.manifest import SourceType
from census_desktop.domain.model import Source
from census_desktop.domain.ports import CancelToken
from census_desktop.domain.quicksync import free_name
from census_desktop.gui.kit import words
from census_desktop.gui.kit.widgets import Banner
from census_desktop.gui.session import Session
from census_desktop.gui.setup_card import CardWords, SetupCard, Shown

if TYPE_CHECKING:
    from census_desktop.bootstrap import App

LOOKS = {"files": ("file", "amber"), "database": ("database", "blue"), "warehouse": ("cloud", "violet")}
"""Icon and tint of each group of kinds."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What the panel needs to know of a source, new or saved. `missing` is the extra to install first."""

    source: Source
    type: SourceType
    saved: bool
    missing: str
    stored: tuple[str, ...] = ()
    keyring: str = ""
    datasets: tuple[str, ...] = ()


def read_setup(app: App, type_: str = "", source_id: str = "") -> Setup:
    """In the pool: a new source of a type, or a saved one with the names of its stored credentials."""
    sources = app.sources
    source = sources.get(source_id) if source_id else sources.new(type_)
    kind = sources.types()[source.type]
    if not source_id:
        source = replace(source, name=free_name(source.name, (s.name for s in sources.all())))
    keyring = ""
    stored: tuple[str, ...] = ()
    if kind.secret_fields:
        keyring = sources.keyring_state()
        stored = sources.has_secrets(source.id) if source_id else ()
    used = tuple(d.name for d in app.datasets.all() if d.source_id == source_id)
    return Setup(source, kind, bool(source_id), sources.missing_extra(source.type), stored, keyring, used)


def _test(app: App, source: Source, secrets: dict[str, str], cancel: CancelToken) -> tuple[str, ...]:
    """In the pool."""
    return app.sources.test(source, cancel, secrets)


class SourcePanel(SetupCard):
    """Emits the Source that was saved or removed."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._setup: Setup | None = None
        self._install = Banner()
        says = CardWords(
            name=self.tr("Source name"),
            help=self.tr("How this source is called in this workspace"),
            nameless=self.tr("A source needs a name"),
            test=self.tr("Test connection"),
            test_name=self.tr("Test connection"),
            testing=self.tr("Connecting …"),
            remove=self.tr("Remove the source"),
            removing=self.tr("Remove source"),
            cancel=self.tr("Cancel connecting"),
            save=self.tr("Save source"),
        )
        self.lay_out(says, above=self._install)
        self._name.returnPressed.connect(self.test)
        self._install.action.clicked.connect(self._copy_command)

    # Which source ---------------------------------------------------------------------------------------------------

    def begin(self, type_: str) -> None:
        """Set up a new source of this type."""
        self._ask(type_=type_)

    def edit(self, source_id: str) -> None:
        self._ask(source_id=source_id)

    def _ask(self, **which: str) -> None:
        app = self._session.app
        self._session.ask(self, read_setup, app, done=self.show_setup, failed=self._on_unread, slot="setup", **which)

    def _on_unread(self, error: CensusError) -> None:
        self._setup = None
        self._session.fail(error)

    def show_setup(self, setup: Setup) -> None:
        self._setup = setup
        kind, source = setup.type, setup.source
        title = source.name if setup.saved else self.tr("Connect %1").replace("%1", kind.label)
        icon, tint = LOOKS[kind.group]
        self.show_thing(
            Shown(
                title,
                kind.summary,
                icon,
                tint,
                source.name,
                kind.config,
                source.config,
                setup.saved,
                setup.stored,
                setup.keyring,
                f"source:{source.id}" if setup.saved else f"source:new:{source.type}",
            )
        )
        self._install.hide()
        if setup.missing:
            text = self.tr("%1 needs a package that is not installed. In a terminal: %2")
            text = text.replace("%1", kind.label).replace("%2", self._command)
            self._install.show_text(text, "warn", "download", action=self.tr("Copy the command"), closable=False)
        for act in (self._test, self._save_button):
            act.setEnabled(not setup.missing)

    @property
    def _command(self) -> str:
        return f'pip install "census-desktop[{self._setup.missing}]"' if self._setup else ""

    def _copy_command(self) -> None:
        QGuiApplication.clipboard().setText(self._command)
        self._session.toast(self.tr("Copied"))

    @property
    def source(self) -> Source | None:
        """The source as the form says it."""
        if self._setup is None:
            return None
        return replace(self._setup.source, name=self.typed_name, config=self._form.values())

    # Acts -----------------------------------------------------------------------------------------------------------

    def test(self) -> None:
        if (source := self.source) and self.has_name() and self._test.isEnabled():
            self.begin_test(_test, self._session.app, source, self._form.secrets(), done=self._on_tested)

    def _on_tested(self, tables: tuple[str, ...]) -> None:
        if not tables:
            text = self.tr("It opens, but has no table that this user may read.")
            self._result.show_text(text, "warn", "alert", closable=False)
            return
        count = words.counted(len(tables), self.tr("table or view"), self.tr("tables and views"))
        shown = ", ".join(tables[:4]) + (" …" if len(tables) > 4 else "")
        text = self.tr("It works: %1, such as %2.").replace("%1", count).replace("%2", shown)
        self._result.show_text(text, "ok", "check", closable=False)

    def save(self, *, for_session: bool = False) -> None:
        if (source := self.source) and self.has_name():
            self.begin_save(self._session.app.sources.save, source, self._form.secrets(), for_session=for_session)

    def remove(self) -> None:
        """Refused while data sets are of the source."""
        if (setup := self._setup) is None:
            return
        if setup.datasets:
            count = words.counted(len(setup.datasets), self.tr("data set is"), self.tr("data sets are"))
            self.refuse_removal(f"{count} {self.tr('of it: %1. Remove them first.')}", setup.datasets)
            return
        stored = self.tr("Its password is deleted from the keyring, which cannot be undone.")
        told = stored if setup.stored else self.tr("No data set is of it.")
        self.ask_removal(setup.source, told, self._session.app.sources.remove)
