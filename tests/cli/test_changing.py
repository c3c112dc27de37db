"""add, import and export from the command line, and how credentials come in."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from census_desktop.cli.context import Context
from census_desktop.cli.credentials import from_terminal, secrets_from, variable
from census_desktop.cli.output import Output
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.manifest import ConfigField, Manifest, ObjectSpec, TargetField
from census_desktop.domain.model import Connection
from census_desktop.secrets.environment import PREFIX, variable_part
from tests.cli.conftest import Shell
from tests.cli.test_output import Terminal
from tests.shop import DOCUMENT


def test_an_import_prints_what_changes_and_a_dry_run_what_would(sh: Shell, shop: Path) -> None:
    document = shop / "workspace.yaml"
    document.write_text(DOCUMENT.replace("value: 1000", "value: 2000"), encoding="utf-8")
    dry = sh("import", str(document), "--dry-run")
    assert dry.out == "segment “Big spenders” would be updated: where\n1 updated, 8 unchanged.\n"
    assert "nothing was changed" in dry.err
    done = sh("import", str(document), "--json").json
    assert [c for c in done if c["action"] != "unchanged"] == [
        {"kind": "segment", "name": "Big spenders", "action": "updated", "detail": "where"}
    ]
    assert sh("import", str(document)).out == "9 unchanged.\n"


def test_a_document_with_a_mistake_is_refused_with_its_line(sh: Shell, shop: Path) -> None:
    document = shop / "workspace.yaml"
    document.write_text(DOCUMENT.replace("op: at_least", "op: atleast"), encoding="utf-8")
    said = sh("import", str(document), "--json")
    assert (said.code, said.out) == (2, "")
    line = DOCUMENT[: DOCUMENT.index("op: at_least")].count("\n") + 1
    assert said.error["message"].startswith(f"line {line}: segments[0].where.all[0].op")
    assert said.error["kept"] == "Nothing was changed."


@pytest.mark.parametrize("words", [["import"], ["segments", "add", "--file"]])
def test_files_that_cannot_be_read_are_named(sh: Shell, tmp_path: Path, words: list[str]) -> None:
    missing = sh(*words, str(tmp_path / "none.yaml"))
    assert missing.code == 2
    assert "none.yaml cannot be read" in missing.err
    folder = sh(*words, str(tmp_path))
    assert folder.code == 2
    (tmp_path / "latin.yaml").write_bytes("version: 1\n# Grüße\n".encode("latin-1"))
    latin = sh(*words, str(tmp_path / "latin.yaml"))
    assert latin.code == 2
    assert "not UTF-8 text (line 2)" in latin.err


def test_an_export_can_be_imported_elsewhere(sh: Shell, shop: Path, tmp_path: Path) -> None:
    text = sh("export").out
    assert text.startswith("version: 1\nsources:\n")
    target = tmp_path / "git" / "workspace.yaml"
    target.parent.mkdir()
    said = sh("export", "--file", str(target))
    assert (said.code, said.out) == (0, "")
    assert target.read_text(encoding="utf-8") == text
    assert [p.name for p in target.parent.iterdir()] == ["workspace.yaml"]
    sh.workspace = tmp_path / "other"
    assert sh("import", str(target)).code == 0
    assert sh("export").out == text
    as_json = sh("export", "--json").out
    assert sh("import", "-", stdin=as_json).out == "9 unchanged.\n"


def test_an_export_to_a_place_that_does_not_exist_is_refused(sh: Shell, tmp_path: Path) -> None:
    said = sh("export", "--file", str(tmp_path / "none" / "workspace.yaml"))
    assert said.code == 1
    assert "could not be written" in said.err


def test_a_workspace_from_flags_alone(sh: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "people.csv").write_text("id,mail\n1,a@example.com\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert sh("sources", "add", "--name", "Data", "--config", "path=data").code == 0
    assert sh("sources", "list", "--json").json[0]["config"] == {"path": str(tmp_path / "data")}
    added = sh("datasets", "add", "--name", "People", "--source", "Data", "--table", "people.csv", "--unique-identifier", "id")
    assert added.out == "dataset “People” created\n1 created.\n"
    assert sh("datasets", "add", "--name", "Some", "--source", "Data", "--sql", 'SELECT id FROM "people.csv"').code == 0
    flags = ["--config", "path=out", "--config", "format=jsonl", "--config", "escape_formulas=no"]
    assert sh("destinations", "add", "--name", "Out", "--type", "folder", *flags).code == 0
    (out,) = sh("destinations", "list", "--json").json
    assert out["config"] == {"path": str(tmp_path / "out"), "format": "jsonl", "escape_formulas": False}
    assert sh("destinations", "test", "Out", "--json").json["ok"] is True


def test_flags_leave_alone_what_they_do_not_name(sh: Shell, shop: Path) -> None:
    before = sh("export").out
    assert sh("datasets", "add", "--name", "Customers", "--source", "Shop files", "--table", "customers.csv").out == (
        "1 unchanged.\n"
    )
    assert sh("destinations", "add", "--name", "CRM hook", "--type", "webhook").out == "1 unchanged.\n"
    assert sh("sources", "add", "--name", "Shop files").out == "1 unchanged.\n"
    assert sh("export").out == before
    sh("destinations", "add", "--name", "CRM hook", "--type", "webhook", "--config", "rate=10")
    assert sh("export").out == before.replace("rate: 50", "rate: 10")


def test_the_email_column_of_a_data_set_from_flags_is_personal(sh: Shell, shop: Path) -> None:
    flags = ["--name", "Readers", "--source", "Shop files", "--table", "customers.csv", "--email", "email"]
    assert sh("datasets", "add", *flags).code == 0
    columns = sh("datasets", "show", "Readers", "--json").json["columns"]
    assert [c["name"] for c in columns if c["pii"]] == ["email"]


def test_what_is_wrong_with_flags_is_named_as_they_have_it(sh: Shell, shop: Path) -> None:
    said = sh("datasets", "add", "--name", "X", "--source", "Shop files", "--table", "gone.csv", "--json")
    assert (said.code, said.out) == (1, "")
    assert said.error["message"].startswith("The file “gone.csv”")
    said = sh("sources", "add", "--name", "X", "--config", "colour=red", "--json")
    assert said.error["message"].startswith("config")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["sources", "add", "--name", "X", "--type", "excel"], "Known types"),
        (["sources", "add", "--name", "X", "--config", "path"], "KEY=VALUE"),
        (["sources", "add", "--name", "X", "--config", "folder=x"], "unknown key “folder”"),
        (["sources", "add", "--name", "X"], "“path” is missing"),
        (["sources", "add"], "Give --file FILE, or --name"),
        (["sources", "add", "--file", "x", "--name", "X"], "not both"),
        (["datasets", "add", "--name", "X"], "--source and --table"),
        (["datasets", "add", "--file", "x", "--name", "X"], "not both"),
        (["datasets", "add", "--name", "X", "--source", "Gone", "--table", "t"], "there is no source “Gone”"),
        (["destinations", "add", "--name", "X"], "Give --file FILE, or --name"),
        (["destinations", "add", "--name", "X", "--type", "pigeon"], "There is no destination type “pigeon”"),
        (["destinations", "add", "--name", "X", "--type", "folder", "--config", "escape_formulas=perhaps"], "true or false"),
        (["destinations", "add", "--name", "X", "--type", "webhook", "--config", "rate=fast"], "expected a number"),
        (["destinations", "add", "--name", "X", "--type", "webhook", "--config", "auth=canary"], "--secret-stdin"),
        (["destinations", "add", "--file", "-", "--secret-stdin"], "Stdin cannot be both"),
    ],
)
def test_wrong_flags_are_refused_and_nothing_is_made(sh: Shell, words: list[str], says: str) -> None:
    said = sh(*words)
    assert (said.code, said.out) == (2, "")
    assert says in said.err
    assert "canary" not in said.err
    assert sh("export").out == "version: 1\n"


# Credentials ------------------------------------------------------------------------------------------------------------


def manifest(*fields: ConfigField) -> Manifest:
    return Manifest("tool", "Tool", "", "bolt", "blue", config=(ConfigField("url", "Address"), *fields))


ONE = manifest(ConfigField("key", "Key", secret=True))
TWO = manifest(ConfigField("user", "User", secret=True, required=True), ConfigField("pin", "Pin", secret=True))
MANY = manifest(*(ConfigField(n, n, secret=True, required=True) for n in ("user", "pin")))
NONE = manifest()


@pytest.mark.parametrize(
    ("text", "of", "fields"),
    [
        ("s3cret\n", ONE, {"key": "s3cret"}),
        (" with spaces \r\n", ONE, {"key": " with spaces "}),
        ("{not json", ONE, {"key": "{not json"}),
        ('{"key": "s3cret"}', ONE, {"key": "s3cret"}),
        ("s3cret", TWO, {"user": "s3cret"}),
        ("s3cret", manifest(ConfigField("auth", "A", secret=True), ConfigField("sign", "S", secret=True)), {"auth": "s3cret"}),
        ('{"user": "a", "pin": "b"}', MANY, {"user": "a", "pin": "b"}),
    ],
)
def test_a_credential_on_stdin(text: str, of: Manifest, fields: dict[str, str]) -> None:
    assert secrets_from(text, of) == fields


@pytest.mark.parametrize(
    ("text", "of", "says"),
    [
        ("\n", ONE, "held no credential"),
        ("canary", MANY, "JSON object of fields"),
        ("{canary", MANY, "not a JSON object"),
        ('{"user": 5}', MANY, "has to be a text"),
        ("canary", NONE, "JSON object of fields"),
    ],
)
def test_a_credential_that_does_not_fit_is_refused_without_being_quoted(text: str, of: Manifest, says: str) -> None:
    with pytest.raises(ConfigError, match=says) as refused:
        secrets_from(text, of)
    assert "canary" not in str(refused.value)


def test_without_a_keyring_a_credential_is_refused_and_nothing_is_made(sh: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    said = sh("destinations", "add", "--name", "Hook", "--type", "webhook", "--config", "url=https://crm.example/",
              "--secret-stdin", "--json", stdin="canary-credential\n")  # fmt: skip
    assert (said.code, said.out) == (1, "")
    assert said.error["title"] == "The keyring is not available"
    assert "canary" not in said.err
    assert sh("destinations", "list", "--json").json == []
    assert not [p for p in sh.workspace.rglob("*") if p.is_file() and b"canary-credential" in p.read_bytes()]


def test_stdin_holds_the_credential_of_one_destination(sh: Shell, tmp_path: Path) -> None:
    hooks = [{"name": n, "type": "webhook", "config": {"url": "https://crm.example/"}} for n in ("A", "B")]
    (tmp_path / "hooks.json").write_text(json.dumps(hooks), encoding="utf-8")
    said = sh("destinations", "add", "--file", str(tmp_path / "hooks.json"), "--secret-stdin", stdin='{"auth": "canary"}')
    assert said.code == 2
    assert "Add them one by one" in said.err


@pytest.mark.parametrize("name", ["CRM hook", "Ads (EU)", "straße 😀"])
def test_the_variable_that_is_named_is_the_one_that_is_read(name: str) -> None:
    assert variable(name, "api_key") == f"{PREFIX}__{variable_part(name)}__{variable_part('api_key')}"


def test_a_terminal_is_asked_for_what_a_new_destination_requires(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def answer(prompt: str, stream: object) -> str:
        asked.append(prompt)
        return "s3cret"

    monkeypatch.setattr("getpass.getpass", answer)
    monkeypatch.setattr(sys, "stdin", Terminal())
    context = Context(argparse.Namespace(workspace="w", file=None), Output())
    connection = Connection("id", "Tool", "tool")
    ask = from_terminal(context)
    assert ask(connection, TWO, True) == {"user": "s3cret"}
    assert asked == ["User for “Tool”: "]
    assert ask(connection, TWO, False) == {}, "one that is known has its credential already"
    monkeypatch.setenv(variable("Tool", "user"), "from the environment")
    assert ask(connection, TWO, True) == {}
    assert len(asked) == 1


def test_without_a_terminal_the_missing_credential_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    context = Context(argparse.Namespace(workspace="w", file="-"), Output())
    assert from_terminal(context)(Connection("id", "My tool", "tool"), TWO, True) == {}
    assert "CENSUS_DESKTOP_SECRET__MY_TOOL__USER" in capsys.readouterr().err


# Consent ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def asking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files take people's consent away when they leave, and a field of theirs gives it."""
    import census_desktop.destinations as types

    known = types.known_objects
    field = TargetField("origin", "Origin", consent="subscribes people who opted out")

    def objects(connection: Connection) -> list[ObjectSpec]:
        changes = {"unsubscribes": True, "removal": "are unsubscribed", "fields": (field,)}
        return [replace(spec, **changes) for spec in known(connection)]  # type: ignore[arg-type]

    monkeypatch.setattr(types, "known_objects", objects)


