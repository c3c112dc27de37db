"""What comes from outside to a window: it shows what was asked for, and nothing else happens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from census_desktop.bootstrap import App, open_workspace
from census_desktop.domain.rows import RunFilter
from census_desktop.gui.arrivals import Arrivals
from census_desktop.gui.kit.widgets import Banner
from census_desktop.gui.main_window import PAGES, MainWindow
from census_desktop.usecases.arrivals import Arrival
from tests.gui.hands import rest
from tests.gui.shop import Shop


@pytest.fixture
def window(shop: Shop, workspace: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    app = open_workspace(workspace)
    app.catalog.set_setting("schedules", "off")  # what is due would run by itself
    app.close()
    made = MainWindow(workspace)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def link(text: str) -> Arrival:
    return Arrival("open-link", f"census-desktop://{text}")


def said(window: MainWindow) -> str:
    return " ".join(banner.accessibleName() for banner in window.findChildren(Banner) if banner.isVisible())


def kept(app: App) -> tuple[object, ...]:
    """What a link might change if it could; sizes of segments that are looked at are counted anew."""
    segments = [replace(segment, size=None, size_of=None, size_at=None) for segment in app.segments.all()]
    return app.syncs.all(), app.runs.list(RunFilter()), segments, app.destinations.all(), app.syncs.schedules_on


def test_a_second_start_takes_no_link_from_a_window_that_opens(window: MainWindow, qtbot: QtBot) -> None:
    arrivals = Arrivals(window)
    arrivals.open(link("settings/look"))
    arrivals.open(Arrival())
    window.open_workspace()
    qtbot.waitUntil(lambda: window.is_opened, timeout=20_000)
    rest(window.jobs)
    assert window.page_name == "settings"


def test_what_is_asked_for_is_shown_and_nothing_is_changed(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_ACTIVATION_TOKEN", raising=False)
    arrivals = Arrivals(window)
    arrivals.open(link("sync/sync-de"))  # before the workspace is open: it waits
    window.open_workspace()
    qtbot.waitUntil(lambda: window.is_opened, timeout=20_000)
    rest(window.jobs, seconds=20)
    went: list[tuple[str, dict[str, Any]]] = []
    assert window.session is not None
    assert window._trail[-1][1]["sync"] == "sync-de"
    window.session.page_requested.connect(lambda name, args: went.append((name, args)))
    before = kept(window.session.app)

    window.showMinimized()
    arrivals.take(Arrival("open-link", "census-desktop://dataset/Customers", "token-of-the-second"))
    rest(window.jobs)
    assert not window.isMinimized()
    assert went.pop()[0] == "datasets"

    for hostile in ("run/no-such-run", "segment/..%2F..%2Fetc", "destination/'%3B--"):
        arrivals.take(link(hostile))
        rest(window.jobs)
        assert "What the link names is not in this workspace" in said(window)
    arrivals.take(link("settings/no-such-card"))
    assert "The link names no card of the settings" in said(window)
    arrivals.take(Arrival("open-link", "census-desktop://segment/seg-vip?run=now"))
    assert "This link cannot be opened" in said(window)
    assert went == []

    document = tmp_path / "shop.census.yaml"
    document.write_text("version: 1\n", encoding="utf-8")
    page = ("import", {"path": str(document)}) if "import" in PAGES else ("settings", {"card": "workspace"})
    QApplication.instance().installEventFilter(arrivals)  # type: ignore[union-attr]
    for event in (QFileOpenEvent(str(document)), QFileOpenEvent(QUrl("census-desktop://settings/look"))):
        QApplication.sendEvent(QApplication.instance(), event)
        rest(window.jobs)
    assert went == [page, ("settings", {"card": "look"})]
    QApplication.sendEvent(QApplication.instance(), QFileOpenEvent(QUrl("https://example.com/x")))
    assert "This cannot be opened" in said(window)
    QApplication.instance().removeEventFilter(arrivals)  # type: ignore[union-attr]
    assert kept(window.session.app) == before
