"""From columns to payloads: templates, digests, conversions, related columns, membership, options."""

from __future__ import annotations

import datetime as dt
import hashlib
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from census_desktop.domain.conditions import Condition, Group
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.manifest import TargetField
from census_desktop.domain.model import FieldMapping, Operation, Relationship, Segment, SyncKey
from census_desktop.engine.planfile import PlanFiles
from tests.engine.conftest import Bench, ScriptedDestination
from tests.engine.mapped import Table, one

ANNA = hashlib.sha256(b"anna@example.com").hexdigest()


@pytest.fixture
def table(bench: Bench) -> Table:
    return Table(bench)


# Templates --------------------------------------------------------------------------------------------------------------


def test_a_template_puts_text_together(table: Table) -> None:
    people = table.dataset(
        pa.table(
            {
                "id": [1, 2],
                "first name": ["anna", None],
                "price": pa.array([Decimal("12.30"), None], pa.decimal128(10, 2)),
                "born": [dt.date(1990, 5, 6), dt.date(2001, 1, 1)],
            }
        )
    )
    greeting = (
        "Hello {{ record['first name'] | default: 'friend' | capitalize }}, {{ price | times: 2 }}, "
        "{{ born | date: '%d.%m.%Y' }}"
    )
    planned = table.plan(people, FieldMapping("greeting", template=greeting))
    assert planned.sent["1"] == {"greeting": "Hello Anna, 24.60, 06.05.1990"}
    assert planned.sent["2"]["greeting"].startswith("Hello Friend, ")


def test_a_template_reads_the_columns_that_it_names_and_no_others(table: Table) -> None:
    people = table.dataset(pa.table({"id": [1], "name": ["Anna"], "secret": ["s3cret"]}))
    planned = table.plan(people, FieldMapping("hi", template="{{ name | upcase }}"))
    files = PlanFiles(table.bench.paths.plans)
    kept = b"".join(file.read_bytes() for file in files.place(planned.plan.id).iterdir())
    assert planned.only == {"hi": "ANNA"}
    assert b"s3cret" not in kept


def test_what_a_template_makes_of_it_decides_whether_a_record_changed(table: Table, destination: ScriptedDestination) -> None:
    bench = table.bench
    mapping = FieldMapping("initial", template="{{ name | slice: 0 }}")
    bench.write({1: "Anna", 2: "Ben"})
    bench.run(destination, mappings=(mapping,))
    bench.write({1: "Anke", 2: "Carl"})
    plan = bench.plan()
    assert (plan.counts.changed, plan.counts.unchanged) == (1, 1)


def test_a_record_that_a_template_cannot_render_is_invalid_and_its_value_is_not_told(table: Table) -> None:
    people = table.dataset(pa.table({"id": [1, 2], "n": ["seven", "8"]}))
    planned = table.plan(people, FieldMapping("half", template="{{ n | divided_by: 2 }}", type="integer"))
    assert planned.sent == {"2": {"half": 4}}
    assert planned.invalid == {"1": "half cannot be computed: a filter or a comparison does not suit its value"}


def test_a_template_that_grows_without_end_is_stopped(table: Table) -> None:
    people = table.dataset(pa.table({"id": [1], "x": ["a" * 1000]}))
    bomb = "{% assign s = x %}{% for i in (1..9999) %}{% assign s = s | append: s %}{% endfor %}{{ s }}"
    planned = table.plan(people, FieldMapping("bomb", template=bomb))
    assert planned.invalid == {"1": "bomb grows too large"}


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{{ nam }}", "has no column “nam”"),
        ("a\n{{ name | nope }}", "line 2, character 11: there is no filter “nope”"),
        ("{% include 'x' %}", "unexpected tag 'include'"),
        ("{{ name", "expected '}}'"),
        ("{{ record | json }}", "has to name one of its columns"),
        ("x" * 10_001, "longer than"),
    ],
)
def test_a_template_that_cannot_work_is_refused(table: Table, template: str, words: str) -> None:
    people = table.dataset(pa.table({"id": [1], "name": ["Anna"]}))
    with pytest.raises(ConfigError, match=words):
        table.plan(people, FieldMapping("x", template=template))


