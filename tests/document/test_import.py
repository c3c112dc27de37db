"""Taking a document in: what it creates, updates and leaves alone, and that it is all or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from census_desktop.bootstrap import App, open_workspace
from census_desktop.domain.conditions import Member, walk
from census_desktop.domain.errors import ConfigError, DocumentError, SecretsError, SourceError
from census_desktop.domain.manifest import Manifest
from census_desktop.domain.model import Connection, SyncStatus
from census_desktop.domain.rows import Kind
from census_desktop.secrets import SessionSecrets
from tests.conftest import FakeClock
from tests.shop import DOCUMENT


def changed(text: str, *pairs: tuple[str, str]) -> str:
    """The text with replacements, each of which has to hit."""
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


def actions(changes: Any) -> dict[str, str]:
    return {c.name: f"{c.action} {c.detail}".strip() for c in changes if c.action != "unchanged"}


def test_an_import_creates_everything_whatever_the_order_of_names(app: App, shop: Path) -> None:
    changes = app.document.import_(DOCUMENT, shop)
    assert [(c.kind, c.name, c.action) for c in changes] == [
        ("source", "Shop files", "created"),
        ("dataset", "Customers", "created"),
        ("dataset", "Orders", "created"),
        ("segment", "Big spenders", "created"),
        ("segment", "Readers", "created"),
        ("destination", "CRM hook", "created"),
        ("destination", "Files out", "created"),
        ("sync", "Everyone to files", "created"),
        ("sync", "Big spenders to the CRM", "created"),
    ]
    customers = app.datasets.get("Customers")
    assert {c.name: (c.type.value, c.pii, c.enumerated) for c in customers.columns}["email"] == ("text", True, False)
    assert customers.column("paid") is not None
    segment = app.segments.get("Big spenders")
    (member,) = [node for node in walk(segment.where) if isinstance(node, Member)]
    assert member.segment == app.segments.get("Readers").id
    assert app.segments.count(segment).count == 2
    first, second = app.syncs.get("Everyone to files"), app.syncs.get("Big spenders to the CRM")
    assert first.schedule.after == second.id
    assert (first.status, second.schedule.minutes) == (SyncStatus.ACTIVE, 15)
    assert str(first.created_at) < str(second.created_at), "Quick Sync copies the newest: the order of the document counts"


def test_what_looks_up_personal_data_comes_in_as_personal(app: App, shop: Path) -> None:
    looked = "relationships: [{name: Who, dataset: Customers, kind: many_to_one, from: customer_id, to: customer_id}]"
    computed = "computed: [{name: mail, related: Who, lookup: email}, {name: who, related: Who, lookup: first_name}]"
    text = changed(DOCUMENT, ("    table: orders.csv\n", f"    table: orders.csv\n    {looked}\n    {computed}\n"))
    app.document.import_(text, shop)

    def personal() -> list[str]:
        return [c.name for c in app.datasets.get("Orders").columns if c.pii]

    assert personal() == ["mail"]
    assert actions(app.document.import_(text, shop)) == {}
    only = yaml.safe_load(text)
    customers = only["datasets"][0] | {"columns": {"email": {"pii": True}, "first_name": {"pii": True}}}
    app.document.import_(yaml.safe_dump({"version": 1, "datasets": [customers]}), shop)
    assert personal() == ["mail", "who"], "also where the document does not speak of them"


def test_export_and_import_into_an_empty_workspace_give_the_same_document(
    app: App, shop: Path, tmp_path: Path, clock: FakeClock
) -> None:
    app.document.import_(DOCUMENT, shop)
    exported = app.document.export()
    text = app.document.to_yaml(exported)
    other = open_workspace(tmp_path / "other", clock=clock, secrets=SessionSecrets(), environ={})
    try:
        other.document.import_(text, tmp_path)
        assert other.document.export() == exported
        assert other.document.to_yaml(other.document.export()) == text
        assert {c.action for c in other.document.import_(text, tmp_path)} == {"unchanged"}
    finally:
        other.close()


def test_an_export_says_what_the_document_said(app: App, shop: Path) -> None:
    app.document.import_(DOCUMENT, shop)
    exported, said = (
        app.document.export(),
        yaml.safe_load(changed(DOCUMENT, ("op: on,", "op: 'on',"), ("2026-11-20", "'2026-11-20'"))),
    )
    said["sources"][0]["config"]["path"] = str(shop / "shop")
    said["destinations"][1]["config"]["path"] = str(shop / "out")
    said["syncs"][0]["status"] = "active"
    assert exported == said
    assert list(exported) == ["version", "sources", "datasets", "segments", "destinations", "syncs"]


def test_the_same_document_again_changes_nothing_and_needs_no_source(app: App, shop: Path) -> None:
    app.document.import_(DOCUMENT, shop)
    before = app.version()
    (shop / "shop" / "customers.csv").unlink()
    assert {c.action for c in app.document.import_(DOCUMENT, shop)} == {"unchanged"}
    assert app.version() == before


def test_an_update_says_what_differs_and_keeps_the_rest(app: App, shop: Path) -> None:
    app.document.import_(DOCUMENT, shop)
    app.segments.count(app.segments.get("Readers"), remember=True)
    app.segments.count(app.segments.get("Big spenders"), remember=True)
    old = app.syncs.get("Big spenders to the CRM")
    app.syncs.pause("Everyone to files")
    text = changed(
        DOCUMENT,
        ("value: 1000", "value: 2000"),
        ("Spent a thousand", "Spent two thousand"),
        ("every: 15m", "every: 1h"),
        ("email: {pii: true}", "first_name: {pii: true}"),
        ("rate: 50", "rate: 5"),
    )
    assert actions(app.document.import_(text, shop)) == {
        "Customers": "updated columns",
        "Big spenders": "updated description, where",
        "CRM hook": "updated config",
        "Big spenders to the CRM": "updated schedule",
    }
    sync = app.syncs.get("Big spenders to the CRM")
    assert (sync.id, sync.created_at, sync.schedule.minutes) == (old.id, old.created_at, 60)
    assert app.syncs.get("Everyone to files").status is SyncStatus.PAUSED, "a status that is not named stays"
    assert app.segments.get("Readers").size == 3
    assert app.segments.get("Big spenders").size is None, "a new definition forgets the old size"
    email = app.datasets.get("Customers").column("email")
    assert email is not None
    assert not email.pii


def test_what_a_document_does_not_name_stays(app: App, shop: Path) -> None:
    app.document.import_(DOCUMENT, shop)
    app.document.import_("version: 1\nsegments:\n  - {name: New, dataset: Customers}\n", shop)
    assert {s.name for s in app.segments.all()} == {"Big spenders", "Readers", "New"}
    assert len(app.syncs.all()) == 2


def test_a_new_column_of_the_source_is_found_when_the_document_names_it(app: App, shop: Path) -> None:
    app.document.import_(DOCUMENT, shop)
    file = shop / "shop" / "customers.csv"
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join([lines[0] + ",phone", *(line + ",1" for line in lines[1:])]), encoding="utf-8")
    app.document.import_(changed(DOCUMENT, ("email: {pii: true}", "phone: {pii: true}")), shop)
    phone = app.datasets.get("Customers").column("phone")
    assert phone is not None
    assert phone.pii


def test_a_dry_run_says_the_same_and_changes_nothing(app: App, shop: Path) -> None:
    before = app.version()
    dry = app.document.import_(DOCUMENT, shop, dry_run=True)
    assert (app.version(), app.document.export()) == (before, {"version": 1})
    assert dry == app.document.import_(DOCUMENT, shop)


def test_one_wrong_thing_and_nothing_is_taken(app: App, shop: Path) -> None:
    app.document.import_(DOCUMENT, shop)
    before = app.document.export()
    text = changed(DOCUMENT, ("value: 1000", "value: 9"), ("{field: paid, column: paid}", "{field: email, column: paid}"))
    with pytest.raises(DocumentError, match="mapped more than once") as refused:
        app.document.import_(text, shop)
    assert refused.value.line == text.splitlines().index("  - name: Big spenders to the CRM") + 1
    assert app.document.export() == before


def test_a_source_that_cannot_be_read_is_named_and_nothing_is_changed(app: App, shop: Path) -> None:
    (shop / "shop" / "orders.csv").unlink()
    with pytest.raises(SourceError, match=r"line \d+: datasets\[\d\].*orders\.csv") as failed:
        app.document.import_(DOCUMENT, shop)
    assert failed.value.kept == "Nothing was changed."
    assert app.sources.all() == ()


def test_what_changed_is_published_once_it_is_written(app: App, shop: Path) -> None:
    published: list[frozenset[Kind]] = []
    app.changes.subscribe(published.append)
    app.document.import_(DOCUMENT, shop, dry_run=True)
    assert published == []
    app.document.import_(DOCUMENT, shop)
    assert published == [frozenset({Kind.SOURCES, Kind.DATASETS, Kind.SEGMENTS, Kind.CONNECTIONS, Kind.SYNCS})]
    app.document.import_(DOCUMENT, shop)
    assert len(published) == 1


# Paths ------------------------------------------------------------------------------------------------------------------


def test_relative_paths_start_at_the_document(app: App, shop: Path) -> None:
    app.document.import_(DOCUMENT, shop)
    assert app.sources.get("Shop files").config["path"] == str(shop / "shop")
    assert app.destinations.get("Files out").config["path"] == str(shop / "out")


def test_in_the_workspace_folder_paths_stay_relative_until_they_are_exported_elsewhere(
    app: App, shop: Path, tmp_path: Path
) -> None:
    root = app.paths.root
    (shop / "shop").rename(root / "shop")
    app.document.import_(DOCUMENT, root)
    assert app.sources.get("Shop files").config["path"] == "./shop"
    assert app.document.export()["sources"][0]["config"]["path"] == "./shop"
    assert app.document.export(beside=root)["sources"][0]["config"]["path"] == "./shop"
    elsewhere = app.document.export(beside=tmp_path)
    assert elsewhere["sources"][0]["config"]["path"] == str(root / "shop")
    assert elsewhere["destinations"][1]["config"]["path"] == str(root / "out")


@pytest.mark.parametrize("path", ["~/shop", "/data/shop"])
def test_absolute_paths_stay(app: App, shop: Path, path: str) -> None:
    app.document.import_(f"version: 1\nsources:\n  - {{name: S, type: files, config: {{path: {path}}}}}\n", shop)
    assert app.sources.get("S").config["path"] == path


@pytest.mark.parametrize(
    ("url", "becomes"),
    [
        ("sqlite:///crm.db", "sqlite:///{base}/crm.db"),
        ("sqlite:////srv/crm.db", "sqlite:////srv/crm.db"),
        ("sqlite:///:memory:", "sqlite:///:memory:"),
        ("postgresql://crm@localhost/crm", "postgresql://crm@localhost/crm"),
    ],
)
def test_a_database_file_in_an_address_starts_at_the_document_too(app: App, shop: Path, url: str, becomes: str) -> None:
    from census_desktop.domain.manifest import ConfigField
    from census_desktop.usecases.document_import import absolute_paths

    found = absolute_paths({"url": url}, [ConfigField("url", "Address")], shop)
    assert found == {"url": becomes.format(base=shop)}


# Names ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["-dash", "quo\"te's", "😀 segment", "a: b", "on", "007", "ünïcode", "{x}", "- item", "'"])
def test_any_name_survives_export_and_import(app: App, shop: Path, tmp_path: Path, name: str) -> None:
    app.document.import_(DOCUMENT, shop)
    item = {"name": name, "dataset": "Customers", "where": {"all": [{"segment": "Readers", "member": False}]}}
    app.document.add_item("segments", item, shop)
    app.document.add_item("segments", {**item, "name": "Follows", "where": {"all": [{"segment": name}]}}, shop)
    text = app.document.to_yaml(app.document.export())
    assert {c.action for c in app.document.import_(text, shop)} == {"unchanged"}
    assert app.segments.get(name).name == name


def test_names_are_the_same_however_their_letters_are_composed(app: App, shop: Path) -> None:
    app.document.import_(DOCUMENT, shop)
    app.document.add("segments", "{name: Cafe\u0301, dataset: Customers}", shop)
    changes = app.document.add("segments", "{name: Caf\u00e9, dataset: Customers}", shop)
    assert [c.action for c in changes] == ["unchanged"]


# One kind ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "name: New\ndataset: Customers\n",
        "- name: New\n  dataset: Customers\n",
        "segments:\n  - {name: New, dataset: Customers}\n",
        "version: 1\nsegments: [{name: New, dataset: Customers}]\n",
        '{"name": "New", "dataset": "Customers"}',
        '[{"name": "New", "dataset": "Customers"}]',
    ],
)
def test_add_takes_an_item_a_list_or_a_document_of_its_kind(app: App, shop: Path, text: str) -> None:
    app.document.import_(DOCUMENT, shop)
    assert [(c.name, c.action) for c in app.document.add("segments", text, shop)] == [("New", "created")]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (DOCUMENT, 3, "only segments are added here"),
        ("name: New\ndataset: Customers\nwhere:\n  all:\n    - {column: spent, op: more}\n", 5, "more"),
        ("- name: New\n  dataset: Gone\n", 2, "there is no dataset “Gone”"),
        ("just text", 1, "expected keys and values"),
        ("[]x", 1, "not YAML or JSON"),
        ("name: New\n", 1, "“dataset” is missing"),
        ("- {name: New, dataset: Customers}\n- {name: New, dataset: Customers}\n", 2, "stands on line 1 too"),
    ],
)
def test_add_says_where_an_item_is_wrong(app: App, shop: Path, text: str, line: int, says: str) -> None:
    app.document.import_(DOCUMENT, shop)
    with pytest.raises(DocumentError, match=says) as refused:
        app.document.add("segments", text, shop)
    assert refused.value.line == line


# Credentials ------------------------------------------------------------------------------------------------------------

HOOK = {"name": "Hook", "type": "webhook", "config": {"url": "https://crm.example/in"}}


def test_a_credential_goes_to_the_keyring_and_never_into_the_document(app: App, shop: Path) -> None:
    asked: list[tuple[str, str, bool]] = []

    def ask(connection: Connection, manifest: Manifest, is_new: bool) -> Mapping[str, str]:
        asked.append((connection.name, manifest.type, is_new))
        return {"auth": "canary-credential"} if is_new else {}

    app.document.add_item("destinations", HOOK, shop, ask)
    app.document.add_item("destinations", HOOK, shop, ask)
    assert asked == [("Hook", "webhook", True), ("Hook", "webhook", False)]
    assert app.secrets.get(app.destinations.get("Hook").id) == {"auth": "canary-credential"}
    assert "canary" not in app.document.to_yaml(app.document.export())


def test_an_unknown_credential_field_is_refused_by_name(app: App, shop: Path) -> None:
    with pytest.raises(ConfigError, match="no credential field pin") as refused:
        app.document.add_item("destinations", HOOK, shop, lambda *_: {"pin": "canary-credential"})
    assert "canary" not in str(refused.value)
    assert app.destinations.all() == ()


class RefusingKeyring(SessionSecrets):
    """A keyring that is locked for writing."""

    def set(self, connection_id: str, values: Mapping[str, str]) -> None:
        raise SecretsError("The keyring is locked.")


def test_a_keyring_that_refuses_leaves_no_half_connection(tmp_path: Path, shop: Path, clock: FakeClock) -> None:
    app = open_workspace(tmp_path / "workspace", clock=clock, secrets=RefusingKeyring(), environ={})
    try:
        with pytest.raises(SecretsError):
            app.document.add_item("destinations", HOOK, shop, lambda *_: {"auth": "canary-credential"})
        assert app.destinations.all() == ()
    finally:
        app.close()
