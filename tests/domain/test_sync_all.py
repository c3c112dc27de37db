"""All properties: how columns are named there, which are left out, and what clashes."""

from __future__ import annotations

import pytest

from census_desktop.domain.conditions import ColumnType
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.model import Column, Dataset, FieldMapping, Operation, Relationship, Sync, SyncKey, SyncSource
from census_desktop.domain.quicksync import missing_columns
from census_desktop.domain.reads import private_fields
from census_desktop.domain.sync_all import effective, field_name


def dataset(*columns: str, **changes: object) -> Dataset:
    made = tuple(Column(name, ColumnType.TEXT, pii=name.startswith("pii")) for name in columns)
    return Dataset("d", "People", "src", "people.csv", columns=made, **changes)  # type: ignore[arg-type]


def sync(*mappings: FieldMapping, all_: str = "as_is") -> Sync:
    source = SyncSource("dataset", "d")
    return Sync("s", "S", source, "c", "o", Operation.UPSERT, SyncKey("id", "key"), mappings=mappings, sync_all=all_)


@pytest.mark.parametrize(
    ("column", "case", "name"),
    [
        ("firstName", "as_is", "firstName"),
        ("firstName", "snake_case", "first_name"),
        ("First  Name", "snake_case", "first_name"),
        ("first_name", "start_case", "First Name"),
        ("first_name", "camel_case", "firstName"),
        ("First-Name", "lower_case", "first name"),
        ("URL2", "lower_case", "url2"),
        ("größe", "upper_case", "GRÖSSE"),
        ("!!", "snake_case", "!!"),
    ],
)
def test_names(column: str, case: str, name: str) -> None:
    assert field_name(column, case) == name


def test_every_other_column_is_mapped_in_order() -> None:
    written = (FieldMapping("mail", column="email"), FieldMapping("origin", constant="shop"))
    made = effective(sync(*written, all_="snake_case"), dataset("id", "Zip Code", "email", "Age"))
    assert made.mappings == (*written, FieldMapping("zip_code", column="Zip Code"), FieldMapping("age", column="Age"))


def test_a_mapping_that_was_written_wins() -> None:
    made = effective(sync(FieldMapping("email", template="{{ email | downcase }}")), dataset("id", "email", "name"))
    assert [m.field for m in made.mappings] == ["email", "name"]


def test_columns_of_json_go_out_as_what_they_hold() -> None:
    people = Dataset("d", "People", "src", "p.json", columns=(Column("tags", ColumnType.OBJECT, "json"),))
    written = (
        FieldMapping("tags", column="tags"),
        FieldMapping("text", column="tags", type="text"),
        FieldMapping("h", column="tags", hash="md5"),
    )
    assert [m.type for m in effective(sync(*written, all_=""), people).mappings] == ["json", "text", ""]
    assert effective(sync(), people).mappings == (FieldMapping("tags", column="tags", type="json"),)


def test_off_changes_nothing() -> None:
    plain = sync(all_="")
    assert effective(plain, dataset("id", "a")) is plain


def test_columns_that_come_to_one_name_are_refused() -> None:
    with pytest.raises(ConfigError, match="“First Name” and “first_name” would both be sent as “first_name”"):
        effective(sync(all_="snake_case"), dataset("id", "First Name", "first_name"))
    with pytest.raises(ConfigError, match="“id” and “key” would both be sent as “key”"):
        effective(sync(), dataset("id", "key"))


def test_what_is_missing_counts_templates_and_paths() -> None:
    mappings = (
        FieldMapping("a", template="{{ gone }} {{ name }} {{ record['also gone'] }}"),
        FieldMapping("b", column="title", related=("Firm", "Parent")),
        FieldMapping("c", member="seg"),
        FieldMapping("d", run="id"),
    )
    assert missing_columns(sync(*mappings), dataset("id", "name")) == ("gone", "also gone", "Firm")


def test_personal_data_is_followed_through_mappings() -> None:
    company = Dataset("c", "Companies", "src", "c.csv", columns=(Column("pii_owner", ColumnType.TEXT, pii=True),))
    people = dataset("id", "pii_mail", "name", relationships=(Relationship("Company", "c", "many_to_one", "name", "x"),))
    mappings = (
        FieldMapping("digest", column="pii_mail", hash="sha256"),
        FieldMapping("hi", template="Hi {{ name }} <{{ pii_mail }}>"),
        FieldMapping("plain", template="Hi {{ name }}"),
        FieldMapping("owner", column="pii_owner", related=("Company",)),
        FieldMapping("lost", column="x", related=("Gone",)),
    )
    assert private_fields(sync(*mappings), people, lambda _: company) == {"digest", "hi", "owner", "lost"}
