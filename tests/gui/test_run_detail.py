"""One run in detail: reasons of what did not arrive, its requests, undoing it, what a guard held, and pausing it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QTableView, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from census_desktop.destinations.rehearsal.writer import RehearsalWriter
from census_desktop.domain.model import Operation, Run, RunStatus, SyncKey, SyncSource
from census_desktop.domain.ports import Batch, CancelToken, Reply
from census_desktop.domain.records import Call
from census_desktop.gui.runs.call_text import pretty, status_text, whole
from census_desktop.gui.runs.run_detail import REQUESTS
from census_desktop.gui.runs.runs_page import RunsPage
from census_desktop.gui.session import Session
from census_desktop.usecases.receiver import Receiver
from tests.gui.hands import find, names
from tests.gui.shop import Shop, write_customers

Show = Callable[[QWidget], QWidget]
Settle = Callable[[], None]
Went = list[tuple[str, dict[str, Any]]]


class Hands:
    def __init__(self, page: RunsPage, session: Session, qtbot: QtBot, settle: Settle) -> None:
        self.page, self.detail, self.qtbot, self.settle = page, page.detail, qtbot, settle
        self.went: Went = []
        session.page_requested.connect(lambda name, args: self.went.append((name, args)))

    def open(self, run: Run) -> Hands:
        self.page.open(run=run.id)
        self.settle()
        return self

    def press(self, name: str) -> None:
        self.qtbot.mouseClick(find(self.page, QPushButton, name), Qt.MouseButton.LeftButton)
        self.settle()

    def choose(self, name: str, number: int) -> None:
        box = find(self.page, QComboBox, name)
        box.setCurrentIndex(number)
        box.activated.emit(number)
        self.settle()

    def column(self, table: str, column: int) -> list[str]:
        model = find(self.page, QTableView, table).model()
        return [model.index(r, column).data() for r in range(model.rowCount())]


@pytest.fixture
def hands(shop: Shop, session: Session, show: Show, qtbot: QtBot, settle: Settle) -> Hands:
    page = RunsPage(session)
    session.changed.connect(page.refresh)
    show(page)
    return Hands(page, session, qtbot, settle)


def sync_to(session: Session, shop: Shop, type_: str, object_: str, **config: Any) -> str:
    """A sync of all customers to a new connection."""
    app = session.app
    connection = replace(app.destinations.new(type_, "Practice"), config=config)
    app.destinations.save(connection)
    sync = replace(
        app.syncs.get("sync-vip"),
        id="sync-practice",
        name="Everyone → Practice",
        source=SyncSource("dataset", shop.dataset.id),
        connection_id=connection.id,
        object=object_,
        operation=Operation.UPSERT,
        key=SyncKey("email", "email"),
    )
    return app.syncs.save(sync).id


@pytest.fixture
def refused(session: Session, shop: Shop) -> Run:
    """Every tenth customer was rejected."""
    return session.app.runs.run(sync_to(session, shop, "rehearsal", "contacts", reject_every=10))


def test_reasons_are_counted_and_choose_their_records(hands: Hands, refused: Run) -> None:
    hands.open(refused)
    box = find(hands.page, QComboBox, "Reason")
    options = [box.itemText(n) for n in range(box.count())]
    assert options[0] == f"Every reason ({len(options) - 1})"
    count, reason = options[1].split(" × ")
    hands.choose("Reason", 1)
    assert hands.column("Records that did not arrive", 1) == [reason] * int(count)


@pytest.fixture
def vague(session: Session, shop: Shop, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Its destination accepted, counted and kept silent."""
    answers = {
        "left": [Reply({0: "bad"}, accepted=True, unknown={1: "silent"}, unnamed=2, notes=("Two fields were ignored.",))]
    }
    send = RehearsalWriter.send

    def vaguely(writer: RehearsalWriter, batch: Batch, cancel: CancelToken) -> Reply:
        send(writer, batch, cancel)
        return answers["left"].pop() if answers["left"] else Reply()

    monkeypatch.setattr(RehearsalWriter, "send", vaguely)
    return session.app.runs.run(sync_to(session, shop, "rehearsal", "contacts"))


