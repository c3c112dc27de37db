"""The window's texts and their translations.

    python -m tests.translations          takes the texts of today into resources/translations/*.ts and makes the *.qm anew
    python -m tests.translations missing  prints the texts that a language does not have yet

Texts are found in the syntax tree, not by lupdate, which does not see those inside f-strings. A text has one translation,
wherever it stands (census_desktop/gui/kit/language.py), so a file holds one context.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import sysconfig
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
WINDOW = ROOT / "census_desktop" / "gui"
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("de", "es")


def called(node: ast.Call) -> str:
    """The last name of what is called: “tr” of `self.tr(…)`."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id if isinstance(node.func, ast.Name) else ""


def marked(node: ast.Call) -> ast.expr | None:
    """What a call marks as a text, if it does."""
    place = {"tr": 0, "QT_TRANSLATE_NOOP": 1}.get(called(node))
    return node.args[place] if place is not None and len(node.args) > place else None


def sources() -> dict[str, list[str]]:
    """Every text of the window, with the modules that say it, in the order of the files."""
    found: dict[str, list[str]] = {}
    for path in sorted(WINDOW.rglob("*.py")):
        name = str(path.relative_to(WINDOW)).replace("\\", "/")
        for text in _texts(ast.parse(path.read_text(encoding="utf-8"))):
            places = found.setdefault(text, [])
            if name not in places:
                places.append(name)
    return found


def _texts(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        text = marked(node) if isinstance(node, ast.Call) else None
        for each in (text.body, text.orelse) if isinstance(text, ast.IfExp) else (text,):
            if isinstance(each, ast.Constant) and isinstance(each.value, str) and each.value:
                yield each.value


def ts(language: str) -> Path:
    return FOLDER / f"census_desktop_{language}.ts"


def qm(language: str) -> Path:
    return ts(language).with_suffix(".qm")


def read(language: str) -> dict[str, str]:
    """The translations that are there, "" for those that are not finished."""
    if not ts(language).exists():
        return {}
    return {
        message.findtext("source", ""): "" if done is None or done.get("type") else (done.text or "")
        for message in ET.parse(ts(language)).getroot().iter("message")
        for done in (message.find("translation"),)
    }


def write(language: str, translations: Mapping[str, str]) -> None:
    """All texts of today with these translations; what has none is unfinished, what is not said any more is dropped."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name")
    for text, places in sources().items():
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "source").text = text
        ET.SubElement(message, "extracomment").text = ", ".join(places)
        done = ET.SubElement(message, "translation")
        done.text = translations.get(text) or None
        if not done.text:
            done.set("type", "unfinished")
    ET.indent(root)
    body = ET.tostring(root, encoding="unicode")
    ts(language).write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8", newline="\n")


def release(language: str, to: Path) -> None:
    """Make the file that the program reads."""
    tool = Path(sysconfig.get_path("scripts")) / "pyside6-lrelease"
    subprocess.run([str(tool), "-silent", "-nounfinished", str(ts(language)), "-qm", str(to)], check=True)


def main(words: list[str]) -> None:
    if words == ["missing"]:
        for language in LANGUAGES:
            known = read(language)
            for text in sources():
                if not known.get(text):
                    sys.stdout.write(f"{language}: {text!r}\n")
        return
    for language in LANGUAGES:
        write(language, read(language))
        release(language, qm(language))
        left = sum(not text for text in read(language).values())
        sys.stdout.write(f"{language}: {len(read(language))} texts, {left} unfinished\n")


if __name__ == "__main__":
    main(sys.argv[1:])
