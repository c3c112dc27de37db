"""The table of mappings in the real editor: every kind, options, moving, pasting, undo, all by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from census_desktop.domain.model import Dataset, FieldMapping, Relationship, Sync
from census_desktop.gui.kit.picker import Picker
from census_desktop.gui.session import Session
from census_desktop.gui.syncs.mapping_popovers import ConstantPopover, OptionsPopover
from census_desktop.gui.syncs.mapping_table import FIELD, KIND, OPTIONS, REMOVE, VALUE
from census_desktop.gui.syncs.sync_editor import SyncEditor
from census_desktop.gui.syncs.sync_setup import Step
from tests.gui.editor_hands import Hands
from tests.gui.hands import find, popup
from tests.gui.shop import Shop
from tests.gui.test_keyboard import chain

Show = Callable[[QWidget], QWidget]
Settle = Callable[[], None]
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def hands(shop: Shop, session: Session, show: Show, qtbot: QtBot, settle: Settle) -> Hands:
    editor = SyncEditor(session)
    show(editor)
    made = Hands(editor, qtbot, settle).open(segment="seg-vip")
    made.choose("Destination", "Archive")
    return made


def fields(hands: Hands) -> list[str]:
    return [m.field for m in hands.mappings]


def practice(session: Session, hands: Hands) -> None:
    """A destination with known fields."""
    session.app.destinations.save(replace(session.app.destinations.new("rehearsal", "Practice"), environment="test"))
    hands.open(segment="seg-de")
    hands.choose("Destination", "Practice · Test")


def test_a_column_is_chosen_by_typing_its_name(hands: Hands):
    hands.edit("name", VALUE)
    hands.pick("country")
    assert hands.mappings[0] == FieldMapping("name", column="country")
    assert hands.step.table.currentIndex().row() == 0


def test_typing_on_a_cell_opens_it_with_what_was_typed(hands: Hands):
    hands.cell("name", VALUE)
    hands.key(Qt.Key.Key_S)
    assert popup(Picker).texts()[0] == "spent"
    popup(Picker).close()


def test_a_field_of_ones_own_may_be_typed(hands: Hands):
    hands.edit("name", FIELD)
    hands.pick("full name")
    assert hands.mappings[0] == FieldMapping("full name", column="name")


def test_a_click_on_a_cell_opens_it_and_on_the_cross_removes(hands: Hands, session: Session):
    told: list[tuple[str, Callable[[], None]]] = []
    session.toast_requested.connect(lambda text, _label, undo: told.append((text, undo)))
    table = hands.step.table
    place = table.visualRect(table.model_.index(1, VALUE)).center()
    hands.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    popup(Picker).close()
    place = table.visualRect(table.model_.index(1, REMOVE)).center()
    hands.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    hands.settle()
    assert "email" not in fields(hands)
    text, undo = told[-1]
    assert text == "“email” removed"
    undo()
    assert fields(hands)[1] == "email"


def test_a_constant_has_the_type_that_is_said(hands: Hands):
    hands.edit("name", KIND)
    hands.pick("Constant")
    constant = popup(ConstantPopover)
    assert hands.mappings[0] == FieldMapping("name", constant="")
    line = find(constant, QLineEdit, "Constant value")
    hands.qtbot.keyClicks(line, "5")
    assert hands.mappings[0].constant == "5"
    choice = find(constant, QComboBox, "Type of the constant")
    for index, value in ((1, 5), (2, True), (3, None)):
        choice.setCurrentIndex(index)
        choice.activated.emit(index)
        assert hands.mappings[0].constant == value
    choice.setCurrentIndex(1)
    choice.activated.emit(1)
    line.clear()
    hands.qtbot.keyClicks(line, "five")
    assert line.property("state") == "wrong"
    assert hands.mappings[0].constant is None or hands.mappings[0].constant == 5
    hands.qtbot.keyClick(line, Qt.Key.Key_Return)
    hands.settle()


def test_a_template_is_checked_and_rendered_while_it_is_typed(hands: Hands):
    hands.edit("name", KIND)
    hands.pick("Template")
    hands.settle()
    text = find(hands.editor, QPlainTextEdit, "Liquid template")
    assert text.toPlainText() == "{{ name }}"
    text.selectAll()
    hands.qtbot.keyClicks(text, "Dear {{ nam }}")
    hands.settle()
    assert "there is no column “nam”" in hands.step.template.error
    assert "Did you mean “name”?" in hands.step.template.error
    text.selectAll()
    hands.qtbot.keyClicks(text, "Dear {{ name | upcase }}")
    hands.settle()
    assert hands.mappings[0].template == "Dear {{ name | upcase }}"
    assert hands.step.template.error == ""
    shown = [w.accessibleName() for w in hands.step.template.findChildren(QLabel)]
    assert any(name.startswith("First record: Dear ") for name in shown), shown
    text.selectAll()
    hands.qtbot.keyClick(text, Qt.Key.Key_Delete)
    hands.settle()
    assert "The template of name is empty" in hands.problem(Step.MAPPINGS)
    hands.click("Insert a column")
    hands.pick("country")
    hands.settle()
    assert hands.mappings[0].template.strip() == "{{ country }}"


def test_personal_data_in_a_template_is_masked(hands: Hands):
    hands.edit("name", KIND)
    hands.pick("Template")
    text = find(hands.editor, QPlainTextEdit, "Liquid template")
    text.selectAll()
    hands.qtbot.keyClicks(text, "mail: {{ email }}")
    hands.settle()
    assert "@" not in hands.editor._preview.text.toPlainText()
    hands.press("Show personal data")
    assert "@example.com" in hands.editor._preview.text.toPlainText()


def test_a_fact_of_the_run_and_membership_of_a_segment(hands: Hands):
    hands.edit("name", KIND)
    hands.pick("Run", "Time of the run")
    hands.edit("country", KIND)
    hands.pick("Segment", "Germany")
    hands.settle()
    assert hands.mappings[0] == FieldMapping("name", run="time")
    assert next(m for m in hands.mappings if m.field == "country").member == "seg-de"
    assert '"country": ' in hands.editor._preview.text.toPlainText()


def test_a_column_of_a_related_data_set(hands: Hands, session: Session, shop: Shop):
    session.app.paths.root.joinpath("data", "lands.csv").write_text("code,title\nDE,Germany\nFR,France\n", encoding="utf-8")
    session.app.datasets.save(Dataset("ds-lands", "Lands", "src-shop", "lands.csv", unique_identifier="code"))
    session.app.datasets.refresh("ds-lands")
    dataset = session.app.datasets.get("ds-customers")
    land = Relationship("Land", "ds-lands", "many_to_one", "country", "code")
    orders = Relationship("Others", "ds-lands", "one_to_many", "country", "code")
    session.app.datasets.save(replace(dataset, relationships=(land, orders)))
    hands.settle()
    hands.edit("country", KIND)
    hands.pick("Related")
    assert popup(Picker).texts() == ["Land › code", "Land › title"]
    hands.pick("Land › title")
    assert next(m for m in hands.mappings if m.field == "country") == FieldMapping("country", "title", related=("Land",))


def test_options_are_set_in_a_popover_and_summed_up_in_the_row(hands: Hands):
    hands.edit("email", OPTIONS)
    options = popup(OptionsPopover)
    for name, text in (("Make uniform", "E-mail: lower case"), ("Hash", "SHA-256")):
        choice = find(options, QComboBox, name)
        choice.setCurrentIndex(choice.findText(text))
        choice.activated.emit(choice.currentIndex())
    find(options, QCheckBox, "Leave the field out when empty").click()
    row = fields(hands).index("email")
    assert hands.mappings[row] == FieldMapping("email", column="email", normalise="email", hash="sha256", send_nulls=False)
    assert hands.step.table.model_.index(row, OPTIONS).data() == "E-mail · SHA-256 · left out when empty"
    assert not find(options, QComboBox, "Send as").isEnabled()
    options.close()
    hands.settle()


def test_the_country_of_phone_numbers_is_asked_only_for_phones(hands: Hands):
    hands.edit("name", OPTIONS)
    options = popup(OptionsPopover)
    country = next(w for w in options.findChildren(QLineEdit) if w.accessibleName() == "Country of phone numbers")
    assert not country.isVisible()
    choice = find(options, QComboBox, "Make uniform")
    choice.setCurrentIndex(choice.findText("Phone: +49…"))
    choice.activated.emit(choice.currentIndex())
    assert country.isVisible()
    hands.qtbot.keyClicks(country, "x1")
    assert hands.mappings[0].country == ""
    assert country.property("state") == "wrong"
    country.clear()
    hands.qtbot.keyClicks(country, "de")
    assert (hands.mappings[0].normalise, hands.mappings[0].country) == ("phone_e164", "DE")
    choice.setCurrentIndex(0)
    choice.activated.emit(0)
    assert hands.mappings[0].country == ""
    options.close()
    hands.settle()


def test_rows_are_moved_doubled_and_removed_by_keys(hands: Hands):
    assert fields(hands) == ["name", "email", "country", "spent", "opted_in"]
    hands.cell("name", FIELD)
    hands.key(Qt.Key.Key_Down, ALT)
    hands.key(Qt.Key.Key_Down, ALT)
    assert fields(hands) == ["email", "country", "name", "spent", "opted_in"]
    hands.key(Qt.Key.Key_Up, ALT)
    assert fields(hands) == ["email", "name", "country", "spent", "opted_in"]
    assert hands.step.table.currentIndex().row() == 1
    hands.key(Qt.Key.Key_D, CTRL)
    hands.pick("also name")
    assert hands.mappings[2] == FieldMapping("also name", column="name")
    hands.step.table.selectAll()
    hands.key(Qt.Key.Key_Delete)
    hands.settle()
    assert hands.mappings == ()
    assert hands.editor.focusWidget() is hands.step._add


def test_a_dragged_row_goes_where_it_is_dropped(hands: Hands):
    model = hands.step.table.model_
    data = model.mimeData([model.index(3, 0), model.index(3, 1)])
    model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, model.index(-1, -1))
    assert fields(hands) == ["spent", "name", "email", "country", "opted_in"]
    assert not model.dropMimeData(QMimeData(), Qt.DropAction.MoveAction, 0, 0, model.index(-1, -1))


def test_fields_are_pasted_from_a_spreadsheet_and_from_another_sync(hands: Hands, session: Session):
    told: list[str] = []
    session.toast_requested.connect(lambda text, *_: told.append(text))
    QGuiApplication.clipboard().setText("First Name\tname\nspent\nlifetime value: spent\n\nshade\n")
    hands.cell("name", FIELD)
    hands.key(Qt.Key.Key_V, CTRL)
    assert fields(hands)[:4] == ["name", "First Name", "lifetime value", "shade"]
    assert [m.column for m in hands.mappings[1:4]] == ["name", "spent", ""]
    assert told[-1] == "3 fields pasted"
    hands.cell("shade", FIELD)
    hands.key(Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "shade"
    hands.remove("shade")
    hands.key(Qt.Key.Key_V, CTRL)
    assert "shade" in fields(hands)
    hands.key(Qt.Key.Key_V, CTRL)
    assert told[-1].startswith("Nothing to paste")


def test_fields_are_added_with_the_column_of_their_name_or_a_value_is_asked_for(hands: Hands):
    hands.remove("spent")
    hands.click("Add a mapping")
    hands.pick("spent")
    assert hands.mappings[-1] == FieldMapping("spent", column="spent")
    hands.settle()
    hands.click("Add a mapping")
    hands.pick("shoe size", "spent")
    assert hands.mappings[-1] == FieldMapping("shoe size", column="spent")


def test_match_by_name_leaves_what_is_mapped(hands: Hands):
    hands.edit("name", FIELD)
    hands.pick("full name")
    hands.press("Match by name")
    assert fields(hands) == ["full name", "email", "country", "spent", "opted_in", "name"]


def test_a_field_that_is_mapped_twice_is_marked_at_once(hands: Hands):
    hands.edit("name", FIELD)
    hands.pick("email")
    assert "email is mapped more than once" in hands.problem(Step.MAPPINGS)
    heard = hands.step.table.model_.index(0, FIELD).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "email, Mapped more than once"


def test_required_fields_that_nothing_fills_are_one_click_away(hands: Hands, session: Session):
    practice(session, hands)
    hands.choose("Object", "contacts")
    spec = hands.editor._choices.spec_of(hands.editor._sync)
    assert spec is not None
    hands.step.clear()
    hands.settle()
    missing = [f for f in spec.fields if f.required and f.name != hands.editor._sync.key.field]
    for field in missing:
        hands.click(f"Map the required field {field.label}")
        if any(isinstance(w, Picker) and w.isVisible() for w in QApplication.topLevelWidgets()):
            hands.pick("name")
        hands.settle()
    assert {f.name for f in missing} <= set(fields(hands))
    assert not hands.step._missing.isVisibleTo(hands.editor)


def test_all_properties_follow_by_themselves_in_the_chosen_case(hands: Hands):
    hands.remove("spent")
    hands.remove("opted_in")
    find(hands.editor, QCheckBox, "Sync all properties").click()
    hands.choose("How the other columns are named", "Start Case")
    assert hands.editor._sync.sync_all == "start_case"
    said = [w.text() for w in hands.step.everything.findChildren(QLabel)]
    assert any(text.startswith("Adds now: Spent, Opted In.") for text in said), said
    assert '"Opted In": ' in hands.editor._preview.text.toPlainText()
    find(hands.editor, QCheckBox, "Sync all properties").click()
    assert hands.editor._sync.sync_all == ""


def test_the_preview_shows_records_as_they_would_be_sent(hands: Hands):
    preview = hands.editor._preview
    first = preview.text.toPlainText()
    assert first.startswith('{\n  "id": ')
    assert '"email": "••••••"' in first
    assert not find(preview, QPushButton, "Previous record").isEnabled()
    hands.press("Next record")
    assert preview.text.toPlainText() != first
    hands.press("Show personal data")
    assert "@example.com" in preview.text.toPlainText()
    hands.press("Hide personal data")
    assert "@" not in preview.text.toPlainText()


def test_the_preview_says_why_a_record_would_not_be_sent(hands: Hands):
    hands.edit("name", OPTIONS)
    choice = find(popup(OptionsPopover), QComboBox, "Send as")
    choice.setCurrentIndex(choice.findText("integer"))
    choice.activated.emit(choice.currentIndex())
    popup(OptionsPopover).close()
    hands.settle()
    said = [w.text() for w in hands.editor._preview.findChildren(QLabel)]
    assert any("Invalid, would not be sent: name" in text for text in said), said


def test_the_preview_survives_a_source_that_is_gone(hands: Hands, session: Session):
    (session.app.paths.root / "data" / "customers.csv").unlink()
    hands.remove("spent")
    said = [w.text() for w in hands.editor._preview.findChildren(QLabel)]
    assert any("customers.csv" in text for text in said), said
    assert hands.editor._preview.text.toPlainText() == ""


def test_five_hundred_mappings_stay_quick(hands: Hands, qtbot: QtBot):
    many = tuple(FieldMapping(f"field {n}", column="name") for n in range(500))
    hands.step.edited.emit(replace(hands.editor._sync, mappings=many))
    hands.settle()
    table = hands.step.table
    assert table.model_.rowCount() == 500
    assert table.height() < 500, "the page stays in reach"
    began = perf_counter()
    hands.step._put(250, FieldMapping("field 250", constant=1))
    table.scrollToBottom()
    table.viewport().repaint()
    assert perf_counter() - began < 0.5
    hands.settle()


def test_the_place_of_the_keyboard_is_painted(hands: Hands):
    """Every kind of cell is drawn, with the focus and without."""
    kinds: Sync = replace(
        hands.editor._sync,
        mappings=(
            FieldMapping("a", column="name", hash="sha256"),
            FieldMapping("b"),
            FieldMapping("c", template="{{ name }}"),
            FieldMapping("", run="id"),
            FieldMapping("e", member="gone"),
            FieldMapping("f", "title", related=("Nowhere",)),
        ),
    )
    hands.step.edited.emit(kinds)
    hands.settle()
    table = hands.step.table
    table.setFocus()
    for row in range(6):
        for column in (FIELD, KIND, VALUE, OPTIONS, REMOVE):
            table.point_at(row, column)
            assert not table.viewport().grab().toImage().isNull()
    heard = [table.model_.index(n, FIELD).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(3, 6)]
    assert heard == [
        "no field yet, Choose the field",
        "e, The segment is gone, or is one of another data set",
        "f, “Nowhere › title” cannot be reached any more",
    ]
    assert table.place_of(0, VALUE).topLeft() != QPoint(0, 0)


def test_tab_goes_through_the_mappings_as_they_are_laid_out(hands: Hands):
    order = list(chain(hands.step.table, hands.editor))
    begin = order.index("Field mappings")
    assert order[begin : begin + 9] == [
        "Field mappings",
        "Add a mapping",
        "Match by name",
        "Remove all mappings",
        "Sync all properties",
        "Previous record",
        "Next record",
        "Show personal data",
        "Record as it would be sent",
    ]


def test_a_narrow_window_leaves_room_for_names(hands: Hands):
    wide = hands.step.table.columnWidth(OPTIONS)
    hands.editor.resize(824, 700)  # what the smallest window leaves beside the narrow rail
    hands.settle()
    (area,) = (a for a in hands.editor.findChildren(QScrollArea) if a.isAncestorOf(hands.step))
    assert area.horizontalScrollBar().maximum() == 0, "nothing in the editor needs more room than that"
    assert hands.step.table.columnWidth(OPTIONS) < wide
    assert hands.step.table.columnWidth(FIELD) > 90