# Digests ----------------------------------------------------------------------------------------------------------------


def test_an_address_is_made_uniform_and_hashed_and_does_not_stay_anywhere(table: Table) -> None:
    people = table.dataset(pa.table({"id": [1, 2, 3], "mail": [" Anna@Example.COM ", None, "  "]}))
    mapping = FieldMapping("em", column="mail", normalise="email", hash="sha256")
    planned = table.plan(people, mapping)
    assert planned.sent == {"1": {"em": ANNA}, "2": {"em": None}, "3": {"em": None}}
    kept = b"".join(f.read_bytes() for f in PlanFiles(table.bench.paths.plans).place(planned.plan.id).iterdir())
    assert b"Example" not in kept


def test_a_field_that_takes_digests_hashes_by_itself_also_the_key(table: Table) -> None:
    people = table.dataset(pa.table({"mail": ["Anna@example.com"], "phone": ["0171 2345678"]}))
    targets = [
        TargetField("em", hash="sha256", normalise="email"),
        TargetField("ph", hash="md5", normalise="phone_digits"),
    ]
    mapping = FieldMapping("ph", column="phone", country="DE")
    planned = table.plan(people, mapping, targets=targets, key=SyncKey("mail", "em"))
    assert planned.sent == {ANNA: {"ph": hashlib.md5(b"491712345678").hexdigest()}}


def test_a_key_that_cannot_be_made_uniform_says_so(table: Table) -> None:
    people = table.dataset(pa.table({"mail": ["Anna@example.com", "nobody", None, "ANNA@example.com "]}))
    target = TargetField("em", hash="sha256", normalise="email")
    planned = table.plan(people, targets=[target], key=SyncKey("mail", "em"))
    changes = PlanFiles(table.bench.paths.plans).page(planned.plan.id, (), "", 0, 10).changes
    assert sorted(c.reason for c in changes) == [
        "em is not an e-mail address",
        "mail is empty",
        "mail stands more than once",
        "mail stands more than once",
    ]


@pytest.mark.parametrize(
    ("value", "options", "reason"),
    [
        ("anna at example", {"normalise": "email", "hash": "sha256"}, "x is not an e-mail address"),
        ("12", {"normalise": "phone_e164", "country": "DE"}, "x is not a phone number"),
        ("0171 2345678", {"normalise": "phone_e164"}, "x has no country code, and the mapping names no country"),
        ("Germany", {"normalise": "country"}, "x is not a country code of two letters"),
        (ANNA, {"normalise": "name", "hash": "sha256"}, "x looks hashed already; map it with hash: already"),
        ("anna@example.com", {"hash": "already"}, "x is no digest"),
        (hashlib.sha256(b"").hexdigest(), {"hash": "already"}, "x is the digest of an empty text"),
    ],
)
def test_what_cannot_be_made_uniform_is_invalid(value: str, options: Any, reason: str) -> None:
    assert one(value, pa.string(), FieldMapping("x", column="x", **options)) == (None, reason)


def test_digests_that_are_there_pass_in_lower_case() -> None:
    mapping = FieldMapping("x", column="x", hash="already")
    assert one(ANNA.upper(), pa.string(), mapping, TargetField("x", hash="sha256", normalise="email")) == (ANNA, None)
    assert one(ANNA, pa.string(), mapping, TargetField("x", hash="md5")) == (None, "x is no md5 digest")


def test_numbers_and_dates_are_hashed_as_payloads_write_them() -> None:
    day = FieldMapping("x", column="x", normalise="date_yyyymmdd", hash="sha256")
    assert one(dt.date(1997, 2, 16), pa.date32(), day)[0] == hashlib.sha256(b"19970216").hexdigest()
    assert one(7, pa.int64(), FieldMapping("x", column="x", hash="md5"))[0] == hashlib.md5(b"7").hexdigest()
    with pytest.raises(ConfigError, match="holds array values"):
        one(["a"], pa.list_(pa.string()), FieldMapping("x", column="x", hash="md5"))


