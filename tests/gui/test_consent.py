"""What a sync does to people's consent is confirmed in the window, sentence by sentence, before it can be made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QCheckBox, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from census_desktop.domain.manifest import ObjectSpec, TargetField
from census_desktop.domain.model import Connection, FieldMapping, Removal, SyncStatus
from census_desktop.gui.session import Session
from census_desktop.gui.syncs import sync_setup
from census_desktop.gui.syncs.quick_sync_menu import read_offers
from census_desktop.gui.syncs.sync_editor import SyncEditor
from census_desktop.gui.syncs.sync_review import summary
from census_desktop.gui.syncs.sync_setup import Step
from census_desktop.gui.syncs.syncs_tab import SyncsTab
from tests.gui.editor_hands import Hands
from tests.gui.hands import find, names
from tests.gui.shop import Shop

Show = Callable[[QWidget], QWidget]
Settle = Callable[[], None]

LEAVING = "I confirm: Records that leave the source are unsubscribed, and that takes people's consent away."
STATUS = TargetField("status", "Status", consent="subscribes people who opted out")


@pytest.fixture
def asking(session: Session, shop: Shop, monkeypatch: pytest.MonkeyPatch) -> Session:
    """Files that people subscribe to: who leaves loses consent, and their field “status” gives it."""
    destinations = session.app.destinations
    known = destinations.known_objects

    def objects(connection: Connection) -> Sequence[ObjectSpec]:
        return [replace(spec, unsubscribes=True, removal="are unsubscribed", fields=(STATUS,)) for spec in known(connection)]

    monkeypatch.setattr(destinations, "known_objects", objects)
    monkeypatch.setattr(destinations, "objects", lambda ref: objects(destinations.get(ref)))
    return session


@pytest.fixture
def hands(asking: Session, show: Show, qtbot: QtBot, settle: Settle) -> Hands:
    editor = SyncEditor(asking)
    show(editor)
    return Hands(editor, qtbot, settle)


def tick(hands: Hands, name: str) -> None:
    find(hands.editor, QCheckBox, name).click()
    hands.settle()


def test_a_mirror_is_made_once_leaving_is_confirmed(hands: Hands, asking: Session, shop: Shop) -> None:
    vip = asking.app.syncs.get("sync-vip")
    asking.app.syncs.save(replace(vip, id="sync-new", name="New", status=SyncStatus.DRAFT))
    hands.open(sync="sync-new", step="safety")
    mirror = find(hands.editor, QRadioButton, "Mirror")
    spec = hands.editor._choices.spec_of(hands.editor._sync)
    assert "are unsubscribed and lose their consent" in sync_setup.removal_words(Removal.REMOVE, spec)
    assert mirror.isChecked()
    box = find(hands.editor, QCheckBox, LEAVING)
    assert not box.isChecked()
    assert "Confirm what this does" in hands.problem(Step.SAFETY)
    hands.press("Create sync")
    assert asking.app.syncs.get("sync-new").status is SyncStatus.DRAFT
    tick(hands, LEAVING)
    assert hands.problem(Step.SAFETY) == ""
    assert "consent confirmed" in safety_in_short(hands)
    tick(hands, LEAVING)
    assert hands.problem(Step.SAFETY)
    tick(hands, LEAVING)
    find(hands.editor, QCheckBox, "Run at once").setChecked(False)
    hands.press("Create sync")
    saved = asking.app.syncs.get("sync-new")
    assert (saved.status, saved.consented) == (SyncStatus.ACTIVE, ("leaving",))


def safety_in_short(hands: Hands) -> str:
    return summary(Step.SAFETY, hands.editor._sync, hands.editor._choices)


def test_a_field_that_subscribes_is_confirmed_apart(hands: Hands, asking: Session) -> None:
    hands.open(sync="sync-vip")
    hands.editor._on_edited(replace(hands.editor._sync, mappings=(*hands.editor._sync.mappings, mapped(hands, "status"))))
    hands.settle()
    confirm = [name for name in names(hands.editor, QCheckBox) if name.startswith("I confirm")]
    assert confirm == ["I confirm: Mapping “Status” subscribes people who opted out.", LEAVING]
    tick(hands, confirm[0])
    assert hands.editor._sync.consented == ("status",)
    tick(hands, LEAVING)
    assert set(hands.editor._sync.consented) == {"status", "leaving"}
    hands.remove("status")
    assert [name for name in names(hands.editor, QCheckBox) if name.startswith("I confirm")] == [LEAVING]


def mapped(hands: Hands, field: str) -> FieldMapping:
    return replace(hands.editor._sync.mappings[0], field=field)


def test_other_people_are_confirmed_anew(hands: Hands) -> None:
    hands.open(segment="seg-vip")
    hands.choose("Destination", "Archive")
    hands.editor._on_edited(replace(hands.editor._sync, consented=("leaving",)))
    choices, sync = hands.editor._choices, hands.editor._sync
    others = sync_setup.with_source(sync, replace(sync.source, kind="dataset", id=choices.datasets[0].id), choices)
    assert others.consented == ()
    assert sync_setup.with_object(sync, "other", choices).consented == ()
    kept = sync_setup.from_plain(sync_setup.to_plain(sync), replace(sync, consented=()))
    assert kept is not None
    assert kept.consented == ("leaving",), "a draft goes on with what was ticked"


def test_where_nothing_touches_consent_nothing_is_asked(
    shop: Shop, session: Session, show: Show, qtbot: QtBot, settle: Settle
) -> None:
    editor = SyncEditor(session)
    show(editor)
    hands = Hands(editor, qtbot, settle).open(sync="sync-vip")
    assert not [name for name in names(editor, QCheckBox) if name.startswith("I confirm")]
    assert hands.problem(Step.SAFETY) == ""


def test_quick_sync_becomes_a_draft_that_opens_where_it_is_confirmed(
    asking: Session, shop: Shop, show: Show, qtbot: QtBot, settle: Settle
) -> None:
    app = asking.app
    app.syncs.save(replace(app.syncs.get("sync-vip"), consented=("leaving",)))
    other = app.segments.get("seg-all")
    read = read_offers(app, other.id)
    (line,) = [line for line in read.lines if line.offer.template.id == "sync-vip"]
    assert "becomes a draft: it touches people's consent" in line.spoken
    assert line.fits
    went: list[tuple[str, dict[str, Any]]] = []
    asking.page_requested.connect(lambda name, args: went.append((name, args)))
    tab = SyncsTab(asking)
    show(tab)
    tab.show_segment(other, shop.dataset)
    tab.activate()
    settle()
    tab.menu.chosen.emit(line.offer, True)
    settle()
    (made,) = app.syncs.rows(segment_id=other.id)
    assert (made.sync.status, made.sync.consented, made.last_run) == (SyncStatus.DRAFT, (), None)
    assert went == [("sync-editor", {"sync": made.sync.id, "step": "safety"})]
