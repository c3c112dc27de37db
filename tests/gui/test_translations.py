"""The window's languages: every text is there, says the same with the same places, and is the one that the program reads."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo, QRectF, Qt, QTranslator
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from census_desktop.gui.kit import icons
from census_desktop.gui.kit.delegates import placed
from tests import translations
from tests.gui.shop import Shop

HOW = "run python -m tests.translations, then translate what is unfinished in resources/translations/*.ts"
LANGUAGES = pytest.mark.parametrize("language", translations.LANGUAGES)
AROUND = re.compile(r"^(\s*).*?(\s*)$", re.DOTALL)


@LANGUAGES
def test_every_text_is_translated_and_none_is_kept_that_nothing_says(language: str) -> None:
    known = translations.read(language)
    assert list(known) == list(translations.sources()), HOW
    assert [text for text, said in known.items() if not said] == [], HOW


@LANGUAGES
def test_places_ellipses_blanks_and_lines_are_kept(language: str) -> None:
    for text, said in translations.read(language).items():
        assert sorted(set(re.findall(r"%\d", text))) == sorted(set(re.findall(r"%\d", said))), text
        assert text.count("…") == said.count("…"), text
        assert text.count("\n") == said.count("\n"), text
        assert AROUND.sub(r"\1|\2", text) == AROUND.sub(r"\1|\2", said), text
        assert "&" not in said, f"menus choose their letters themselves: {text}"


@LANGUAGES
def test_the_program_reads_what_the_translators_wrote(language: str, tmp_path: Path) -> None:
    made = tmp_path / "made.qm"
    translations.release(language, made)
    assert translations.qm(language).read_bytes() == made.read_bytes(), HOW
    texts = QTranslator()
    assert texts.load(str(made))
    assert texts.language() == language
    assert all(texts.translate("", text) == said for text, said in translations.read(language).items())


@LANGUAGES
def test_qt_brings_its_own_texts_in_the_language(language: str) -> None:
    assert (Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)) / f"qtbase_{language}.qm").exists()


STARTED = """
import sys
from PySide6.QtCore import QLocale, QSettings
QSettings.setDefaultFormat(QSettings.Format.IniFormat)
QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, sys.argv[1])
from census_desktop.gui.kit import language
language.name_program()
language.choose(sys.argv[2])
language.prepare()
from PySide6.QtWidgets import QDialogButtonBox
from census_desktop.gui.commands import Commands
from census_desktop.gui.kit import words
from census_desktop.gui.runs.run_lines import TRIGGERS
from census_desktop.gui.start import make_application
app = make_application()
box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
cancel = box.buttons()[0].text().replace("&", "")
said = [Commands().text("settings"), words.tr("never"), *TRIGGERS.values()][:3]
said += [cancel, words.number(12418), QLocale().name()]
sys.stdout.buffer.write("|".join(said).encode())
"""


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ("de", "Einstellungen|nie|von Hand|Abbrechen|12.418|de_DE"),
        ("es", "Ajustes|nunca|a mano|Cancelar|12.418|es_ES"),
        ("en", "Settings|never|by hand|Cancel|12,418|en_GB"),
    ],
)
def test_the_chosen_language_is_spoken_by_the_window_by_qt_and_in_numbers(chosen: str, said: str, tmp_path: Path) -> None:
    made = subprocess.run([sys.executable, "-c", STARTED, str(tmp_path), chosen], capture_output=True, check=True)
    assert made.stdout.decode() == said


@pytest.mark.thorough
@pytest.mark.parametrize("kind", ["pseudo", "rtl", "large", *translations.LANGUAGES])
def test_every_page_has_room_for_other_words_and_for_the_other_direction(kind: str, workspace: Path, shop: Shop) -> None:
    """Texts two fifths longer, from right to left, German, Spanish; at two sizes of the window."""
    command = [sys.executable, "-m", "tests.gui.other_words", str(workspace), kind]
    made = subprocess.run(command, capture_output=True, check=True, cwd=translations.ROOT)
    assert made.stdout.decode("utf-8").splitlines() == []


def test_what_is_painted_turns_with_the_direction_of_texts() -> None:
    within, rect = QRectF(0, 0, 100, 20), QRectF(10, 2, 16, 16)
    picture = QPixmap(16, 16)
    painter = QPainter(picture)
    assert placed(painter, within, rect) == rect
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert placed(painter, within, rect) == QRectF(74, 2, 16, 16)
    painter.end()


def test_arrows_are_mirrored_from_right_to_left(qapp: QApplication) -> None:
    def drawn(name: str) -> QImage:
        return icons.icon(name).pixmap(16, 16, QIcon.Mode.Normal).toImage()

    def ink(image: QImage) -> list[bool]:
        return [image.pixelColor(x, y).alpha() > 127 for y in range(16) for x in range(16)]

    arrow, plus = drawn("arrow-right"), drawn("plus")
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert ink(drawn("arrow-right")) == ink(arrow.flipped(Qt.Orientation.Horizontal)) != ink(arrow)
        assert drawn("plus") == plus
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


SINKS = {
    "QLabel", "QPushButton", "QCheckBox", "QRadioButton", "label", "button", "named", "setText", "setToolTip", "addAction",
    "setPlaceholderText", "setAccessibleName", "setAccessibleDescription", "addItem", "setWindowTitle", "Column", "Choice",
    "EmptyState", "FormRow", "show_text", "toast", "status", "counted", "SearchField",
}  # fmt: skip
"""What puts a text before somebody's eyes."""
NAMES = re.compile(r"( – )?Census Desktop|SQL|(: )?SQL( · |: )|PNG|DE|NA, n/a|.*\(\*\..*|.*<a href.*|{{ .*")
"""What is called the same in every language."""


def test_no_text_reaches_the_window_without_being_translated() -> None:
    found = []
    for path in sorted(translations.WINDOW.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and translations.called(node) in SINKS:
                found += [f"{path.name}:{text.lineno} {text.value!r}" for text in map(_bare, node.args) if text is not None]
            if isinstance(node, ast.ClassDef) and any(ast.unparse(base) == "Page" for base in node.bases):
                titles = [s.value for s in node.body if isinstance(s, ast.Assign) and ast.unparse(s.targets[0]) == "title"]
                found += [f"{path.name}:{text.lineno} {text.value!r}" for text in map(_bare, titles) if text is not None]
    assert found == []


def _bare(node: ast.expr) -> ast.Constant | None:
    """The literal itself, or one inside an f-string, if it says something: has a blank or a capital letter."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    for part in parts:
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            says = re.search(r"[A-Za-z]{2}", part.value) and (" " in part.value or part.value[0].isupper())
            if says and not NAMES.fullmatch(part.value):
                return part
    return None