def test_a_sync_that_touches_consent_is_refused_until_it_is_written_down(sh: Shell, shop: Path, asking: None) -> None:
    sync = json.loads(sh("syncs", "show", "Everyone to files", "--json").out)["definition"]
    sync["name"] = "Again"
    refused = sh("syncs", "add", "--file", "-", "--json", stdin=json.dumps(sync))
    assert refused.code == 2
    assert "Mapping “Origin” subscribes people who opted out." in refused.error["message"]
    assert "consented: [origin, leaving]" in refused.error["hint"]
    assert sh("syncs", "add", "--file", "-", stdin=json.dumps({**sync, "status": "draft"})).code == 0
    assert sh("syncs", "resume", "Again").code == 2
    confirmed = {**sync, "status": "active", "consented": ["origin", "leaving"]}
    assert sh("syncs", "add", "--file", "-", stdin=json.dumps(confirmed)).code == 0
    assert json.loads(sh("syncs", "show", "Again", "--json").out)["definition"]["consented"] == ["origin", "leaving"]


def test_quick_sync_asks_for_the_consent_of_its_own_people(sh: Shell, shop: Path, asking: None) -> None:
    sync = json.loads(sh("syncs", "show", "Everyone to files", "--json").out)["definition"]
    sync["consented"] = ["origin", "leaving"]
    assert sh("syncs", "add", "--file", "-", stdin=json.dumps(sync)).code == 0
    offers = sh("quick-sync", "list", "Readers", "--json").json
    (offer,) = [o for o in offers if o["template"] == "Everyone to files"]
    assert list(offer["consent"]) == ["origin", "leaving"]
    assert "Confirm it with --consent leaving." in sh("quick-sync", "list", "Readers").err
    create = ("quick-sync", "create", "Readers", "--template", "Everyone to files")
    refused = sh(*create, "--consent", "origin")
    assert refused.code == 2
    assert "takes people's consent away" in refused.err
    assert sh(*create, "--consent", "origin", "--consent", "leaving").code == 0
