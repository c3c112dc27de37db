"""New Sync and Edit sync on a real workspace: from source to the first run, drafts, fixed parts, schedules, refusals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTime
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTimeEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from census_desktop.domain.errors import ConfigError, NotFoundError
from census_desktop.domain.model import Operation, RunStatus, Schedule, SyncKey, SyncSource, SyncStatus
from census_desktop.gui.session import Session
from census_desktop.gui.syncs.schedule_step import kind_of, next_times
from census_desktop.gui.syncs.step_list import StepLine
from census_desktop.gui.syncs.sync_editor import SyncEditor
from census_desktop.gui.syncs.sync_setup import Step
from tests.conftest import FakeClock
from tests.gui.editor_hands import Hands
from tests.gui.hands import find, names
from tests.gui.shop import Shop

Show = Callable[[QWidget], QWidget]
Settle = Callable[[], None]


@pytest.fixture
def hands(shop: Shop, session: Session, show: Show, qtbot: QtBot, settle: Settle) -> Hands:
    editor = SyncEditor(session)
    show(editor)
    return Hands(editor, qtbot, settle)


def test_a_sync_is_made_from_a_segment_and_runs_at_once(hands: Hands, session: Session, qtbot: QtBot):
    hands.open(segment="seg-vip")
    assert find(hands.editor, QComboBox, "Segment").currentText() == "High value customers"
    hands.choose("Destination", "Archive")
    sync = hands.editor._sync
    assert (sync.object, sync.key) == ("High value customers", SyncKey("id", "id"))
    assert [m.field for m in sync.mappings] == ["name", "email", "country", "spent", "opted_in"]
    with qtbot.waitSignal(session.jobs.run_finished) as finished:
        hands.qtbot.mouseClick(find(hands.editor, QPushButton, "Create sync"), Qt.MouseButton.LeftButton)
    assert finished.args[0].status is RunStatus.COMPLETED
    hands.settle()
    made = session.app.syncs.get("High value customers → Archive (2)")
    assert made.status is SyncStatus.ACTIVE
    assert hands.went[-1] == ("segments", {"segment": "seg-vip", "tab": "Syncs", "sync": made.id})
    assert (session.app.paths.root / "out" / "con-archive" / "High value customers.csv").exists()


def test_a_sync_can_be_made_without_running(hands: Hands, session: Session):
    hands.open(dataset="ds-customers")
    hands.choose("Destination", "Archive")
    find(hands.editor, QCheckBox, "Run at once").setChecked(False)
    assert find(hands.editor, QPushButton, "Create sync").text() == "Create sync"
    hands.press("Create sync")
    made = session.app.syncs.get("Customers → Archive")
    assert made.source == SyncSource("dataset", "ds-customers")
    assert session.app.runs.list() == ()
    assert hands.went[-1] == ("datasets", {"dataset": "ds-customers", "sync": made.id})


def test_what_is_missing_is_said_at_its_step_and_shown_first(hands: Hands):
    hands.open(segment="seg-vip")
    hands.press("Create sync")
    assert "where to send" in hands.problem(Step.DESTINATION)
    assert hands.editor._cards[Step.DESTINATION]._problem.isVisibleTo(hands.editor)
    line = find(hands.editor, StepLine, "Destination")
    assert "where to send" in line.accessibleDescription()
    assert find(hands.editor, QComboBox, "Destination").hasFocus()


def test_another_object_name_may_be_typed(hands: Hands):
    hands.open(segment="seg-vip")
    hands.choose("Destination", "Archive")
    hands.type("Object", "summer list")
    assert hands.editor._sync.object == "summer list"
    assert hands.editor._sync.mappings


def test_an_audience_takes_the_name_of_the_segment(hands: Hands, session: Session):
    session.app.destinations.save(replace(session.app.destinations.new("rehearsal", "Practice"), environment="test"))
    hands.open(segment="seg-vip")
    hands.choose("Destination", "Practice · Test")
    assert hands.editor._sync.object == ""
    hands.choose("Object", "List members")
    assert find(hands.editor, QLineEdit, "Audience name").text() == "High value customers"
    assert (hands.editor._sync.operation, hands.editor._sync.key) == (Operation.MIRROR, SyncKey("email", "email"))
    shown = [b.accessibleName() for b in hands.editor.findChildren(QRadioButton) if b.isVisibleTo(hands.editor)]
    assert shown == ["Update or create", "Mirror"]
    find(hands.editor, QRadioButton, "Update or create").click()
    hands.type("Audience name", "Best people")
    assert (hands.editor._sync.operation, hands.editor._sync.audience) == (Operation.UPSERT, "Best people")


def test_schedules_are_chosen_in_words_and_show_the_next_times(hands: Hands, clock: FakeClock):
    hands.open(segment="seg-vip")
    hands.choose("Runs", "every …")
    find(hands.editor, QSpinBox, "Interval").setValue(15)
    hands.choose("Unit of the interval", "minutes")
    assert hands.editor._sync.schedule == Schedule("every", minutes=15)
    assert hands.editor._schedule._next.text().startswith("Next: 24 Nov")
    hands.choose("Runs", "on weekdays at …")
    find(hands.editor, QTimeEdit, "Time of day").setTime(QTime(8, 30))
    hands.settle()
    assert hands.editor._sync.schedule.cron == "30 8 * * 1-5"
    assert hands.editor._schedule._next.text().count("·") == 2


def test_a_cron_expression_that_cannot_work_is_refused_where_it_is_typed(hands: Hands):
    hands.open(segment="seg-vip")
    hands.choose("Destination", "Archive")
    hands.choose("Runs", "by a cron expression")
    line = find(hands.editor, QLineEdit, "Cron expression")
    line.clear()
    hands.qtbot.keyClicks(line, "61 6 * * *")
    hands.settle()
    assert "is not a cron expression" in hands.editor._schedule._next.text()
    assert line.property("state") == "wrong"


def test_an_active_sync_keeps_its_source_and_target(hands: Hands, session: Session):
    hands.open(sync="sync-vip")
    for name in ("Data set", "Segment", "Destination", "Object"):
        assert not find(hands.editor, QComboBox, name).isEnabled(), name
    assert not find(hands.editor, QRadioButton, "Mirror").isEnabled()
    hands.remove("country")
    hands.type("Name of the sync", "Renamed")
    hands.press("Save changes")
    saved = session.app.syncs.get("sync-vip")
    assert (saved.name, [m.field for m in saved.mappings], saved.status) == ("Renamed", ["name"], SyncStatus.ACTIVE)


def test_a_draft_is_saved_finished_and_activated(hands: Hands, session: Session):
    hands.open(segment="seg-all")
    assert not find(hands.editor, QPushButton, "Save draft").isEnabled()
    hands.choose("Destination", "Archive")
    hands.press("Save draft")
    draft = session.app.syncs.get("Newsletter readers → Archive")
    assert draft.status is SyncStatus.DRAFT
    hands.open(sync=draft.id)
    assert find(hands.editor, QComboBox, "Destination").isEnabled()
    find(hands.editor, QCheckBox, "Run at once").setChecked(False)
    hands.press("Create sync")
    assert session.app.syncs.get(draft.id).status is SyncStatus.ACTIVE


def test_leaving_keeps_a_draft_by_itself(hands: Hands, session: Session):
    hands.open(segment="seg-all")
    hands.choose("Destination", "Archive")
    hands.type("Name of the sync", "Half done")
    hands.editor.hide()
    hands.settle()
    assert session.app.syncs.get("Half done").status is SyncStatus.DRAFT


def test_looking_and_leaving_keeps_nothing(hands: Hands, session: Session):
    before = session.app.syncs.all()
    hands.open(segment="seg-all")
    hands.editor.hide()
    hands.settle()
    assert session.app.syncs.all() == before


def test_what_was_typed_is_there_again_after_the_window_died(
    hands: Hands, session: Session, show: Show, qtbot: QtBot, settle: Settle
):
    hands.open(segment="seg-all")
    hands.choose("Runs", "every …")
    assert session.app.catalog.setting("draft:sync:new:seg-all")
    again = SyncEditor(session)
    show(again)
    other = Hands(again, qtbot, settle).open(segment="seg-all")
    assert other.editor._sync.schedule == Schedule("every", minutes=60)
    assert "Restored from" in again._banner.accessibleName()


def test_cancel_drops_the_edits_and_can_be_undone(hands: Hands, session: Session):
    said: list[Callable[[], None]] = []
    session.toast_requested.connect(lambda _text, _label, undo: said.append(undo))
    hands.open(sync="sync-vip")
    hands.remove("country")
    hands.press("Cancel")
    assert session.app.catalog.setting("draft:sync:sync-vip") == ""
    said[-1]()
    hands.settle()
    assert [m.field for m in hands.editor._sync.mappings] == ["name"]
    assert session.app.catalog.setting("draft:sync:sync-vip")


def test_a_destination_that_does_not_answer_leaves_its_known_objects(hands: Hands, session: Session):
    place = session.app.paths.root / "later"
    config = {"url": f"sqlite:///{place}/shop.db"}
    session.app.destinations.save(replace(session.app.destinations.new("sql_table", "Warehouse"), config=config))
    hands.open(segment="seg-vip")
    hands.choose("Destination", "Warehouse")
    assert "Its known objects are offered." in hands.editor._object._banner.accessibleName()
    assert hands.editor._choices.objects
    place.mkdir()
    hands.press("Ask again")
    assert not hands.editor._object._banner.isVisibleTo(hands.editor)


def test_a_sync_that_is_gone_is_said(hands: Hands, session: Session):
    failed = []
    session.failure_shown.connect(failed.append)
    hands.open(sync="nowhere")
    assert isinstance(failed[0], NotFoundError)


def test_every_control_has_a_name(hands: Hands):
    hands.open(segment="seg-vip")
    hands.choose("Destination", "Archive")
    for kind in (QAbstractButton, QComboBox, QLineEdit):
        assert all(names(hands.editor, kind)), names(hands.editor, kind)


@pytest.mark.parametrize(
    ("schedule", "kind"),
    [
        (Schedule(), ("manual", 0, 0)),
        (Schedule("every", minutes=5), ("every", 0, 0)),
        (Schedule("cron", cron="5 6 * * *"), ("daily", 6, 5)),
        (Schedule("cron", cron="5 6 * * 1-5"), ("weekdays", 6, 5)),
        (Schedule("cron", cron="5 6 1 * *"), ("cron", 0, 0)),
        (Schedule("cron", cron="99 6 * * *"), ("cron", 0, 0)),
        (Schedule("cron", cron="5 6 * * 1"), ("weekly", 6, 5)),
        (Schedule("cron", cron="5 6 * * 1,3"), ("cron", 0, 0)),
        (Schedule("continuous"), ("continuous", 0, 0)),
        (Schedule("on_change"), ("on_change", 0, 0)),
        (Schedule("after", after="x"), ("after", 0, 0)),
    ],
)
def test_a_schedule_is_shown_as_people_say_it(schedule: Schedule, kind: tuple[str, int, int]):
    assert kind_of(schedule) == kind


def test_the_next_times_count_from_now(clock: FakeClock):
    daily = next_times(Schedule("cron", cron="0 6 * * *", timezone="Europe/Berlin"), clock.now())
    assert [t.isoformat() for t in daily] == [f"2026-11-{d}T05:00:00+00:00" for d in (25, 26, 27)]
    assert next_times(Schedule(), clock.now()) == ()
    with pytest.raises(ConfigError):
        next_times(Schedule("cron", cron="0 6 * * *", timezone="Mars/Olympus"), clock.now())
