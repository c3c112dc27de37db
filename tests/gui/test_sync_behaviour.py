"""How a sync behaves, as it is set up: operations, ways to let go, guards, limits, and what an edit causes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from census_desktop.domain.model import FieldMapping, Operation, Removal, RunStatus, SyncKey
from census_desktop.gui.kit.widgets import Banner
from census_desktop.gui.session import Session
from census_desktop.gui.syncs.consequences_panel import ConsequencesPanel
from census_desktop.gui.syncs.safety_step import SpinBox, percent_of, summary
from census_desktop.gui.syncs.sync_editor import SyncEditor
from census_desktop.gui.syncs.sync_setup import Step
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


def radio(hands: Hands, name: str) -> None:
    find(hands.editor, QRadioButton, name).click()
    hands.settle()


def danger(hands: Hands) -> str:
    shown = [
        b.accessibleName() for b in hands.editor._cards[Step.OPERATION].findChildren(Banner) if b.isVisibleTo(hands.editor)
    ]
    return shown[0] if shown else ""


def test_each_operation_says_what_becomes_of_records(hands: Hands):
    hands.open(segment="seg-vip")
    hands.choose("Destination", "Archive")
    spec = hands.editor._choices.spec_of(hands.editor._sync)
    assert spec is not None
    offered = [name for name in names(hands.editor, QRadioButton) if name in {o.label for o in Operation}]
    assert offered == [o.label for o in Operation if o in spec.operations]
    for name in offered:
        assert find(hands.editor, QRadioButton, name).accessibleDescription().endswith(".")
    radio(hands, "Delete")
    assert danger(hands).startswith("This deletes records")
    radio(hands, "Update or create")
    assert danger(hands) == ""


def test_a_mirror_offers_the_ways_of_its_object_to_let_go(hands: Hands):
    hands.open(segment="seg-vip")
    hands.choose("Destination", "Archive")
    radio(hands, "Mirror")
    spec = hands.editor._choices.spec_of(hands.editor._sync)
    assert spec is not None
    ways = [n for n in names(hands.editor, QRadioButton) if n in {r.label for r in Removal}]
    assert ways == ([r.label for r in Removal if r in spec.removals] if len(spec.removals) > 1 else [])
    for way in ways:
        radio(hands, way)
        assert hands.editor._sync.removal.label == way
        assert danger(hands)
    radio(hands, "Update or create")
    assert hands.editor._sync.removal is Removal.REMOVE
    assert not [n for n in names(hands.editor, QRadioButton) if n in {r.label for r in Removal}]


def test_the_swap_of_a_saved_sync_is_shown_with_what_it_does(hands: Hands, session: Session):
    session.app.syncs.save(replace(session.app.syncs.get("sync-vip"), removal=Removal.SWAP))
    hands.open(sync="sync-vip")
    assert find(hands.editor, QRadioButton, "Upload everything and swap").isChecked()
    assert not find(hands.editor, QRadioButton, "Upload everything and swap").isEnabled()


def test_what_is_fixed_is_locked_with_the_reason(hands: Hands):
    hands.open(sync="sync-vip")
    for step in (Step.SOURCE, Step.DESTINATION, Step.OBJECT, Step.OPERATION):
        card = hands.editor._cards[step]
        said = [w.text() for w in card.findChildren(QLabel) if w.isVisibleTo(hands.editor)]
        assert any("fixed after creation" in text for text in said), step
    assert [n for n in names(hands.editor, QRadioButton) if n in {o.label for o in Operation}] == ["Mirror"]
    hands.open(segment="seg-vip")
    said = [w.text() for w in hands.editor.findChildren(QLabel) if w.isVisibleTo(hands.editor)]
    assert not any("fixed after creation" in text for text in said)


def test_guards_are_set_in_words_and_kept_only_when_they_differ(hands: Hands, session: Session):
    hands.open(sync="sync-vip")
    assert find(hands.editor, QCheckBox, "Hold by what is removed").isChecked()
    find(hands.editor, SpinBox, "Percent removed").setValue(10)
    assert hands.editor._sync.guards == {"hold_over_removed": "10%"}
    find(hands.editor, SpinBox, "Percent removed").setValue(25)
    assert hands.editor._sync.guards == {}
    find(hands.editor, QCheckBox, "Hold by what is removed").click()
    assert hands.editor._sync.guards == {"hold_over_removed": "never"}
    find(hands.editor, QCheckBox, "Hold by what is changed").click()
    find(hands.editor, QCheckBox, "Hold by what is usual").click()
    find(hands.editor, SpinBox, "Times the usual").setValue(2.5)
    find(hands.editor, QCheckBox, "End a run by time").click()
    find(hands.editor, QCheckBox, "End a run by records").click()
    find(hands.editor, SpinBox, "Records of a run").setValue(5000)
    sync = hands.editor._sync
    assert sync.guards == {"hold_over_removed": "never", "hold_over_changed": "50%", "hold_over_usual": 2.5}
    assert sync.limits == {"minutes": 60, "records": 5000}
    assert summary(sync) == "over 50 % changed, over 2.5 × the usual, 60 minutes and 5,000 records at most"
    find(hands.editor, QCheckBox, "End a run by time").click()
    hands.settle()
    hands.press("Save changes")
    saved = session.app.syncs.get("sync-vip")
    assert (saved.guards, saved.limits) == (sync.guards, {"records": 5000})


def test_only_a_mirror_is_held_by_removals(hands: Hands):
    hands.open(segment="seg-vip")
    hands.choose("Destination", "Archive")
    radio(hands, "Append")
    assert "Hold by what is removed" not in names(hands.editor, QCheckBox)
    assert "Hold by what is changed" not in names(hands.editor, QCheckBox)
    assert summary(hands.editor._sync) == "never holds"


def test_a_guard_of_records_that_was_set_elsewhere_is_told(hands: Hands, session: Session):
    sync = session.app.syncs.get("sync-vip")
    session.app.syncs.save(replace(sync, guards={"hold_over_removed": 120, "hold_over_changed": "12.5%"}))
    hands.open(sync="sync-vip")
    said = [w.text() for w in hands.editor._cards[Step.SAFETY].findChildren(QLabel)]
    assert any("more than 120 records" in text for text in said)
    assert find(hands.editor, SpinBox, "Percent changed").text() == "12.5"
    assert percent_of("much%") is None


def run_once(session: Session) -> None:
    assert session.app.runs.run("sync-vip").status is RunStatus.COMPLETED


def panel_of(hands: Hands) -> ConsequencesPanel | None:
    panel = hands.editor._consequences
    return panel if panel.isVisibleTo(hands.editor) else None


def test_an_edit_says_what_it_causes_before_it_is_saved(hands: Hands, session: Session):
    run_once(session)
    before = session.app.syncs.get("sync-vip")
    hands.open(sync="sync-vip")
    hands.step.edited.emit(replace(before, mappings=(*before.mappings, FieldMapping("spent", column="spent"))))
    hands.press("Save changes")
    panel = panel_of(hands)
    assert panel is not None
    assert panel.accessibleName() == " ".join(session.app.syncs.consequences(before, hands.editor._sync))
    assert hands.editor.focusWidget() is find(panel, QPushButton, "Keep editing")
    assert "Save changes" not in names(hands.editor, QPushButton)
    hands.qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert panel_of(hands) is None
    assert session.app.syncs.get("sync-vip") == before
    hands.press("Save changes")
    hands.press("Save and accept this")
    assert [m.field for m in session.app.syncs.get("sync-vip").mappings] == ["name", "country", "spent"]
    assert hands.went[-1][0] == "segments"


def test_another_edit_takes_the_consequences_back(hands: Hands, session: Session):
    run_once(session)
    before = session.app.syncs.get("sync-vip")
    hands.open(sync="sync-vip")
    hands.editor._cards[Step.KEY].edited.emit(replace(before, key=SyncKey("id", "id")))
    hands.press("Save changes")
    assert panel_of(hands) is not None
    hands.type("Name of the sync", "Renamed")
    assert panel_of(hands) is None
    assert "Save changes" in names(hands.editor, QPushButton)


def test_an_edit_without_consequences_is_saved_at_once(hands: Hands, session: Session):
    run_once(session)
    hands.open(sync="sync-vip")
    hands.type("Name of the sync", "Renamed")
    hands.press("Save changes")
    assert session.app.syncs.get("sync-vip").name == "Renamed"


def test_every_new_kind_is_there_again_after_the_window_died(
    hands: Hands, session: Session, show: Show, qtbot: QtBot, settle: Settle
):
    hands.open(segment="seg-all")
    hands.choose("Destination", "Archive")
    radio(hands, "Mirror")
    made = replace(
        hands.editor._sync,
        mappings=(
            FieldMapping("t", template="{{ name }}", hash="md5"),
            FieldMapping("m", member="seg-vip"),
            FieldMapping("r", run="id"),
            FieldMapping("c", constant=2.5, only_if_empty=True),
        ),
        sync_all="snake_case",
        guards={"hold_over_removed": "never"},
        limits={"minutes": 5},
    )
    hands.step.edited.emit(made)
    hands.settle()
    again = SyncEditor(session)
    show(again)
    other = Hands(again, qtbot, settle).open(segment="seg-all")
    assert other.editor._sync == made
