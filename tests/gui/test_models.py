"""Both item models keep Qt's contract, and keep the user's place when the data under them moves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from census_desktop.domain.errors import CensusError, SourceError
from census_desktop.gui.jobs import Jobs
from census_desktop.gui.kit.models import PLACEHOLDER, RIGHT, Column, PagedModel, RowRole, SecondRole, TableModel


@dataclass(frozen=True)
class Pet:
    name: str
    age: int | None


COLUMNS = (
    Column[Pet]("Name", lambda p: p.name, second=lambda p: f"{p.age} years"),
    Column[Pet]("Age", lambda p: str(p.age or ""), align=RIGHT, sort=lambda p: p.age, width=60),
)
PETS = (Pet("Rex", 9), Pet("Ada", 10), Pet("Kim", None))


def names(model: Any) -> list[str]:
    return [model.index(n, 0).data() for n in range(model.rowCount())]


@pytest.fixture
def table(qtmodeltester: ModelTester) -> TableModel[Pet]:
    return TableModel(COLUMNS, key=lambda p: p.name)


def test_the_table_model_is_a_model(table: TableModel[Pet], qtmodeltester: ModelTester) -> None:
    table.set_rows(PETS)
    qtmodeltester.check(table)


def test_a_cell_shows_reads_and_explains(table: TableModel[Pet]) -> None:
    table.set_rows(PETS)
    cell = table.index(0, 0)
    assert cell.data() == "Rex"
    assert cell.data(SecondRole) == "9 years"
    assert cell.data(RowRole) is PETS[0]
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "Rex, 9 years"
    assert table.headerData(1, Qt.Orientation.Horizontal) == "Age"


def test_sorting_goes_by_value_and_puts_unknown_last(table: TableModel[Pet]) -> None:
    table.set_rows(PETS)
    table.sort(1, Qt.SortOrder.DescendingOrder)
    assert names(table) == ["Ada", "Rex", "Kim"]
    table.sort(1, Qt.SortOrder.AscendingOrder)
    assert names(table) == ["Rex", "Ada", "Kim"]


def test_sorting_takes_the_selection_along(table: TableModel[Pet]) -> None:
    table.set_rows(PETS)
    held = QPersistentModelIndex(table.index(0, 0))
    table.sort(1, Qt.SortOrder.DescendingOrder)
    assert held.data() == "Rex"


def test_new_values_of_the_same_rows_are_no_reset(table: TableModel[Pet], qtbot: QtBot) -> None:
    table.set_rows(PETS)
    with qtbot.assertNotEmitted(table.modelReset), qtbot.waitSignal(table.dataChanged):
        table.set_rows([Pet(p.name, 1) for p in PETS])
    assert table.row_of("Kim") == 2
    assert table.row_of("Tom") == -1


class Shelf:
    """A store of `size` pets that notes what it was asked."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.asked: list[int] = []

    def fetch(self, offset: int, limit: int) -> tuple[list[Pet], int]:
        self.asked.append(offset)
        return [Pet(f"p{n}", n) for n in range(offset, min(offset + limit, self.size))], self.size


@pytest.fixture
def paged(jobs: Jobs) -> PagedModel[Pet]:
    return PagedModel(jobs, COLUMNS, page_size=50, keep=3)


def test_the_paged_model_is_a_model(
    paged: PagedModel[Pet], qtmodeltester: ModelTester, settle: Callable[[], None], qtbot: QtBot
) -> None:
    qtmodeltester.check(paged)
    with qtbot.waitSignal(paged.loaded):
        paged.load(Shelf(120).fetch)
    qtmodeltester.check(paged)
    qtbot.waitUntil(lambda: not paged.is_loading)
    settle()


def test_pages_come_when_they_are_looked_at_and_old_ones_go(paged: PagedModel[Pet], qtbot: QtBot) -> None:
    shelf = Shelf(5000)
    with qtbot.waitSignal(paged.loaded):
        paged.load(shelf.fetch)
    assert paged.rowCount() == 5000
    assert paged.index(0, 0).data() == "p0"
    for row in (1000, 2000, 3000, 4999):
        assert paged.index(row, 0).data() == PLACEHOLDER
        qtbot.waitUntil(lambda row=row: paged.index(row, 0).data() == f"p{row}")
    assert shelf.asked == [0, 1000, 2000, 3000, 4950]
    assert paged.index(0, 0).data() == PLACEHOLDER
    qtbot.waitUntil(lambda: paged.index(0, 0).data() == "p0")


def test_a_fast_scroll_asks_only_for_what_is_in_sight_at_its_end(paged: PagedModel[Pet], qtbot: QtBot) -> None:
    shelf = Shelf(5000)
    with qtbot.waitSignal(paged.loaded):
        paged.load(shelf.fetch)
    for row in range(0, 5000, 10):
        paged.index(row, 0).data()
    qtbot.waitUntil(lambda: not paged.is_loading)
    assert len(shelf.asked) <= 5
    assert 4950 in shelf.asked


def test_asking_again_keeps_place_and_rows_until_the_answer(paged: PagedModel[Pet], qtbot: QtBot) -> None:
    shelf = Shelf(200)
    with qtbot.waitSignal(paged.loaded):
        paged.load(shelf.fetch)
    held = QPersistentModelIndex(paged.index(10, 0))
    shelf.size = 201
    paged.reload()
    assert paged.index(10, 0).data() == "p10"
    with qtbot.waitSignal(paged.loaded):
        pass
    assert held.isValid()
    assert paged.rowCount() == 201
    shelf.size = 20
    with qtbot.waitSignal(paged.loaded):
        paged.reload()
    assert paged.rowCount() == 20


def test_another_question_starts_from_the_top(paged: PagedModel[Pet], qtbot: QtBot) -> None:
    with qtbot.waitSignal(paged.loaded):
        paged.load(Shelf(200).fetch)
    with qtbot.waitSignals([paged.modelReset, paged.loaded]):
        paged.load(Shelf(3).fetch)
    assert names(paged) == ["p0", "p1", "p2"]


def test_a_page_that_cannot_be_read_is_told(paged: PagedModel[Pet], qtbot: QtBot) -> None:
    def fail(offset: int, limit: int) -> tuple[list[Pet], int]:
        raise SourceError("The file moved.")

    with qtbot.waitSignal(paged.failed) as told:
        paged.load(fail)
    error = told.args[0]
    assert isinstance(error, CensusError)
    assert not paged.is_loading
