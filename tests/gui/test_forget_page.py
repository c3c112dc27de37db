"""Forgetting a person in the window: found, looked at, done, certified; and left without a trace when it is not done."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QTableView, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from census_desktop.gui.kit.widgets import Banner
from census_desktop.gui.runs.forget_page import NOBODY, REVIEW, ForgetPage
from census_desktop.gui.runs.record_page import RecordPage
from census_desktop.gui.segments.members_tab import MembersTab
from census_desktop.gui.session import Session
from tests.gui.hands import find
from tests.gui.shop import Shop

Show = Callable[[QWidget], QWidget]
Settle = Callable[..., None]
ELIF = "elif.74@example.com"


class Hands:
    def __init__(self, page: ForgetPage, qtbot: QtBot, settle: Settle) -> None:
        self.page, self.qtbot, self.settle = page, qtbot, settle

    def open(self, **args: str) -> Hands:
        self.page.open(**args)
        self.settle()
        return self

    def look(self, key: str) -> Hands:
        line = find(self.page, QLineEdit, "Key of the person")
        line.clear()
        self.qtbot.keyClicks(line, key)
        self.qtbot.keyClick(line, Qt.Key.Key_Return)
        self.settle()
        return self

    def type(self, number: str) -> None:
        self.qtbot.keyClicks(find(self.page, QLineEdit, "Number to confirm"), number)

    def press(self, name: str) -> None:
        self.qtbot.mouseClick(find(self.page, QPushButton, name), Qt.MouseButton.LeftButton)
        self.settle()

    @property
    def table(self) -> list[tuple[str, ...]]:
        model = self.page.held
        return [tuple(model.index(r, c).data() for c in range(model.columnCount())) for r in range(model.rowCount())]

    @property
    def said(self) -> str:
        return " ".join(b.accessibleName() for b in self.page.findChildren(Banner) if b.isVisibleTo(self.page))


@pytest.fixture
def hands(shop: Shop, session: Session, show: Show, qtbot: QtBot, settle: Settle) -> Hands:
    session.app.runs.run("sync-vip")
    page = ForgetPage(session)
    show(page)
    return Hands(page, qtbot, settle).open()


def test_a_person_is_found_looked_at_and_forgotten(
    hands: Hands, session: Session, tmp_path: Path, qtmodeltester: ModelTester
) -> None:
    hands.look(ELIF)
    qtmodeltester.check(hands.page.held)
    ((destination, sync, records, act, says),) = hands.table
    assert (destination, sync, records, act) == ("Marketing files", "High value customers → Marketing files", "1", "taken away")
    assert says.startswith("Records that are taken away are deleted from the file")
    assert session.app.forgetting.all() == ()
    assert not find(hands.page, QPushButton, "Forget this person").isEnabled()
    hands.type("1")
    hands.press("Forget this person")
    (certificate,) = session.app.forgetting.all()
    assert certificate.excluded == ("Customers",)
    assert hands.said == "This person is forgotten."
    letter = find(hands.page, QPlainTextEdit, "Certificate").toPlainText()
    assert certificate.id in letter
    assert ELIF not in letter
    hands.page.export(tmp_path / "c.json")
    hands.settle()
    assert json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))["certificate"] == certificate.id
    assert session.app.runs.run("sync-vip").counts.processed == 0
    hands.press("Another person")
    table = find(hands.page, QTableView, "Certificates")
    table.setCurrentIndex(table.model().index(0, 0))
    hands.qtbot.keyClick(table, Qt.Key.Key_Return)
    assert certificate.id in find(hands.page, QPlainTextEdit, "Certificate").toPlainText()
    hands.open().look(ELIF)
    assert hands.page._layers.currentIndex() == NOBODY
    assert "was forgotten before" in hands.said


def test_what_follows_without_the_exclusion_list_is_said(hands: Hands, session: Session) -> None:
    hands.look(ELIF)
    box = find(hands.page, QCheckBox, "Keep them from being sent again")
    assert "They go on the exclusion list “Forgotten people” of “Customers”" in hands.page._excluding.text()
    box.setChecked(False)
    assert hands.page._excluding.text() == "“Customers” still has them: the next runs send them again."
    hands.type("1")
    hands.press("Forget this person")
    assert session.app.datasets.get("ds-customers").exclusions == ()


def test_what_is_not_done_leaves_nothing(hands: Hands, session: Session, settle: Settle) -> None:
    plans = session.app.paths.plans
    before = set(plans.iterdir())
    hands.look(ELIF)
    assert set(plans.iterdir()) != before
    hands.page.hide()
    settle()
    assert set(plans.iterdir()) == before
    assert find(hands.page, QLineEdit, "Key of the person").text() == ""


def test_nobody_and_nothing_are_told_apart(hands: Hands, session: Session) -> None:
    hands.look("nobody@example.com")
    assert hands.page._layers.currentIndex() == NOBODY
    assert not hands.page._keep_out.isVisibleTo(hands.page)
    hands.look("1")
    assert hands.page._keep_out.isVisibleTo(hands.page)
    hands.press("Keep them from being sent")
    (listed,) = session.app.datasets.get("ds-customers").exclusions
    assert listed.name == "Forgotten people"
    hands.look("")
    assert hands.page._layers.currentIndex() != REVIEW


def test_a_failure_is_said(hands: Hands, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    box = find(hands.page, QComboBox, "Data set of the person")
    assert [box.itemText(n) for n in range(box.count())] == ["All data sets", "Customers"]
    box.setItemData(1, "gone")
    box.setCurrentIndex(1)
    hands.look(ELIF)
    assert "Not found" in hands.said


def test_a_record_and_a_member_lead_to_it(hands: Hands, session: Session, show: Show, qtbot: QtBot, settle: Settle) -> None:
    went: list[tuple[str, dict[str, str]]] = []
    session.page_requested.connect(lambda name, args: went.append((name, args)))
    record = RecordPage(session)
    show(record)
    record.open(sync="sync-vip", key=ELIF)
    settle()
    qtbot.mouseClick(find(record, QPushButton, "Forget this person…"), Qt.MouseButton.LeftButton)
    assert went.pop() == ("forget", {"key": ELIF, "dataset": "ds-customers"})
    members = MembersTab(session)
    show(members)
    members.show_segment(session.app.segments.get("seg-vip"), session.app.datasets.get("ds-customers"))
    members.activate()
    settle()
    members.table.setCurrentIndex(members.model.index(0, 0))
    assert session.commands.run("forget-person")
    settle()
    name, args = went.pop()
    assert (name, args["dataset"]) == ("forget", "ds-customers")
    hands.open(**args)
    line = find(hands.page, QLineEdit, "Key of the person")
    assert line.echoMode() is QLineEdit.EchoMode.Password
    assert len(hands.table) == 1
