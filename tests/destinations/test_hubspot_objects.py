"""HubSpot: batches answered record by record, who is updated, made and archived, and the objects of an account."""

from __future__ import annotations

from decimal import Decimal

import pyarrow as pa
import pytest

from census_desktop.destinations import manifest
from census_desktop.domain.errors import BatchRejected, ConfigError, CredentialError, NotFoundError
from census_desktop.domain.model import Operation, Removal
from census_desktop.domain.ports import Reply, Target
from tests.destinations.batches import batch_of, schema_of, send
from tests.destinations.fakes.hubspot import CARS, COMPANIES, CONTACTS
from tests.destinations.fakes.vendor import Said
from tests.destinations.hubspot_room import ANN, BOB, CEM, SCHEMA, WRITES, Account, the_account  # noqa: F401  the fixture

# Records --------------------------------------------------------------------------------------------------------------


def test_contacts_are_made_and_updated_by_e_mail_without_regard_to_case(account: Account) -> None:
    there = account.vendor.add(email="ann@x.example", firstname="Old")
    assert account.send({"email": "Ann@X.example", "firstname": "Ann"}, BOB) == Reply()
    assert account.vendor.records[CONTACTS][there]["firstname"] == "Ann"
    assert account.vendor.contact("bob@x.example")
    (call,) = account.vendor.called("batch/upsert")
    first = {"id": "ann@x.example", "idProperty": "email", "properties": {"firstname": "Ann", "email": "ann@x.example"}}
    assert call.json["inputs"][0] == {**first, "objectWriteTraceId": "0"}
    assert account.ids.ids["contacts by email", "ann@x.example"] == there


def test_a_207_rejects_the_records_that_it_names_by_trace_id_whatever_the_order_of_its_results(account: Account) -> None:
    bad = {"email": "nobody", "firstname": "Keller"}
    reply = account.send(ANN, bad, CEM)
    assert list(reply.rejected) == [1]
    assert "is invalid" in reply.rejected[1]
    assert "nobody" not in reply.rejected[1]
    assert not reply.unknown
    assert {r["email"] for r in account.vendor.records[CONTACTS].values()} == {"ann@x.example", "cem@x.example"}
    assert account.ids.ids["contacts by email", "cem@x.example"] != account.ids.ids["contacts by email", "ann@x.example"]


def test_results_without_trace_ids_are_matched_by_the_key(account: Account) -> None:
    account.vendor.traces = False
    assert account.send(ANN, BOB, CEM) == Reply()
    for person in (ANN, BOB, CEM):
        id_ = account.ids.ids["contacts by email", person["email"]]
        assert account.vendor.records[CONTACTS][id_]["firstname"] == person["firstname"]


def test_an_error_that_names_no_record_leaves_those_without_result_unknown_after_a_look(account: Account) -> None:
    account.vendor.traces = False
    reply = account.send(ANN, {"email": "nobody", "firstname": "N"}, CEM)
    assert reply.rejected == {}
    assert list(reply.unknown) == [1]
    assert [one["id"] for call in account.vendor.called("batch/read") for one in call.json["inputs"]] == ["nobody"]


def test_an_empty_2xx_acknowledges_nothing(account: Account) -> None:
    account.said(200, errors=[])
    reply = account.send(ANN, BOB)
    assert list(reply.unknown) == [0, 1]
    assert "did not say" in reply.unknown[0]


def test_what_hubspot_holds_as_it_was_sent_counts_as_taken_though_the_reply_says_nothing(account: Account) -> None:
    account.vendor.add(email="ann@x.example", score="7.0", seen_at="2026-11-24T10:20:00.000Z", birthday="2000-01-31")
    account.vendor.add(email="bob@x.example", score="8")
    schema = schema_of(
        email=pa.string(), score=pa.int64(), seen_at=pa.timestamp("us", "UTC"), birthday=pa.date32(), firstname=pa.string()
    )
    seen, born = pa.scalar(1795515600, pa.timestamp("s", "UTC")).as_py(), pa.scalar(10987, pa.date32()).as_py()
    account.said(200)
    reply = account.send(
        {"email": "ann@x.example", "score": 7, "seen_at": seen, "birthday": born},
        {"email": "bob@x.example", "score": 7},
        schema=schema,
    )
    assert list(reply.unknown) == [1]


