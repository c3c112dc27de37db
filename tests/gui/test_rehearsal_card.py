"""Rehearsing a sync in the window while it is being set up."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from census_desktop.domain.model import Connection
from census_desktop.gui.session import Session
from census_desktop.gui.syncs.rehearsal_card import RehearsalCard
from census_desktop.gui.syncs.sync_editor import SyncEditor
from tests.gui.editor_hands import Hands
from tests.gui.hands import find
from tests.gui.shop import Shop

Show = Callable[[QWidget], QWidget]
Settle = Callable[..., None]


@pytest.fixture
def hands(shop: Shop, session: Session, show: Show, qtbot: QtBot, settle: Settle) -> Hands:
    session.app.destinations.save(Connection("con-send", "SendGrid", "sendgrid", {}))
    editor = SyncEditor(session)
    show(editor)
    hands = Hands(editor, qtbot, settle)
    hands.open(segment="seg-vip")
    hands.choose("Destination", "SendGrid")
    return hands


@pytest.fixture
def card(hands: Hands) -> RehearsalCard:
    return hands.editor._rehearsal


def test_it_waits_until_there_is_something_to_rehearse(hands: Hands, card: RehearsalCard) -> None:
    assert card.isHidden()
    hands.choose("Object", "contacts")
    assert not card.isHidden()
    assert card.start.isEnabled()
    hands.choose("Column that identifies a record", "id")
    assert "what SendGrid takes" in card._text.text()


def test_what_would_happen_is_told_and_dropped_after_an_edit(hands: Hands, card: RehearsalCard, session: Session) -> None:
    hands.choose("Object", "contacts")
    hands.press("Rehearse")
    members = session.app.segments.count(session.app.segments.get("seg-vip")).count
    assert card.outcome.accessibleName() == f"{members} would be sent in 1 request (about 1 s)."
    assert "points of SendGrid were not found in the vendor's documents" in card._notes.text()
    assert session.app.runs.list() == ()
    assert not session.app.paths.plans.is_dir() or list(session.app.paths.plans.iterdir()) == []
    find(hands.editor, QPushButton, "Rehearse")
    hands.type("Name of the sync", "Another name")
    assert card.outcome.isVisibleTo(hands.editor), "a name changes nothing of what is sent"
    hands.choose("Segment", "Germany")
    assert card.outcome.isHidden()


def test_reasons_are_counted(hands: Hands, card: RehearsalCard, session: Session) -> None:
    customers = session.app.paths.root / "data" / "customers.csv"
    lines = customers.read_text(encoding="utf-8").splitlines()
    long = [line.replace("Elif 74", "E" * 60) for line in lines]
    assert long != lines
    customers.write_text("\n".join(long) + "\n", encoding="utf-8")
    hands.choose("Object", "contacts")
    hands.click("Add a mapping")
    hands.pick("first_name", "name")
    hands.settle()
    hands.press("Rehearse")
    assert "1 would be rejected" in card.outcome.accessibleName()
    shown = [w.text() for w in card.findChildren(QLabel) if w.isVisibleTo(card)]
    assert "“first_name” has more than 50 characters." in shown


def test_what_cannot_be_rehearsed_is_said(hands: Hands, card: RehearsalCard, session: Session) -> None:
    hands.choose("Object", "contacts")
    (session.app.paths.root / "data" / "customers.csv").unlink()
    hands.press("Rehearse")
    assert "could not be read" in card.outcome.accessibleName()
    assert card.start.isEnabled()
    hands.click("Rehearse")
    hands.click("Cancel the rehearsal")
    hands.settle()
    assert card.outcome.isHidden()
    assert card.stop.isHidden()
