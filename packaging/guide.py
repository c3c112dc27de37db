"""The user guide as pages that a browser shows from the disk: docs/guide and what is made of the program itself.

python packaging/guide.py FOLDER        → FOLDER/index.html   (pip install ".[docs]")

Made here: a page for each destination of its manifest, the behaviours of docs/destinations.md, the command line of its grammar,
and the keyboard of the window's commands. Every warning is an error.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import manual

from census_desktop.destinations import manifests
from census_desktop.domain.manifest import Manifest, ObjectSpec
from census_desktop.domain.model import Operation

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "docs" / "guide"
GROUPS = {
    "advertising": "Advertising",
    "marketing": "Marketing",
    "sales": "Sales and work",
    "files": "Files and databases",
    "own": "Your own",
}
BEHAVIOURS = {
    Operation.UPSERT: "update or create",
    Operation.UPDATE: "update only",
    Operation.CREATE: "create only",
    Operation.MIRROR: "mirror",
    Operation.APPEND: "append",
    Operation.DELETE: "delete",
}


def main(folder: Path) -> None:
    """Build into the folder, which is emptied first. Raises CalledProcessError on any warning."""
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "guide"
        shutil.copytree(SOURCE, source, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copytree(ROOT / "docs" / "screens", Path(scratch) / "screens")
        for name, text in generated().items():
            path = source / f"{name}.md"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        options = ["-q", "-W", "--keep-going", "-n", "-d", str(Path(scratch) / "doctrees"), "-b", "html"]
        subprocess.run([sys.executable, "-m", "sphinx", *options, str(source), str(folder)], check=True)
    for unneeded in (folder / "objects.inv", folder / ".buildinfo", *folder.rglob("*.map")):
        unneeded.unlink(missing_ok=True)


def generated() -> dict[str, str]:
    """The pages that are not written by hand, by name."""
    types = sorted(manifests(), key=lambda m: m.title.casefold())
    pages = {f"destinations/{m.type.replace('_', '-')}": destination(m) for m in types}
    return {
        "destinations": destinations(types),
        "behaviours": behaviours(),
        "command-line": command_line(),
        "keyboard": keyboard(),
        **pages,
    }


# Destinations -----------------------------------------------------------------------------------------------------------


def destinations(types: list[Manifest]) -> str:
    lines = [
        "# Destinations",
        "",
        "Open **Destinations** (Alt+3) and **Add a destination**. The gallery shows",
        "every type; **About** says what it can do before you connect it.",
        "",
        "![The gallery](../screens/gallery.png)",
        "",
        "A credential is typed once, or given by signing in with your browser, and goes to the system's keyring. **Test** asks",
        "the destination whether it works. Removing a destination deletes its credential; what was sent stays there.",
        "",
    ]
    for group, title in GROUPS.items():
        mine = [m for m in types if m.group == group]
        if mine:
            lines += [f"## {title}", "", "| destination | |", "|---|---|"]
            lines += [f"| [{m.title}](destinations/{m.type.replace('_', '-')}.md) | {_cell(m.summary)} |" for m in mine]
            lines.append("")
    names = [f"destinations/{m.type.replace('_', '-')}" for m in types]
    return "\n".join([*lines, "```{toctree}", ":hidden:", "", *names, "```", ""])


def destination(manifest: Manifest) -> str:
    lines = [f"# {manifest.title}", "", manifest.summary, ""]
    if manifest.credential_help:
        lines += ["## How to connect it", "", *_paragraphs(manifest.credential_help)]
    if manifest.sign_in is not None and "browser" in manifest.sign_in.grants:
        lines += ["You can sign in with your browser; the client id of an app of your own is asked for first.", ""]
    if manifest.config:
        lines += ["## Settings", "", "| setting | |", "|---|---|"]
        for field in manifest.config:
            marks = [mark for mark, on in (("required", field.required), ("kept in the keyring", field.secret)) if on]
            told = " ".join(filter(None, [field.help, f"({', '.join(marks)})" if marks else ""]))
            lines.append(f"| {_cell(field.label)} | {_cell(told)} |")
        lines.append("")
    if manifest.objects:
        lines += ["## What it takes", "", "| object | behaviours | key | leaving a mirror |", "|---|---|---|---|"]
        lines += [_object(spec) for spec in manifest.objects]
        lines += ["", "What the behaviours do is on [a page of its own](../behaviours.md).", ""]
    lines += ["## Pace and cost", "", _pace(manifest), ""]
    if manifest.cost:
        lines += [manifest.cost, ""]
    if manifest.never:
        calls = [f"- `{call}`" for call in manifest.never]
        lines += ["## What is never called", "", "Refused before the network, whatever a sync says:", "", *calls, ""]
    if manifest.unverified:
        lines += ["## Not verified", "", "The vendor's own pages do not say it; it is built on the best guess:", ""]
        lines += [*(f"- {_plain(text)}" for text in manifest.unverified), ""]
    if manifest.documents:
        lines += ["## Where this comes from", ""]
        lines += [*(f"- [{_plain(d.title)}]({d.url}), read {d.read}" for d in manifest.documents), ""]
    return "\n".join(lines)


def _object(spec: ObjectSpec) -> str:
    name = f"{spec.label}{', or any name' if spec.open_name else ''}"
    keys = ", ".join(f"`{key}`" for key in spec.keys) or "any field"
    leaving = spec.removal if Operation.MIRROR in spec.operations else "–"
    return f"| {_cell(name)} | {', '.join(BEHAVIOURS[o] for o in spec.operations)} | {keys} | {_cell(leaving)} |"


def _pace(manifest: Manifest) -> str:
    limits = manifest.limits
    rate = f", at most {limits.rate:g} a second" if limits.rate else ""
    at_once = f"{limits.concurrency} request{'s' if limits.concurrency > 1 else ''} at once"
    return f"Up to {limits.batch_rows:,} records a request, {at_once}{rate}."


def _plain(text: str) -> str:
    """Text in which Markdown finds nothing."""
    return re.sub(r"([\\`*_\[\]<>|{}])", r"\\\1", text)


def _cell(text: str) -> str:
    return _plain(" ".join(text.split()))


def _paragraphs(text: str) -> list[str]:
    return [line for part in text.strip().splitlines() for line in (_plain(part), "")]


# Behaviours, command line, keyboard --------------------------------------------------------------------------------------


def behaviours() -> str:
    text = (ROOT / "docs" / "destinations.md").read_text(encoding="utf-8")
    part = text[text.index("## Behaviours") : text.index("## How each destination does it")]
    screen = "![The step in the editor](../screens/edit-sync-operation.png)"
    return part.replace("## Behaviours", f"# Behaviours\n\n{screen}", 1)


def command_line() -> str:
    top = manual.grammar()
    lines = [
        "# Command line",
        "",
        "`census-desktop` without a command opens the window. Every command works without one, on the same workspace and at",
        "the same time. Options may stand before or behind the command. Made from the program's own help.",
        "",
        "| exit code | |",
        "|---|---|",
        "| 0 | done, also when there was nothing to send |",
        "| 1 | failed |",
        "| 2 | wrong usage or configuration |",
        "| 3 | completed, with records that were rejected or of which nobody knows |",
        "",
        "## Options of every command",
        "",
        *_options(top, ()),
    ]
    shared = top.flags
    for noun in top.below:
        lines += ["", f"## {noun.words[0]}", "", _plain(manual._sentence(noun.help)), ""]
        for command in [c for c in noun.walk() if not c.below]:
            usage = " ".join(manual._usage(argument) for argument in command.arguments)
            lines += ["```text", f"{manual.NAME} {' '.join(command.words)} {usage}".rstrip(), "```", ""]
            if command is not noun and command.help:
                lines += [_plain(manual._sentence(command.help)), ""]
            lines += _options(command, shared)
    return "\n".join(lines) + "\n"


def _options(command: manual.Command, without: object) -> list[str]:
    skipped = set(without) if isinstance(without, list) else set()
    mine = [o for o in command.options if not set(o.option_strings) & skipped]
    if not mine:
        return []
    rows = []
    for option in mine:
        value = f" {manual._value(option)}" if option.nargs != 0 else ""
        names = ", ".join(option.option_strings)
        flags = f"`` {names}{value} ``".replace("|", "/")
        rows.append(f"| {flags} | {_cell(manual._help(option))} |")
    return ["| option | |", "|---|---|", *rows, ""]


def keyboard() -> str:
    from census_desktop.gui.commands import COMMANDS, MENUS

    lines = [
        "# Keyboard",
        "",
        "Everything can be done by keyboard. Tab goes from area to area, arrows move within one, Enter opens, Esc closes. Alt",
        "and a letter open a menu; ? shows this list in the program. On macOS Ctrl is Cmd.",
    ]
    for menu in MENUS:
        rows = [f"| {_cell(c.text)} | {_cell(c.shortcut)} |" for c in COMMANDS if c.menu == menu and c.shortcut]
        if rows:
            lines += ["", f"## {menu}", "", "| command | shortcut |", "|---|---|", *rows]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
