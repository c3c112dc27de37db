"""Alerts in the window: the step of a sync, channels in Settings, what is open on Home and at the sync."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from census_desktop.domain.alerts import Alert, Notice, alerts_of
from census_desktop.gui.home_page import HomePage
from census_desktop.gui.notices import Notices
from census_desktop.gui.session import Session
from census_desktop.gui.settings.channels_card import ChannelsCard
from census_desktop.gui.syncs import sync_setup
from census_desktop.gui.syncs.alerts_step import AlertsStep, summary
from census_desktop.gui.syncs.safety_step import SpinBox
from census_desktop.gui.syncs.sync_card import SyncCard, read_history
from census_desktop.gui.syncs.sync_setup import Choices
from census_desktop.usecases.alerts import with_alerts
from census_desktop.usecases.channels import Channel
from tests.conftest import FakeClock
from tests.gui.hands import find
from tests.gui.shop import Shop
from tests.mail_server import MailServer

Show = Callable[[QWidget], QWidget]
Settle = Callable[[], None]


@pytest.fixture
def step(show: Show) -> AlertsStep:
    made = AlertsStep()
    choices = Choices(channels=("Desktop", "Ops"))
    made.edited.connect(lambda sync: made.show_sync(sync, choices, fixed=False))
    made.show_sync(sync_setup.empty_sync(), choices, fixed=False)
    show(made)
    return made


def choose(box: QComboBox, text: str) -> None:
    box.setCurrentIndex(box.findText(text))
    box.activated.emit(box.currentIndex())


def test_a_new_sync_has_the_usual_alerts_and_each_is_changed_by_hand(step: AlertsStep) -> None:
    assert step.sync.alerts == ()
    assert summary(step.sync) == "failed runs, failed records"
    more = "Rejected or invalid records are more than"
    find(step, SpinBox, f"Threshold: {more}").setValue(12.5)
    choose(find(step, QComboBox, f"How often: {more}"), "every time")
    assert alerts_of(step.sync) == (Alert("failed_run"), Alert("failed_records", "12.5%", every=True))
    choose(find(step, QComboBox, f"Unit: {more}"), "records")
    assert alerts_of(step.sync)[1].over == "12"
    for name in ("The run takes longer than", "A run completed"):
        find(step, QCheckBox, name).click()
    choose(find(step, QComboBox, "Told by"), "Ops")
    find(step, QCheckBox, "Tell the recovery").click()
    assert [(a.kind, a.over, a.recovery, a.to) for a in alerts_of(step.sync)] == [
        ("failed_run", "", False, ("Ops",)),
        ("failed_records", "12", False, ("Ops",)),
        ("completed", "", True, ("Ops",)),
        ("running_long", "60m", False, ("Ops",)),
    ]
    kept = sync_setup.from_plain(sync_setup.to_plain(step.sync), sync_setup.empty_sync())
    assert kept is not None
    assert kept.alerts == step.sync.alerts
    for box in [b for b in step.findChildren(QCheckBox) if b.isChecked() and b.accessibleName() != "Tell the recovery"]:
        box.click()
    assert step.sync.alerts == ({"kind": "none"},)
    assert summary(step.sync) == "nothing is told"


def test_alerts_of_a_document_that_the_step_cannot_show_stay(step: AlertsStep) -> None:
    several = (Alert("failed_records", "5%", to=("Ops",)), Alert("failed_records", "75%"))
    step.show_sync(with_alerts(step.sync, several), Choices(), fixed=False)
    assert any("Set elsewhere: Over 75 % of the records" in w.text() for w in step.findChildren(QLabel))
    find(step, QCheckBox, "A run started").click()
    assert alerts_of(step.sync) == (*several, Alert("started", to=("Ops",)))


def test_a_channel_is_made_tested_and_removed_in_settings(session: Session, show: Show, settle: Settle) -> None:
    card = ChannelsCard(session)
    show(card)
    card.open()
    settle()
    said: list[tuple[str, str, Callable[[], None]]] = []
    session.toast_requested.connect(lambda text, label, undo: said.append((text, label, undo)))
    with MailServer() as server:
        find(card, QPushButton, "Add a channel").click()
        find(card, QLineEdit, "Channel name").setText("Ops")
        find(card, QPushButton, "Save channel").click()
        settle()
        assert card._form.error_of("host") == "Is missing"
        for name, text in (("Mail server", "127.0.0.1"), ("From", "a@example.com"), ("To", "b@example.com")):
            find(card, QLineEdit, name).setText(text)
        find(card, QLineEdit, "Port").setText(str(server.port))
        find(card, QLineEdit, "Port").editingFinished.emit()
        choose(find(card, QComboBox, "Encryption"), "none")
        find(card, QPushButton, "Save channel").click()
        settle()
        saved = session.app.alerts.channels.get("Ops")
        assert (saved.type, saved.config["port"], saved.config["tls"]) == ("email", server.port, "none")
        find(card, QPushButton, "Test Ops").click()
        settle()
        assert card._result.accessibleName() == "A test message went out by “Ops”."
        assert len(server.letters) == 1
    find(card, QPushButton, "Test Ops").click()
    settle()
    assert card._result.accessibleName().startswith("The message was not delivered. 127.0.0.1 could not be reached")
    find(card, QPushButton, "Remove Ops").click()
    settle()
    assert [c.name for c in session.app.alerts.channels.all()] == ["Desktop"]
    said[-1][2]()
    settle()
    assert session.app.alerts.channels.get("Ops").config == saved.config


def test_home_and_the_sync_show_what_is_open(
    shop: Shop, session: Session, show: Show, settle: Settle, clock: FakeClock, qtbot: QtBot
) -> None:
    app = session.app
    app.alerts.channels.save(Channel("", "Hook", "webhook", {"url": "https://example.com/in"}))
    app.alerts.channels.set_trouble(app.alerts.channels.get("Hook").id, "example.com is not answering.")
    app.syncs.save(with_alerts(app.syncs.get("sync-de"), (Alert("full_sync", to=("Desktop",)),)))
    run = app.runs.run("sync-de")
    home = HomePage(session)
    show(home)
    went: list[tuple[str, dict[str, str]]] = []
    session.page_requested.connect(lambda name, args: went.append((name, args)))
    home.open()
    settle()
    find(home, QPushButton, "Settings The last alert by “Hook” did not arrive").click()
    find(home, QPushButton, "Open Germany → Archive · Everything was sent anew").click()
    assert went == [("settings", {}), ("runs", {"run": run.id})]
    card = SyncCard(session.commands, session.now)
    qtbot.addWidget(card)
    card.show_history(read_history(app, "sync-de"))
    assert card.alerts.text() == "Open alerts: Everything was sent anew (just now)"
    card.show_history(read_history(app, "sync-vip"))
    assert card.alerts.text() == "2 alerts watch its runs."


def test_where_the_desktop_has_no_service_the_window_says_it(session: Session, qtbot: QtBot, clock: FakeClock) -> None:
    notices = Notices(session)
    notice = Notice("s", "Germany", "failed_run", "raised", "The source is gone.", "r", clock.now())
    with qtbot.waitSignal(session.toast_requested) as said:
        notices._hear(notice)
    assert said.args[0] == "Germany: the run failed or is held. The source is gone."
    notices.close()
