"""The Definition tab: editing, counting, undo, drafts, saving, and what it must leave alone."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from census_desktop.domain.conditions import Condition, Group, SqlCondition
from census_desktop.domain.model import Segment, new_id
from census_desktop.gui.jobs import Jobs
from census_desktop.gui.kit.chips import ChipsField, ListSheet
from census_desktop.gui.segments.catalogue import Catalogue, Offer, offer_data
from census_desktop.gui.segments.condition_groups import GroupBox
from census_desktop.gui.segments.condition_rows import ConditionRow
from census_desktop.gui.segments.definition_tab import DefinitionTab
from census_desktop.gui.segments.field_list import FieldPopup
from census_desktop.gui.segments.known_values import ValuePicker
from census_desktop.gui.segments.left_cell import LeftCell
from census_desktop.gui.segments.sql_edit import SqlEdit
from census_desktop.gui.session import Session
from tests.gui.hands import find, names, popup
from tests.gui.market import Market


class Editor:
    """The tab on a window, and hands to use it."""

    def __init__(self, qtbot: QtBot, session: Session, settle: Callable[[], None]) -> None:
        self.qtbot, self.session, self._settle = qtbot, session, settle
        self.window = QWidget()
        qtbot.addWidget(self.window)
        layout = QVBoxLayout(self.window)
        self.tab = DefinitionTab(session)
        assert self.tab.tools is not None
        layout.addWidget(self.tab.tools)
        layout.addWidget(self.tab)
        self.window.resize(900, 700)
        self.window.show()
        self.window.activateWindow()

    def show(self, segment: Segment) -> None:
        self.tab.show_segment(segment, self.session.app.segments.dataset_of(segment))
        self.settle()

    def settle(self) -> None:
        self._settle(self.tab._soon, self.tab._drafts._soon)

    def press(self, name: str) -> None:
        self.qtbot.mouseClick(find(self.window, QPushButton, name), Qt.MouseButton.LeftButton)

    def add(self, field: str) -> None:
        """Add a condition the way the keyboard does: open the list, type the name, Enter."""
        self.press("Add condition")
        listed = popup(FieldPopup).list
        listed.search.setText(field)
        self.qtbot.keyClick(listed.search, Qt.Key.Key_Return)

    @property
    def where(self) -> Group:
        return self.tab._now().now.where

    @property
    def left(self) -> list[str]:
        rows = self.tab._view._box.lines
        return [row.left.accessibleName() for row in rows]

    def stored_draft(self) -> str:
        assert self.tab.segment is not None
        return self.session.app.catalog.setting(f"draft:{self.tab.segment.id}")

    def is_unsaved(self) -> bool:
        return find(self.window, QPushButton, "Save the definition").isEnabled()


@pytest.fixture
def editor(qtbot: QtBot, session: Session, settle: Callable[[], None]) -> Editor:
    return Editor(qtbot, session, settle)


def test_every_line_says_how_many_are_left(editor: Editor, market: Market):
    editor.show(market.rich)
    assert [text.split(" left")[0] for text in editor.left] == ["3", "2", "2", "2"]
    assert "33.3 % of 6" in editor.left[-1]
    assert not editor.is_unsaved()


def test_in_a_narrow_page_the_lines_have_all_the_room(editor: Editor, market: Market):
    editor.show(market.rich)
    fields = editor.tab._fields
    assert fields.isVisible()
    editor.window.resize(660, 700)
    editor.settle()
    assert not fields.isVisible()
    row = editor.tab._view._box.lines[0]
    assert row.mapTo(editor.window, row.rect().topRight()).x() <= editor.window.width()


def test_sql_and_other_segments_are_readable_kept_and_removable(editor: Editor, market: Market):
    editor.show(market.rich)
    assert find(editor.tab, SqlEdit, "SQL condition").toPlainText() == "length(email) > 3"
    assert "Segment: Suppression list" in names(editor.tab, QPushButton)
    editor.press("Remove: SQL: length(email) > 3")
    assert SqlCondition("length(email) > 3") not in editor.where.items
    editor.press("Save the definition")
    editor.settle()
    kept = market.app.segments.get(market.rich.id).where.items
    assert [type(i).__name__ for i in kept] == ["Condition", "Condition", "Member"]


def test_a_number_condition_is_added_counted_and_saved(editor: Editor, market: Market):
    editor.show(market.everyone)
    editor.add("spent")
    assert editor.left == ["Not counted and not sent until it has a value"]
    value = find(editor.tab, QLineEdit, "Value of spent")
    assert value.hasFocus()
    editor.qtbot.keyClicks(value, "1,200")
    editor.settle()
    assert editor.where == Group("all", (Condition("spent", "at_least", 1200),))
    assert editor.left == ["3 left, 50.0 % of 6"]
    editor.press("Save the definition")
    editor.settle()
    saved = market.app.segments.get(market.everyone.id)
    assert saved.where == editor.where
    assert saved.size == 3
    assert not editor.is_unsaved()
    assert editor.stored_draft() == ""


def test_an_unfinished_condition_is_ignored_and_may_be_saved(editor: Editor, market: Market):
    editor.show(market.everyone)
    editor.add("country")
    editor.settle()
    assert "6 of 6 match" in editor.tab._total.text()
    editor.press("Save the definition")
    editor.settle()
    assert market.app.segments.get(market.everyone.id).where.items == (Condition("country", "one_of"),)


def test_text_that_is_no_number_is_marked_and_not_counted(editor: Editor, market: Market):
    editor.show(market.everyone)
    editor.add("spent")
    value = find(editor.tab, QLineEdit, "Value of spent")
    editor.qtbot.keyClicks(value, "lots")
    assert value.property("state") == "wrong"
    assert "number is needed" in value.toolTip()
    assert editor.where.items == (Condition("spent", "at_least", None),)
    value.clear()
    editor.qtbot.keyClicks(value, "5")
    assert not value.property("state")


def test_typing_in_one_value_is_one_step_of_undo(editor: Editor, market: Market):
    editor.show(market.everyone)
    editor.add("spent")
    editor.qtbot.keyClicks(find(editor.tab, QLineEdit, "Value of spent"), "1234")
    editor.press("Undo")
    assert editor.where.items == (Condition("spent", "at_least", None),)
    editor.press("Undo")
    assert editor.where.items == ()
    assert not editor.is_unsaved()
    editor.press("Redo")
    editor.press("Redo")
    assert editor.where.items == (Condition("spent", "at_least", 1234),)
    assert find(editor.tab, QLineEdit, "Value of spent").text() == "1,234"


def test_undo_and_redo_have_shortcuts_that_a_value_does_not_swallow(editor: Editor, market: Market):
    editor.show(market.everyone)
    for action in editor.session.commands.actions:
        editor.window.addAction(action)
    editor.add("spent")
    value = find(editor.tab, QLineEdit, "Value of spent")
    editor.qtbot.keyClicks(value, "12")
    editor.qtbot.keyClick(value, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.where.items == (Condition("spent", "at_least", None),)
    editor.qtbot.keyClick(value, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert editor.where.items == (Condition("spent", "at_least", 12),)
    editor.qtbot.keyClick(value, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    editor.settle()
    assert not editor.is_unsaved()


def test_groups_nest_and_join_the_other_way(editor: Editor, market: Market):
    editor.show(market.rich)
    editor.press("Add group")
    assert editor.where.items[-1] == Group("any")
    assert editor.left[-1] == "Not counted until it has a finished condition"
    editor.press("Add a group to this group")
    assert editor.where.items[-1] == Group("any", (Group("all"),))
    inner = editor.tab._view._box.line_at((len(editor.where.items) - 1, 0))
    assert isinstance(inner, GroupBox)
    editor.qtbot.mouseClick(inner.add, Qt.MouseButton.LeftButton)
    popup(FieldPopup).list.chosen.emit("opted_in")
    assert editor.where.items[-1] == Group("any", (Group("all", (Condition("opted_in", "is_true"),)),))
    editor.settle()
    assert editor.left[-1].startswith("2 left")
    join = find(editor.tab, QComboBox, "Records match")
    join.setCurrentIndex(1)
    join.activated.emit(1)
    assert editor.where.join == "any"
    editor.settle()
    assert editor.left[0].startswith("3 left"), "with any, each line stands alone"


def test_a_list_of_values_is_typed_pasted_and_shortened(editor: Editor, market: Market):
    editor.show(market.everyone)
    editor.add("country")
    chips = find(editor.tab, ChipsField, "Value of country")
    line = find(editor.tab, QLineEdit, "Value of country: add a value")
    assert line.hasFocus()
    editor.qtbot.keyClicks(line, "DE,")
    editor.qtbot.keyClicks(line, "FR")
    editor.qtbot.keyClick(line, Qt.Key.Key_Return)
    line.setText("NL\nDE\tUS")
    editor.qtbot.keyClick(line, Qt.Key.Key_Return)
    assert chips.value() == ("DE", "FR", "NL", "US")
    editor.qtbot.keyClick(line, Qt.Key.Key_Backspace)
    assert chips.value() == ("DE", "FR", "NL")
    editor.press("Remove FR")
    assert editor.where.items == (Condition("country", "one_of", ("DE", "NL")),)
    editor.settle()
    assert editor.left == ["3 left, 50.0 % of 6"]


def test_a_long_list_is_folded_and_edited_as_text(editor: Editor, market: Market):
    editor.show(market.everyone)
    editor.add("country")
    editor.press("Value of country: choose from known values")
    editor.qtbot.mouseClick(popup(ValuePicker).as_list, Qt.MouseButton.LeftButton)
    sheet = popup(ListSheet)
    find(sheet, QPlainTextEdit, "Value of country, one per line").setPlainText("\n".join(f"C{n}" for n in range(500)) + "\n\n")
    sheet.accept()
    assert len(editor.where.items[0].value) == 500
    assert "Value of country: 488 more values" in names(editor.tab, QPushButton)
    assert len([n for n in names(editor.tab, QPushButton) if n.startswith("Remove C")]) == 12


def test_a_value_that_does_not_fit_a_list_of_numbers_stays_in_the_line(editor: Editor, market: Market):
    where = Group("all", (Condition("spent", "one_of", (1, 2)),))
    editor.show(market.app.segments.save(Segment(new_id(), "Exact", market.customers.id, where)))
    line = find(editor.tab, QLineEdit, "Value of spent: add a value")
    line.setText("3, many")
    editor.qtbot.keyClick(line, Qt.Key.Key_Return)
    assert editor.where.items[0].value == (1, 2, 3)
    assert line.text() == "many"
    assert find(editor.tab, ChipsField, "Value of spent").property("state") == "wrong"


def test_changing_the_operator_changes_the_editor_of_the_value(editor: Editor, market: Market):
    editor.show(market.everyone)
    editor.add("seen_at")
    operator = find(editor.tab, QComboBox, "Operator of seen_at")
    for code, fields in (("between_days_ago", ["from", "to"]), ("between", ["from", "to"]), ("is_null", []), ("after", [""])):
        operator.setCurrentIndex(operator.findData(code))
        operator.activated.emit(operator.currentIndex())
        shown = [n for n in names(editor.tab, QLineEdit) if n.startswith("Value of seen_at")]
        assert len(shown) == len(fields)
        assert editor.where.items[0].op == code
    value = find(editor.tab, QLineEdit, "Value of seen_at")
    editor.qtbot.keyClicks(value, "2026-11-1")
    assert editor.where.items[0].value is None
    editor.qtbot.keyClicks(value, "0")
    editor.settle()
    assert editor.where.items[0].value == "2026-11-10"
    assert editor.left == ["2 left, 33.3 % of 6"]


def test_both_ends_of_a_range_are_needed(editor: Editor, market: Market):
    where = Group("all", (Condition("spent", "between"),))
    editor.show(market.app.segments.save(Segment(new_id(), "Range", market.customers.id, where)))
    editor.qtbot.keyClicks(find(editor.tab, QLineEdit, "Value of spent, from"), "300")
    assert editor.where.items[0].value is None
    editor.qtbot.keyClicks(find(editor.tab, QLineEdit, "Value of spent, to"), "1200")
    editor.settle()
    assert editor.where.items[0].value == (300, 1200)
    assert editor.left == ["3 left, 50.0 % of 6"]


def test_another_field_is_chosen_for_a_condition(editor: Editor, market: Market):
    editor.show(market.rich)
    row = editor.tab.findChildren(ConditionRow)[0]
    editor.qtbot.mouseClick(row.field, Qt.MouseButton.LeftButton)
    popup(FieldPopup).list.chosen.emit("born")
    assert editor.where.items[0] == Condition("born", "less_than_days_ago", None)


def test_a_field_is_dragged_into_a_group(editor: Editor, market: Market):
    editor.show(market.everyone)
    editor.press("Add group")
    editor.settle()
    view = editor.tab._view
    box = view._box.lines[0]
    data = offer_data(Offer("country"))
    at = QPointF(box.mapTo(view, box.rect().center()))
    event = QDropEvent(at, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    view.dropEvent(event)
    assert editor.where == Group("all", (Group("any", (Condition("country", "one_of"),)),))


def test_the_list_of_fields_is_searched_and_adds_on_enter(editor: Editor, market: Market):
    editor.show(market.everyone)
    listed = editor.tab.findChild(Catalogue)
    assert listed.heads() == ["Customers", "Orders", "Segments"]
    assert "email" in listed.names()
    listed.search.setText("COUN")
    assert listed.names() == ["country"]
    editor.qtbot.keyClick(listed.search, Qt.Key.Key_Return)
    assert editor.where.items == (Condition("country", "one_of"),)


def test_a_draft_survives_switching_segments_and_a_new_window(editor: Editor, market: Market, qtbot: QtBot, settle):
    editor.show(market.everyone)
    editor.add("spent")
    editor.qtbot.keyClicks(find(editor.tab, QLineEdit, "Value of spent"), "900")
    editor.show(market.rich)
    assert not editor.is_unsaved()
    editor.show(market.everyone)
    assert editor.where.items == (Condition("spent", "at_least", 900),)
    assert editor.is_unsaved()
    kept = json.loads(editor.stored_draft())["draft"]
    assert kept["now"]["where"] == {"all": [{"column": "spent", "op": "at_least", "value": 900}]}
    assert market.app.segments.get(market.everyone.id).where == Group()
    again = Editor(qtbot, editor.session, settle)
    again.show(market.everyone)
    assert again.where.items == (Condition("spent", "at_least", 900),)
    assert again.is_unsaved()


def test_a_stored_draft_that_cannot_be_read_is_passed_over(editor: Editor, market: Market):
    market.app.catalog.set_setting(f"draft:{market.rich.id}", '{"where": {"all": [{"op": "is"}]}}')
    editor.show(market.rich)
    assert editor.where == market.rich.where
    assert not editor.is_unsaved()


def test_discard_goes_back_and_can_itself_be_undone(editor: Editor, market: Market):
    said = []
    editor.session.toast_requested.connect(lambda text, label, undo: said.append((text, undo)))
    editor.show(market.rich)
    editor.press("Remove the condition on spent")
    editor.settle()
    assert editor.stored_draft()
    editor.press("Discard")
    editor.settle()
    assert editor.where == market.rich.where
    assert editor.stored_draft() == ""
    said[0][1]()
    assert len(editor.where.items) == 3


def test_a_definition_saved_elsewhere_is_followed_unless_there_are_edits(editor: Editor, market: Market):
    editor.show(market.everyone)
    other = Group("all", (Condition("opted_in", "is_true"),))
    editor.show(market.app.segments.save(Segment(**{**fields(market.everyone), "where": other})))
    assert editor.where == other
    assert not editor.is_unsaved()
    editor.add("spent")
    editor.show(market.app.segments.save(Segment(**{**fields(market.everyone), "where": Group()})))
    assert len(editor.where.items) == 2
    assert "has changed" in editor.tab._banner.accessibleName()


def fields(segment: Segment) -> dict[str, object]:
    return {name: getattr(segment, name) for name in Segment.__dataclass_fields__}


def test_a_column_that_is_gone_is_said_at_its_line_and_by_the_engine(editor: Editor, market: Market):
    where = Group("all", (Condition("loyalty", "is", "gold"), Condition("spent", "at_least", 1)))
    editor.show(market.app.segments.save(Segment(new_id(), "Old", market.customers.id, where)))
    assert "“loyalty” is not in the data set any more" in editor.left[0]
    assert "no column “loyalty”" in editor.tab._banner.accessibleName()
    editor.press("Remove the condition on loyalty")
    editor.settle()
    assert editor.left[0].startswith("6 left")
    assert not editor.tab._banner.isVisibleTo(editor.tab)


def test_the_sql_that_runs_is_shown_kept_up_to_date_and_copied(editor: Editor, market: Market):
    editor.show(market.everyone)
    editor.press("View SQL")
    editor.settle()
    text = find(editor.tab, QPlainTextEdit, "SQL of this definition")
    assert "SELECT" in text.toPlainText()
    editor.add("spent")
    editor.qtbot.keyClicks(find(editor.tab, QLineEdit, "Value of spent"), "77")
    editor.settle()
    assert "77" in text.toPlainText()
    editor.press("Copy the SQL")
    assert QGuiApplication.clipboard().text() == text.toPlainText()
    editor.press("Close the SQL panel")
    assert not text.isVisibleTo(editor.tab)


def test_only_the_newest_count_is_shown(editor: Editor, market: Market, jobs: Jobs):
    editor.show(market.everyone)
    editor.add("spent")
    value = find(editor.tab, QLineEdit, "Value of spent")
    counted: list[str] = []
    editor.session.status_changed.connect(lambda _text: counted.append(editor.tab._total.text()))
    for text in ("1", "15", "1500"):
        value.clear()
        editor.qtbot.keyClicks(value, text)
        editor.tab._count()
    editor.settle()
    assert counted == ["2 of 6 match · 33.3 %"]


def test_every_control_has_a_name_and_is_reached_by_tab(editor: Editor, market: Market):
    editor.show(market.rich)
    editor.press("Add group")
    for kind in (QPushButton, QLineEdit, QComboBox):
        assert all(names(editor.window, kind)), names(editor.window, kind)
    assert all(cell.accessibleName() for cell in editor.tab.findChildren(LeftCell) if cell.isVisible() and cell.counts)
