"""Fixtures of the window's tests: a real workspace, a real pool, and nothing left behind."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from census_desktop.gui.jobs import Jobs
from census_desktop.gui.kit import palette, roles
from census_desktop.gui.session import Session
from tests.gui.hands import rest
from tests.gui.market import Market, open_market
from tests.gui.shop import Shop, build_shop

if TYPE_CHECKING:
    from census_desktop.bootstrap import App
    from tests.conftest import FakeClock


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["census-desktop"]


@pytest.fixture(scope="session")
def themed(qapp: QApplication) -> QApplication:
    """The program with its look, put on once: each widget there is would be dressed anew."""
    qapp.setStyle("Fusion")
    qapp.setFont(palette.ui_font())
    palette.apply_theme(qapp, palette.Theme.LIGHT)
    roles.install()
    return qapp


@pytest.fixture(autouse=True)
def _look(themed: QApplication, tmp_path: Path) -> Iterator[None]:
    """The program's look and locale, and settings in a folder of this test."""
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    QCoreApplication.setOrganizationName("census-desktop-tests")
    QCoreApplication.setApplicationName(tmp_path.name)
    if palette.scheme() is not palette.Scheme.LIGHT:
        palette.apply_theme(themed, palette.Theme.LIGHT)
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert not left, f"windows left open: {left}"


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    """A pool that must be quiet at the end."""
    made = Jobs()
    yield made
    assert made.shutdown(5000), "something in the pool did not stop"


@pytest.fixture(scope="session")
def shop_folder(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Shop]:
    """The small shop, made once; tests get copies."""
    from census_desktop.bootstrap import open_workspace
    from tests.conftest import FakeClock

    root = tmp_path_factory.mktemp("shop") / "workspace"
    opened = open_workspace(root, clock=FakeClock())
    made = build_shop(opened)
    opened.close()
    return root, made


@pytest.fixture
def workspace(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """The folder of this test's workspace: a copy of the shop for tests that ask for `shop`, else not there yet."""
    root = tmp_path / "workspace"
    if "shop" in request.fixturenames:
        shutil.copytree(request.getfixturevalue("shop_folder")[0], root)
    return root


@pytest.fixture
def app(workspace: Path, clock: FakeClock, jobs: Jobs) -> App:
    """A real workspace whose clock stands still. Closed by the pool's shutdown."""
    from census_desktop.bootstrap import open_workspace

    opened = open_workspace(workspace, clock=clock)
    jobs.attach(opened)
    return opened


@pytest.fixture
def session(app: App, jobs: Jobs) -> Session:
    return Session(app, jobs)


@pytest.fixture
def settle(qtbot: QtBot, jobs: Jobs) -> Callable[..., None]:
    """Wait until every question is answered and told, and nobody asks another one because of it.

    What a page does only after a pause in typing is given as its timers: their pause is over at once.
    """

    def wait(*pauses: QTimer) -> None:
        rest(jobs, *pauses)

    return wait


@pytest.fixture
def market(app: App) -> Market:
    """A workspace with six customers, their orders, and segments of them."""
    return open_market(app)


@pytest.fixture
def shop(shop_folder: tuple[Path, Shop]) -> Shop:
    """The small shop: 200 customers, 3 segments, 4 syncs, nothing has run."""
    return shop_folder[1]


@pytest.fixture
def show(qtbot: QtBot) -> Callable[[QWidget], QWidget]:
    """Put a widget on the screen at the size of the window."""

    def shown(widget: QWidget) -> QWidget:
        qtbot.addWidget(widget)
        widget.resize(1280, 800)
        widget.show()
        qtbot.waitExposed(widget)
        return widget

    return shown
