"""Audiences that a column names, in the window: set up, reviewed and copied."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QLineEdit, QTableView, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from census_desktop.domain.model import Connection, Operation, Sync, SyncKey, SyncSource, SyncStatus
from census_desktop.gui.runs.record_story import event_columns, read_story
from census_desktop.gui.session import Session
from census_desktop.gui.syncs import review_table
from census_desktop.gui.syncs.quick_sync_menu import read_offers
from census_desktop.gui.syncs.review_page import ReviewPage
from census_desktop.gui.syncs.safety_step import summary
from census_desktop.gui.syncs.sync_editor import SyncEditor
from census_desktop.gui.syncs.sync_setup import Step
from tests.gui.editor_hands import Hands
from tests.gui.hands import find, names
from tests.gui.shop import Shop

Show = Callable[[QWidget], QWidget]
Settle = Callable[..., None]


@pytest.fixture
def mail(shop: Shop, session: Session) -> Connection:
    return session.app.destinations.save(Connection("con-mail", "Mail", "rehearsal", {"imitates": "Mail tool"}))


@pytest.fixture
def sync(mail: Connection, session: Session) -> Sync:
    return session.app.syncs.save(
        Sync(
            "sync-mail", "VIPs by country", SyncSource("segment", "seg-vip"), mail.id, "list", Operation.MIRROR,
            SyncKey("email", "email"), status=SyncStatus.ACTIVE, audience_column="country",
        )
    )  # fmt: skip


@pytest.fixture
def hands(mail: Connection, session: Session, show: Show, qtbot: QtBot, settle: Settle) -> Hands:
    editor = SyncEditor(session)
    show(editor)
    hands = Hands(editor, qtbot, settle)
    hands.open(segment="seg-vip")
    hands.choose("Destination", "Mail")
    hands.choose("Object", "List members")
    return hands


def shown(page: ReviewPage, column: str) -> list[str]:
    model = page.panel.model
    number = [c.title for c in model.columns].index(column)
    return [model.index(row, number).data() for row in range(model.rowCount())]


# New Sync -------------------------------------------------------------------------------------------------------------


def test_a_column_names_the_audiences(hands: Hands, session: Session) -> None:
    offered = find(hands.editor, QComboBox, "Audiences named by")
    texts = [offered.itemText(n) for n in range(offered.count())]
    assert texts[0] == "One list"
    assert "Named by country" in texts
    assert "Named by email" not in texts, "personal data names nothing"
    hands.choose("Audiences named by", "Named by country")
    sync = hands.editor._sync
    assert (sync.audience, sync.audience_column) == ("", "country")
    assert "Audience name" not in names(hands.editor, QLineEdit)
    assert hands.problem(Step.OBJECT) == ""
    note = hands.editor._object.audience.row._note.text()
    assert note == "Each record goes to the list that its “country” names; each is found or made under that name."
    hands.editor._review.run_at_once.setChecked(False)
    hands.press("Create sync")
    (made,) = (s for s in session.app.syncs.all() if s.connection_id == "con-mail")
    assert (made.audience, made.audience_column, made.status) == ("", "country", SyncStatus.ACTIVE)


def test_how_many_may_be_made_unattended_is_set_with_the_other_guards(hands: Hands) -> None:
    assert "Audiences made" not in names(hands.editor, QDoubleSpinBox)
    hands.choose("Audiences named by", "Named by country")
    assert "over 100 new audiences" in summary(hands.editor._sync)
    find(hands.editor, QDoubleSpinBox, "Audiences made").setValue(7)
    assert hands.editor._sync.guards == {"hold_over_audiences": 7}
    find(hands.editor, QCheckBox, "Hold by what is made").click()
    assert hands.editor._sync.guards == {"hold_over_audiences": "never"}
    assert "new audiences" not in summary(hands.editor._sync)


def test_back_to_one_it_is_called_like_the_segment(hands: Hands) -> None:
    before = hands.editor._sync.audience
    hands.choose("Audiences named by", "Named by country")
    hands.choose("Audiences named by", "One list")
    assert (hands.editor._sync.audience, hands.editor._sync.audience_column) == (before, "")
    hands.choose("Audiences named by", "Named by country")
    hands.choose("Object", "contacts")
    assert hands.editor._sync.audience_column == ""


def test_of_an_active_sync_the_column_may_change_but_not_the_way(
    sync: Sync, session: Session, show: Show, qtbot: QtBot, settle: Settle
) -> None:
    editor = SyncEditor(session)
    show(editor)
    hands = Hands(editor, qtbot, settle)
    hands.open(sync=sync.id)
    offered = find(editor, QComboBox, "Audiences named by")
    texts = [offered.itemText(n) for n in range(offered.count())]
    assert "One list" not in texts
    assert offered.currentText() == "Named by country"


def test_a_draft_outlives_the_window(hands: Hands) -> None:
    from census_desktop.gui.syncs import sync_setup

    hands.choose("Audiences named by", "Named by country")
    sync = hands.editor._sync
    kept = sync_setup.from_plain(sync_setup.to_plain(sync), sync_setup.empty_sync())
    assert kept is not None
    assert kept.audience_column == "country"


# Review ---------------------------------------------------------------------------------------------------------------


@pytest.fixture
def page(sync: Sync, session: Session, show: Show, settle: Settle) -> ReviewPage:
    made = ReviewPage(session)
    show(made)
    made.open(sync=sync.id)
    settle()
    return made


def test_the_review_shows_each_record_with_its_audience(page: ReviewPage, qtbot: QtBot) -> None:
    tester = ModelTester(None)
    tester.check(page.panel.model)
    told = shown(page, "Audience")
    assert len(set(told)) > 1
    assert told == sorted(told)
    header = find(page, QTableView, "Changes").horizontalHeader()
    assert header.visualIndex(review_table.AUDIENCE) == 2
    assert "lists are made, or found by name" in page.panel._info.accessibleName()


def test_and_those_of_one_alone(page: ReviewPage, settle: Settle, session: Session, tmp_path: Path) -> None:
    box = find(page, QComboBox, "Of which audience")
    index = box.findText("DE")
    box.setCurrentIndex(index)
    box.activated.emit(index)
    settle()
    assert set(shown(page, "Audience")) == {"DE"}
    question = page.panel.question()
    assert question is not None
    file = tmp_path / "changes.csv"
    review_table.export(session.app.runs, question, file, frozenset())
    with file.open(encoding="utf-8-sig") as lines:
        rows = list(csv.DictReader(lines))
    assert {row["audience"] for row in rows} == {"DE"}
    assert all("@" in row["key"] for row in rows)


def test_a_review_of_another_sync_has_no_such_column(page: ReviewPage, settle: Settle) -> None:
    page.open(sync="sync-vip")
    settle()
    assert "Audience" not in [c.title for c in page.panel.model.columns]
    assert not page.panel.audience.isVisible()
    page.open(sync="sync-mail")
    settle()
    assert find(page, QTableView, "Changes").horizontalHeader().visualIndex(review_table.AUDIENCE) == 2


# Elsewhere ------------------------------------------------------------------------------------------------------------


def test_quick_sync_says_that_no_audience_is_named_after_the_segment(sync: Sync, session: Session) -> None:
    (line,) = (li for li in read_offers(session.app, "seg-de").lines if li.offer.template.id == sync.id)
    assert line.what.startswith("Fills lists named by country · ")


def test_a_records_story_names_the_audience(sync: Sync, session: Session) -> None:
    from census_desktop.domain.ports import CancelToken

    session.app.runs.run(sync.id)
    plan = session.app.runs.changes(session.app.runs._ledger.plan_of(session.app.runs.list()[0].id))
    change = plan.changes[0]
    told = read_story(session.app, sync.id, change.key, CancelToken())
    what = event_columns(frozenset, session.app.clock.now)[0].text
    assert [what(event) for event in told.story.events] == [f"Added · {change.audience}"]
