"""Salesforce: what refusals and empty answers mean, signing in, and the objects and fields of an org."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from census_desktop.destinations import check_config, manifest, open_destination
from census_desktop.destinations.salesforce.fields import long_id
from census_desktop.domain.errors import BatchRejected, ConfigError, CredentialError, DestinationError, TransientError
from census_desktop.domain.model import Connection, Operation
from census_desktop.domain.ports import CancelToken, DestinationContext
from census_desktop.signin import registration_of
from tests.conftest import FakeClock
from tests.destinations.batches import opened
from tests.destinations.fakes.salesforce import TOKEN, error, with_checksum
from tests.destinations.fakes.vendor import Said
from tests.destinations.salesforce_room import UPSERT, SomeOrg, person, the_org  # noqa: F401  the fixture

# Refusals -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "wait"), [("TotalRequests Limit exceeded.", 900.0), ("ConcurrentPerOrgLongTxn Limit", 20.0)]
)
def test_a_limit_is_no_refused_credential(org: SomeOrg, message: str, wait: float) -> None:
    org.vendor.fail_next(error(403, "REQUEST_LIMIT_EXCEEDED", message), path=UPSERT)
    with pytest.raises(TransientError) as failure:
        org.send(person(1))
    assert failure.value.retry_after == wait
    assert failure.value.outcome_known


def test_missing_permission_is_no_refused_credential_and_not_tried_again(org: SomeOrg) -> None:
    org.vendor.fail_next(error(403, "INSUFFICIENT_ACCESS", "insufficient access rights on object id."), path=UPSERT)
    with pytest.raises(DestinationError, match=r"insufficient access rights on object id \(403\)\.") as failure:
        org.send(person(1))
    assert not isinstance(failure.value, CredentialError | TransientError)
    assert "administrator" in failure.value.hint


def test_a_request_that_no_smaller_batch_would_cure_fails_the_run(org: SomeOrg) -> None:
    org.vendor.fail_next(error(400, "INVALID_FIELD", "No such column 'Foo__c' on sobject of type Contact"), path=UPSERT)
    with pytest.raises(DestinationError, match="No such column") as failure:
        org.send(person(1))
    assert not isinstance(failure.value, BatchRejected)
    org.vendor.fail_next(error(400, "JSON_PARSER_ERROR", "Cannot deserialize"), path=UPSERT)
    with pytest.raises(BatchRejected):
        org.send(person(1))


@pytest.mark.parametrize("body", [b"", b"ok", b"[]", b"{}", b'{"records": {}}', b'{"records": null}'])
@pytest.mark.parametrize("path", ["describe", "/query", "jobs/ingest"])
def test_an_answer_that_says_nothing_is_no_answer(org: SomeOrg, body: bytes, path: str) -> None:
    org.vendor.add("Contact", Number__c="C-1")
    org.vendor.fail_next(Said(200, body, {"Content-Type": "text/plain"}), path=path)
    with pytest.raises(DestinationError) as failure:
        org.bulk(person(1), by=Operation.DELETE)
    assert failure.value.hint
    assert "C-1" in {r["Number__c"] for r in org.vendor.records["Contact"].values()}


def test_an_ended_session_asks_to_sign_in(tmp_path: Path, clock: FakeClock, org: SomeOrg) -> None:
    with pytest.raises(CredentialError, match="401") as failure:
        opened("salesforce", {"base_url": org.vendor.url}, tmp_path, clock, {"access_token": "old"}).test()
    assert "Sign in again" in failure.value.hint


class Renewed:
    """Tokens of a sign-in whose first one has ended."""

    def access(self, refused: str = "") -> str:
        return TOKEN if refused else "ended"


def test_a_sign_in_brings_its_address_and_a_new_token(tmp_path: Path, clock: FakeClock, org: SomeOrg) -> None:
    connection = Connection("c1", "CRM", "salesforce", {})
    secrets = {"instance_url": org.vendor.url}
    destination = open_destination(DestinationContext(connection, secrets, tmp_path, clock, tokens=Renewed()))
    assert destination.test() == f"{org.vendor.url[7:]} takes the sign-in: 6 objects; 18 of 5,000 calls of 24 hours are used."
    destination.close()
    with pytest.raises(CredentialError, match="not signed in"):
        open_destination(DestinationContext(connection, secrets, tmp_path, clock))
    with pytest.raises(ConfigError, match="no address"):
        open_destination(DestinationContext(connection, {}, tmp_path, clock, tokens=Renewed()))


def test_a_test_writes_nothing(org: SomeOrg) -> None:
    assert "6 objects; 18 of 5,000 calls" in org.open().test()
    assert {c.method for c in org.vendor.calls} == {"GET"}


# Objects --------------------------------------------------------------------------------------------------------------


def test_objects_and_fields_are_those_of_the_org(org: SomeOrg) -> None:
    specs = {s.name: s for s in org.open().objects()}
    assert len(org.vendor.called("POST .*/composite/batch")) == 1
    assert list(specs) == ["Contact", "Lead", "Account", "Campaign", "Car__c", "object", "campaign"]
    fields = {f.name: f for f in specs["Contact"].fields}
    assert specs["Contact"].keys == ("Email", "Number__c", "Id")
    assert {n for n, f in fields.items() if f.read_only} == {"Id", "CreatedDate"}
    assert fields["Level__c"].choices == ("A", "B")
    assert fields["LastName"].help == "New records need it."
    assert fields["LastName"].most == 80
    assert (fields["Score__c"].type, fields["Vip__c"].type, fields["Birthdate"].type) == ("number", "boolean", "date")
    assert "Account.Number__c" in fields
    assert fields["HasOptedOutOfEmail"].consent
    assert specs["campaign"].keys == ("ContactId", "LeadId", "Contact.Email", "Contact.Number__c", "Lead.Email")
    assert {f.name for f in specs["campaign"].fields} == {*specs["campaign"].keys, "Status"}
    assert specs["Campaign"].keys == ("Id",)
    assert set(specs["Campaign"].operations) == {Operation.UPDATE, Operation.DELETE}
    assert specs["object"].open_name


@pytest.mark.parametrize(
    ("object_", "names", "why"),
    [
        ("Contact", ("Number__c", "Foo__c"), "no field Foo__c"),
        ("Contact", ("Number__c", "CreatedDate"), "CreatedDate is read-only"),
        ("Contact", ("Number__c", "Account.Name"), "Name is no external id"),
        ("Contact", ("Number__c", "Owner.Email"), "Email is no external id of one kind of object"),
        ("Contact", ("LastName", "Number__c"), "“LastName” cannot be the key"),
        ("Boat__c", ("Number__c",), "no object “Boat__c”"),
        ("campaign", ("Email",), "cannot be the key of campaign members"),
        ("campaign", ("Contact.LastName",), "“LastName” cannot be the key"),
    ],
)
def test_what_cannot_be_written_is_refused_before_anything_is_sent(
    org: SomeOrg, object_: str, names: tuple[str, ...], why: str
) -> None:
    schema = pa.schema([pa.field(name, pa.string()) for name in names])
    with pytest.raises(ConfigError, match=why) as failure:
        org.writer(object_=object_, schema=schema, audience="Spring")
    assert failure.value.hint
    assert {c.method for c in org.vendor.calls} <= {"GET"}


def test_an_id_is_lifted_to_18_characters() -> None:
    assert long_id("001A0000006Vm9r") == "001A0000006Vm9rIAC"
    assert long_id("003xx0000000001") == with_checksum("003xx0000000001")
    assert long_id("C-1") == "C-1"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/services/apexrest/x"),
        ("POST", "/services/data/v64.0/actions/standard/emailSimple"),
        ("DELETE", "/sobjects/Campaign/7"),
    ],
)
def test_some_calls_are_never_made(org: SomeOrg, method: str, path: str) -> None:
    with pytest.raises(DestinationError, match="never makes"):
        org.open()._org.call(method, path, cancel=CancelToken())
    assert org.vendor.calls == []


def test_the_manifest_knows_the_usual_objects_without_an_org() -> None:
    found = manifest("salesforce")
    assert [s.name for s in found.objects] == ["Contact", "Lead", "Account", "object", "campaign"]
    for name in ("Contact", "Lead", "object"):
        (spec,) = [s for s in found.objects if s.name == name]
        assert [f.name for f in spec.fields if f.consent][:3] == ["HasOptedOutOfEmail", "HasOptedOutOfFax", "DoNotCall"]


def test_the_sign_in_goes_to_salesforce_or_to_a_sandbox_without_a_secret() -> None:
    oauth = manifest("salesforce").sign_in
    assert oauth is not None
    config = check_config(Connection("c1", "CRM", "salesforce", {"client_id": "3MVG9"}))
    client = registration_of(oauth, "CRM", config, {})
    assert (client.authorize, client.token) == (
        "https://login.salesforce.com/services/oauth2/authorize",
        "https://login.salesforce.com/services/oauth2/token",
    )
    assert client.proof() == {"client_id": "3MVG9"}
    sandbox = registration_of(oauth, "CRM", {**config, "login_url": "https://test.salesforce.com/"}, {})
    assert sandbox.token == "https://test.salesforce.com/services/oauth2/token"


def test_pages_of_a_query_that_lead_in_a_circle_end(org: SomeOrg) -> None:
    page = {"records": [{"Id": "701", "Name": "A", "NumberOfContacts": 1, "NumberOfLeads": "x"}], "done": False}
    page["nextRecordsUrl"] = "/services/data/v64.0/query/01g"
    org.vendor.fail_next(Said(200, page), times=5, path="/query")
    with pytest.raises(DestinationError, match="nextRecordsUrl"):
        org.open(org.ids).audiences("campaign")
    assert len(org.vendor.called("/query")) == 2


@pytest.mark.parametrize(
    "field", ["HasOptedOutProfiling", "HasOptedOutGeoTracking", "SendIndividualData", "CanStorePiiElsewhere", "ShouldForget"]
)
def test_what_an_individual_allows_is_a_field_of_consent_though_nobody_described_it(field: str) -> None:
    other = next(spec for spec in manifest("salesforce").objects if spec.open_name)
    assert next(f for f in other.fields if f.name == field).consent
