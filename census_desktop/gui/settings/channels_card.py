"""Settings: the channels by which alerts are told, each with its form, a test, and what its trouble is."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from census_desktop.domain.errors import CensusError
from census_desktop.domain.rows import Kind
from census_desktop.gui.config_form import ConfigForm
from census_desktop.gui.kit import states
from census_desktop.gui.kit.forms import Choice, FormRow, named
from census_desktop.gui.kit.widgets import Badge, Banner, ElidedLabel, button, label
from census_desktop.gui.kit.words import QT_TRANSLATE_NOOP
from census_desktop.gui.session import Session
from census_desktop.gui.settings.card import SettingsCard
from census_desktop.usecases.channels import TYPES, Channel

WELL = states.State(QT_TRANSLATE_NOOP("", "In order"), "check", "ok")
TROUBLED = states.State(QT_TRANSLATE_NOOP("", "Trouble"), "alert", "warn")


class ChannelsCard(SettingsCard):
    id = "channels"
    title = QT_TRANSLATE_NOOP("", "Alerts")
    keywords = QT_TRANSLATE_NOOP("", "channels mail e-mail chat webhook notify notifications")
    icon = "megaphone"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._channel: Channel | None = None
        """The one in the form."""
        self.setAccessibleName(self.tr("Alert channels"))
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._result = Banner()
        self._form = ConfigForm()
        self._name = named(QLineEdit(), self.tr("Channel name"))
        self._type = Choice(self.tr("Type of channel"), [(t.title, t.type) for t in TYPES.values()])
        self._editor = self._make_editor()
        self._add = button(self.tr("Add a channel"), "plus", on=lambda: self.edit(Channel("", "", "email")))
        text = self.tr("By these channels it is told when a sync fails or needs you. Each sync says of what it tells.")
        self.inner.addWidget(label(text, "small", wrap=True))
        self.inner.addLayout(self._list)
        self.inner.addWidget(self._result)
        self.inner.addWidget(self._editor)
        self.inner.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self._type.activated.connect(lambda _index: self._on_type())
        self._editor.hide()

    def _make_editor(self) -> QWidget:
        editor = QWidget()
        column = QVBoxLayout(editor)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(12)
        self._type_row = FormRow(self.tr("Type"), self._type)
        for widget in (self._type_row, FormRow(self.tr("Name"), self._name), self._form):
            column.addWidget(widget)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        self._save = button(self.tr("Save channel"), kind="primary", on=self.save)
        buttons.addWidget(button(self.tr("Cancel"), name=self.tr("Cancel the channel"), on=self._close))
        buttons.addWidget(self._save)
        column.addLayout(buttons)
        return editor

    # List -----------------------------------------------------------------------------------------------------------

    def refresh(self, kinds: frozenset[Kind]) -> None:
        if Kind.SETTINGS in kinds:
            self.open()

    def open(self) -> None:
        self.session.ask(self, self.session.app.alerts.channels.all, done=self._on_channels, slot="channels")

    def _on_channels(self, channels: tuple[Channel, ...]) -> None:
        while item := self._list.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for channel in channels:
            self._list.addWidget(self._line(channel))
        if not channels:
            self._list.addWidget(label(self.tr("There is none: alerts are seen on Home alone."), "secondary", wrap=True))

    def _line(self, channel: Channel) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(ElidedLabel(channel.name, "heading"))
        said = ElidedLabel(channel.trouble or _where(channel), "small")
        said.setToolTip(channel.trouble)
        texts.addWidget(said)
        row.addLayout(texts, 1)
        row.addWidget(Badge(TROUBLED if channel.trouble else WELL))
        name = channel.name
        row.addWidget(button(self.tr("Test"), name=f"{self.tr('Test')} {name}", on=lambda: self.test(channel)))
        if TYPES[channel.type].config:
            row.addWidget(button("", "pencil", kind="icon", name=f"{self.tr('Edit')} {name}", on=lambda: self.edit(channel)))
        row.addWidget(button("", "trash", kind="icon", name=f"{self.tr('Remove')} {name}", on=lambda: self.remove(channel)))
        return line

    def test(self, channel: Channel) -> None:
        self._result.show_text(self.tr("Sending a test by “%1” …").replace("%1", channel.name), closable=False)
        self.session.ask(
            self, self.session.app.alerts.test, channel.id, done=self._on_tested, failed=self._result.show_error, slot="test"
        )

    def _on_tested(self, said: str) -> None:
        self._result.show_text(said, "ok", "check")

    def remove(self, channel: Channel) -> None:
        """Undo brings it back; a credential has to be entered again."""
        self.session.ask(self, self.session.app.alerts.channels.remove, channel.id, done=lambda _: self._on_removed(channel))

    def _on_removed(self, channel: Channel) -> None:
        self.open()
        said = self.tr("Channel “%1” removed").replace("%1", channel.name)
        self.session.toast(said, self.tr("Undo"), lambda: self._keep(replace(channel, stored=()), {}))

    # Form -----------------------------------------------------------------------------------------------------------

    def edit(self, channel: Channel) -> None:
        self._channel = channel
        self._name.setText(channel.name)
        self._type.choose(channel.type)
        self._type_row.setVisible(not channel.id)
        self._show_fields(channel)
        self._result.hide()
        self._editor.show()
        self._add.hide()
        self._name.setFocus()

    def _show_fields(self, channel: Channel) -> None:
        self._form.show_fields(TYPES[channel.type].config, channel.config)
        self._form.show_stored(channel.stored)

    def _on_type(self) -> None:
        if self._channel is not None:
            self._channel = replace(self._channel, type=str(self._type.currentData()))
            self._show_fields(self._channel)

    def save(self) -> None:
        if self._channel is not None:
            channel = replace(self._channel, name=self._name.text(), config=self._form.values())
            self._save.setEnabled(False)
            self._keep(channel, self._form.secrets())

    def _keep(self, channel: Channel, secrets: dict[str, str]) -> None:
        save = self.session.app.alerts.channels.save
        self.session.ask(self, save, channel, secrets, done=self._on_saved, failed=self._on_refused, slot="save")

    def _on_saved(self, channel: Channel) -> None:
        self._close()
        self.open()
        self._result.show_text(self.tr("Channel “%1” saved").replace("%1", channel.name), "ok", "check")

    def _on_refused(self, error: CensusError) -> None:
        self._save.setEnabled(True)
        if not self._form.show_errors(error):
            self._result.show_error(error)

    def _close(self) -> None:
        self._channel = None
        self._save.setEnabled(True)
        self._editor.hide()
        self._add.show()


def _where(channel: Channel) -> str:
    to = str(channel.config.get("to") or channel.config.get("url") or "")
    return " · ".join(filter(None, (TYPES[channel.type].title, to)))
