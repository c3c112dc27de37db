"""What a mapping may be while it is set up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from census_desktop.domain.conditions import ColumnType
from census_desktop.domain.manifest import TargetField
from census_desktop.domain.mapping_codec import refuse_senseless
from census_desktop.domain.model import Column, Dataset, FieldMapping, Relationship
from census_desktop.gui.segments.condition_tree import fields_of
from census_desktop.gui.syncs import mapping_rules
from census_desktop.gui.syncs.mapping_popovers import number_of

COMPANY = Dataset(
    "co",
    "Companies",
    "s",
    columns=(Column("name", ColumnType.TEXT),),
    relationships=(Relationship("Parent", "co", "many_to_one", "p", "i"), Relationship("Land", "la", "many_to_one", "l", "c")),
)
LAND = Dataset(
    "la",
    "Lands",
    "s",
    columns=(Column("title", ColumnType.TEXT),),
    relationships=(Relationship("Staff", "pe", "one_to_many", "c", "l"),),
)
PERSON = Dataset(
    "pe",
    "People",
    "s",
    columns=(Column("age", ColumnType.INTEGER),),
    relationships=(Relationship("Company", "co", "many_to_one", "c", "i"), Relationship("Gone", "xx", "many_to_one", "c", "i")),
)


def test_only_paths_to_one_row_lead_to_related_columns():
    found = mapping_rules.related_columns(PERSON, (PERSON, COMPANY, LAND))
    assert [r.title for r in found] == ["Company › name", "Company › Land › title"]


@pytest.mark.parametrize(
    ("mapping", "words", "type_"),
    [
        (FieldMapping("f", column="age"), "age", "integer"),
        (FieldMapping("f", column="gone"), "gone", ""),
        (FieldMapping("f", "name", related=("Company",)), "Company › name", "text"),
        (FieldMapping("f", "x", related=("Y",)), "Y › x", ""),
        (FieldMapping("f", template="a\n  b"), "a b", "text"),
        (FieldMapping("f", run="time"), "Time of the run", "datetime"),
        (FieldMapping("f", run="id"), "Id of the run", "text"),
        (FieldMapping("f", member="vip"), "in “VIP”", "boolean"),
        (FieldMapping("f", member="no"), "in “a segment that is gone”", "boolean"),
        (FieldMapping("f", constant="5"), "“5”", ""),
        (FieldMapping("f", constant=5), "5", ""),
        (FieldMapping("f", constant=True), "true", ""),
        (FieldMapping("f"), "empty", ""),
    ],
)
def test_a_value_is_told_in_words_and_has_a_type(mapping: FieldMapping, words: str, type_: str):
    related = mapping_rules.related_columns(PERSON, (COMPANY, LAND))
    assert mapping_rules.value_words(mapping, {"vip": "VIP"}) == words
    assert mapping_rules.source_type(mapping, {f.name: f for f in fields_of(PERSON)}, related) == type_


def test_options_are_summed_up():
    plain = FieldMapping("f", column="age")
    digests = TargetField("f", hash="sha256", normalise="phone_e164")
    assert mapping_rules.option_words(plain, None) == ()
    assert mapping_rules.option_words(plain, digests) == ("hashed by the destination",)
    assert mapping_rules.option_words(replace(plain, hash="already"), digests) == ("already hashed",)
    assert mapping_rules.option_words(replace(plain, country="DE"), digests) == ("DE", "hashed by the destination")
    full = replace(plain, type="text", normalise="phone_digits", country="FR", hash="md5", only_if_empty=True)
    assert mapping_rules.option_words(full, None) == ("as text", "Phone FR", "MD5", "only if empty there")


@pytest.mark.parametrize(
    "mapping",
    [
        FieldMapping("f", run="id", hash="md5", normalise="email", type="text", send_nulls=False),
        FieldMapping("f", member="x", hash="md5", normalise="email"),
        FieldMapping("f", column="c", hash="already", normalise="email"),
        FieldMapping("f", column="c", hash="md5", type="integer"),
        FieldMapping("f", column="c", normalise="email", country="DE"),
        FieldMapping("f", constant=1, country="DE"),
    ],
)
def test_options_that_do_not_go_together_give_way(mapping: FieldMapping):
    refuse_senseless(mapping_rules.tidy(mapping), "f")


def test_another_source_keeps_the_options_that_still_apply():
    mail = FieldMapping("mail", column="a", normalise="email", hash="sha256", send_nulls=False)
    assert mapping_rules.with_source(mail, FieldMapping("", column="b")) == replace(mail, column="b")
    assert mapping_rules.with_source(mail, FieldMapping("", run="id")) == FieldMapping("mail", run="id")
    fixed = mapping_rules.with_source(mail, FieldMapping("", constant="x"))
    assert fixed == FieldMapping("mail", constant="x", send_nulls=False)


def test_the_country_stays_where_the_field_wants_a_phone_number():
    phone = FieldMapping("phone", column="p", country="DE")
    assert mapping_rules.tidy(phone, TargetField("phone", normalise="phone_e164", hash="sha256")) == phone
    assert mapping_rules.tidy(phone).country == ""


def test_what_is_pasted_becomes_mappings():
    text = 'Mail\temail\nname\nshoe size: Size\n  \n"Land",country\nother\tnothing\n'
    found = mapping_rules.pasted(text, ("email", "Name", "size", "country"))
    assert [(m.field, m.column) for m in found] == [
        ("Mail", "email"),
        ("name", "Name"),
        ("shoe size", "size"),
        ("Land", "country"),
        ("other", ""),
    ]


def test_mappings_travel_over_the_clipboard_whole():
    mine = (FieldMapping("a", template="{{ x }}", hash="md5"), FieldMapping("b", "n", related=("C", "P"), send_nulls=False))
    assert mapping_rules.unpacked(mapping_rules.packed(mine)) == mine
    for foreign in (b"", b"[1]", b'{"field": 1}', b'[{"field": "x", "wings": 2}]', b"\xff"):
        assert mapping_rules.unpacked(foreign) == ()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("5", 5),
        ("-3", -3),
        ("2.5", 2.5),
        ("2,5", 2.5),
        ("1 000", 1000),
        ("", None),
        ("five", None),
        ("inf", None),
        ("1,2,3", None),
    ],
)
def test_a_number_is_read_as_it_is_typed(text: str, number: float | None):
    assert number_of(text) == number
