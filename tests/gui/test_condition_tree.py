"""Edits of a condition tree."""

from __future__ import annotations

from dataclasses import replace

import pytest

from census_desktop.domain.conditions import OPERATORS, ColumnType, Condition, Group, Member, Operand, Related, SqlCondition
from census_desktop.domain.model import Column, Computed, Dataset, Relationship
from census_desktop.gui.segments import condition_tree as tree

COUNTRY = Condition("country", "is", "DE")
SPENT = Condition("spent", "at_least", 1000)
NESTED = Group("any", (COUNTRY, SPENT))
ROOT = Group("all", (COUNTRY, NESTED, SqlCondition("1 = 1")))


def test_a_node_is_found_replaced_and_removed_by_path():
    assert tree.at(ROOT, ()) == ROOT
    assert tree.at(ROOT, (1, 1)) == SPENT
    changed = tree.replaced(ROOT, (1, 1), COUNTRY)
    assert changed == Group("all", (COUNTRY, Group("any", (COUNTRY, COUNTRY)), SqlCondition("1 = 1")))
    assert tree.removed(ROOT, (1, 0)).items[1] == Group("any", (SPENT,))
    assert tree.removed(ROOT, (2,)) == Group("all", (COUNTRY, NESTED))


def test_a_node_goes_to_the_end_of_a_group_or_to_a_position():
    assert tree.inserted(ROOT, (1,), SPENT).items[1] == Group("any", (COUNTRY, SPENT, SPENT))
    assert tree.inserted(ROOT, (), SPENT, 0).items[0] == SPENT


def test_a_path_through_something_that_is_no_group_is_refused():
    for path in ((0, 0), (2, 1), (1, 0, 0)):
        with pytest.raises(IndexError):
            tree.at(ROOT, path)
    with pytest.raises(IndexError):
        tree.inserted(ROOT, (0,), SPENT)
    with pytest.raises(IndexError):
        tree.replaced(ROOT, (), SPENT)


def test_joining_keeps_the_items():
    assert tree.joined(ROOT, (1,), "all").items[1] == Group("all", NESTED.items)


@pytest.mark.parametrize("type_", list(ColumnType))
def test_a_new_condition_fits_its_type(type_):
    field = tree.Field("c", type_)
    assert tree.misfit(tree.new_condition(field), [field]) == ""


@pytest.mark.parametrize("new", list(OPERATORS))
def test_changing_the_operator_never_leaves_a_value_of_the_wrong_shape(new):
    values = {
        Operand.NONE: None,
        Operand.ONE: "a",
        Operand.MANY: ("a", "b"),
        Operand.PAIR: ("a", "b"),
        Operand.DAYS: 30,
        Operand.DAYS_PAIR: (1, 2),
    }
    days = (Operand.DAYS, Operand.DAYS_PAIR)
    operand = OPERATORS[new].operand
    for old in OPERATORS.values():
        value = tree.with_operator(Condition("c", old.code, values[old.operand]), new).value
        if value is not None:
            assert operand is not Operand.NONE
            assert isinstance(value, tuple) == (operand in (Operand.MANY, Operand.PAIR, Operand.DAYS_PAIR))
            assert (operand in days) == (old.operand in days)


def test_one_value_becomes_a_list_and_back():
    many = tree.with_operator(COUNTRY, "one_of")
    assert many.value == ("DE",)
    assert tree.with_operator(many, "is").value == "DE"


def test_another_field_keeps_what_its_type_knows():
    number, other, text = (
        tree.Field(n, t) for n, t in (("a", ColumnType.INTEGER), ("b", ColumnType.NUMBER), ("c", ColumnType.TEXT))
    )
    condition = Condition("a", "at_least", 5)
    assert tree.with_field(condition, other, number.type) == Condition("b", "at_least", 5)
    assert tree.with_field(condition, text, number.type) == tree.new_condition(text)
    assert tree.with_field(Condition("a", "is", 5), text, number.type) == Condition("c", "is", None)


def test_a_condition_without_value_is_unfinished():
    assert tree.is_finished(COUNTRY)
    assert tree.is_finished(Condition("c", "is_true"))
    for value in (None, ()):
        assert not tree.is_finished(Condition("c", "one_of", value))
    assert tree.is_finished(Condition("c", "is", 0))