# Conversion -------------------------------------------------------------------------------------------------------------

MOMENT = dt.datetime(2024, 1, 2, 23, 4, 5, tzinfo=dt.timezone(dt.timedelta(hours=-5)))


@pytest.mark.parametrize(
    ("value", "type_", "wanted", "sent"),
    [
        (" 12 ", pa.string(), "integer", 12),
        ("12.0", pa.string(), "integer", 12),
        ("", pa.string(), "integer", None),
        (12.0, pa.float64(), "integer", 12),
        (float("nan"), pa.float64(), "integer", None),
        (True, pa.bool_(), "integer", 1),
        ("-1.5e3", pa.string(), "number", -1500.0),
        (Decimal("12345678901234567890.123456789"), pa.decimal128(38, 9), "number", 12345678901234567890.123456789),
        ("Yes", pa.string(), "boolean", True),
        ("0", pa.string(), "boolean", False),
        (1, pa.int32(), "boolean", True),
        ("2024-01-02", pa.string(), "date", "2024-01-02"),
        ("2024-01-02T23:00:00-05:00", pa.string(), "date", "2024-01-03"),
        (MOMENT, pa.timestamp("us", "UTC"), "date", "2024-01-03"),
        ("2024-01-02 10:00", pa.string(), "datetime", "2024-01-02T10:00:00Z"),
        ("2024-01-02T23:00:00.5-05:00", pa.string(), "datetime", "2024-01-03T04:00:00.5Z"),
        (dt.date(2024, 1, 2), pa.date32(), "datetime", "2024-01-02T00:00:00Z"),
        (7, pa.int64(), "text", "7"),
        (True, pa.bool_(), "text", "true"),
        (Decimal("12.30"), pa.decimal128(10, 2), "text", "12.30"),
        (MOMENT, pa.timestamp("us", "UTC"), "text", "2024-01-03T04:04:05Z"),
        (["a", "b"], pa.list_(pa.string()), "text", '["a","b"]'),
        ('{"a": [1, {"b": null}], "é": 1.50}', pa.string(), "json", {"a": [1, {"b": None}], "é": 1.5}),
        ('"text"', pa.string(), "json", "text"),
        (" ", pa.string(), "json", None),
        ('["x", "y"]', pa.string(), "array", ["x", "y"]),
        ('{"a":1}', pa.string(), "object", {"a": 1}),
        ([1, None], pa.list_(pa.int64()), "array", [1, None]),
    ],
)
def test_a_value_becomes_what_its_field_wants(value: Any, type_: pa.DataType, wanted: str, sent: Any) -> None:
    told, why = one(value, type_, FieldMapping("x", column="x", type=wanted))
    assert (told, type(told), why) == (sent, type(sent), None)
    assert one(value, type_, FieldMapping("x", column="x"), TargetField("x", type=wanted)) == (sent, None)


@pytest.mark.parametrize(
    ("value", "wanted", "words"),
    [
        ("twelve", "integer", "a whole number"),
        ("12.7", "integer", "a whole number"),
        ("1_000", "integer", "a whole number"),
        ("99999999999999999999", "integer", "a whole number"),
        ("0x10", "number", "a number"),
        ("inf", "number", "a number"),
        ("1e999", "number", "a number"),
        ("maybe", "boolean", "true or false"),
        ("2024-13-01", "date", "a date (YYYY-MM-DD)"),
        ("02/01/2024", "date", "a date (YYYY-MM-DD)"),
        ("epoch", "datetime", "a date and time (ISO 8601)"),
        ("{bad", "json", "JSON"),
        ("[1,]", "json", "JSON"),
        ("NaN", "json", "JSON"),
        ("1e999", "json", "JSON"),
        ('"\\ud800"', "json", "JSON"),
        ("[" * 100_000, "json", "JSON"),
        ('{"a":1}', "array", "a list"),
        ("[1]", "object", "an object"),
    ],
)
def test_a_value_that_does_not_become_it_is_invalid_and_not_told(value: str, wanted: str, words: str) -> None:
    assert one(value, pa.string(), FieldMapping("x", column="x", type=wanted)) == (None, f"x must be {words}")


