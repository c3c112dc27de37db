"""Audiences in the window: chosen for a new sync, and told of on the card of one that runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from census_desktop.bootstrap import App
from census_desktop.destinations.rehearsal import Rehearsal
from census_desktop.destinations.rehearsal.storage import RehearsalStore
from census_desktop.domain.errors import DestinationError
from census_desktop.domain.model import Connection, Operation, Sync, SyncKey, SyncSource, SyncStatus
from census_desktop.domain.ports import Audience
from census_desktop.gui.kit.picker import Picker
from census_desktop.gui.session import Session
from census_desktop.gui.syncs.audience_row import MOST, Offered
from census_desktop.gui.syncs.sync_editor import SyncEditor
from census_desktop.gui.syncs.syncs_tab import SyncsTab
from tests.gui.editor_hands import Hands
from tests.gui.hands import find, popup
from tests.gui.shop import Shop

Show = Callable[[QWidget], QWidget]
Settle = Callable[..., None]


@pytest.fixture
def mail(shop: Shop, session: Session) -> Connection:
    """A mail tool with the list “Readers”, which a sync of the VIPs fills."""
    app = session.app
    mail = app.destinations.save(Connection("con-mail", "Mail", "rehearsal", {"imitates": "Mail tool"}))
    app.syncs.save(
        Sync(
            "sync-mail", "VIPs to Mail", SyncSource("segment", "seg-vip"), mail.id, "list", Operation.MIRROR,
            SyncKey("email", "email"), status=SyncStatus.ACTIVE, audience="Readers",
        )
    )  # fmt: skip
    app.runs.run("sync-mail")
    return mail


@contextmanager
def tool(app: App) -> Iterator[RehearsalStore]:
    store = RehearsalStore(app.paths.root / "rehearsal" / "con-mail.sqlite")
    yield store
    store.close()


# New Sync -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def hands(mail: Connection, session: Session, show: Show, qtbot: QtBot, settle: Settle) -> Hands:
    editor = SyncEditor(session)
    show(editor)
    hands = Hands(editor, qtbot, settle)
    hands.open(segment="seg-de")
    hands.choose("Destination", "Mail")
    hands.choose("Object", "List members")
    return hands


def said(hands: Hands) -> str:
    return hands.editor._object.audience._banner.accessibleName()


def test_an_existing_audience_is_chosen_and_filled(hands: Hands, session: Session) -> None:
    assert hands.editor._sync.audience == "Germany"
    hands.press("Choose an existing audience")
    picker = popup(Picker)
    assert picker.texts() == ["Readers"]
    assert picker._entries[0].second == "filled by “VIPs to Mail”"
    hands.pick("Readers")
    hands.settle()
    sync, known = hands.editor._sync, session.app.syncs.get("sync-mail")
    assert (sync.audience, sync.audience_id) == ("Readers", known.audience_id)
    assert find(hands.editor, QLineEdit, "Audience name").isReadOnly()
    assert "Who is in it stays" in hands.editor._object.audience.row._note.text()
    hands.editor._review.run_at_once.setChecked(False)
    hands.press("Create sync")
    made = session.app.syncs.get("Germany → Mail")
    assert made.audience_id == known.audience_id
    session.app.runs.run(made.id)
    assert len(session.app.audiences.all("Mail", "list")) == 1


def test_a_new_one_is_made_instead(hands: Hands) -> None:
    hands.press("Choose an existing audience")
    hands.pick("Readers")
    hands.settle()
    hands.press("Make a new audience instead")
    assert (hands.editor._sync.audience, hands.editor._sync.audience_id) == ("Germany", "")
    hands.type("Audience name", "Fixed name")
    assert hands.editor._sync.audience == "Fixed name"
    hands.choose("Segment", "Newsletter readers")
    assert hands.editor._sync.audience == "Fixed name"


def test_one_that_cannot_be_filled_is_not_chosen(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    full = Audience("a1", "Everybody", 9, "a dynamic list fills itself")
    monkeypatch.setattr(Rehearsal, "audiences", lambda *_: (full,))
    hands.press("Choose an existing audience")
    hands.pick("Everybody")
    hands.settle()
    assert said(hands) == "“Everybody” cannot be filled: a dynamic list fills itself"
    assert hands.editor._sync.audience_id == ""


def test_of_very_many_the_others_are_looked_for_there(hands: Hands) -> None:
    row, asked = hands.editor._object.audience, []
    row.asked.disconnect()  # answered here, in the turn of the question: without a display a popup does not outlive it
    row.asked.connect(asked.append)
    row.offer(Offered("list", tuple(Audience(f"a{n}", f"List {n}") for n in range(MOST))))
    hands.pick("rare")
    assert asked == ["rare"]
    row.offer(Offered("list", (Audience("a0", "rare one"),)))
    hands.pick("rare one")
    assert hands.editor._sync.audience_id == "a0"


def test_what_cannot_be_asked_is_said(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object) -> None:
        raise DestinationError("The mail tool does not answer.")

    monkeypatch.setattr(Rehearsal, "audiences", away)
    hands.press("Choose an existing audience")
    assert "does not answer" in said(hands)
    monkeypatch.setattr(Rehearsal, "audiences", lambda *_: ())
    hands.press("Choose an existing audience")
    assert said(hands) == "There is no list of that name."


# The card -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def tab(mail: Connection, shop: Shop, session: Session, show: Show, settle: Settle) -> SyncsTab:
    tab = SyncsTab(session)
    session.changed.connect(tab.refresh)
    show(tab)
    tab.show_segment(session.app.segments.get("seg-vip"), shop.dataset)
    tab.activate()
    settle()
    tab.select_sync("sync-mail")
    settle()
    return tab


def check(tab: SyncsTab, session: Session, settle: Settle) -> str:
    assert session.commands.run("check-audience")
    settle()
    return tab.audience.accessibleName()


def test_members_that_are_gone_are_told_and_sent_again(tab: SyncsTab, session: Session, settle: Settle, qtbot: QtBot) -> None:
    assert tab.audience.isHidden(), "nobody is asked before somebody asks"
    members = session.app.audiences.drift("sync-mail").there
    assert check(tab, session, settle) == f"{members} members: {members} of this sync."
    with tool(session.app) as store, store._transaction() as db:
        db.execute(
            "DELETE FROM record WHERE object = 'list' AND rowid IN (SELECT min(rowid) FROM record WHERE object = 'list')"
        )
    assert check(tab, session, settle).startswith("1 member of this sync is gone.")
    qtbot.mouseClick(find(tab, QPushButton, "Send them again"), Qt.MouseButton.LeftButton)
    settle()
    assert tab.audience.accessibleName() == "1 member is sent again by the next run."
    assert session.app.runs.plan("sync-mail").to_send == 1


def test_a_new_name_is_told_and_taken(tab: SyncsTab, session: Session, settle: Settle, qtbot: QtBot) -> None:
    with tool(session.app) as store:
        store.rename_audience(session.app.syncs.get("sync-mail").audience_id, "Leser")
    with qtbot.waitSignal(session.jobs.run_finished):
        session.jobs.run_sync("sync-mail")
    settle()
    assert "is called “Leser” there now" in tab.audience.accessibleName(), "a run that ended asks by itself"
    qtbot.mouseClick(find(tab, QPushButton, "Take the new name"), Qt.MouseButton.LeftButton)
    settle()
    assert session.app.syncs.get("sync-mail").audience == "Leser"
    assert tab.audience.accessibleName() == "The audience is called “Leser” here too."


def test_one_that_is_gone_is_told(tab: SyncsTab, session: Session, settle: Settle) -> None:
    with tool(session.app) as store, store._transaction() as db:
        db.execute("DELETE FROM audience")
    assert "does not exist there any more" in check(tab, session, settle)
    tab.select_sync("sync-vip")
    settle()
    assert tab.audience.isHidden()
    assert not session.commands.can_run("check-audience")
