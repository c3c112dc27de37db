"""The builder beyond plain conditions: events, related records, segments, SQL, limits, cohorts; moving, copying, pasting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from census_desktop.domain.conditions import Condition, Group, Member, Related, SqlCondition
from census_desktop.domain.model import Cohort, Exclusion, Limit, PriorityList, Segment, new_id
from census_desktop.gui.kit.picker import Picker
from census_desktop.gui.segments.catalogue import Catalogue, Offer
from census_desktop.gui.segments.condition_groups import RelatedBox
from census_desktop.gui.segments.condition_rows import Grip
from census_desktop.gui.segments.condition_text import drag_data
from census_desktop.gui.segments.field_list import FieldPopup
from census_desktop.gui.segments.known_values import ValuePicker, ValuesField
from census_desktop.gui.segments.sql_edit import SqlEdit
from census_desktop.gui.session import Session
from tests.gui.bazaar import with_events
from tests.gui.hands import find, names, popup
from tests.gui.market import Market
from tests.gui.test_definition_tab import Editor

A, B, C = Condition("spent", "at_least", 1000), Condition("country", "is", "DE"), Condition("opted_in", "is_true")


@pytest.fixture
def editor(qtbot: QtBot, session: Session, settle: Callable[[], None]) -> Editor:
    return Editor(qtbot, session, settle)


def show(editor: Editor, market: Market, *items: object, join: str = "all") -> None:
    where = Group(join, tuple(items))  # type: ignore[arg-type]
    editor.show(market.app.segments.save(Segment(new_id(), "Built", market.customers.id, where)))


def choose(box: QComboBox, value: object) -> None:
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def run(editor: Editor, *commands: str) -> None:
    for command in commands:
        assert editor.session.commands.run(command), command


def test_an_event_is_built_by_hand_counted_and_saved(editor: Editor, market: Market):
    market = with_events(market)
    show(editor, market)
    editor.press("Add event")
    events = find(editor.tab, QPushButton, "Events of Events: any event")
    assert events.hasFocus()
    editor.qtbot.keyClick(events, Qt.Key.Key_Space)
    picker = popup(ValuePicker)
    picker.chosen.emit(("login",))
    picker.close()
    node = Related("Events", Group(), ("login",), ("at_least", 1), ("last_days", 90))
    assert editor.where.items == (node,)
    editor.settle()
    assert editor.left == ["3 left, 50.0 % of 6"]
    choose(find(editor.tab, QComboBox, "When"), "before_days")
    assert editor.where.items[0].within == ("before_days", 90), "days stay days"
    choose(find(editor.tab, QComboBox, "When"), "between")
    assert editor.where.items[0].within == ("between", None)
    editor.qtbot.keyClicks(find(editor.tab, QLineEdit, "Value of when, from"), "2026-11-20")
    editor.qtbot.keyClicks(find(editor.tab, QLineEdit, "Value of when, to"), "2026-11-22")
    editor.press("Add a condition on it")
    popup(FieldPopup).list.chosen.emit("channel")
    choose(find(editor.tab, QComboBox, "Operator of channel"), "is_not")
    editor.qtbot.keyClicks(find(editor.tab, QLineEdit, "Value of channel"), "support")
    editor.settle()
    when = ("between", ("2026-11-20", "2026-11-22"))
    built = replace(node, where=Group("all", (Condition("channel", "is_not", "support"),)), within=when)
    assert editor.where.items == (built,)
    assert editor.left == ["1 left, 16.7 % of 6"]
    choose(find(editor.tab, QComboBox, "Did or did not"), True)
    editor.settle()
    assert editor.left == ["5 left, 83.3 % of 6"]
    editor.press("Save the definition")
    editor.settle()
    assert market.app.segments.get("Built").where.items == (replace(built, never=True),)


def test_related_records_count_and_chain(editor: Editor, market: Market):
    show(editor, market)
    editor.press("Add something else")
    menu = popup(QMenu)
    next(a for a in menu.actions() if a.text() == "Has: Orders").trigger()
    menu.close()
    choose(find(editor.tab, QComboBox, "How often"), "exactly")
    number = find(editor.tab, QLineEdit, "Number of times")
    assert number.hasFocus()
    editor.qtbot.keyClicks(number, "2")
    editor.settle()
    assert editor.where.items == (Related("Orders", Group(), count=("exactly", 2)),)
    assert editor.left == ["6 left, 100 % of 6"]
    editor.tab._view.add_offer(Offer("amount", "Orders"))
    editor.qtbot.keyClicks(find(editor.tab, QLineEdit, "Value of amount"), "110")
    editor.settle()
    assert editor.where.items[1] == Related("Orders", Group("all", (Condition("amount", "at_least", 110),)))
    assert editor.left[1] == "2 left, 33.3 % of 6"


def test_members_of_another_segment_go_in_and_out(editor: Editor, market: Market):
    show(editor, market)
    editor.tab._view.fill_more(menu := QMenu(editor.window), editor.tab._more, ())
    next(a for a in menu.actions() if a.text().startswith("Members of")).trigger()
    picker = popup(Picker)
    assert "Suppression list" in picker.texts()
    assert "Built" not in picker.texts()
    picker.chosen.emit(market.suppressed.id)
    picker.close()
    editor.settle()
    assert editor.left == ["1 left, 16.7 % of 6"]
    choose(find(editor.tab, QComboBox, "Members in or out"), False)
    assert editor.where.items == (Member(market.suppressed.id, False),)
    menu.deleteLater()


def test_sql_is_read_while_it_is_typed(editor: Editor, market: Market):
    show(editor, market)
    editor.press("Add SQL condition")
    text = find(editor.tab, SqlEdit, "SQL condition")
    assert text.hasFocus()
    editor.qtbot.keyClicks(text, "spent >")
    row = editor.tab._view._box.lines[0]
    editor.qtbot.waitUntil(lambda: text.property("state") == "wrong")
    editor.qtbot.keyClicks(text, " 1000")
    editor.qtbot.waitUntil(lambda: text.accessibleDescription() == "Read by DuckDB")
    editor.settle()
    assert editor.where.items == (SqlCondition("spent > 1000"),)
    assert row.left.accessibleName().startswith("3 left")
    run(editor, "undo-edit")
    assert editor.where.items == (SqlCondition(""),), "typing is one step"


def test_a_query_a_limit_and_cohorts(editor: Editor, market: Market):
    show(editor, market)
    query = 'SELECT customer_id FROM "customers.csv" WHERE spent > 100'
    editor.tab.add_query()
    editor.qtbot.keyClicks(find(editor.tab, SqlEdit, "SQL of the segment"), query)
    editor.settle()
    assert "5 of 6 match" in editor.tab._total.text()
    editor.tab._limits.add_limit()
    editor.qtbot.keyClicks(find(editor.tab, QLineEdit, "Limit: number of records"), "4")
    editor.tab._limits.limit.order.chosen.emit("spent")
    editor.tab._limits.add_limit_per()
    assert not editor.tab._now().now.put_into(market.everyone).limit_per, "a limit for each value of no field says nothing yet"
    editor.tab._limits.add_cohorts()
    share = find(editor.tab, QLineEdit, "Share of Control")
    share.clear()
    editor.qtbot.keyClicks(share, "30")
    assert not editor.is_unsaved(), "shares that do not make 100 cannot be saved"
    assert "110 %" in find(editor.window, QPushButton, "Save the definition").toolTip()
    editor.press("Add a cohort")
    assert [c.share for c in editor.tab._now().now.cohorts] == [40, 30, 40]
    editor.press("Remove cohort Treatment 2")
    assert [c.share for c in editor.tab._now().now.cohorts] == [60, 50]
    editor.tab._limits.cohorts.changed.emit((Cohort("A", 50), Cohort("B", 50, True)), False)
    editor.press("Save the definition")
    editor.settle()
    saved = market.app.segments.get("Built")
    assert saved.limit == Limit(4, "spent")
    assert saved.cohorts == (Cohort("A", 50), Cohort("B", 50, True))
    assert saved.sql.startswith("SELECT")
    editor.settle()
    assert "4 of 6 match" in editor.tab._total.text()
    assert editor.stored_draft() == ""


def test_lists_of_the_data_set_are_seen_from_the_segment(editor: Editor, market: Market):
    show(editor, market)
    assert not editor.tab._lists.isVisible()
    built = market.app.segments.get("Built")
    lists = (Exclusion("Staff", Group("all", (B,))), Exclusion("Off", enabled=False), Exclusion("Minors"))
    market.app.segments.save_lists(market.customers.id, lists, (PriorityList("Offers", (market.rich.id, built.id)),))
    editor.show(built)
    told = editor.tab._lists.text()
    assert "2 exclusion lists apply: Staff, Minors." in told
    assert "Place 2 of 2 in the priority list “Offers”" in told


def test_lines_are_moved_by_the_keyboard_alone_and_undo_says_what(editor: Editor, market: Market):
    show(editor, market, A, B, C)
    run_on = editor.tab._view
    find(editor.tab, QLineEdit, "Value of spent").setFocus()
    run(editor, "condition-down")
    assert editor.where.items == (B, A, C)
    assert editor.session.commands.action("undo-edit").text() == "Undo Move condition"
    run(editor, "condition-in")
    assert editor.where.items == (B, Group("any", (A,)), C)
    assert run_on.current == (1, 0), "the line keeps the keyboard"
    find(editor.tab, QPushButton, "Remove the condition on opted_in").setFocus()
    run(editor, "condition-in")
    assert editor.where.items == (B, Group("any", (A, C)))
    run(editor, "condition-duplicate", "condition-up", "condition-out", "condition-up")
    assert editor.where.items == (B, C, Group("any", (A, C)))
    run(editor, "condition-delete", "undo-edit", "condition-below")
    popup(FieldPopup).list.chosen.emit("born")
    assert [type(i).__name__ for i in editor.where.items].count("Condition") == 3
    while editor.tab._now().stack.canUndo():
        run(editor, "undo-edit")
    assert editor.where.items == (A, B, C)
    editor.tab.hide()
    assert editor.session.commands.action("undo-edit").text() == "Undo"


def test_a_line_is_dragged_into_a_group_but_not_to_another_data_set(editor: Editor, market: Market):
    show(editor, market, A, Group("any", (B,)), Related("Orders", Group("all", (Condition("amount", "at_least", 1),))))
    view = editor.tab._view
    assert editor.tab.findChildren(Grip)

    def drop(path: tuple[int, ...], on) -> None:
        at = QPointF(on.mapTo(view, on.rect().center()))
        button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        data = drag_data(path)  # an event does not keep it alive
        view.dropEvent(QDropEvent(at, Qt.DropAction.MoveAction, data, button, keys))

    before = editor.where
    drop((0,), editor.tab.findChildren(RelatedBox)[0].inner)
    assert editor.where == before
    drop((0,), view._box.line_at((1,)).inner)
    assert set(editor.where.items[0].items) == {A, B}
    assert len(editor.where.items) == 2


def test_conditions_travel_as_text_and_what_does_not_exist_is_marked(editor: Editor, market: Market):
    show(editor, market, A, Group("any", (B, Member(market.suppressed.id))))
    clipboard, failures = QGuiApplication.clipboard(), []
    editor.session.failure_shown.connect(failures.append)
    editor.tab._view._box.lines[1].take_focus()
    run(editor, "copy-conditions")
    assert "segment: Suppression list" in clipboard.text()
    run(editor, "paste-conditions")
    assert editor.where.items == (A, *[Group("any", (B, Member(market.suppressed.id)))] * 2)
    clipboard.setText("where: {all: [{column: loyalty, op: is, value: NO}, {segment: Gone}]}")
    run(editor, "paste-conditions")
    assert editor.where.items[3:] == (Condition("loyalty", "is", "NO"), Member("Gone"))
    editor.settle()
    assert "not in the data set" in editor.left[3]
    assert "no such segment" in editor.left[4]
    for text in ("Dear Sir or Madam,", "{column: spent}", "[]", "a: [", "- 7"):
        clipboard.setText(text)
        run(editor, "paste-conditions")
        assert "no conditions" in str(failures[-1]), text
    assert len(failures) == 5
    assert len(editor.where.items) == 5


def test_known_values_open_beside_the_field_but_not_of_personal_data(editor: Editor, market: Market):
    show(editor, market, Condition("country", "one_of", ("FR", "AT")), Condition("email", "is"), Condition("country", "is"))
    assert not [n for n in names(editor.tab, QPushButton) if n.startswith("Value of email: choose")]
    many, one = editor.tab.findChildren(ValuesField)
    editor.qtbot.keyClick(many.field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    picker = popup(ValuePicker)
    assert picker.model.chosen == ["FR", "AT"]
    picker.chosen.emit(("FR", "NL"))
    picker.close()
    one.choose()
    picker = popup(ValuePicker)
    picker.chosen.emit(("DE",))
    picker.close()
    assert [c.value for c in editor.where.items] == [("FR", "NL"), None, "DE"]
    editor.settle()
    assert editor.left[0].startswith("2 left")


def test_values_are_searched_typed_pasted_and_read_again(editor: Editor, market: Market):
    show(editor, market)
    picker = ValuePicker(editor.session, market.customers.id, "country", editor.window, chosen=("FR", "AT"))
    picker.setWindowFlags(Qt.WindowType.Widget)  # offscreen, a popup does not outlive the next turn of the event loop
    found: list[tuple[object, ...]] = []
    picker.chosen.connect(found.append)
    picker.open_below(editor.tab)
    editor.settle()
    assert picker.model.rows[:3] == [("FR", 1), ("AT", None), ("DE", 2)], "chosen ones stand first"
    assert "just now" in picker.note.text()
    picker.search.setText("n")
    editor.qtbot.waitUntil(lambda: [v for v, _ in picker.model.rows] == ["n", "NL"])
    editor.qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    assert found[-1] == ("FR", "AT", "NL")
    editor.qtbot.keyClick(picker.search, Qt.Key.Key_Up)
    editor.qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    assert found[-1] == ("FR", "AT", "NL", "n"), "what is not known is taken as typed"
    QGuiApplication.clipboard().setText("CH\nSE\nCH\n")
    editor.qtbot.keyClick(picker.search, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert found[-1] == ("FR", "AT", "NL", "n", "CH", "SE")
    shop = market.app.paths.root / "shop" / "customers.csv"
    shop.write_text(shop.read_text(encoding="utf-8").replace(",US,", ",NZ,"), encoding="utf-8")
    editor.qtbot.mouseClick(find(picker, QPushButton, "Read the values again"), Qt.MouseButton.LeftButton)
    editor.qtbot.waitUntil(lambda: [v for v, _ in picker.model.rows] == ["n", "NL", "NZ"])
    picker.close()


def test_the_list_beside_offers_related_fields_and_segments(editor: Editor, market: Market):
    show(editor, market)
    listed = editor.tab.findChild(Catalogue)
    listed.search.setText("amou")
    assert (listed.heads(), listed.names()) == (["Orders"], ["amount"])
    editor.qtbot.keyClick(listed.search, Qt.Key.Key_Return)
    assert editor.where.items == (Related("Orders", Group("all", (Condition("amount", "at_least"),))),)
    listed.search.setText("suppr")
    editor.qtbot.keyClick(listed.search, Qt.Key.Key_Return)
    assert editor.where.items[1] == Member(market.suppressed.id)
    listed.search.clear()
    own = listed.names()
    assert "country" in own
    assert "amount" not in own
    listed.view.setCurrentIndex(listed._model.index(len(own) + 1, 0))
    editor.qtbot.keyClick(listed.view, Qt.Key.Key_Right)
    assert "amount" in listed.names()