def test_a_type_that_never_fits_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"“x” must be a date .* holds integer values"):
        one(7, pa.int64(), FieldMapping("x", column="x", type="date"))


def test_constants_are_converted_too(table: Table) -> None:
    people = table.dataset(pa.table({"id": [1]}))
    planned = table.plan(
        people,
        FieldMapping("tags", constant='["a"]', type="array"),
        FieldMapping("n", constant="7", type="integer"),
        FieldMapping("country", constant=" DE ", normalise="country", hash="sha256"),
    )
    assert planned.only == {"tags": ["a"], "n": 7, "country": hashlib.sha256(b"de").hexdigest()}
    with pytest.raises(ConfigError, match="constant of “country” is not a country code"):
        table.plan(people, FieldMapping("country", constant="Germany", normalise="country"))


# Shapes -----------------------------------------------------------------------------------------------------------------


def test_lists_objects_and_maps_go_out_as_such(table: Table) -> None:
    at = dt.datetime(2024, 1, 2, 3, 4, 5)  # noqa: DTZ001 - columns without a zone are UTC
    nested = pa.struct([("at", pa.timestamp("us")), ("b", pa.binary()), ("f", pa.float32()), ("n", pa.list_(pa.float64()))])
    columns = {
        "id": [1],
        "s": pa.array([{"at": at, "b": b"\x00\xff", "f": 0.1, "n": [1.5, float("nan"), None]}], nested),
        "l": pa.array([[{"at": at}, None]], pa.list_(pa.struct([("at", pa.timestamp("us", "UTC"))]))),
        "m": pa.array([[("k", at)]], pa.map_(pa.string(), pa.timestamp("us"))),
        "days": pa.array([[dt.date(2024, 1, 2)]], pa.list_(pa.date32())),
        "none": pa.array([None], nested),
    }
    people = table.dataset(pa.table(columns))
    planned = table.plan(people, *(FieldMapping(name, column=name) for name in columns if name != "id"))
    assert planned.only == {
        "s": {"at": "2024-01-02T03:04:05Z", "b": "AP8=", "f": 0.1, "n": [1.5, None, None]},
        "l": [{"at": "2024-01-02T03:04:05Z"}, None],
        "m": {"k": "2024-01-02T03:04:05Z"},
        "days": ["2024-01-02"],
        "none": None,
    }


def test_nulls_are_sent_or_the_field_is_left_out(table: Table, destination: ScriptedDestination) -> None:
    people = table.dataset(pa.table({"id": [1, 2], 'na"me': ["Anna", None], "b": ["x", None]}))
    planned = table.plan(
        people,
        FieldMapping('é"1', column='na"me', send_nulls=False),
        FieldMapping("b", column="b"),
        FieldMapping("h", column="b", hash="md5", send_nulls=False),
    )
    assert planned.sent["1"] == {'é"1': "Anna", "b": "x", "h": hashlib.md5(b"x").hexdigest()}
    assert planned.sent["2"] == {"b": None}


def test_fields_that_differ_in_case_only(table: Table) -> None:
    people = table.dataset(pa.table({"id": [1], "a": ["x"], "b": ["y"]}))
    planned = table.plan(people, FieldMapping("Name", column="a"), FieldMapping("name", column="b"))
    assert planned.only == {"Name": "x", "name": "y"}


# Facts of the run, related columns, membership ----------------------------------------------------------------------------


