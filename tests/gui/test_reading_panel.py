"""How a file is read: what was found out, corrections with the first rows at once, personal data masked."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QTabBar, QTableView, QWidget
from pytestqt.qtbot import QtBot

from census_desktop.gui.datasets.datasets_page import DatasetsPage
from census_desktop.gui.kit import palette
from census_desktop.gui.session import Session
from tests.gui.hands import find
from tests.gui.market import Market

GERMAN = "Konto;Name;E-Mail;Email;Betrag\n0017;Zoë;x;a@example.com;1.234,5\n0018;NA;y;b@example.com;-7,25\n"


class Adding:
    """The Add data set page, used by its controls."""

    def __init__(self, session: Session, show: Callable[[QWidget], QWidget], settle: Callable[[], None], qtbot: QtBot) -> None:
        self.page = DatasetsPage(session)
        self.settle, self.qtbot = settle, qtbot
        self.page.resize(1180, 860)
        show(self.page)
        self.page.open(add=True)
        settle()

    def look(self, path: Path, table: str = "") -> None:
        self.page._adding.look_into(None, path, table)
        self.settle()

    def choose(self, name: str, text: str) -> None:
        box = find(self.page, QComboBox, name)
        assert box.findText(text) >= 0, [box.itemText(n) for n in range(box.count())]
        box.setCurrentIndex(box.findText(text))
        box.activated.emit(box.currentIndex())
        self.settle()

    def write(self, name: str, text: str) -> None:
        line = find(self.page, QLineEdit, name)
        line.setText(text)
        line.editingFinished.emit()
        self.settle()

    def press(self, name: str) -> None:
        self.qtbot.mouseClick(find(self.page, QPushButton, name), Qt.MouseButton.LeftButton)
        self.settle()

    @property
    def rows(self) -> list[list[str]]:
        model = find(self.page, QTableView, "First rows").model()
        return [[model.index(r, c).data() for c in range(model.columnCount())] for r in range(model.rowCount())]

    @property
    def told(self) -> str:
        return self.page._adding._reading._told.accessibleName()

    def picture(self, name: str) -> None:
        """For a person to look at, where CENSUS_PICTURES names a folder."""
        if folder := os.environ.get("CENSUS_PICTURES"):
            self.page.grab().save(str(Path(folder) / f"{name}.png"))


@pytest.fixture
def adding(
    session: Session, market: Market, show: Callable[[QWidget], QWidget], settle: Callable[[], None], qtbot: QtBot
) -> Adding:
    return Adding(session, show, settle, qtbot)


def test_a_german_export_is_corrected_until_its_rows_are_right(adding: Adding, market: Market, tmp_path: Path) -> None:
    path = tmp_path / "konten.csv"
    path.write_bytes(GERMAN.encode("cp1252"))
    adding.look(path)
    assert "not UTF-8" in adding.page._adding._banner.accessibleName()
    assert not find(adding.page, QPushButton, "Add data set").isEnabled()
    adding.picture("reading-not-utf8")
    adding.choose("Encoding", "windows-1252")
    assert adding.rows[0] == ["0017", "Zoë", "x", "••••••", "1.234,5"]
    adding.choose("Numbers are written", "1.234,5")
    assert adding.rows[0][4] == "1234.5"
    adding.write("Words for empty", "NA")
    assert adding.rows[1] == ["0018", "null", "y", "••••••", "-7.25"]
    adding.choose("Column to read as another type", "Konto")
    adding.choose("Type of the column", "integer")
    assert adding.rows[0][0] == "17"
    adding.picture("reading-corrected")
    adding.choose("Unique identifier", "Konto")
    adding.press("Add data set")
    saved = market.app.datasets.get("Konten")
    assert dict(saved.reading) == {
        **{"encoding": "windows-1252", "decimal": ",", "thousands": ".", "nulls": ["NA"], "types": {"Konto": "integer"}},
    }
    assert [c.name for c in saved.columns if c.pii] == ["Email"]


def test_corrections_are_taken_back_at_once(adding: Adding, tmp_path: Path) -> None:
    path = tmp_path / "plain.csv"
    path.write_text("id,email\n1,a@example.com\n", encoding="utf-8")
    adding.look(path)
    adding.choose("Names", "there are none")
    assert [row[0] for row in adding.rows] == ["id", "1"]
    adding.press("Read as found")
    assert adding.rows == [["1", "••••••"]]


def test_files_of_a_pattern_tell_how_they_differ(adding: Adding, tmp_path: Path) -> None:
    folder = tmp_path / "sales"
    folder.mkdir()
    (folder / "sales-01.csv").write_text("id,amount\n1,5\n", encoding="utf-8")
    (folder / "sales-02.csv").write_text("id,amount,tax\n2,7,1\n", encoding="utf-8")
    adding.look(folder)
    adding.choose("File or table", "sales-*.csv")
    assert "sales-02.csv: also “tax”" in adding.told
    adding.write("Column for the file's name", "month")
    assert sorted(row[2] for row in adding.rows) == ["sales-01.csv", "sales-02.csv"]
    adding.picture("reading-pattern")


def test_a_saved_data_set_is_read_differently_later(adding: Adding, market: Market) -> None:
    (market.app.paths.root / "shop" / "orders.csv").write_text(
        "order_id;customer_id;amount;state\n01;1;1,5;paid\n02;2;2;open\n", encoding="utf-8"
    )
    adding.page.open(dataset=market.orders.id)
    adding.settle()
    tabs = find(adding.page, QTabBar, "Views of the data set")
    tabs.setCurrentIndex([tabs.tabText(n) for n in range(tabs.count())].index("Reading"))
    adding.settle()
    save = find(adding.page, QPushButton, "Save how it is read")
    assert not save.isEnabled()
    adding.choose("Numbers are written", "1234,5")
    assert [row[2] for row in adding.rows] == ["1.5", "2.0"]
    adding.picture("reading-tab")
    adding.press("Save how it is read")
    saved = market.app.datasets.get(market.orders.id)
    assert dict(saved.reading) == {"decimal": ","}
    assert {c.name: c.type.value for c in saved.columns}["amount"] == "number"
    adding.page.open(dataset=market.customers.id)
    adding.settle()
    assert adding.page._detail.reading._looked is not None


@pytest.mark.parametrize("theme", [palette.Theme.DARK])
def test_it_is_drawn_in_the_dark_too(adding: Adding, tmp_path: Path, qapp: object, theme: palette.Theme) -> None:
    path = tmp_path / "plain.csv"
    path.write_text("id,email,amount\n" + "".join(f"{n},p{n}@example.com,{n / 4}\n" for n in range(30)), encoding="utf-8")
    adding.look(path)
    palette.apply_theme(qapp, theme)  # type: ignore[arg-type]
    adding.settle()
    adding.picture("reading-dark")
    assert len(adding.rows) == 20
    palette.apply_theme(qapp, palette.Theme.LIGHT)  # type: ignore[arg-type]
