"""Destinations: the list, the gallery, forms made from manifests, tests, credentials, removal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from census_desktop.domain.errors import ConfigError
from census_desktop.domain.manifest import ConfigField
from census_desktop.gui.config_form import ConfigForm, LinesEdit, SecretLine, parse_pairs
from census_desktop.gui.destinations.destinations_page import DestinationsPage
from census_desktop.gui.kit.gallery import GalleryCard
from census_desktop.gui.kit.models import RowRole
from census_desktop.gui.session import Session
from tests.gui.hands import find, names, popup
from tests.gui.shop import Shop

Show = Callable[[QWidget], QWidget]
Settle = Callable[[], None]


class Hands:
    def __init__(self, page: DestinationsPage, qtbot: QtBot, settle: Settle) -> None:
        self.page, self.qtbot, self.settle = page, qtbot, settle

    def open(self, **args: Any) -> Hands:
        self.page.open(**args)
        self.settle()
        return self

    def press(self, name: str) -> None:
        self.qtbot.mouseClick(find(self.page, QPushButton, name), Qt.MouseButton.LeftButton)
        self.settle()

    def type(self, name: str, text: str) -> None:
        line = find(self.page, QLineEdit, name)
        line.clear()
        self.qtbot.keyClicks(line, text)

    def pick(self, title: str) -> None:
        card = next(c for c in self.page.findChildren(GalleryCard) if c.accessibleName() == title)
        self.qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
        self.settle()

    @property
    def lines(self) -> list[str]:
        model = find(self.page, QTableView, "Destinations").model()
        return [model.index(n, 0).data() for n in range(model.rowCount())]

    @property
    def result(self) -> str:
        return self.page._panel._result.accessibleName() if self.page._panel._result.isVisibleTo(self.page) else ""


@pytest.fixture
def hands(shop: Shop, session: Session, show: Show, qtbot: QtBot, settle: Settle) -> Hands:
    page = DestinationsPage(session)
    show(page)
    return Hands(page, qtbot, settle)


@pytest.fixture
def empty(session: Session, show: Show, qtbot: QtBot, settle: Settle) -> Hands:
    page = DestinationsPage(session)
    show(page)
    return Hands(page, qtbot, settle)


def test_connections_are_listed_with_who_uses_them(hands: Hands):
    hands.open()
    assert hands.lines == ["Archive", "Marketing files", "Partner share"]
    model = find(hands.page, QTableView, "Destinations").model()
    assert [model.index(n, 3).data() for n in range(3)] == ["2", "1", "1"]
    assert model.index(0, 2).data() == "not tested"
    assert find(hands.page, QLineEdit, "Connection name").text() == "Archive"


def test_a_connection_is_opened_by_its_id(hands: Hands):
    hands.open(connection="con-quiet")
    assert find(hands.page, QLineEdit, "Connection name").text() == "Partner share"


def test_an_empty_workspace_says_what_to_do(empty: Hands):
    empty.open()
    empty.press("Add the first destination")
    assert empty.page._layers.currentIndex() == 1


def test_the_gallery_is_searched_by_any_word(hands: Hands, qtbot: QtBot):
    hands.open(add=True)
    hands.page._search.setText("csv")
    qtbot.waitUntil(lambda: not hands.page._search._soon.isActive())
    shown = [c.accessibleName() for c in hands.page.findChildren(GalleryCard) if c.isVisibleTo(hands.page)]
    assert "Folder of files" in shown
    assert "Webhook" not in shown
    hands.page._search.setText("teleport")
    qtbot.waitUntil(lambda: not hands.page._search._soon.isActive())
    assert hands.page._gallery._none.isVisibleTo(hands.page)


def test_a_destination_is_added_tested_and_saved(hands: Hands, session: Session):
    hands.open(add=True)
    hands.pick("Folder of files")
    hands.type("Connection name", "Weekly files")
    hands.type("Folder", "weekly")
    hands.press("Test the connection")
    assert "does not exist yet; the first run makes it" in hands.result
    hands.press("Save connection")
    made = session.app.destinations.get("Weekly files")
    assert made.config["path"] == "weekly"
    assert "Weekly files" in hands.lines
    assert find(hands.page, QLineEdit, "Connection name").text() == "Weekly files"


def test_what_is_missing_or_wrong_is_said_at_its_field(hands: Hands):
    hands.open(add=True)
    hands.pick("Webhook")
    hands.type("Connection name", "")
    hands.press("Save connection")
    assert hands.page._panel._name_row.error == "A connection needs a name"
    hands.type("Connection name", "Hook")
    hands.type("Requests at once", "99")
    hands.press("Save connection")
    form = hands.page._panel._form
    assert (form.error_of("url"), form.error_of("concurrency")) == ("Is missing", "Must be 32 or less")
    assert hands.result == ""
    hands.type("Address", "http://127.0.0.1:9/in")
    hands.type("Requests at once", "2")
    hands.press("Test the connection")
    assert form.error_of("url") == ""
    assert "refused the connection" in hands.result


def test_without_a_keyring_a_credential_is_kept_for_the_session_when_asked_to(hands: Hands, session: Session):
    hands.open(add=True)
    hands.pick("Webhook")
    hands.type("Address", "http://127.0.0.1:9/in")
    hands.type("Credential", "Bearer abcdef")
    hands.press("Save connection")
    assert "keyring is not available" in hands.result
    assert [c.name for c in session.app.destinations.all() if c.type == "webhook"] == []
    hands.press("Keep it for this session only")
    made = session.app.destinations.get("Webhook")
    assert session.app.secrets.get(made.id) == {"auth": "Bearer abcdef"}
    assert "abcdef" not in str(made)
    credential = find(hands.page, SecretLine, "Credential")
    assert (credential.text(), credential.placeholderText()) == ("", "stored; type to replace it")
    assert credential.echoMode() is QLineEdit.EchoMode.Password
    hands.type("Connection name", "Renamed hook")
    hands.press("Save connection")
    assert session.app.secrets.get(made.id) == {"auth": "Bearer abcdef"}


def test_the_environment_is_chosen_and_shown(hands: Hands, session: Session):
    hands.open(connection="con-archive")
    box = find(hands.page, QComboBox, "Environment")
    box.setCurrentIndex(box.findData("test"))
    hands.press("Save connection")
    assert session.app.destinations.get("con-archive").environment == "test"


def test_a_connection_that_syncs_use_is_not_removed(hands: Hands, session: Session):
    hands.open(connection="con-files")
    hands.press("Remove the connection")
    assert "“High value customers → Marketing files”" in hands.result
    assert session.app.destinations.get("con-files")


def test_removal_is_confirmed_because_a_credential_cannot_come_back(hands: Hands, session: Session, qtbot: QtBot):
    session.app.destinations.save(replace(session.app.destinations.new("folder", "Old"), config={"path": "old"}))
    hands.open()
    table = find(hands.page, QTableView, "Destinations")
    table.selectRow(hands.lines.index("Old"))
    hands.settle()
    for answer, left in (("Keep it", True), ("Remove connection", False)):
        hands.press("Remove the connection")
        box = popup(QMessageBox)
        qtbot.mouseClick(next(b for b in box.buttons() if b.text() == answer), Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda box=box: not box.isVisible())
        hands.settle()
        assert ("Old" in hands.lines) is left


def test_a_name_that_is_taken_is_refused_with_nothing_lost(hands: Hands):
    hands.open(add=True)
    hands.pick("Folder of files")
    hands.type("Connection name", "Archive")
    hands.type("Folder", "x")
    hands.press("Save connection")
    assert "Archive" in hands.result
    assert find(hands.page, QLineEdit, "Folder").text() == "x"


def test_cancel_returns_to_the_list(hands: Hands):
    hands.open(add=True)
    hands.pick("Folder of files")
    hands.press("Cancel")
    assert hands.page._layers.currentIndex() == 0


def test_every_control_has_a_name(hands: Hands):
    hands.open(add=True)
    hands.pick("Webhook")
    for kind in (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit):
        assert all(names(hands.page, kind)), names(hands.page, kind)


def test_the_list_is_a_sound_item_model(hands: Hands, qtmodeltester: ModelTester):
    hands.open()
    qtmodeltester.check(hands.page._model)
    assert hands.page._model.index(0, 0).data(RowRole).syncs


FIELDS = (
    ConfigField("path", "Folder", kind="path", required=True),
    ConfigField("size", "Size", kind="number", default=5, whole=True),
    ConfigField("on", "On", kind="boolean", default=True),
    ConfigField("mode", "Mode", kind="choice", choices=("a", "b"), default="b"),
    ConfigField("headers", "Headers", kind="pairs"),
    ConfigField("key", "Key", secret=True),
)


def test_a_form_gives_back_what_it_was_given(qtbot: QtBot):
    form = ConfigForm()
    qtbot.addWidget(form)
    given = {"path": "a/b", "size": 7, "on": False, "mode": "a", "headers": {"X": "1", "Y": ""}}
    form.show_fields(FIELDS, given)
    assert form.values() == given
    assert form.secrets() == {}
    form.show_fields(FIELDS, {})
    assert form.values() == {"size": 5, "on": True, "mode": "b"}


def test_text_that_is_no_number_is_left_to_be_refused(qtbot: QtBot):
    form = ConfigForm()
    qtbot.addWidget(form)
    form.show_fields(FIELDS, {})
    find_in(form, "Size").setText("many")
    assert form.values()["size"] == "many"
    assert form.show_errors(ConfigError("“It” is not set up right: “size” must be a number; “path” is missing."))
    assert (form.error_of("size"), form.error_of("path")) == ("Must be a number", "Is missing")
    assert not form.show_errors(ConfigError("“It” is taken."))


def find_in(form: ConfigForm, name: str) -> QLineEdit:
    return next(line for line in form.findChildren(QLineEdit) if line.accessibleName() == name)


def test_a_credential_can_be_looked_at_while_it_is_typed(qtbot: QtBot):
    form = ConfigForm()
    qtbot.addWidget(form)
    form.show_fields(FIELDS, {})
    line = find_in(form, "Key")
    line.setText("secret")
    assert form.secrets() == {"key": "secret"}
    (eye,) = line.actions()
    eye.trigger()
    assert line.echoMode() is QLineEdit.EchoMode.Normal
    eye.trigger()
    assert line.echoMode() is QLineEdit.EchoMode.Password
    assert any(isinstance(c, QCheckBox) for c in form.findChildren(QCheckBox))


LINES = (
    ConfigField("template", "Template", "Liquid.", kind="lines"),
    ConfigField("key_file", "Key file", kind="lines", secret=True),
)
PEM = "-----BEGIN KEY-----\nabc\n-----END KEY-----\n"


def box(form: ConfigForm, name: str) -> LinesEdit:
    return next(edit for edit in form.findChildren(LinesEdit) if edit.accessibleName() == name)


def test_a_text_of_several_lines_keeps_them(qtbot: QtBot):
    form = ConfigForm()
    qtbot.addWidget(form)
    form.show_fields(LINES, {"template": "{\n  {{ records | json }}\n}"})
    assert form.values() == {"template": "{\n  {{ records | json }}\n}"}
    template = box(form, "Template")
    assert template.tabChangesFocus()
    with qtbot.waitSignal(form.edited):
        template.setPlainText(" \n ")
    assert form.values() == {}
    assert form.show_errors(ConfigError("“It” is not set up right: “template” is no Liquid."))
    assert form.error_of("template") == "Is no Liquid"


def test_a_credential_of_several_lines_is_out_of_sight_once_it_is_entered(qtbot: QtBot, show: Show):
    form = ConfigForm()
    form.show_fields(LINES, {})
    form.show_stored(["key_file"])
    show(form).activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    key = box(form, "Key file")
    assert key.placeholderText() == "stored; type to replace it"
    assert form.secrets() == {}
    key.setFocus()
    with qtbot.waitSignal(form.edited):
        key.setPlainText(PEM)
    edits: list[int] = []
    form.edited.connect(lambda: edits.append(1))
    box(form, "Template").setFocus()
    assert (key.toPlainText(), key.placeholderText()) == ("", "3 lines entered, out of sight; click to look")
    assert form.secrets() == {"key_file": PEM}
    key.setFocus()
    assert key.toPlainText() == PEM
    assert not edits
    key.setPlainText("")
    box(form, "Template").setFocus()
    assert form.secrets() == {}
    assert key.placeholderText() == "stored; type to replace it"


def test_the_menu_of_a_credential_of_several_lines_hides_nothing(qtbot: QtBot, show: Show):
    form = ConfigForm()
    form.show_fields(LINES, {})
    show(form)
    key = box(form, "Key file")
    key.setFocus()
    key.setPlainText(PEM)
    key.focusOutEvent(QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.PopupFocusReason))
    assert key.toPlainText() == PEM


def test_headers_are_written_one_a_line():
    assert parse_pairs("A: 1\n\n B:2:3 \nC") == {"A": "1", "B": "2:3", "C": ""}