def test_what_an_answer_left_open_is_told_in_words_and_figures(hands: Hands, vague: Run, session: Session) -> None:
    hands.open(vague)
    said = hands.detail._error._text.text()
    assert "accepted by Practice, not confirmed one by one" in said
    assert "2 were refused and not named" in said
    assert "Two fields were ignored." in said
    assert "Of 1 record nobody knows whether Practice took them" in said
    assert hands.detail._figures["rejected"].text() == "3"
    assert hands.detail._figures["unknown"].text() == "1"
    assert hands.detail._figures["unknown"].isVisible()
    assert hands.detail._badge.accessibleName() == "3 rejected"
    assert hands.detail._captions["updated"].text() == "Accepted"
    hands.choose("Which records", 1)
    assert hands.column("Records that did not arrive", 1) == ["silent"]


def test_a_destination_that_answers_for_each_record_has_no_figure_of_unknown_ones(hands: Hands, refused: Run) -> None:
    hands.open(refused)
    assert not hands.detail._figures["unknown"].isVisible()
    assert hands.detail._captions["updated"].text() == "Acknowledged"


def test_searching_reads_until_it_has_found(hands: Hands, refused: Run, session: Session) -> None:
    hands.open(refused)
    wanted = session.app.runs.issues(refused.id)[-1].key
    find(hands.page, QLineEdit, "Find a record, value or reason").setText(wanted.upper())
    hands.detail.records._search._speak()
    hands.settle()
    assert len(hands.column("Records that did not arrive", 0)) == 1
    assert hands.detail.records.note.text() == "1 record"
    find(hands.page, QLineEdit, "Find a record, value or reason").setText("nobody like that")
    hands.detail.records._search._speak()
    hands.settle()
    assert hands.detail.records.note.text() == "No record is like that."


def test_enter_on_a_rejected_record_tells_everything_about_it(hands: Hands, refused: Run, session: Session) -> None:
    hands.open(refused)
    table = find(hands.page, QTableView, "Records that did not arrive")
    table.setCurrentIndex(table.model().index(0, 0))
    hands.qtbot.keyClick(table, Qt.Key.Key_Return)
    assert hands.went == [("record", {"sync": refused.sync_id, "key": session.app.runs.issues(refused.id)[0].key})]