def test_a_lost_column_or_a_changed_type_is_named():
    fields = [tree.Field("spent", ColumnType.TEXT)]
    assert "is not in the data set" in tree.misfit(COUNTRY, fields)
    assert "holds text values" in tree.misfit(SPENT, fields)


def test_computed_columns_are_fields_with_the_type_of_what_they_look_up():
    companies = Dataset("co", "Companies", "s", columns=(Column("founded", ColumnType.DATE),))
    dataset = Dataset(
        "cu",
        "Customers",
        "s",
        columns=(Column("email", ColumnType.TEXT, pii=True),),
        relationships=(Relationship("Company", "co", "many_to_one", "company_id", "company_id"),),
        computed=(Computed("orders", "Orders", "count"), Computed("founded", "Company", lookup="founded")),
    )
    email, orders, founded = tree.fields_of(dataset, {"co": companies})
    assert email.pii
    assert not email.computed
    assert (orders.type, orders.computed) == (ColumnType.INTEGER, True)
    assert founded.type is ColumnType.DATE
    assert tree.fields_of(dataset)[2].type is ColumnType.TEXT


def test_segments_that_a_tree_refers_to_are_found_at_any_depth():
    assert tree.members_in(Group("any", (Group("all", (Member("s1"),)), Member("s2", False)))) == {"s1", "s2"}


RELATED = Related("Orders", Group("all", (COUNTRY, SPENT)))


def test_paths_lead_into_related_records():
    root = Group("all", (RELATED, COUNTRY))
    assert tree.at(root, (0, 1)) == SPENT
    assert tree.removed(root, (0, 0)).items[0] == replace(RELATED, where=Group("all", (SPENT,)))
    assert tree.joined(root, (0,), "any").items[0].where.join == "any"
    assert tree.inserted(root, (0,), NESTED, 0).items[0].where.items[0] == NESTED
    assert tree.relationships_to(root, (0,)) == ("Orders",)
    assert tree.relationships_to(root, ()) == ()


@pytest.mark.parametrize(
    ("path", "into", "position", "expected"),
    [
        ((0,), (), 2, (Group("all", (NESTED, COUNTRY, SqlCondition("1 = 1"))), (1,))),
        ((2,), (), 0, (Group("all", (SqlCondition("1 = 1"), COUNTRY, NESTED)), (0,))),
        ((0,), (1,), 2, (Group("all", (Group("any", (COUNTRY, SPENT, COUNTRY)), SqlCondition("1 = 1"))), (0, 2))),
        ((1, 0), (), 0, (Group("all", (COUNTRY, COUNTRY, Group("any", (SPENT,)), SqlCondition("1 = 1"))), (0,))),
        ((0,), (), 0, None),
        ((0,), (), 1, None),
        ((1,), (1,), 0, None),
    ],
)
def test_a_line_moves_to_any_place_that_is_not_its_own(path, into, position, expected):
    assert tree.moved(ROOT, path, into, position) == expected


def test_a_line_never_leaves_its_data_set():
    root = Group("all", (RELATED, COUNTRY))
    assert tree.moved(root, (0, 0), (), 0) is None
    assert tree.moved(root, (1,), (0,), 0) is None
    assert tree.outdented(root, (0, 0)) is None
    assert tree.shifted(root, (0, 0), -1) is None
    turned = replace(RELATED, where=Group("all", (SPENT, COUNTRY)))
    assert tree.moved(root, (0, 0), (0,), 2) == (Group("all", (turned, COUNTRY)), (0, 1))


def test_in_and_out_of_a_group_are_each_others_way_back():
    inside, place = tree.indented(ROOT, (0,))
    assert (inside.items[0], place) == (Group("any", (COUNTRY,)), (0, 0))
    assert tree.outdented(inside, place) == (ROOT, (0,))
    joined, place = tree.indented(ROOT, (2,))
    assert (len(joined.items), place) == (2, (1, 2))
    assert tree.outdented(joined, place) == (ROOT, (2,))
    assert tree.indented(ROOT, ()) is None
