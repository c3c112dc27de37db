"""What packages are made with: the manual page, completions that a shell really gives, and which files a bundle leaves out."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path
from types import ModuleType

import pytest

from census_desktop.cli.nouns import NOUNS
from census_desktop.domain.links import SCHEME

ROOT = Path(__file__).parent.parent


def loaded(name: str) -> ModuleType:
    """A module of the packaging folder, which is no package."""
    spec = importlib.util.spec_from_file_location(f"packaging_{name}", ROOT / "packaging" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("manual")
    loaded("manual").main(folder)
    return folder


def test_every_command_is_in_the_manual_and_in_every_completion(made: Path) -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in made.iterdir()}
    assert len(texts) == 4
    for name, text in texts.items():
        missing = [noun for noun in NOUNS if (noun.replace("-", r"\-") if name.endswith(".1") else noun) not in text]
        assert not missing, name


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
@pytest.mark.parametrize(
    ("words", "given"),
    [
        (["sync"], {"syncs"}),
        (["syncs", "pa"], {"pause"}),
        (["--json", "syncs", "pa"], {"pause"}),
        (["run", "--pl"], {"--plan"}),
        (["run", "--plan", ""], set()),
    ],
)
def test_what_bash_completes(made: Path, words: list[str], given: set[str]) -> None:
    quoted = " ".join(f"'{word}'" for word in ["census-desktop", *words])
    script = f"""
        source {made}/census-desktop.bash
        COMP_WORDS=({quoted}); COMP_CWORD={len(words)}; _census_desktop; printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True)
    assert (set(done.stdout.split()), done.stderr) == (given, "")