def test_records_are_exported_in_the_form_of_the_name(hands: Hands, refused: Run, tmp_path: Path) -> None:
    hands.open(refused)
    hands.press("Show personal data")
    hands.detail.records.export_to(tmp_path / "records.jsonl")
    hands.settle()
    lines = [json.loads(line) for line in (tmp_path / "records.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(lines) == refused.counts.rejected
    assert "@example.com" in lines[0]["key"]


def test_a_run_without_losses_says_that_everything_arrived(hands: Hands, session: Session) -> None:
    hands.open(session.app.runs.run("sync-de"))
    assert hands.detail._arrived._title.text() == "Every record arrived"
    assert hands.detail.tabs.tabText(0) == "Not delivered"


def test_undo_opens_the_review_of_the_inverse(hands: Hands, session: Session) -> None:
    run = session.app.runs.run("sync-vip")
    hands.open(run)
    hands.press("Undo this run")
    assert hands.went == [("review", {"undo": run.id})]


def test_undo_that_is_not_possible_says_why(hands: Hands, session: Session) -> None:
    run = session.app.runs.run("sync-vip")
    session.app.syncs.remove("sync-vip")
    hands.open(run)
    undo = find(hands.page, QPushButton, "Undo this run")
    assert not undo.isEnabled()
    assert "The sync was removed" in undo.toolTip()


def test_a_held_run_offers_what_can_be_done(hands: Hands, session: Session) -> None:
    session.app.runs.run("sync-vip")
    path = session.app.paths.root / "data" / "customers.csv"
    rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([rows[0], "1,Anna 1,anna.1@example.com,DE,1,true", ""]), encoding="utf-8")
    run = session.app.runs.run("sync-vip")
    hands.open(run)
    assert hands.column("Runs", 1)[0] == "Held"
    assert run.held in hands.detail.held.accessibleName()
    hands.press("Review and send…")
    hands.press("Edit guard")
    assert hands.went == [("review", {"held": run.id}), ("sync-editor", {"sync": "sync-vip", "step": "safety"})]
    hands.press("Dismiss what is held")
    hands.qtbot.waitUntil(lambda: hands.column("Runs", 1)[0] == "Cancelled")
    hands.settle()
    assert not hands.detail.held.isVisible()


def test_requests_are_listed_filtered_and_copied_without_values(
    hands: Hands, session: Session, shop: Shop, tmp_path: Path
) -> None:
    with Receiver(tmp_path / "received") as receiver:
        run = session.app.runs.run(sync_to(session, shop, "webhook", "records", url=receiver.url))
    assert run.status is RunStatus.COMPLETED, run.error
    hands.open(run)
    hands.detail.tabs.setCurrentIndex(REQUESTS)
    hands.settle()
    assert hands.column("Requests", 0)[0].startswith("POST http://127.0.0.1")
    assert hands.column("Requests", 1)[0] == "200 OK"
    text = find(hands.page, QPlainTextEdit, "Request and answer").toPlainText()
    assert "200 OK" in text
    assert "@example.com" not in text
    hands.press("Copy as text")
    assert QGuiApplication.clipboard().text() == text
    hands.choose("Which requests", 1)
    assert hands.column("Requests", 0) == []
    assert not find(hands.page, QPushButton, "Copy as text").isEnabled()
    for kind in (QPushButton, QComboBox, QTableView, QPlainTextEdit):
        assert all(names(hands.page, kind)), names(hands.page, kind)


def test_a_run_without_requests_says_so(hands: Hands, session: Session, qtmodeltester: ModelTester) -> None:
    hands.open(session.app.runs.run("sync-de"))
    hands.detail.tabs.setCurrentIndex(REQUESTS)
    hands.settle()
    assert hands.detail.calls._nothing.isVisible()
    qtmodeltester.check(hands.detail.calls.model)


def test_a_running_run_is_paused_and_resumed(hands: Hands, session: Session, shop: Shop, qtbot: QtBot) -> None:
    """The destination takes its time, so that there is something to pause."""
    write_customers(session.app.paths.root / "data" / "customers.csv", 4000)
    sync_id = sync_to(session, shop, "rehearsal", "contacts", latency_ms=300)
    jobs = session.jobs
    with qtbot.waitSignal(jobs.progress, timeout=20_000, check_params_cb=lambda progress: progress.phase == "sending"):
        jobs.run_sync(sync_id)
    hands.page.open(run=session.app.runs.list()[0].id)
    qtbot.waitUntil(hands.detail._pause.isVisible, timeout=20_000)
    pause = find(hands.page, QPushButton, "Pause run")
    qtbot.mouseClick(pause, Qt.MouseButton.LeftButton)
    assert jobs.is_paused(sync_id)
    assert hands.detail._badge.accessibleName() == "Run paused"
    with qtbot.waitSignal(jobs.run_finished, timeout=20_000) as finished:
        qtbot.mouseClick(find(hands.page, QPushButton, "Resume run"), Qt.MouseButton.LeftButton)
    hands.settle()
    assert finished.args[0].status is RunStatus.COMPLETED
    assert not jobs.is_paused(sync_id)


def test_json_that_is_cut_off_still_has_lines() -> None:
    cut = '{"a": [{"b": "x,y: {", "c": 1}, {"b": "an open … (25,156 bytes)'
    assert pretty(cut).splitlines() == [
        "{",
        '  "a": [',
        "    {",
        '      "b": "x,y: {",',
        '      "c": 1',
        "    },",
        "    {",
        '      "b": "an open … (25,156 bytes)',
    ]
    assert pretty("{}").strip() == "{}"
    assert pretty("<html>") == "<html>"


def a_call(**changes: Any) -> Call:
    at = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    call = Call(at, "POST", "https://api.example.com/v1?page=2", 200, 0.25, 1, 500, '{"a":[1]}', "ok")
    return replace(call, **changes)


@pytest.mark.parametrize(
    ("call", "parts"),
    [
        (a_call(), ['{\n  "a": [\n    1\n  ]\n}', "← 200 OK", "500 records", "\n\nok"]),
        (
            a_call(status=0, error="the connection was reset", response="", records=0),
            ["← no answer: the connection was reset", "(no body)"],
        ),
        (
            a_call(status=599, request_headers={"Content-Type": "text/plain"}, request="<b>"),
            ["← 599", "Content-Type: text/plain", "<b>"],
        ),
    ],
)
def test_a_call_as_text(call: Call, parts: list[str]) -> None:
    text = whole(call)
    assert all(part in text for part in parts), text
    assert status_text(call) in text
