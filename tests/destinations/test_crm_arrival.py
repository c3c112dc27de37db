"""From a segment to HubSpot and to Salesforce, through the program's own face: syncs, runs, what left and what was refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from census_desktop.bootstrap import App, open_workspace
from census_desktop.domain.model import Run
from tests.conftest import FakeClock
from tests.destinations.fakes import hubspot, salesforce

DOCUMENT = """
version: 1
sources: [{name: Files, type: files, config: {path: ./data}}]
datasets: [{name: People, source: Files, table: people.csv, unique_identifier: id}]
segments: [{name: Berlin, dataset: People, where: {all: [{column: city, op: is, value: Berlin}]}}]
destinations:
  - {name: HubSpot, type: hubspot, config: {base_url: "HUBSPOT"}}
  - {name: Org, type: salesforce, config: {base_url: "SALESFORCE"}}
  - {name: Jobs, type: salesforce, config: {base_url: "SALESFORCE", way: Bulk API 2.0}}
syncs:
  - name: To a list
    source: {segment: Berlin}
    destination: HubSpot
    object: list
    audience: Berliners
    operation: mirror
    sync_key: {column: email, field: email}
    mappings: [{field: firstname, column: name}]
    status: active
  - name: To contacts, emptied
    source: {segment: Berlin}
    destination: HubSpot
    object: contacts
    operation: mirror
    removal: null_out
    sync_key: {column: email, field: email}
    mappings: [{field: firstname, column: name}]
    status: active
  - name: To Salesforce
    source: {segment: Berlin}
    destination: Org
    object: Contact
    operation: mirror
    sync_key: {column: id, field: Number__c}
    mappings: [{field: LastName, column: name}, {field: Email, column: email}]
    status: active
  - name: By jobs
    source: {segment: Berlin}
    destination: Jobs
    object: Contact
    operation: mirror
    sync_key: {column: id, field: Number__c}
    mappings: [{field: LastName, column: name}, {field: Email, column: email}]
    status: active
  - name: To a campaign
    source: {segment: Berlin}
    destination: Org
    object: campaign
    audience: Berliners
    operation: mirror
    sync_key: {column: email, field: Lead.Email}
    mappings: [{field: Status, constant: Sent}]
    status: active
"""


class World:
    def __init__(self, app: App, hub: hubspot.HubSpot, org: salesforce.Salesforce) -> None:
        self.app = app
        self.hub = hub
        self.org = org

    def write(self, *rows: tuple[int, str, str]) -> None:
        """People of a name and a city."""
        lines = ["id,email,name,city", *(f"{id_},{name.lower()}@x.example,{name},{city}" for id_, name, city in rows)]
        (self.app.paths.root / "data").mkdir(exist_ok=True)
        (self.app.paths.root / "data" / "people.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def run(self, sync: str) -> Run:
        self.app.clock.advance(60)  # type: ignore[attr-defined]
        return self.app.runs.run(sync)


@pytest.fixture
def world(tmp_path: Path, clock: FakeClock) -> Iterator[World]:
    environ = {
        "CENSUS_DESKTOP_SECRET__HUBSPOT__TOKEN": hubspot.TOKEN,
        "CENSUS_DESKTOP_SECRET__ORG__ACCESS_TOKEN": salesforce.TOKEN,
        "CENSUS_DESKTOP_SECRET__JOBS__ACCESS_TOKEN": salesforce.TOKEN,
    }
    with hubspot.HubSpot() as hub, salesforce.Salesforce() as org:
        app = open_workspace(tmp_path / "workspace", clock=clock, environ=environ)
        made = World(app, hub, org)
        made.write((1, "Anna", "Berlin"), (2, "Ben", "Berlin"), (3, "Cleo", "Paris"))
        text = DOCUMENT.replace("HUBSPOT", hub.url).replace("SALESFORCE", org.url)
        app.document.import_(text, app.paths.root)
        yield made
        app.close()


def test_a_list_in_hubspot_is_the_segment_and_its_ids_are_looked_up_once(world: World) -> None:
    first = world.run("To a list")
    assert (first.status, first.error, first.counts.updated) == ("completed", "", 2)
    assert world.hub.emails_on("Berliners") == {"anna@x.example", "ben@x.example"}
    assert world.app.syncs.get("To a list").audience_id == "1"
    world.write((1, "Anna", "Paris"), (2, "Ben", "Berlin"), (4, "Dora", "Berlin"))
    second = world.run("To a list")
    assert (second.counts.added, second.counts.removed) == (1, 1)
    assert world.hub.emails_on("Berliners") == {"ben@x.example", "dora@x.example"}
    assert world.hub.contact("anna@x.example")
    assert not world.hub.called("batch/read"), "the first run's answers told the ids"


def test_contacts_that_left_are_emptied_in_hubspot(world: World) -> None:
    world.run("To contacts, emptied")
    world.write((2, "Ben", "Berlin"))
    assert world.run("To contacts, emptied").counts.removed == 1
    assert "firstname" not in (world.hub.contact("anna@x.example") or {"firstname": ""})
    assert (world.hub.contact("ben@x.example") or {})["firstname"] == "Ben"


@pytest.mark.parametrize("sync", ["To Salesforce", "By jobs"])
def test_a_segment_arrives_in_salesforce_and_who_leaves_is_deleted(world: World, sync: str) -> None:
    world.org.asks = 1
    world.org.add("Contact", Number__c="9", LastName="Not ours")
    world.write((1, "Anna", "Berlin"), (2, "x" * 81, "Berlin"), (3, "Cleo", "Paris"))
    first = world.run(sync)
    assert (first.status, first.counts.updated, first.counts.rejected) == ("completed", 1, 1)
    (issue,) = world.app.runs.issues(first.id)
    assert issue.key == "2"
    assert "STRING_TOO_LONG" in issue.reason
    world.write((2, "Ben", "Berlin"), (3, "Cleo", "Berlin"))
    second = world.run(sync)
    assert (second.status, second.counts.updated, second.counts.retried, second.counts.removed) == ("completed", 3, 1, 1)
    assert {r["LastName"] for r in world.org.records["Contact"].values()} == {"Not ours", "Ben", "Cleo"}
    assert world.run(sync).counts.processed == 0


def test_a_campaign_in_salesforce_is_the_segment(world: World) -> None:
    for name in ("anna", "ben", "dora"):
        world.org.add("Lead", Email=f"{name}@x.example", LastName=name, Company="X")
    assert world.run("To a campaign").counts.updated == 2
    world.write((1, "Anna", "Paris"), (2, "Ben", "Berlin"), (4, "Dora", "Berlin"), (5, "Emil", "Berlin"))
    second = world.run("To a campaign")
    assert (second.counts.added, second.counts.removed, second.counts.rejected) == (2, 1, 1)
    leads = world.org.records["Lead"]
    members = [leads[m["LeadId"]]["Email"] for m in world.org.in_campaign("Berliners")]
    assert sorted(members) == ["ben@x.example", "dora@x.example"]
