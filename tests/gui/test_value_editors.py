"""Values as people type them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QCalendarWidget
from pytestqt.qtbot import QtBot

from census_desktop.domain.conditions import ColumnType, Operand
from census_desktop.gui.segments.value_editors import DateLine, NumberLine, PairField, ValueLine, editor_for
from census_desktop.gui.segments.value_text import format_number, parse_moment, parse_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,200", 1200),
        ("1200", 1200),
        ("-5", -5),
        ("3.5", 3.5),
        ("1,204.90", 1204.9),
        ("9007199254740993", 9007199254740993),
        ("", None),
        ("abc", None),
        ("1e400", None),
        ("nan", None),
        ("inf", None),
        ("²", None),
    ],
)
def test_numbers_are_read_in_the_users_locale(text: str, value: float | None):
    assert parse_number(text) == value


def test_another_locale_writes_and_reads_its_own_signs():
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.German, QLocale.Country.Germany))
    try:
        assert parse_number("1.204,9") == 1204.9
        assert (format_number(1204.9), format_number(1200)) == ("1.204,9", "1.200")
    finally:
        QLocale.setDefault(before)


def test_whole_numbers_and_bounds():
    assert parse_number("2.5", whole=True) is None
    assert parse_number("2.0", whole=True) == 2
    assert parse_number("-1", least=0) is None
    assert (format_number("as text"), format_number(True)) == ("as text", "True")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2026-05-31", "2026-05-31"),
        ("2026-05-31 08:00", "2026-05-31T08:00:00"),
        ("2026-05-31T08:00:00+02:00", "2026-05-31T08:00:00+02:00"),
        ("31/05/2026", "2026-05-31"),
        ("2026-13-01", None),
        ("soon", None),
        ("", None),
        ("2026-05", None),
    ],
)
def test_dates_and_moments_are_read(text: str, value: str | None):
    assert parse_moment(text) == value


def test_arrows_count(qtbot: QtBot):
    line = NumberLine("n", least=0)
    qtbot.addWidget(line)
    said = []
    line.edited.connect(lambda: said.append(line.value()))
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(line, key)
    assert said == [1, 2, 1, 0]


def test_a_value_put_in_says_nothing_and_is_shown_as_people_write_it(qtbot: QtBot):
    line = NumberLine("n")
    qtbot.addWidget(line)
    line.edited.connect(lambda: pytest.fail("nobody typed"))
    line.set_value(1200)
    assert line.text() == "1,200"
    line.set_value(None)
    assert line.text() == ""


def test_a_day_is_chosen_from_the_calendar(qtbot: QtBot):
    line = DateLine("seen")
    qtbot.addWidget(line)
    line.show()
    line.set_value("2026-05-31T08:00:00")
    assert line.text() == "2026-05-31 08:00:00"
    qtbot.keyClick(line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = line.findChild(QCalendarWidget)
    assert calendar.isVisible()
    assert calendar.selectedDate() == QDate(2026, 5, 31)
    with qtbot.waitSignal(line.edited):
        calendar.activated.emit(QDate(2026, 6, 1))
    assert line.value() == "2026-06-01"
    assert not calendar.isVisible()


@pytest.mark.parametrize("operand", list(Operand))
@pytest.mark.parametrize("type_", list(ColumnType))
def test_every_operand_of_every_type_has_its_editor(qtbot: QtBot, operand: Operand, type_: ColumnType):
    editor = editor_for(operand, type_, "x")
    assert (editor is None) == (operand is Operand.NONE)
    if editor is not None:
        qtbot.addWidget(editor)
        assert not editor.value()


def test_half_a_pair_is_kept_while_it_is_unfinished(qtbot: QtBot):
    pair = PairField(ValueLine("a"), ValueLine("b"))
    qtbot.addWidget(pair)
    pair.low.setText("1")
    pair.set_value(None)
    assert pair.low.text() == "1"
    pair.set_value(("3", "4"))
    assert pair.value() == ("3", "4")
