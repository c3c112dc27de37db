"""What the tests of data sets share: hands at the page of data sets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QTabBar, QTableView, QWidget
from pytestqt.qtbot import QtBot

from census_desktop.gui.datasets.datasets_page import DatasetsPage
from census_desktop.gui.kit.models import SecondRole
from census_desktop.gui.session import Session
from tests.gui.hands import find
from tests.gui.market import Market

Show = Callable[[QWidget], QWidget]
Settle = Callable[[], None]


class Hands:
    def __init__(self, page: DatasetsPage, qtbot: QtBot, settle: Settle) -> None:
        self.page, self.qtbot, self.settle = page, qtbot, settle
        self.went: list[tuple[str, dict[str, Any]]] = []
        page.session.page_requested.connect(lambda name, args: self.went.append((name, args)))

    def open(self, **args: Any) -> Hands:
        self.page.open(**args)
        self.settle()
        return self

    def press(self, name: str) -> None:
        self.qtbot.mouseClick(find(self.page, QPushButton, name), Qt.MouseButton.LeftButton)
        self.settle()

    def choose(self, name: str, text: str) -> None:
        box = find(self.page, QComboBox, name)
        assert box.findText(text) >= 0
        box.setCurrentIndex(box.findText(text))
        box.activated.emit(box.currentIndex())
        self.settle()

    def toggle(self, table: str, column: str) -> None:
        """Go to the column and press Space."""
        view = find(self.page, QTableView, table)
        model = view.model()
        row = next(n for n in range(model.rowCount()) if model.index(n, 0).data() == column)
        view.setCurrentIndex(model.index(row, 0))
        self.qtbot.keyClick(view, Qt.Key.Key_Space)
        self.settle()

    def tab(self, name: str) -> None:
        bar = find(self.page, QTabBar, "Views of the data set")
        bar.setCurrentIndex(next(n for n in range(bar.count()) if bar.tabText(n) == name))
        self.settle()

    def rows(self, table: str) -> list[tuple[str, str]]:
        """First and second line of each row's first cell."""
        model = find(self.page, QTableView, table).model()
        return [(model.index(n, 0).data(), model.index(n, 0).data(SecondRole)) for n in range(model.rowCount())]

    def select(self, table: str, row: int) -> None:
        view = find(self.page, QTableView, table)
        view.setCurrentIndex(view.model().index(row, 0))
        self.settle()

    def says(self, text: str) -> bool:
        """Whether a label that is seen has this text."""
        return any(text in w.text() for w in self.page.findChildren(QLabel) if w.isVisibleTo(self.page))

    @property
    def banner(self) -> str:
        detail = self.page._detail
        banners = (
            detail._banner, detail.columns.drift, detail.relations.banner, detail.computed.banner,
            detail.history.banner, self.page._adding._banner,
        )  # fmt: skip
        return " ".join(b.accessibleName() for b in banners if b.isVisibleTo(self.page))

    @property
    def lines(self) -> list[str]:
        model = find(self.page, QTableView, "Data sets").model()
        return [model.index(n, 0).data() for n in range(model.rowCount())]


@pytest.fixture(name="hands")
def the_hands(session: Session, show: Show, qtbot: QtBot, settle: Settle) -> Hands:
    page = DatasetsPage(session)
    session.changed.connect(page.refresh)
    show(page)
    return Hands(page, qtbot, settle)


@pytest.fixture(name="contacts")
def the_contacts(market: Market) -> Path:
    path = market.app.paths.root / "shop" / "contacts.csv"
    path.write_text("contact_id,email,phone,city\n1,a@example.com,030,Rome\n2,b@example.com,031,Oslo\n", encoding="utf-8")
    return path
