"""Data sets: adding a file or folder, what is found in it, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QPushButton

from census_desktop.domain.conditions import ColumnType
from census_desktop.domain.model import Column, Dataset
from census_desktop.gui.datasets import dataset_lines
from tests.gui.datasets_room import Hands, the_contacts, the_hands  # noqa: F401  the fixture
from tests.gui.hands import find
from tests.gui.market import Market


def test_a_file_is_added_with_what_was_found_in_it(hands: Hands, market: Market, contacts: Path):
    hands.open()
    hands.press("Add a data set")
    hands.press("Choose a file…")
    dialog = hands.page._adding.findChild(QFileDialog)
    dialog.fileSelected.emit(str(contacts))
    dialog.close()
    hands.settle()
    assert find(hands.page, QLineEdit, "Data set name").text() == "Contacts"
    assert find(hands.page, QComboBox, "Unique identifier").currentText() == "contact_id"
    assert find(hands.page, QComboBox, "E-mail address").currentText() == "email"
    hands.toggle("Detected columns", "city")
    hands.press("Add data set")
    made = market.app.datasets.get("Contacts")
    assert (made.type, made.table, made.unique_identifier) == ("person", "contacts.csv", "contact_id")
    assert [c.name for c in made.columns if c.pii] == ["email", "phone", "city"]
    assert market.app.sources.get(made.source_id).config == {"path": "shop/contacts.csv"}
    assert market.app.segments.count(market.app.segments.new(made.id)).count == 2
    assert "Contacts" in hands.lines


def test_a_folder_that_is_known_is_not_added_twice(hands: Hands, market: Market, contacts: Path):
    hands.open(add=True)
    hands.page._adding.look_into(None, market.app.paths.root / "shop")
    hands.settle()
    assert not find(hands.page, QPushButton, "Add data set").isEnabled()
    hands.choose("File or table", "contacts.csv")
    hands.press("Add data set")
    assert len(market.app.sources.all()) == 1
    assert market.app.datasets.get("Contacts").source_id == market.source.id


def test_a_known_source_is_chosen_by_name(hands: Hands, market: Market, contacts: Path):
    hands.open(add=True)
    hands.choose("Source", "Shop files")
    assert find(hands.page, QComboBox, "File or table").count() == 3


def test_a_file_outside_the_workspace_keeps_its_whole_path(hands: Hands, market: Market, tmp_path: Path):
    path = tmp_path / "plain.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    hands.open(add=True)
    hands.page._adding.look_into(None, path)
    hands.settle()
    hands.press("Add data set")
    made = market.app.datasets.get("Plain")
    assert (made.type, made.unique_identifier) == ("generic", "")
    assert market.app.sources.get(made.source_id).config == {"path": str(path)}


@pytest.mark.parametrize(
    ("name", "content", "said"), [("e.csv", "", "is empty"), ("b.parquet", "no", "Parquet"), ("x.doc", "x", "no file in it")]
)
def test_a_file_that_cannot_be_read_says_why(hands: Hands, market: Market, tmp_path: Path, name: str, content: str, said: str):
    (tmp_path / name).write_text(content, encoding="utf-8")
    hands.open(add=True)
    hands.page._adding.look_into(None, tmp_path / name)
    hands.settle()
    assert said in hands.banner
    assert not find(hands.page, QPushButton, "Add data set").isEnabled()


def test_an_incomplete_data_set_is_not_saved(hands: Hands, market: Market, contacts: Path):
    hands.open(add=True)
    hands.page._adding.look_into(None, contacts)
    hands.settle()
    hands.choose("Unique identifier", "none")
    hands.press("Add data set")
    assert "identifies a record" in hands.page._adding._form._rows["unique_identifier"].error
    hands.press("Cancel")
    assert hands.lines == ["Customers", "Orders"]


@pytest.mark.parametrize(
    ("table", "columns", "type_", "unique"),
    [
        ("people.csv", {"id": "integer", "email": "text"}, "person", "id"),
        ("orders.csv", {"customer_id": "integer", "order_id": "integer"}, "generic", "order_id"),
        ("events.parquet", {"event_id": "integer", "event": "text", "at": "datetime"}, "event", "event_id"),
        ("log.csv", {"line": "text"}, "generic", ""),
        ("log.csv", {"event": "text"}, "generic", ""),
    ],
)
def test_likely_properties_come_from_the_names(table: str, columns: dict[str, str], type_: str, unique: str):
    dataset = Dataset("d", "", "s", table, columns=tuple(Column(n, ColumnType(t)) for n, t in columns.items()))
    found = dataset_lines.likely(dataset)
    assert (found.type, found.unique_identifier) == (type_, unique)
    assert bool(found.event_name) == (type_ == "event")