def test_facts_of_the_run_never_make_a_record_differ(table: Table, destination: ScriptedDestination) -> None:
    bench = table.bench
    bench.write({1: "Anna"})
    mappings = (FieldMapping("run", run="id"), FieldMapping("name", column="name"), FieldMapping("by", run="sync"))
    bench.run(destination, mappings=mappings)
    (sent,) = destination.batches
    assert sent.rows.to_pylist() == [{"key": 1, "name": "Anna", "run": sent.run_id, "by": "People → Scripted"}]
    assert bench.plan().to_send == 0


def companies(table: Table) -> Any:
    holdings = table.dataset(
        pa.table({"cid": [1, 2, 3], "title": ["Root", "Mid", "Leaf"], "parent": [None, 1, 2]}), "companies"
    )
    parent = Relationship("Parent", "companies", "many_to_one", "parent", "cid")
    table.known["companies"] = holdings = type(holdings)(**{**_fields(holdings), "relationships": (parent,)})
    table.dataset(pa.table({"oid": [1, 2], "person": [1, 1]}), "orders")
    return table.dataset(
        pa.table({"id": [1, 2, 3, 4], "name": ["a", "b", "c", "d"], "company": [3, 2, 9, None]}),
        relationships=[
            Relationship("Company", "companies", "many_to_one", "company", "cid"),
            Relationship("Orders", "orders", "one_to_many", "id", "person"),
        ],
    )


def _fields(thing: Any) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in thing.__dataclass_fields__}


def test_columns_at_the_end_of_a_path(table: Table) -> None:
    people = companies(table)
    planned = table.plan(
        people,
        FieldMapping("company", column="title", related=("Company",)),
        FieldMapping("parent", column="title", related=("Company", "Parent")),
        FieldMapping("root", column="title", related=("Company", "Parent", "Parent")),
    )
    assert planned.sent == {
        "1": {"company": "Leaf", "parent": "Mid", "root": "Root"},
        "2": {"company": "Mid", "parent": "Root", "root": None},
        "3": {"company": None, "parent": None, "root": None},
        "4": {"company": None, "parent": None, "root": None},
    }


def test_a_path_to_several_rows_is_refused(table: Table) -> None:
    people = companies(table)
    with pytest.raises(ConfigError, match="“Orders” gives several rows"):
        table.plan(people, FieldMapping("order", column="oid", related=("Orders",)))
    with pytest.raises(ConfigError, match="no relationship “Firm”"):
        table.plan(people, FieldMapping("firm", column="title", related=("Firm",)))
    with pytest.raises(ConfigError, match="no relationship “Owner”"):
        table.plan(people, FieldMapping("firm", column="title", related=("Company", "Owner")))
    with pytest.raises(ConfigError, match="no column “colour”"):
        table.plan(people, FieldMapping("firm", column="colour", related=("Company",)))


def test_membership_of_a_segment_for_a_data_set_and_for_a_segment(table: Table) -> None:
    people = companies(table)
    table.known["early"] = Segment("early", "Early", "people", Group("all", (Condition("name", "one_of", ("a", "b")),)))
    late = Segment("late", "Late", "people", Group("all", (Condition("id", "at_least", 2),)))
    mapping = FieldMapping("early", member="early")
    assert [p["early"] for p in table.plan(people, mapping).sent.values()] == [True, True, False, False]
    assert table.plan(people, mapping, segment=late).sent == {
        "2": {"early": True},
        "3": {"early": False},
        "4": {"early": False},
    }
    as_text = FieldMapping("early", member="early", type="text")
    assert table.plan(people, as_text, segment=late).sent["2"] == {"early": "true"}


def test_only_added_once_operations_still_work_with_templates(table: Table, destination: ScriptedDestination) -> None:
    bench = table.bench
    bench.write({1: "Anna"})
    bench.run(destination, operation=Operation.APPEND, mappings=(FieldMapping("hi", template="Hi {{ name }}"),))
    assert destination.held == {1: {"key": 1, "hi": "Hi Anna"}}