def test_two_rows_of_one_e_mail_are_sent_once_and_the_second_is_named(account: Account) -> None:
    reply = account.send({"email": "Ann@x.example", "firstname": "A"}, BOB, {"email": "ann@x.example", "firstname": "B"})
    assert list(reply.rejected) == [2]
    assert "same key" in reply.rejected[2]
    assert [one["id"] for one in account.vendor.called("upsert")[0].json["inputs"]] == ["ann@x.example", "bob@x.example"]


def test_a_batch_that_is_refused_as_a_whole_is_for_halving_and_loses_nobody(account: Account) -> None:
    refused = {"message": "Duplicate IDs found in batch input: ann@x.example", "category": "VALIDATION_ERROR"}
    account.vendor.fail_next(Said(400, refused), path="upsert")
    with pytest.raises(BatchRejected, match="Duplicate IDs") as refusal:
        account.send(ANN, BOB)
    assert "ann@" not in str(refusal.value)
    assert [account.send(ANN), account.send(BOB)] == [Reply(), Reply()]
    assert account.vendor.contact("ann@x.example")
    assert account.vendor.contact("bob@x.example")


def test_values_travel_as_texts_and_null_clears(account: Account) -> None:
    there = account.vendor.add(email="ann@x.example", firstname="Ann", lastname="Old")
    schema = schema_of(
        email=pa.string(),
        firstname=pa.string(),
        lastname=pa.string(),
        score=pa.float64(),
        vip=pa.bool_(),
        interests=pa.list_(pa.string()),
    )
    row = {"email": "ann@x.example", "score": 7.0, "vip": True, "interests": ["chess", "tea"]}
    assert account.send(row, schema=schema, keep_if_null={"lastname"}) == Reply()
    (sent,) = account.vendor.called("upsert")[0].json["inputs"]
    assert sent["properties"] == {
        "email": "ann@x.example",
        "firstname": "",
        "score": "7",
        "vip": "true",
        "interests": "chess;tea",
    }
    assert "firstname" not in account.vendor.records[CONTACTS][there]
    assert account.vendor.records[CONTACTS][there]["lastname"] == "Old"


def test_numbers_keep_every_digit(account: Account) -> None:
    schema = schema_of(email=pa.string(), score=pa.decimal128(38, 4))
    account.send({"email": "ann@x.example", "score": Decimal("123456789012345678.1234")}, schema=schema)
    assert account.vendor.contact("ann@x.example")["score"] == "123456789012345678.1234"  # type: ignore[index]


def test_update_only_goes_by_record_id_and_makes_nobody(account: Account) -> None:
    account.vendor.add(email="ann@x.example")
    reply = account.send(ANN, BOB, by=Operation.UPDATE)
    assert (reply.rejected, reply.unknown) == ({}, {})
    assert reply.notes == ("1 record is not in HubSpot and was not made.",)
    assert account.vendor.contact("ann@x.example") == {**ANN, "hs_object_id": "101"}
    assert account.vendor.contact("bob@x.example") is None
    assert "idProperty" not in account.vendor.called("batch/update")[0].json["inputs"][0]


def test_an_id_that_is_not_there_any_more_is_rejected_and_forgotten(account: Account) -> None:
    account.ids.remember("contacts by email", {"ann@x.example": "99"})
    assert list(account.send(ANN, by=Operation.UPDATE).rejected) == [0]
    assert ("contacts by email", "ann@x.example") not in account.ids.ids


@pytest.mark.parametrize("by", [Operation.UPSERT, Operation.UPDATE])
def test_fields_may_be_set_only_where_they_are_empty(account: Account, by: Operation) -> None:
    account.vendor.add(email="ann@x.example", firstname="Theirs")
    account.vendor.add(email="bob@x.example", lastname="Theirs")
    schema = schema_of(email=pa.string(), firstname=pa.string(), lastname=pa.string())
    rows = [{**p, "lastname": "Ours"} for p in (ANN, BOB, CEM)]
    account.send(*rows, by=by, schema=schema, only_if_empty={"firstname", "lastname"})
    there = {r["email"]: (r["firstname"], r["lastname"]) for r in account.vendor.records[CONTACTS].values()}
    new = {} if by is Operation.UPDATE else {"cem@x.example": ("Cem", "Ours")}
    assert there == {"ann@x.example": ("Theirs", "Ours"), "bob@x.example": ("Bob", "Theirs"), **new}