@pytest.mark.skipif(not shutil.which("groff"), reason="needs groff")
def test_the_manual_page_is_typeset_without_a_warning(made: Path) -> None:
    command = ["groff", "-man", "-Tutf8", "-P-cbu", "-ww", str(made / "census-desktop.1")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert "quick-sync create SEGMENT" in done.stdout


@pytest.mark.parametrize(
    ("name", "stays"),
    [
        ("pyarrow/libarrow_substrait.so.2600", True),
        ("pyarrow/libarrow_flight.so.2600", False),
        ("botocore/data/s3/2006-03-01/service-2.json.gz", True),
        ("botocore/data/ec2/2016-11-15/service-2.json.gz", False),
        ("botocore/data/endpoints.json", True),
        ("babel/locale-data/en.dat", True),
        ("babel/locale-data/fr.dat", False),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", True),
        ("PySide6/Qt/plugins/networkinformation/libqnetworkmanager.so", True),
        ("PySide6/Qt/plugins/networkinformation/libqglib.so", False),
        ("PySide6\\plugins\\networkinformation\\qnetworklistmanager.dll", True),
        ("PySide6/Qt/translations/qtbase_es.qm", True),
        ("PySide6/Qt/translations/qtbase_fr.qm", False),
        ("resources/translations/census_desktop_de.qm", True),
        ("resources/translations/census_desktop_de.ts", False),
        ("PySide6/Qt/plugins/platforms/libqeglfs.so", False),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("census_desktop-0.1.0.dist-info/direct_url.json", False),
        ("census_desktop-0.1.0.dist-info/METADATA", True),
    ],
)
def test_what_a_bundle_leaves_out(name: str, stays: bool) -> None:
    assert bool(loaded("bundle").wanted([(name, "", "DATA")])) is stays


def test_only_the_copy_that_others_are_linked_to_stays() -> None:
    names = [f"pyarrow/libarrow_python.so{end}" for end in ("", ".2600", ".2600.1.0")]
    left = loaded("bundle").wanted([(name, "", "BINARY") for name in names])
    assert [entry[0] for entry in left] == ["pyarrow/libarrow_python.so.2600"]


def test_what_a_desktop_is_told_fits_together() -> None:
    entry = (ROOT / "packaging" / "linux" / "census-desktop.desktop").read_text(encoding="utf-8")
    meta = ET.parse(ROOT / "packaging" / "linux" / "metainfo.xml.in").getroot()
    assert meta.findtext("launchable") == "census-desktop.desktop"
    assert meta.findtext("name") == "Census Desktop"
    assert "Name=Census Desktop\n" in entry
    assert "Exec=census-desktop-window open -- %u\n" in entry
    assert "census-desktop-window" in {binary.text for binary in meta.iter("binary")}


def test_links_and_documents_lead_to_the_program_on_every_system() -> None:
    """Where a desktop looks: the entry's types, their definition, and what the other systems' recipes register."""
    entry = (ROOT / "packaging" / "linux" / "census-desktop.desktop").read_text(encoding="utf-8")
    meta = ET.parse(ROOT / "packaging" / "linux" / "metainfo.xml.in").getroot()
    types = next(line.removeprefix("MimeType=") for line in entry.splitlines() if line.startswith("MimeType="))
    scheme, document, end = types.split(";")
    assert (scheme, end) == (f"x-scheme-handler/{SCHEME}", "")
    assert meta.findtext("provides/mediatype") == document
    installer = (ROOT / "packaging" / "windows" / "installer.iss").read_text(encoding="utf-8")
    assert f"Software\\Classes\\{SCHEME}\\shell\\open\\command" in installer
    assert '"CFBundleURLSchemes": ["census-desktop"]' in (ROOT / "build.spec").read_text(encoding="utf-8")


@pytest.mark.skipif(not (shutil.which("update-mime-database") and shutil.which("gio")), reason="needs shared-mime-info and gio")
def test_a_desktop_knows_a_workspace_document_by_its_name(tmp_path: Path) -> None:
    packages = tmp_path / "share" / "mime" / "packages"
    packages.mkdir(parents=True)
    shutil.copy(ROOT / "packaging" / "linux" / "census-desktop-mime.xml", packages)
    made = subprocess.run(["update-mime-database", packages.parent], capture_output=True, text=True, check=True)
    assert "census-desktop-mime.xml" not in made.stderr
    environ = {**os.environ, "XDG_DATA_HOME": str(tmp_path / "share"), "GIO_USE_VFS": "local"}
    for name, known in (("Shop.census.yaml", True), ("shop.yaml", False)):
        (tmp_path / name).write_text("version: 1\n", encoding="utf-8")
        asked = ["gio", "info", "-a", "standard::content-type", str(tmp_path / name)]
        told = subprocess.run(asked, env=environ, capture_output=True, text=True, check=True).stdout
        assert ("vnd.census-desktop.workspace+yaml" in told) is known


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The user guide, built as for a package: a warning of the generator fails it."""
    folder = tmp_path_factory.mktemp("guide") / "built"
    loaded("guide").main(folder)
    return folder


def test_the_guide_has_every_page_of_the_program(guide: Path) -> None:
    from census_desktop.destinations import manifests
    from census_desktop.gui.guide.pages import all_pages

    there = {path.relative_to(guide).with_suffix("").as_posix() for path in guide.rglob("*.html")}
    assert all_pages() <= there
    assert {f"destinations/{m.type.replace('_', '-')}" for m in manifests()} <= there
    text = (guide / "command-line.html").read_text(encoding="utf-8")
    assert all(f">{noun}<" in text for noun in NOUNS)
    assert all((guide / "_sources" / f"{page}.md.txt").is_file() for page in all_pages())


def test_the_guide_asks_nobody_else_for_anything(guide: Path) -> None:
    """No style, script, font or picture of another computer; links that a person follows may lead there."""
    fetched = re.compile(
        r"""(?:<(?:script|img|iframe|source)[^>]*\bsrc|<link(?![^>]*rel="canonical")[^>]*\bhref)="(?:https?:)?//"""
    )
    for page in guide.rglob("*.html"):
        assert not fetched.search(page.read_text(encoding="utf-8")), page.name
    for style in guide.rglob("*.css"):
        assert not re.search(r"""url\(["']?(?:https?:)?//|@import""", style.read_text(encoding="utf-8")), style.name


@pytest.mark.skipif(not shutil.which("node"), reason="needs node")
def test_the_guide_is_searched_without_a_server(guide: Path) -> None:
    """The index comes as a script, which a browser loads for pages opened from a disk, and finds what was asked for."""
    assert 'src="searchindex.js"' in (guide / "search.html").read_text(encoding="utf-8")
    script = """
        let found; const fs = require("fs"); const Search = { setIndex: (index) => { found = index } };
        eval(fs.readFileSync(process.argv[1] + "/searchindex.js", "utf8"));
        const pages = [].concat(found.terms["certif"]).map((n) => found.docnames[n]); console.log(pages.join(" "));
    """
    done = subprocess.run(["node", "-e", script, str(guide)], capture_output=True, text=True, check=True)
    assert "forget" in done.stdout.split()
