"""Salesforce: jobs of Bulk API 2.0, their files, what their results name, and jobs that are asked about later."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pyarrow as pa
import pytest

from census_desktop.destinations import check_config, limits
from census_desktop.domain.errors import BatchRejected, ConfigError, JobLost, TransientError
from census_desktop.domain.model import Connection, Operation
from census_desktop.domain.ports import CancelToken, Reply
from tests.destinations.batches import batch_of, schema_of
from tests.destinations.fakes.salesforce import Salesforce
from tests.destinations.fakes.vendor import Said
from tests.destinations.salesforce_room import BULK, SCHEMA, SomeOrg, person, the_org  # noqa: F401  the fixture

# Bulk API 2.0 ---------------------------------------------------------------------------------------------------------


def rows_of(vendor: Salesforce) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(vendor.called("PUT")[-1].body.decode(), newline="")))


def test_a_job_names_what_failed(org: SomeOrg) -> None:
    org.vendor.add("Contact", Number__c="C-1", LastName="Old")
    bad = person(3, LastName="Keller" + "x" * 80)
    reply = org.bulk(person(1), bad, person(2))
    assert list(reply.rejected) == [1]
    assert "STRING_TOO_LONG" in reply.rejected[1]
    assert "Keller" not in reply.rejected[1]
    assert not reply.unknown
    assert {r["LastName"] for r in org.vendor.records["Contact"].values()} == {"Person 1", "Person 2"}
    (made,) = org.vendor.called("POST .*/jobs/ingest")
    assert made.json == {
        "object": "Contact",
        "operation": "upsert",
        "contentType": "CSV",
        "lineEnding": "LF",
        "columnDelimiter": "COMMA",
        "externalIdFieldName": "Number__c",
    }
    assert org.ids.ids["Contact by Number__c", "c-2"]


def test_a_job_that_ends_half_way_acknowledges_what_was_done(org: SomeOrg) -> None:
    org.vendor.stop_after = 2
    reply = org.bulk(*[person(n) for n in range(4)])
    assert list(reply.rejected) == [2, 3]
    assert "before the record's turn: InternalServerError" in reply.rejected[2]
    assert len(org.vendor.records["Contact"]) == 2


def test_records_that_no_list_names_are_unknown(org: SomeOrg) -> None:
    org.vendor.fail_next(Said(200, "sf__Id,sf__Created,Number__c\n", {"Content-Type": "text/csv"}), path="successfulResults")
    assert list(org.bulk(person(1), person(2)).unknown) == [0, 1]


def test_the_file_has_the_columns_of_all_records(org: SomeOrg) -> None:
    schema = pa.schema([(n, pa.string()) for n in ("Number__c", "LastName", "FirstName", "Account.Number__c")])
    org.vendor.add("Account", Name="Acme", Number__c=7.0)
    rows = [
        {"Number__c": "C-1", "LastName": 'a,"b"\r\nc', "FirstName": None, "Account.Number__c": "7"},
        {"Number__c": "C-2", "LastName": " Zoë ", "FirstName": "F"},
    ]
    assert org.bulk(*rows, schema=schema, keep_if_null={"FirstName", "Account.Number__c"}) == Reply()
    assert rows_of(org.vendor) == [
        {"Number__c": "C-1", "LastName": 'a,"b"\r\nc', "Account.Number__c": "7", "FirstName": ""},
        {"Number__c": "C-2", "LastName": " Zoë ", "Account.Number__c": "", "FirstName": "F"},
    ]
    assert org.vendor.one("Contact", LastName='a,"b"\r\nc')
    assert org.bulk(*rows, schema=schema) == Reply()
    assert [r["FirstName"] for r in rows_of(org.vendor)] == ["#N/A", "F"]


@pytest.mark.parametrize("value", ["a\0b", "#N/A"])
def test_values_that_a_file_cannot_carry_are_rejected_alone(org: SomeOrg, value: str) -> None:
    reply = org.bulk(person(1, LastName=value), person(2))
    assert list(reply.rejected) == [0]
    assert "“LastName” holds" in reply.rejected[0]
    assert len(rows_of(org.vendor)) == 1


def test_a_file_has_every_digit_of_a_number(org: SomeOrg) -> None:
    schema = schema_of(Number__c=pa.string(), LastName=pa.string(), Score__c=pa.decimal128(38, 4))
    org.bulk(person(1, Score__c=Decimal("123456789012345678.1234")), person(2, Score__c=Decimal("7.0000")), schema=schema)
    assert [r["Score__c"] for r in rows_of(org.vendor)] == ["123456789012345678.1234", "7"]


def test_a_job_updates_and_deletes_by_record_id(org: SomeOrg) -> None:
    org.vendor.add("Contact", Number__c="C-1", LastName="Old")
    reply = org.bulk(person(1), person(2), by=Operation.UPDATE)
    assert (reply.rejected, reply.unknown) == ({}, {})
    assert len(reply.notes) == 1
    assert list(rows_of(org.vendor)[0]) == ["Id", "LastName"]
    assert org.bulk(person(1), person(2), by=Operation.DELETE) == Reply()
    assert org.vendor.records["Contact"] == {}
    assert org.bulk(person(1), by=Operation.DELETE) == Reply(), "nobody is left, so there is no job"
    assert len(org.vendor.jobs) == 2
    assert org.bulk(person(5), by=Operation.CREATE) == Reply()
    assert org.vendor.jobs["750xx" + "2".zfill(13)]["operation"] == "insert"


def test_a_job_whose_begin_was_not_confirmed_is_not_sent_twice(org: SomeOrg) -> None:
    org.vendor.fail_next("drop", path=r"PATCH .*/jobs/ingest")
    writer, batch, cancel = org.writer(Operation.CREATE, **BULK), batch_of(SCHEMA, [person(1)], Operation.CREATE), CancelToken()
    with pytest.raises(TransientError):
        writer.submit(batch, cancel)
    job = writer.submit(batch, cancel)
    assert len(org.vendor.jobs) == 1
    assert any(writer.poll(job, cancel).done for _ in range(3))
    assert writer.results(job, batch, cancel) == Reply()
    assert len(org.vendor.records["Contact"]) == 1


def test_a_job_that_is_not_known_any_more_is_lost(org: SomeOrg) -> None:
    writer, batch = org.writer(**BULK), batch_of(SCHEMA, [person(1)])
    job = writer.submit(batch, CancelToken())
    org.vendor.jobs.clear()
    with pytest.raises(JobLost, match="does not know the job"):
        writer.poll(job, CancelToken())
    with pytest.raises(JobLost):
        writer.results(job, batch, CancelToken())


def test_another_process_reads_the_results_of_a_job(org: SomeOrg) -> None:
    org.vendor.add("Contact", Number__c="C-1", LastName="Old")
    batch, cancel = batch_of(SCHEMA, [person(1), person(2)], Operation.UPDATE), CancelToken()
    job = org.writer(Operation.UPDATE, **BULK).submit(batch, cancel)
    later = org.writer(Operation.UPDATE, **BULK)
    assert any(later.poll(job, cancel).done for _ in range(3))
    assert later.results(job, batch, cancel).unknown == {}


def test_a_file_that_is_too_large_is_for_halving_and_batches_are_cut_before(org: SomeOrg) -> None:
    with pytest.raises(BatchRejected, match="too large"):
        org.bulk(*[person(n, LastName="x" * 4_000_000) for n in range(2)])
    assert not org.vendor.jobs
    found = limits(Connection("c", "CRM", "salesforce", {"base_url": "https://x.my.salesforce.com", **BULK}))
    assert (found.batch_rows, found.batch_bytes) == (10_000, 6_500_000)
    single = limits(Connection("c", "CRM", "salesforce", {"base_url": "https://x.my.salesforce.com"}))
    assert (single.batch_rows, single.batch_bytes) == (200, 0)


# Answers that say less or more than they should -------------------------------------------------------------------------


def test_a_refused_value_that_is_longer_than_python_s_own_limit_is_read_in_the_results(org: SomeOrg) -> None:
    """They repeat what was sent."""
    reply = org.bulk(person(1, LastName="x" * 200_000), person(2))
    assert list(reply.rejected) == [0]
    assert "data value too large" in reply.rejected[0]


def test_a_job_that_was_not_begun_is_begun_again_and_never_waited_for(org: SomeOrg) -> None:
    writer, cancel = org.writer(**BULK), CancelToken()
    batch = batch_of(SCHEMA, [person(1)])
    org.vendor.fail_next(Said(200, {}), path="PATCH .*/jobs/ingest")
    with pytest.raises(TransientError, match="did not confirm"):
        writer.submit(batch, cancel)
    job = writer.submit(batch, cancel)
    assert list(org.vendor.jobs) == [job]
    org.vendor.jobs[job]["state"] = "Open"
    with pytest.raises(JobLost, match="never begun"):
        writer.poll(job, cancel)


def test_a_job_is_no_larger_than_what_can_be_read_of_it_when_all_is_refused() -> None:
    config = {"base_url": "https://acme.my.salesforce.com", **BULK, "job_size": 50_000}
    with pytest.raises(ConfigError, match=r"25000|25,000"):
        check_config(Connection("c1", "Org", "salesforce", config))