def test_create_only_rejects_who_is_there(account: Account) -> None:
    account.vendor.add(email="ann@x.example", firstname="Old")
    reply = account.send(ANN, BOB, by=Operation.CREATE)
    assert list(reply.rejected) == [0]
    assert "already exists" in reply.rejected[0]
    assert account.vendor.contact("bob@x.example")
    assert account.vendor.contact("ann@x.example")["firstname"] == "Old"  # type: ignore[index]


def test_leaving_archives_by_record_id_and_who_is_not_there_has_left(account: Account) -> None:
    account.send(ANN, BOB)
    account.vendor.calls.clear()
    assert account.send(ANN, {"email": "gone@x.example"}, by=Operation.DELETE) == Reply()
    assert account.vendor.contact("ann@x.example") is None
    assert [r["email"] for r in account.vendor.archived[CONTACTS].values()] == ["ann@x.example"]
    assert [len(c.json["inputs"]) for c in account.vendor.called("batch/read")] == [2], "memory does not decide who goes"
    assert ("contacts by email", "ann@x.example") not in account.ids.ids


def test_a_contact_that_has_another_address_by_now_is_not_archived_for_the_old_one(account: Account) -> None:
    """The same person under the new address may have come in the same run."""
    account.send(ANN, BOB, CEM)
    changed, beside, left = (account.ids.ids["contacts by email", f"{n}@x.example"] for n in ("ann", "bob", "cem"))
    account.vendor.records[CONTACTS][changed]["email"] = "anna@x.example"
    account.vendor.records[CONTACTS][beside] |= {"email": "rob@x.example", "hs_additional_emails": "bob@x.example"}
    reply = account.send(ANN, BOB, CEM, by=Operation.DELETE)
    assert list(account.vendor.archived[CONTACTS]) == [left]
    assert (reply.rejected, reply.unknown) == ({}, {})
    (note,) = reply.notes
    assert "beside another one: 1" in note
    assert not account.ids.ids


def test_a_contact_that_was_merged_leaves_the_list_by_its_new_id(account: Account) -> None:
    account.fill("ann@x.example", "bob@x.example")
    old = account.ids.ids["contacts by email", "ann@x.example"]
    del account.vendor.records[CONTACTS][old]
    merged = account.vendor.add(email="anna@x.example", hs_additional_emails="ann@x.example")
    account.vendor.members["1"] = [merged if id_ == old else id_ for id_ in account.vendor.members["1"]]
    assert account.fill("ann@x.example", by=Operation.DELETE) == Reply()
    assert account.vendor.emails_on("VIP") == {"bob@x.example"}


def test_a_record_that_left_keeps_its_place_and_loses_its_values(account: Account) -> None:
    account.send(ANN)
    assert account.send({"email": "ann@x.example"}, by=Operation.UPDATE) == Reply()
    assert account.vendor.contact("ann@x.example") == {"email": "ann@x.example", "hs_object_id": "101"}


@pytest.mark.parametrize("by", [Operation.UPDATE, Operation.DELETE])
def test_companies_are_updated_and_archived_by_record_id(account: Account, by: Operation) -> None:
    id_ = account.vendor.add(COMPANIES, name="Old")
    schema = schema_of(hs_object_id=pa.int64(), name=pa.string())
    row = {"hs_object_id": int(id_), "name": "New"}
    assert account.send(row, by=by, object_="companies", schema=schema) == Reply()
    there = account.vendor.records[COMPANIES].get(id_)
    assert (there or {}).get("name") == (None if by is Operation.DELETE else "New")
    assert not account.vendor.called("batch/read")
    with pytest.raises(ConfigError, match="only be updated or deleted"):
        account.send(row, object_="companies", schema=schema)


