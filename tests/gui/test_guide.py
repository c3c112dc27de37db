"""Help opens at the right page, offline: every link of the window has its page, and every screen its link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QPushButton, QTextBrowser
from pytestqt.qtbot import QtBot

from census_desktop import paths
from census_desktop.gui.guide import pages, reader
from census_desktop.gui.guide.opening import open_page
from census_desktop.gui.guide.reader import GuideReader, readable
from census_desktop.gui.help import AboutDialog
from census_desktop.gui.main_window import PAGES, MainWindow
from census_desktop.gui.segments.segment_view import TABS
from tests.gui.hands import find, rest
from tests.gui.shop import Shop

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "guide"
GENERATED = {"keyboard", "destinations", "behaviours", "command-line"}


@pytest.fixture
def window(shop: Shop, workspace: Path, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """A window whose guide is built in a folder of this test."""
    built = tmp_path / "guide"
    built.mkdir()
    for name in pages.all_pages():
        (built / f"{name}.html").write_text(name, encoding="utf-8")
    monkeypatch.setattr("census_desktop.gui.guide.opening.guide_folder", lambda: built)
    made = MainWindow(workspace)
    qtbot.addWidget(made)
    made.show()
    made.open_workspace()
    rest(made.jobs, seconds=20)
    yield made
    made.close()


def test_every_link_of_the_window_has_a_page() -> None:
    there = {path.stem for path in GUIDE.glob("*.md")} | GENERATED
    assert pages.all_pages() <= there


def test_every_screen_and_tab_has_a_link() -> None:
    missing = set(PAGES) - set(pages.OF_SCREEN)
    assert not missing, "say in gui/guide/pages.py which page of docs/guide is about it"
    assert len(pages.OF_TABS["segments"]) == len(TABS)


def test_every_link_between_pages_is_one() -> None:
    there = {path.stem for path in GUIDE.glob("*.md")} | GENERATED
    for path in GUIDE.glob("*.md"):
        text = path.read_text(encoding="utf-8")
        broken = [name for name in re.findall(r"\]\(([\w./-]+)\.md\)", text) if name not in there]
        assert not broken, path.name
        pictures = [name for name in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", text) if not (GUIDE / name).resolve().is_file()]
        assert not pictures, path.name


def test_f1_opens_the_page_of_the_screen_and_of_the_tab(window: MainWindow, qtbot: QtBot) -> None:
    opened: list[str] = []

    def browser(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()).stem)
        return True

    window.help.open_url = browser
    window.commands.run("tab-1")
    for act in ("go-segments", "tab-4", "go-runs", "go-destinations", "settings"):
        window.commands.run(act)
        rest(window.jobs, seconds=20)
        assert window.commands.run("help-page")
    assert opened == ["segments", "analysis", "runs", "destinations", "settings"]
    window.commands.run("guide")
    assert opened[-1] == "index"


def test_without_a_browser_the_text_is_read_in_a_window(window: MainWindow, qtbot: QtBot) -> None:
    window.help.open_url = lambda _url: False
    window.commands.run("go-runs")
    rest(window.jobs, seconds=20)
    window.commands.run("help-page")
    shown = window.findChild(GuideReader)
    assert shown is not None
    text = find(shown, QTextBrowser, "User guide")
    assert "a guard wants you to look first" in text.toPlainText()
    window.commands.run("guide")
    assert window.findChildren(GuideReader) == [shown]
    assert "user guide" in text.toPlainText()
    assert "{toctree}" not in text.toPlainText()
    qtbot.mouseClick(find(shown, QPushButton, "Back"), Qt.MouseButton.LeftButton)
    assert shown.page == "runs"
    text.anchorClicked.emit(QUrl("review.md"))
    assert shown.page == "review"
    text.anchorClicked.emit(QUrl("destinations/klaviyo.md"))  # is there only when it was built
    assert shown.page == "index"
    shown.close()


def test_dialogs_have_f1_of_their_own(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("census_desktop.gui.guide.opening.open_page", lambda page, _over: opened.append(page))
    window.commands.run("about")
    dialog = window.findChild(AboutDialog)
    assert dialog is not None
    shortcut = dialog.findChild(QShortcut)
    assert shortcut is not None
    shortcut.activated.emit()
    assert opened == [pages.INDEX]
    dialog.close()


def test_a_guide_that_is_nowhere_is_said(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "guide_text", lambda _page, _folder: None)
    shown = GuideReader(None)
    qtbot.addWidget(shown)
    shown.show_page("runs")
    assert "not part of this installation" in find(shown, QTextBrowser, "User guide").toPlainText()


def test_the_guide_is_found_where_it_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bundle = tmp_path / "bundle"
    (bundle / "guide" / "_sources").mkdir(parents=True)
    (bundle / "guide" / "index.html").touch()
    (bundle / "guide" / "_sources" / "runs.md.txt").touch()
    monkeypatch.setattr(paths.sys, "_MEIPASS", str(bundle), raising=False)
    assert paths.guide_folder() == bundle / "guide"
    assert paths.guide_text("runs", bundle / "guide") == bundle / "guide" / "_sources" / "runs.md.txt"
    assert paths.guide_text("index", None) == GUIDE / "index.md"
    assert paths.guide_text("nowhere", None) is None


@pytest.mark.parametrize("path", sorted(GUIDE.glob("*.md")), ids=lambda p: p.stem)
def test_what_qt_reads_has_no_marks_of_the_generator(path: Path) -> None:
    text = readable(path.read_text(encoding="utf-8"))
    assert "```{" not in text
    assert "\n: " not in text
    assert "![" not in text


def test_a_reader_is_opened_from_a_checkout(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("census_desktop.gui.guide.opening.guide_folder", lambda: None)
    over = QPushButton()
    qtbot.addWidget(over)
    open_page("glossary", over, lambda _url: False)
    shown = over.findChild(GuideReader)
    assert shown is not None
    assert shown.page == "glossary"
    shown.close()
