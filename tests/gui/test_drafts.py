"""Nothing that is typed is lost: forms come back after a kill, say from when, and never keep a credential."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from census_desktop.domain.conditions import Condition, Group
from census_desktop.domain.model import Schedule
from census_desktop.gui import form_draft
from census_desktop.gui.datasets.exclusion_form import ExclusionForm
from census_desktop.gui.destinations.connect_panel import ConnectPanel
from census_desktop.gui.drafts import WRITE_AFTER_MS
from census_desktop.gui.segments.scope import read_world
from census_desktop.gui.session import Session
from census_desktop.gui.syncs.editor_steps import SyncSteps
from census_desktop.gui.syncs.sync_editor import SyncEditor
from tests.gui.editor_hands import Hands
from tests.gui.hands import find
from tests.gui.shop import Shop

Show = Callable[[QWidget], QWidget]
Settle = Callable[..., None]
DRAFT = "draft:exclusion:ds-customers:"


def opened_list(session: Session, show: Show, settle: Settle) -> ExclusionForm:
    form = ExclusionForm(session)
    show(form)
    form.begin(read_world(session.app, session.app.datasets.get("ds-customers")), None)
    settle(form._soon)
    return form


def test_what_was_typed_survives_kill_9(
    shop: Shop, workspace: Path, session: Session, show: Show, settle: Settle, qtbot: QtBot
) -> None:
    command = [sys.executable, "-m", "tests.gui.typist", str(workspace), "ds-customers"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as typist:
        assert typist.stdout is not None
        assert typist.stdout.readline() == "typed\n"
        qtbot.waitUntil(lambda: "Half a na" in session.app.catalog.setting(DRAFT), timeout=10_000)
        typist.send_signal(signal.SIGKILL)
        assert typist.wait() == -signal.SIGKILL
    form = opened_list(session, show, settle)
    assert form.exclusion().name == "Half a na"
    assert form.exclusion().where == Group("all", (Condition("country", "is", "DE"),))
    assert form._note.accessibleName().startswith("Restored from ")


def test_it_is_written_well_within_a_second() -> None:
    assert WRITE_AFTER_MS <= 500


def test_the_note_drops_it(shop: Shop, session: Session, show: Show, settle: Settle, qtbot: QtBot) -> None:
    first = opened_list(session, show, settle)
    qtbot.keyClicks(find(first, QLineEdit, "Name of the exclusion list"), "Staff")
    settle(first._soon, first._draft._drafts._soon)
    second = opened_list(session, show, settle)
    assert find(second, QLineEdit, "Name of the exclusion list").text() == "Staff"
    assert second._note.accessibleName() == "Restored from 10:20."
    qtbot.mouseClick(find(second, QPushButton, "Discard"), Qt.MouseButton.LeftButton)
    settle(second._soon, second._draft._drafts._soon)
    assert find(second, QLineEdit, "Name of the exclusion list").text() == ""
    assert second._note.isHidden()
    assert session.app.catalog.setting(DRAFT) == ""


def test_cancelling_keeps_nothing(shop: Shop, session: Session, show: Show, settle: Settle, qtbot: QtBot) -> None:
    form = opened_list(session, show, settle)
    qtbot.keyClicks(find(form, QLineEdit, "Name of the exclusion list"), "Staff")
    qtbot.mouseClick(find(form, QPushButton, "Cancel the exclusion list"), Qt.MouseButton.LeftButton)
    settle(form._soon, form._draft._drafts._soon)
    assert session.app.catalog.setting(DRAFT) == ""


def test_a_connection_comes_back_without_its_credential(
    shop: Shop, session: Session, show: Show, settle: Settle, qtbot: QtBot
) -> None:
    def begun() -> ConnectPanel:
        panel = ConnectPanel(session)
        show(panel)
        panel.begin("webhook")
        settle()
        return panel

    first = begun()
    for name, text in (("Connection name", " two"), ("Address", "https://hook.example/in"), ("Credential", "Bearer abcdef")):
        qtbot.keyClicks(find(first, QLineEdit, name), text)
    settle(first._draft._drafts._soon)
    kept = session.app.catalog.setting("draft:connection:new:webhook")
    assert json.loads(kept)["draft"]["config"]["url"] == "https://hook.example/in"
    assert "abcdef" not in kept
    second = begun()
    assert find(second, QLineEdit, "Connection name").text().endswith(" two")
    assert find(second, QLineEdit, "Address").text() == "https://hook.example/in"
    assert find(second, QLineEdit, "Credential").text() == ""


@pytest.mark.parametrize("value", ["postgresql://me:hunter2@db/x", {"Authorization": "Bearer abcdef"}])
def test_settings_that_may_hold_a_credential_are_not_kept(value: object) -> None:
    assert form_draft.without_credentials({"where": value, "rows": 5}) == {"rows": 5}


# Undo in the sync editor ----------------------------------------------------------------------------------------------


@pytest.fixture
def hands(shop: Shop, session: Session, show: Show, qtbot: QtBot, settle: Settle) -> Hands:
    editor = SyncEditor(session)
    show(editor)
    return Hands(editor, qtbot, settle).open(sync="sync-vip")


def test_steps_of_a_sync_are_taken_back_and_done_again(hands: Hands, shop: Shop) -> None:
    editor, saved = hands.editor, shop.vip_files
    name = find(editor, QLineEdit, "Name of the sync")
    name.setFocus()
    name.end(False)
    hands.qtbot.keyClicks(name, " x")
    hands.settle()
    fewer = replace(editor._sync, mappings=saved.mappings[:-1])
    editor._cards[next(iter(editor._cards))].edited.emit(fewer)
    hands.settle()
    steps: SyncSteps = editor._steps
    assert steps.undoText() == "Change fields"
    steps.undo()
    hands.settle()
    assert (editor._sync.mappings, editor._sync.name) == (saved.mappings, f"{saved.name} x")
    steps.undo()
    hands.settle()
    assert editor._sync == saved, "what was typed into one field is one step"
    assert name.text() == saved.name
    assert not steps.canUndo()
    steps.redo()
    steps.redo()
    hands.settle()
    assert editor._sync == fewer


def test_undo_is_kept_as_a_draft_too(hands: Hands, session: Session) -> None:
    editor = hands.editor
    editor._cards[next(iter(editor._cards))].edited.emit(replace(editor._sync, schedule=Schedule("every", 60)))
    hands.settle()
    assert "1h" in session.app.catalog.setting("draft:sync:sync-vip")
    editor._steps.undo()
    hands.settle()
    assert "1h" not in session.app.catalog.setting("draft:sync:sync-vip")


def test_what_was_restored_can_be_dropped_without_leaving(hands: Hands, session: Session, shop: Shop, show: Show) -> None:
    editor = hands.editor
    editor._cards[next(iter(editor._cards))].edited.emit(replace(editor._sync, name="Half a na"))
    hands.settle()
    hands.open(sync="sync-vip")
    assert editor._sync.name == "Half a na"
    hands.press("Discard")
    assert editor._sync == shop.vip_files
    assert editor._banner.isHidden()
