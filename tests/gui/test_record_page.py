"""The page about one record: in or out and why, its values, what every run did, and what is said without a source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPushButton, QTableView, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from census_desktop.domain.records import RecordEvent
from census_desktop.gui.kit.exports import KEY, MASK
from census_desktop.gui.runs.record_page import RecordPage, VerdictLine
from census_desktop.gui.runs.record_story import event_columns, outcome_of, values_text
from census_desktop.gui.segments.members_tab import MembersTab
from census_desktop.gui.session import Session
from census_desktop.gui.syncs.hidden import hidden_fields
from tests.gui.hands import find, names
from tests.gui.shop import Shop

Show = Callable[[QWidget], QWidget]
Settle = Callable[[], None]


class Hands:
    def __init__(self, page: RecordPage, session: Session, qtbot: QtBot, settle: Settle) -> None:
        self.page, self.qtbot, self.settle = page, qtbot, settle
        self.went: list[tuple[str, dict[str, Any]]] = []
        session.page_requested.connect(lambda name, args: self.went.append((name, args)))

    def open(self, **args: str) -> Hands:
        self.page.open(**args)
        self.settle()
        return self

    def press(self, name: str) -> None:
        self.qtbot.mouseClick(find(self.page, QPushButton, name), Qt.MouseButton.LeftButton)
        self.settle()

    def table(self, name: str) -> list[tuple[str, ...]]:
        model = find(self.page, QTableView, name).model()
        return [tuple(model.index(r, c).data() for c in range(model.columnCount())) for r in range(model.rowCount())]

    @property
    def verdicts(self) -> list[str]:
        return [line.accessibleName() for line in self.page.findChildren(VerdictLine) if line.isVisibleTo(self.page)]


@pytest.fixture
def sent(shop: Shop, session: Session, show: Show, qtbot: QtBot, settle: Settle) -> Hands:
    """The VIP sync has run once; Elif 74 spent 2,738 and Finn 1 spent 37."""
    session.app.runs.run("sync-vip")
    page = RecordPage(session)
    show(page)
    return Hands(page, session, qtbot, settle)


def key_of(session: Session, number: int) -> str:
    path = session.app.paths.root / "data" / "customers.csv"
    return path.read_text(encoding="utf-8").splitlines()[number].split(",")[2]


def test_a_record_that_is_in_tells_why_and_what_was_sent(sent: Hands, session: Session) -> None:
    sent.open(sync="sync-vip", key=key_of(session, 74))
    assert sent.page._standing.accessibleName() == "In"
    assert sent.verdicts == ["spent at least 2000: yes, here: 2738"]
    values = sent.table("Values of the record")
    assert [(field, there == now) for field, there, now in values] == [("name", True), ("country", True)]
    ((what, outcome, text, when),) = sent.table("What every run did with the record")
    assert (what, outcome, when) == ("Added", "Acknowledged", "just now")
    assert text.startswith("name: ")


def test_a_record_that_is_out_says_which_line_keeps_it_out(sent: Hands, session: Session) -> None:
    sent.open(sync="sync-vip", key=key_of(session, 1))
    assert sent.page._standing.accessibleName() == "Out"
    assert sent.verdicts == ["spent at least 2000: no, here: 37"]
    assert "Values of the record" not in names(sent.page, QTableView)
    assert "No run has touched it" in sent.page._timeline_title.accessibleName()
    assert "has nothing of it" in sent.page._values_title.accessibleName()


def test_a_key_that_nobody_has_is_said_to_be_gone(sent: Hands) -> None:
    sent.open(sync="sync-vip", key="nobody@example.com")
    assert sent.page._standing.accessibleName() == "Gone"


def test_personal_data_is_hidden_until_it_is_asked_for(sent: Hands, session: Session) -> None:
    key = key_of(session, 74)
    sent.open(sync="sync-vip", key=key)
    field = find(sent.page, QLineEdit, "Key of the record")
    assert MASK in sent.page._subtitle.accessibleName()
    assert field.echoMode() is QLineEdit.EchoMode.Password
    sent.press("Show personal data")
    assert key in sent.page._subtitle.accessibleName()
    assert field.echoMode() is QLineEdit.EchoMode.Normal
    sent.press("Hide personal data")
    assert field.echoMode() is QLineEdit.EchoMode.Password


def test_a_record_is_found_by_its_key_with_the_keyboard_alone(sent: Hands, session: Session, qtbot: QtBot) -> None:
    sent.open()
    assert sent.page._layers.currentIndex() == 0
    field = find(sent.page, QLineEdit, "Key of the record")
    assert field.hasFocus()
    box = find(sent.page, QComboBox, "Sync of the record")
    box.setCurrentIndex(box.findText("High value customers → Marketing files"))
    qtbot.keyClicks(field, key_of(session, 74))
    qtbot.keyClick(field, Qt.Key.Key_Return)
    sent.settle()
    assert sent.page._standing.accessibleName() == "In"
    timeline = find(sent.page, QTableView, "What every run did with the record")
    timeline.setCurrentIndex(timeline.model().index(0, 0))
    timeline.activated.emit(timeline.currentIndex())
    assert sent.went[-1][0] == "runs"


def test_without_its_source_the_page_tells_what_is_known(sent: Hands, session: Session) -> None:
    key = key_of(session, 74)
    data = session.app.paths.root / "data"
    data.rename(data.with_name("away"))
    sent.open(sync="sync-vip", key=key)
    assert sent.page._standing.accessibleName() == "Not known now"
    assert "does not exist" in sent.page.banner.accessibleName()
    assert len(sent.table("What every run did with the record")) == 1


def test_a_sync_that_is_gone_is_a_failure_with_a_way_on(sent: Hands, session: Session) -> None:
    sent.open(sync="sync-vip", key="a@example.com")
    session.app.syncs.remove("sync-vip")
    sent.press("Find the record")
    assert sent.page._failure.isVisible()
    assert find(sent.page, QPushButton, "Try again")


def test_members_lead_to_the_record(shop: Shop, session: Session, show: Show, settle: Settle) -> None:
    went = []
    session.page_requested.connect(lambda name, args: went.append((name, args)))
    tab = MembersTab(session)
    show(tab)
    tab.show_segment(session.app.segments.get("seg-vip"), shop.dataset)
    tab.activate()
    settle()
    tab.table.setCurrentIndex(tab.model.index(0, 0))
    assert session.commands.run("find-record")
    settle()
    ((name, args),) = went
    assert (name, args["sync"]) == ("record", "sync-vip")
    assert args["key"].endswith("@example.com")


def test_members_of_a_segment_that_is_sent_nowhere_have_no_story(
    shop: Shop, session: Session, show: Show, settle: Settle
) -> None:
    tab = MembersTab(session)
    show(tab)
    tab.show_segment(session.app.segments.get("seg-all"), shop.dataset)
    tab.activate()
    settle()
    tab.table.setCurrentIndex(tab.model.index(0, 0))
    tab.table.activated.emit(tab.table.currentIndex())
    settle()
    assert "sent nowhere yet" in tab._banner.accessibleName()


def test_every_control_has_a_name_and_the_models_are_sound(sent: Hands, session: Session, qtmodeltester: ModelTester) -> None:
    sent.open(sync="sync-vip", key=key_of(session, 74))
    for kind in (QAbstractButton, QComboBox, QTableView, QLineEdit):
        assert all(names(sent.page, kind)), names(sent.page, kind)
    qtmodeltester.check(sent.page.values)
    qtmodeltester.check(sent.page.events)


@pytest.mark.parametrize(
    ("event", "text"),
    [
        (RecordEvent("r", None, "changed", "acknowledged", {"a": 1, "b": 2}, {"a": 1, "b": 3}), "b: 2 → 3"),
        (RecordEvent("r", None, "changed", "acknowledged", {"a": None}, {"a": ""}), "a: null → “”"),
        (RecordEvent("r", None, "changed", "acknowledged", {"a": 1}, {"a": 1}), "the same values again"),
        (RecordEvent("r", None, "removed", "acknowledged", {"a": 1, "p": 2}, None), f"a: 1 · p: {MASK}"),
        (RecordEvent("r", None, "added", "rejected", None, {"a": 1}), "a: 1"),
    ],
)
def test_what_an_event_carried_in_words(event: RecordEvent, text: str) -> None:
    assert values_text(event, frozenset({"p"})) == text


def test_an_event_of_a_kind_that_is_not_known_here_is_still_shown(sent: Hands, session: Session) -> None:
    event = RecordEvent("r", None, "moved", "odd", None, {})
    what = event_columns(frozenset, session.now)[0]
    assert what.text(event) == "moved"
    assert outcome_of(event).word == "odd"


def test_values_of_a_field_that_is_no_longer_sent_are_hidden(sent: Hands, session: Session) -> None:
    sync = session.app.syncs.get("sync-vip")
    dropped = sync.mappings[-1].field
    assert dropped not in hidden_fields(session.app, sync.id)
    session.app.syncs.save(replace(sync, mappings=sync.mappings[:-1]))
    hidden = hidden_fields(session.app, sync.id)
    assert dropped in hidden
    assert set(hidden) == {sync.key.field, KEY}
