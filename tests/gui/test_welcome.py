"""The first run: a sample or a file of one's own, a segment with its count, a file that is really written; left at any time."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QProgressBar, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from census_desktop.domain.errors import Cancelled
from census_desktop.domain.plan import Progress
from census_desktop.domain.ports import CancelToken
from census_desktop.gui.main_window import MainWindow
from census_desktop.gui.welcome.first_run import FirstRun
from census_desktop.gui.welcome.tour import STOPS, Tour
from census_desktop.gui.welcome.welcome import Welcome
from census_desktop.paths import WorkspacePaths
from census_desktop.sample import ensure_sample
from tests.gui.hands import end_pause, find, rest
from tests.gui.shop import Shop

Opened = tuple[MainWindow, FirstRun]


@pytest.fixture
def begun(workspace: Path, qtbot: QtBot) -> Iterator[Callable[[], Opened]]:
    """A window as the program begins with it."""
    made: list[MainWindow] = []

    def begin() -> Opened:
        window = MainWindow(workspace)
        made.append(window)
        qtbot.addWidget(window)
        window.resize(1280, 800)
        window.show()
        window.activateWindow()
        qtbot.waitActive(window)
        first = window.first_run
        first.begin()
        rest(window.jobs, seconds=20)
        return window, first

    yield begin
    for window in made:
        window.close()


@pytest.fixture
def clients(tmp_path: Path) -> Path:
    path = tmp_path / "clients.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("client_id", "email", "country", "paying"))
        writer.writerows((n, f"p{n}@example.com", ("DE", "FR", "FR")[n % 3], n % 2 == 0) for n in range(30))
    return path


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]


def focus() -> QWidget:
    (window,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()]
    focused = QApplication.focusWidget() or window.focusWidget()
    assert focused is not None
    return focused


def press(key: Qt.Key, qtbot: QtBot) -> None:
    """On whatever has the focus, as a keyboard does."""
    qtbot.keyClick(focus(), key)


def drop(welcome: Welcome, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    welcome.begin_step.drop.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))


def test_a_known_workspace_opens_at_once(shop: Shop, begun: Callable[[], Opened]) -> None:
    window, first = begun()
    assert first.welcome is None
    assert window.session is not None


def test_left_at_once_there_is_an_empty_workspace_and_no_second_welcome(
    begun: Callable[[], Opened], workspace: Path, qtbot: QtBot
) -> None:
    window, first = begun()
    assert "Welcome to Census Desktop" in texts(window)
    assert not workspace.exists()
    press(Qt.Key.Key_Escape, qtbot)
    rest(window.jobs, seconds=20)
    assert first.welcome is None
    assert "No segments yet" in texts(window)
    window.close()
    again, first = begun()
    assert first.welcome is None
    assert again.session is not None


def test_from_a_dropped_file_to_a_file_that_is_written(
    begun: Callable[[], Opened], clients: Path, workspace: Path, qtbot: QtBot
) -> None:
    window, first = begun()
    welcome = first.welcome
    assert welcome is not None
    drop(welcome, clients)
    rest(window.jobs, seconds=20)
    assert "What is in “clients.csv”?" in texts(window)
    assert find(window, QComboBox, "Unique identifier").currentText() == "client_id"
    assert find(window, QComboBox, "E-mail address").currentText() == "email"
    press(Qt.Key.Key_Space, qtbot)  # the way on has the focus
    rest(window.jobs, seconds=20)
    assert {"All clients", "30"} <= set(texts(window))

    column = find(window, QComboBox, "Only those where")
    assert [column.itemText(n) for n in range(column.count())] == ["no condition: everyone", "country", "paying"]
    column.setCurrentIndex(1)
    column.activated.emit(1)
    assert not welcome.segment_step.send.isEnabled()
    rest(window.jobs, seconds=20)
    assert {"Clients: country FR", "20"} <= set(texts(window))

    qtbot.keyClick(welcome.segment_step.send, Qt.Key.Key_Space)
    rest(window.jobs, seconds=20)
    assert "20 records will be written" in texts(window)
    assert not (workspace / "files").exists()
    write, step = welcome.send_step.write, welcome.send_step
    place = write.mapTo(step, write.rect().center())
    press(Qt.Key.Key_Space, qtbot)
    second = step.childAt(place)  # where a double click presses again
    if isinstance(second, QPushButton):
        qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    rest(window.jobs, seconds=20)
    assert "Done: your first sync" in texts(window)
    written = workspace / "files" / "Clients country FR.csv"
    with written.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 20
    assert {row["country"] for row in rows} == {"FR"}

    press(Qt.Key.Key_Space, qtbot)  # Finish
    rest(window.jobs, seconds=20)
    assert first.welcome is None
    assert window.session is not None
    assert [s.name for s in window.session.app.syncs.all()] == ["Clients: country FR → My files"]


def test_what_was_made_is_kept_when_it_is_left_in_the_middle(begun: Callable[[], Opened], clients: Path, qtbot: QtBot) -> None:
    window, first = begun()
    assert first.welcome is not None
    drop(first.welcome, clients)
    rest(window.jobs, seconds=20)
    first.welcome.file_step.go_on.click()
    rest(window.jobs, seconds=20)
    window.commands.run("go-datasets")
    rest(window.jobs, seconds=20)
    assert first.welcome is None
    assert window.session is not None
    assert [d.name for d in window.session.app.datasets.all()] == ["Clients"]
    window.commands.run("welcome")
    rest(window.jobs, seconds=20)
    assert "All clients" in texts(first.welcome or window)  # goes on where it was left


def test_a_file_that_cannot_be_read_is_told_and_another_can_be_chosen(
    begun: Callable[[], Opened], tmp_path: Path, qtbot: QtBot
) -> None:
    window, first = begun()
    assert first.welcome is not None
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(b"not parquet")
    drop(first.welcome, broken)
    rest(window.jobs, seconds=20)
    assert not first.welcome.file_step.go_on.isEnabled()
    assert first.welcome.file_step.banner.isVisible()
    assert not first.welcome.file_step._frame.isVisible(), "nothing is shown of nothing"
    press(Qt.Key.Key_Space, qtbot)  # Back has the focus
    assert find(window, QPushButton, "Choose a file…").isEnabled()


def test_a_run_that_is_cancelled_before_it_began_can_be_begun_again(
    begun: Callable[[], Opened], clients: Path, qtbot: QtBot
) -> None:
    window, first = begun()
    welcome = first.welcome
    assert welcome is not None
    drop(welcome, clients)
    rest(window.jobs, seconds=20)
    welcome.file_step.go_on.click()
    rest(window.jobs, seconds=20)
    welcome.segment_step.send.click()
    rest(window.jobs, seconds=20)
    window.jobs.hold_runs(True)
    welcome.send_step.write.click()
    end_pause(welcome.send_step._wake)
    find(welcome, QPushButton, "Cancel").click()
    rest(window.jobs)
    assert welcome.send_step.write.isVisible()
    assert "30 records will be written" in texts(window)
    window.jobs.hold_runs(False)
    rows = find(welcome, QTableView, "First records of the file")
    rows.setFocus()
    press(Qt.Key.Key_Escape, qtbot)  # leaves from a table, too
    rest(window.jobs)
    assert first.welcome is None


def test_a_workspace_that_cannot_be_made_is_made_when_its_place_is_free(
    begun: Callable[[], Opened], clients: Path, workspace: Path
) -> None:
    workspace.write_text("no folder", encoding="utf-8")
    window, first = begun()
    assert first.welcome is not None
    drop(first.welcome, clients)
    rest(window.jobs, seconds=20)
    assert "is not a folder" in " ".join(texts(window))
    workspace.unlink()
    find(window, QPushButton, "Back").click()
    drop(first.welcome, clients)
    rest(window.jobs, seconds=20)
    assert first.welcome.file_step.go_on.isEnabled()


@pytest.mark.thorough
def test_the_sample_is_made_with_its_progress_and_leads_to_a_segment(
    begun: Callable[[], Opened], workspace: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("census_desktop.sample.ensure_sample", _small)
    window, first = begun()
    assert first.welcome is not None
    bar = first.welcome.begin_step.findChild(QProgressBar)
    assert bar is not None
    shown: list[int] = []
    bar.valueChanged.connect(shown.append)
    press(Qt.Key.Key_Space, qtbot)  # the sample's button has the focus
    assert find(window, QPushButton, "Cancel").hasFocus()
    rest(window.jobs, seconds=60)
    assert shown == sorted(shown)
    assert shown[-1] > 90
    assert "High value customers" in texts(window)
    assert WorkspacePaths(workspace).is_there


def test_a_sample_that_is_given_up_leaves_nothing(
    begun: Callable[[], Opened], workspace: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("census_desktop.sample.ensure_sample", _small)
    window, first = begun()
    press(Qt.Key.Key_Space, qtbot)
    press(Qt.Key.Key_Escape, qtbot)
    rest(window.jobs, seconds=30)
    assert not workspace.exists()
    assert first.welcome is not None
    assert find(window, QPushButton, "Make the sample workspace").hasFocus()


def _small(root: Path, cancel: CancelToken, listener: object) -> bool:
    return ensure_sample(root, customers=300, cancel=cancel, listener=listener)  # type: ignore[arg-type]


def test_a_cancel_between_steps_leaves_no_folder(tmp_path: Path) -> None:
    token, heard = CancelToken(), []

    class Listening:
        def progress(self, progress: Progress) -> None:
            heard.append(progress)
            if progress.phase == "sending" and progress.done == 3:
                token.cancel()

    with pytest.raises(Cancelled):
        ensure_sample(tmp_path / "sample", customers=300, cancel=token, listener=Listening())
    assert [p.done for p in heard if p.phase == "sending"] == [1, 2, 3]
    assert not (tmp_path / "sample").exists()


def test_the_welcome_is_gone_through_by_keyboard_alone(begun: Callable[[], Opened], qtbot: QtBot) -> None:
    _window, first = begun()
    assert first.welcome is not None
    reached = []
    for _ in range(12):
        reached.append(focus().accessibleName())
        press(Qt.Key.Key_Tab, qtbot)
    wanted = {"Make the sample workspace", "Choose a file…", "Begin with an empty workspace", "Leave the welcome"}
    assert wanted <= set(reached)


# The tour ---------------------------------------------------------------------------------------------------------------


def test_the_tour_stands_beside_what_it_speaks_of_and_ends_with_escape(
    shop: Shop, begun: Callable[[], Opened], qtbot: QtBot
) -> None:
    window, first = begun()
    window.commands.run("tour")
    rest(window.jobs, seconds=20)
    tour = first.tour
    assert tour is not None
    for number, stop in enumerate(STOPS):
        assert stop.title in texts(tour)
        tour.look()
        note = tour.note.geometry()
        assert tour.rect().contains(note), stop.title
        assert not tour.hole.isNull(), stop.title
        assert not tour.hole.intersects(note) or tour.hole.width() > 600, stop.title
        if number + 1 < len(STOPS):
            press(Qt.Key.Key_Right, qtbot)
            rest(window.jobs, seconds=20)
    press(Qt.Key.Key_Left, qtbot)
    rest(window.jobs, seconds=20)
    assert STOPS[-2].title in texts(tour)
    press(Qt.Key.Key_Escape, qtbot)
    rest(window.jobs)
    assert window.findChild(Tour) is None
    window.commands.run("tour")  # as often as one likes
    rest(window.jobs, seconds=20)
    assert window.findChild(Tour) is first.tour
    assert first.tour is not None
    first.tour.end()
    rest(window.jobs)


def test_keys_of_the_window_rest_while_the_tour_is_there(shop: Shop, begun: Callable[[], Opened], qtbot: QtBot) -> None:
    window, first = begun()
    window.commands.run("tour")
    rest(window.jobs, seconds=20)
    assert first.tour is not None
    for _ in range(5):
        press(Qt.Key.Key_Tab, qtbot)
        assert first.tour.isAncestorOf(focus())
    qtbot.mouseClick(first.tour, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert first.tour.isVisible()
    press(Qt.Key.Key_Escape, qtbot)
    rest(window.jobs)
