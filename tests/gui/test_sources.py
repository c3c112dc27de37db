"""Connecting a source in the window: kinds, a form, a test in words, the tables; editing and removing one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from census_desktop.gui.config_form import SecretLine
from census_desktop.gui.datasets.datasets_page import DatasetsPage
from census_desktop.gui.kit.gallery import GalleryCard
from census_desktop.gui.session import Session
from tests.gui.hands import find, names, popup
from tests.gui.shop import Shop
from tests.postgres import PASSWORD, Postgres, postgres  # noqa: F401  the fixture

Settle = Callable[[], None]


class Hands:
    def __init__(self, page: DatasetsPage, qtbot: QtBot, settle: Settle) -> None:
        self.page, self.qtbot, self.settle = page, qtbot, settle

    def press(self, name: str) -> None:
        self.qtbot.mouseClick(find(self.page, QPushButton, name), Qt.MouseButton.LeftButton)
        self.settle()

    def type(self, **texts: str) -> None:
        for name, text in texts.items():
            line = find(self.page, QLineEdit, name.replace("_", " "))
            line.clear()
            self.qtbot.keyClicks(line, text)

    def pick(self, title: str) -> None:
        self.qtbot.mouseClick(find(self.page, GalleryCard, title), Qt.MouseButton.LeftButton)
        self.settle()

    @property
    def panel(self) -> Any:
        return self.page._gallery._panel

    @property
    def result(self) -> str:
        return self.panel._result.accessibleName() if self.panel._result.isVisibleTo(self.page) else ""


@pytest.fixture
def hands(session: Session, shop: Shop, show: Callable[[QWidget], QWidget], qtbot: QtBot, settle: Settle) -> Hands:
    page = DatasetsPage(session)
    show(page)
    page.open(add=True)
    settle()
    found = Hands(page, qtbot, settle)
    found.press("Connect a database…")
    return found


def test_kinds_stand_in_groups_and_can_be_searched(hands: Hands) -> None:
    cards = names(hands.page, GalleryCard)
    assert {"PostgreSQL", "MySQL or MariaDB", "SQL Server", "Files", "DuckDB"} <= set(cards)
    hands.qtbot.keyClicks(find(hands.page, QLineEdit, "Search sources"), "maria")
    hands.qtbot.waitUntil(lambda: names(hands.page, GalleryCard) == ["MySQL or MariaDB"])


def test_what_has_to_be_installed_first_is_said_with_its_command(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hands.page.session.app.sources, "missing_extra", lambda type_: "mssql" if type_ == "mssql" else "")
    hands.pick("SQL Server")
    said = hands.panel._install.accessibleName()
    assert 'pip install "census-desktop[mssql]"' in said
    assert not find(hands.page, QPushButton, "Test connection").isEnabled()
    hands.press("Copy the command")
    assert QGuiApplication.clipboard().text() == 'pip install "census-desktop[mssql]"'


def test_faults_stand_at_their_fields(hands: Hands) -> None:
    hands.pick("PostgreSQL")
    assert find(hands.page, QComboBox, "TLS").currentText() == "auto"
    hands.press("Test connection")
    assert hands.panel._form.error_of("host") == "Is missing"
    hands.type(Source_name="")
    hands.press("Save source")
    assert hands.panel._name_row.error == "A source needs a name"


@pytest.mark.postgres
def test_a_database_is_tested_saved_looked_into_edited_and_removed(hands: Hands, postgres: Postgres) -> None:  # noqa: F811
    database = postgres.new_database()
    with closing(postgres.connect(database)) as connection:
        connection.execute("CREATE TABLE buyers (id int, email text)")
        connection.execute("CREATE SCHEMA sales CREATE VIEW orders AS SELECT 1 AS id")
    app = hands.page.session.app
    hands.pick("PostgreSQL")
    hands.type(Source_name="Warehouse", Host=postgres.host, Port=str(postgres.port), Database=database, User=postgres.user)
    hands.type(Password="wrong")
    hands.press("Test connection")
    assert "did not accept the user or the password" in hands.result
    assert "wrong" not in hands.result
    hands.type(Password=PASSWORD)
    hands.press("Test connection")
    assert hands.result == "It works: 2 tables and views, such as buyers, sales.orders."
    app.sources.keep_secrets = lambda id_, secrets, for_session=False: type(app.sources).keep_secrets(
        app.sources, id_, secrets, for_session=True
    )  # this computer may have no keyring
    hands.press("Save source")
    assert find(hands.page, QComboBox, "Source").currentText() == "Warehouse"
    tables = find(hands.page, QComboBox, "File or table")
    assert [tables.itemText(n) for n in range(tables.count())] == ["buyers", "sales.orders"]

    hands.press("Edit the source")
    assert find(hands.page, SecretLine, "Password").placeholderText() == "stored; type to replace it"
    hands.press("Test connection")
    assert hands.result.startswith("It works")
    hands.type(Source_name="Shop database")
    hands.press("Save source")
    (source,) = (s for s in app.sources.all() if s.type == "postgres")
    assert (source.name, "password" in source.config) == ("Shop database", False)

    hands.press("Edit the source")
    hands.press("Remove the source")
    hands.qtbot.mouseClick(
        next(b for b in popup(QMessageBox).buttons() if b.text() == "Remove source"), Qt.MouseButton.LeftButton
    )
    hands.settle()
    assert [s.type for s in app.sources.all()] != []
    assert "postgres" not in {s.type for s in app.sources.all()}


def test_a_source_with_data_sets_stays(hands: Hands) -> None:
    (source, *_) = hands.page.session.app.sources.all()
    hands.pick(source.name)
    hands.press("Remove the source")
    assert "Remove them first" in hands.result
    assert hands.page.session.app.sources.get(source.id)