def test_custom_objects_are_found_by_their_schema_and_written_by_a_unique_property(account: Account) -> None:
    schema = schema_of(vin=pa.string(), model=pa.string())
    assert account.send({"vin": "V1", "model": "Z"}, object_="p1_cars", schema=schema) == Reply()
    assert [r["model"] for r in account.vendor.records[CARS].values()] == ["Z"]
    assert account.vendor.called("upsert")[0].path == "/crm/v3/objects/2-117/batch/upsert"
    with pytest.raises(NotFoundError, match="no object “boats”"):
        account.send({"vin": "V1"}, object_="boats", schema=schema)


def test_without_a_memory_of_ids_they_are_looked_up_each_time(account: Account) -> None:
    account.vendor.add(email="ann@x.example")
    destination = account._open({}, None)
    destination._ids = None
    writer = destination.open(Target("contacts", Operation.UPDATE, "email"), SCHEMA)
    for _ in range(2):
        assert send(writer, batch_of(SCHEMA, [ANN], Operation.UPDATE)) == Reply()
    assert len(account.vendor.called("batch/read")) == 2


def test_someone_found_by_another_address_is_updated(account: Account) -> None:
    there = account.vendor.add(email="ann@new.example", hs_additional_emails="ann@x.example;a@y.example")
    assert account.send(ANN, by=Operation.UPDATE) == Reply()
    assert account.vendor.records[CONTACTS][there]["firstname"] == "Ann"


# Objects and properties -----------------------------------------------------------------------------------------------


def test_objects_and_fields_are_those_of_the_account(account: Account) -> None:
    specs = account.open().objects()
    assert [s.name for s in specs] == ["contacts", "companies", "deals", "tickets", "p1_cars", "list"]
    contacts = specs[0]
    fields = {f.name: f for f in contacts.fields}
    assert contacts.keys == ("email", "customer_no", "hs_object_id")
    assert specs[1].keys == ("hs_object_id",), "a company's domain is not unique"
    assert not contacts.open_fields
    assert {name for name, f in fields.items() if f.read_only} == {"days_to_close", "hs_object_id"}
    assert "hs_additional_emails" not in fields
    assert fields["lifecyclestage"].choices == ("lead", "customer")
    assert fields["interests"].choices == ()
    assert {name: fields[name].type for name in ("score", "birthday", "seen_at", "vip", "firstname")} == {
        "score": "number",
        "birthday": "date",
        "seen_at": "datetime",
        "vip": "boolean",
        "firstname": "text",
    }
    assert fields["firstname"].most == 65_536
    assert fields["hs_email_optout"].consent
    assert fields["hs_marketable_status"].consent
    assert specs[-1].audience
    assert not specs[-1].unsubscribes


def test_objects_without_scope_are_left_out(account: Account) -> None:
    account.vendor.scopes -= {"contacts", "deals", "schemas"}
    assert [s.name for s in account.open().objects()] == ["companies", "tickets"]
    account.vendor.scopes.clear()
    with pytest.raises(CredentialError, match="may read the properties of no object"):
        account.open().objects()


@pytest.mark.parametrize(
    ("names", "why"),
    [
        (("email", "days_to_close"), "days_to_close is read-only"),
        (("email", "shoe_size"), "no property shoe_size"),
        (("lastname", "email"), "“lastname” cannot be the key"),
    ],
)
def test_properties_that_cannot_be_written_are_refused_before_anything_is_sent(
    account: Account, names: tuple[str, ...], why: str
) -> None:
    schema = schema_of(**{name: pa.string() for name in names})
    with pytest.raises(ConfigError, match=why) as failure:
        account.open().open(Target("contacts", Operation.UPSERT, names[0]), schema)
    assert failure.value.hint
    assert not account.vendor.called(WRITES)


def test_the_manifest_knows_the_usual_objects_without_an_account() -> None:
    found = manifest("hubspot")
    assert [s.name for s in found.objects] == ["contacts", "companies", "list"]
    assert all(Removal.REMOVE in s.removals for s in found.objects)
    assert found.limits.batch_rows == 100
