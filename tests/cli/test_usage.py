"""The grammar: what is refused before anything is done, and how failures are said."""

from __future__ import annotations

from pathlib import Path

import pytest

from census_desktop import __version__, cli
from tests.cli.conftest import Shell
from tests.conftest import Logged


@pytest.mark.parametrize(
    "words",
    [
        ["no-such-command"],
        ["segments"],
        ["segments", "erase"],
        ["segments", "show"],
        ["segments", "list", "--such"],
        ["segments", "preview", "X", "--rows", "0"],
        ["segments", "preview", "X", "--rows", "many"],
        ["receiver", "--port", "99999"],
        ["receiver", "--port", "-1"],
        ["--workspace", "", "segments", "list"],
        ["quick-sync", "create", "X"],
        ["undo"],
        ["runs", "records", "X", "--kind", "lost"],
        ["runs", "list", "--status", "fine"],
        [],
    ],
)
def test_wrong_usage_is_exit_code_two_and_says_the_usage(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "usage: census-desktop" in said.err


def test_version_and_help_need_no_workspace(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out == f"census-desktop {__version__}\n"
    assert cli.main(["--help"]) == 0
    text = capsys.readouterr().out
    assert "quick-sync" in text
    assert "exit codes: 0 done, 1 failed, 2 usage or configuration, 3 completed with records rejected or unknown" in text


@pytest.mark.parametrize(
    "words",
    [
        *([noun] for noun in ("demo", "receiver", "plan", "run", "explain", "export", "import", "diagnostics", "doctor")),
        *(["sources", verb] for verb in ("list", "add", "test")),
        *(["datasets", verb] for verb in ("list", "add", "show")),
        *(["segments", verb] for verb in ("list", "show", "count", "preview", "add", "sql")),
        *(["destinations", verb] for verb in ("list", "add", "test", "types")),
        *(["syncs", verb] for verb in ("list", "show", "add", "pause", "resume", "remove")),
        *(["quick-sync", verb] for verb in ("list", "create")),
        *(["runs", verb] for verb in ("list", "show", "records", "calls")),
    ],
)
def test_every_command_of_the_contract_is_there_and_explains_itself(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([*words, "--help"]) == 0
    text = capsys.readouterr().out
    assert text.startswith(f"usage: census-desktop {' '.join(words)}")
    assert "--json" in text


def test_an_unknown_name_is_exit_code_two_with_a_hint(sh: Shell, shop: Path) -> None:
    said = sh("segments", "show", "Big spender")
    assert (said.code, said.out) == (2, "")
    assert "There is no segment “Big spender”" in said.err
    assert "Big spenders" in said.err


def test_with_json_an_error_is_a_document_on_stderr_and_stdout_stays_empty(sh: Shell, shop: Path) -> None:
    said = sh("segments", "show", "Nobody", "--json")
    assert (said.code, said.out) == (2, "")
    assert set(said.error) == {"title", "message", "kept", "hint"}
    assert "Nobody" in said.error["message"]


def test_a_source_that_is_gone_is_exit_code_one_with_what_was_kept(sh: Shell, shop: Path) -> None:
    (shop / "shop" / "customers.csv").unlink()
    said = sh("segments", "count", "Readers")
    assert (said.code, said.out) == (1, "")
    assert "customers.csv" in said.err
    assert len(said.err.strip().splitlines()) == 3, "what happened, what was kept, what to do"


@pytest.mark.parametrize("name", ["-dash", "--json", "-5 days", "quo\"te's", "😀 smile", "a/b", "$(x)", "%s {0}", "*"])
def test_odd_names_work(sh: Shell, shop: Path, name: str) -> None:
    import json

    added = sh("segments", "add", "--file", "-", stdin=json.dumps({"name": name, "dataset": "Customers"}))
    assert added.code == 0
    assert sh("segments", "count", "--json", "--", name).json == {"segment": name, "count": 4, "of": 4}
    assert name in sh("segments", "list").out


def test_a_defect_is_one_line_and_the_log_file_has_the_rest_without_values(
    sh: Shell, shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, logged: Logged
) -> None:
    from census_desktop.usecases.segments import Segments

    record = ", ".join(("anna@example.com", "canary-value"))

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError(record)

    monkeypatch.setattr(Segments, "sql", broken)
    logged.expect("RuntimeError in segments")
    said = sh("segments", "sql", "Readers")
    assert (said.code, said.out) == (1, "")
    assert "defect of the program (RuntimeError)" in said.err
    (log,) = (tmp_path / "state").rglob("command-line.log")
    assert str(log) in said.err
    text = log.read_text(encoding="utf-8")
    assert "RuntimeError" in text
    assert "in broken" in text
    assert "canary-value" not in text + said.err.replace(str(tmp_path), "")
    assert record not in text


def test_a_log_folder_that_cannot_be_made_stops_nothing(sh: Shell, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file in its place", encoding="utf-8")
    assert sh("segments", "list", "--json").json == []


def test_a_workspace_that_cannot_be_opened_is_said_so(sh: Shell, tmp_path: Path) -> None:
    sh.workspace = tmp_path / "file"
    sh.workspace.write_text("no folder", encoding="utf-8")
    said = sh("segments", "list")
    assert (said.code, said.out) == (1, "")
    assert "The workspace cannot be opened" in said.err


def test_only_options_open_the_window(tmp_path: Path) -> None:
    opened: list[Path] = []

    def window(root: Path) -> int:
        opened.append(root)
        return 0

    assert cli.main(["--workspace", str(tmp_path / "w")], window) == 0
    assert opened == [tmp_path / "w"]


def test_an_argument_that_is_not_text_is_wrong_usage(sh: Shell, shop: Path) -> None:
    said = sh("segments", "show", "\udcff")
    assert (said.code, said.out) == (2, "")
    assert "is not text" in said.err


def test_a_new_workspace_is_said_so_because_the_folder_may_be_mistyped(sh: Shell) -> None:
    assert f"Made a new workspace in {sh.workspace}" in sh("segments", "list").err
    assert "Made" not in sh("segments", "list").err


def test_an_error_cannot_steer_the_terminal(sh: Shell, shop: Path) -> None:
    said = sh("segments", "show", "a\x1b[31mb\nc")
    assert "There is no segment “a␛[31mb␊c”" in said.err
    assert sh("segments", "show", "a\x1b[31mb", "--json").error["message"] == "There is no segment “a\x1b[31mb”."


def test_what_a_folder_or_disk_refuses_is_no_defect(
    sh: Shell, shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno

    from census_desktop.usecases.segments import Segments

    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(tmp_path / "scratch"))

    monkeypatch.setattr(Segments, "sql", refused)
    said = sh("segments", "sql", "Readers")
    assert (said.code, said.out) == (1, "")
    assert f"{tmp_path / 'scratch'}: No space left on device" in said.err
    assert "defect" not in said.err
    assert len(said.err.strip().splitlines()) == 3, "what happened, what was kept, what to do"
