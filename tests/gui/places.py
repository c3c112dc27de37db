"""Every place of the window: its pages, their tabs and steps, what opens over them. For tests of all that can be seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QTabBar, QTabWidget, QWidget

from census_desktop.domain.rows import RunFilter
from census_desktop.gui.kit.gallery import GalleryCard
from census_desktop.gui.main_window import MainWindow
from census_desktop.gui.segments.segment_view import TABS
from census_desktop.gui.syncs.sync_setup import Step
from tests.gui.hands import rest

Place = tuple[str, QWidget]
"""What it is called, and the window that it is in."""


def pages(window: MainWindow, customers: Path) -> Iterator[Place]:
    """Pages with something on them: a run is made, a file is looked into."""
    session = window.session
    assert session is not None
    run = next((r for r in session.app.runs.list(RunFilter(limit=1))), None) or session.app.runs.run("sync-vip")
    plan = session.app.ledger.plan_of(run.id)
    key = session.app.runs.changes(plan, limit=1).changes[0].key

    def go(page: str, **args: Any) -> Place:
        assert window.session is not None
        window.session.open_page(page, **args)
        rest(window.jobs, seconds=20)
        return " ".join((page, *map(str, args.values()))), window

    yield go("home")
    yield go("segments", segment="seg-vip")
    for title, *_ in TABS:
        yield go("segments", segment="seg-vip", tab=title)
    yield go("sync-editor", segment="seg-vip")
    yield go("sync-editor", sync="sync-vip")
    for step in Step:
        window.page("sync-editor").show_step(step)  # type: ignore[attr-defined]
        rest(window.jobs, seconds=20)
        yield f"sync-editor {step.name}", window
    yield go("sync-history", sync="sync-vip")
    yield go("review", sync="sync-de")
    yield go("review", undo=run.id)
    yield go("record", sync="sync-vip", key=key)
    yield go("forget", key=key)
    yield go("import", path=str(customers.with_name("nothing.yaml")))
    yield go("datasets", dataset="ds-customers")
    page = window.page("datasets")
    for number in range(page.findChild(QTabBar).count()):
        page.findChild(QTabBar).setCurrentIndex(number)
        rest(window.jobs, seconds=20)
        yield f"datasets {page.findChild(QTabBar).tabText(number)}", window
    yield go("datasets", add=True)
    page._adding.look_into(None, customers)  # type: ignore[attr-defined]
    rest(window.jobs, seconds=20)
    yield "datasets, a file", window
    yield go("destinations", connection="con-files")
    yield go("destinations", add=True)
    shown = window.page("destinations")
    next(card for card in shown.findChildren(GalleryCard) if card.accessibleName() == "Klaviyo").click()
    rest(window.jobs, seconds=20)
    yield "destinations, to connect", window
    shown.show_about()  # type: ignore[attr-defined]
    rest(window.jobs, seconds=20)
    yield "destinations, about", window
    yield go("runs", run=run.id)
    for tabs in window.page("runs").findChildren(QTabWidget) + window.page("runs").findChildren(QTabBar):
        for number in range(tabs.count() if tabs.isVisibleTo(window) else 0):
            tabs.setCurrentIndex(number)
            rest(window.jobs, seconds=20)
            yield f"runs, {tabs.tabText(number)}", window
    yield go("settings")
    yield go("log")
    yield go("health")
    yield go("segments", segment="seg-vip", tab="Syncs")


def popups(window: MainWindow) -> Iterator[Place]:
    """What opens over the pages by a command or a button; each is closed by Esc before the next."""
    session = window.session
    assert session is not None

    def settle() -> None:
        rest(window.jobs, seconds=20)

    def open_by(name: str, act: Callable[[], object]) -> Iterator[Place]:
        before = visible_windows()
        act()
        settle()
        opened = [w for w in visible_windows() if w not in before]
        yield name, opened[-1] if opened else window
        for top in opened or [QApplication.focusWidget() or window]:
            if shiboken6.isValid(top) and top.isVisible():
                QTest.keyClick(top if not opened else (QApplication.focusWidget() or top), Qt.Key.Key_Escape)
        settle()
        for top in opened:
            if shiboken6.isValid(top) and top.isVisible():
                top.close()
        settle()

    session.open_page("segments", segment="seg-vip", tab="Syncs")
    settle()
    for command in ("quick-sync", "palette", "shortcuts", "about", "guide", "tour", "welcome", "view-sql"):
        session.open_page("segments", segment="seg-vip", tab="Definition" if command == "view-sql" else "Syncs")
        settle()
        yield from open_by(command, lambda c=command: window.commands.run(c))
    session.open_page("segments", segment="seg-vip", tab="Definition")
    settle()
    for command in ("add-condition", "move-segment", "tag-segment"):
        yield from open_by(command, lambda c=command: window.commands.run(c))


def visible_windows() -> list[QWidget]:
    return [w for w in QApplication.topLevelWidgets() if w.isVisible() and not isinstance(w, QMenu)]
