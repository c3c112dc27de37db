"""The window in other words: `python -m tests.gui.other_words WORKSPACE KIND [FOLDER]`, where KIND is pseudo, de, es,
rtl, or large: texts of twice the size.

Walks the pages and tabs at two sizes and prints, as JSON lines, what does not fit: a text wider or higher than its widget, or
two labels on top of one another. With a folder, a picture of each. Runs in a process of its own, because a language is chosen
before the window's modules are read.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop, QRect, QSettings, Qt, QTimer, QTranslator
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QMainWindow,
    QPushButton,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

SIZES = ((1280, 800), (880, 560))
STOPS: tuple[tuple[str, str, dict[str, str]], ...] = (
    *((page, page, {}) for page in ("home", "segments", "destinations", "settings", "forget", "log", "health")),
    ("datasets", "datasets", {"dataset": "ds-customers"}),
    ("runs", "runs", {}),
    ("run", "runs", {"run": "newest"}),
    ("new-sync", "sync-editor", {"segment": "seg-vip"}),
    ("sync-editor", "sync-editor", {"sync": "sync-vip"}),
    ("sync-history", "sync-history", {"sync": "sync-vip"}),
    ("review", "review", {"sync": "sync-de"}),
    ("record", "record", {"sync": "sync-vip"}),
)
"""Name, page, arguments; a run is found when it is gone to."""
QUICK_SYNC = 2
"""The segment's tab whose popup is looked at too."""
ACCENTS = str.maketrans("aeiouAEIOUncsy", "áéíóúÁÉÍÓÚñçšý")
LONGER = 0.4
PADDING = 8
"""What a button may lose before its text is touched."""


class Pseudo(QTranslator):
    """Every text with accents and two fifths longer, its places kept."""

    def translate(self, _context: str, text: str, _disambiguation: str | None = None, _n: int = -1) -> str:
        return pseudo(text)


def pseudo(text: str) -> str:
    if not text.strip():
        return text
    body, blanks = text.rstrip(), text[len(text.rstrip()) :]
    more = "˙ō" * round(len(body) * LONGER / 2)
    return f"{body.translate(ACCENTS)}{more}{blanks}"


def what_does_not_fit(window: QWidget) -> Iterator[str]:
    """Labels and buttons whose text is cut off."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisibleTo(window) or widget.visibleRegion().isEmpty():
            continue
        if isinstance(widget, QLabel) and widget.text() and widget.textFormat() is not Qt.TextFormat.RichText:
            if _cut(widget):
                yield f"label “{widget.text()}”: {widget.width()} × {widget.height()}"
        elif isinstance(widget, QComboBox) and not widget.isEditable() and type(widget).__name__ != "Choice":  # which elides
            if (room := _room(widget)) + 1 < (needs := widget.fontMetrics().horizontalAdvance(widget.currentText())):
                yield f"choice “{widget.currentText()}”: {room} of {needs}"
        elif isinstance(widget, QPushButton) and widget.text() and widget.width() + PADDING < widget.minimumSizeHint().width():
            yield f"button “{widget.text()}”: {widget.width()} of {widget.minimumSizeHint().width()}"


def _room(choice: QComboBox) -> int:
    option = QStyleOptionComboBox()
    choice.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    return choice.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, choice).width()


def _cut(label: QLabel) -> bool:
    if type(label).__name__ == "Giving":  # cuts itself, whole in the tooltip
        return False
    room = label.contentsRect()
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height() + 1
    widest = max(label.fontMetrics().horizontalAdvance(line) for line in label.text().split("\n"))
    return widest > room.width() + 1


def what_overlaps(window: QWidget) -> Iterator[str]:
    """Labels and buttons of one parent that lie on top of one another."""
    for parent in [window, *window.findChildren(QWidget)]:
        if not parent.isVisibleTo(window) or parent.visibleRegion().isEmpty():
            continue
        beside = [
            w
            for w in parent.children()
            if isinstance(w, QLabel | QAbstractButton)
            and w.isVisibleTo(window)
            and w.text()
            and not w.visibleRegion().isEmpty()
        ]
        for place, one in enumerate(beside):
            for other in beside[place + 1 :]:
                common = one.geometry().intersected(other.geometry()).adjusted(1, 1, -1, -1)
                if not QRect(common).isEmpty():
                    yield f"“{one.text()}” and “{other.text()}”"


def walk(root: Path, kind: str, folder: Path | None) -> None:
    from census_desktop.gui.kit import language, text_size

    language.name_program()
    language.use(kind if kind in language.SHIPPED else "en")
    if kind == "pseudo":
        language.speak(Pseudo())
    if kind == "large":
        text_size.choose(200)
    text_size.prepare()
    from census_desktop.gui.kit.palette import Theme, apply_theme
    from census_desktop.gui.main_window import MainWindow
    from census_desktop.gui.start import make_application
    from census_desktop.gui.syncs.quick_sync_menu import QuickSyncMenu

    app = make_application()
    apply_theme(app, Theme.LIGHT)
    if kind == "rtl":
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    window = MainWindow(root)
    window.resize(*SIZES[0])
    window.show()
    window.open_workspace()
    _rest(app, window)
    for size in SIZES:
        window.resize(*size)
        for name, page, args in STOPS:
            assert window.session is not None
            if "run" in args:
                args = {"run": window.session.app.runs.list()[0].id}
            window.session.open_page(page, **args)
            _rest(app, window)
            for tab in range(5) if page == "segments" else (0,):
                if page == "segments":
                    window.page("segments").view.tabs.setCurrentIndex(tab)
                    _rest(app, window)
                _look(window, f"{kind}-{name}{tab or ''}-{size[0]}", folder)
                if page == "segments" and tab == QUICK_SYNC:
                    window.commands.action("quick-sync").trigger()
                    _rest(app, window)
                    popup = next(menu for menu in window.findChildren(QuickSyncMenu) if menu.isVisible())
                    _look(window, f"{kind}-quick-sync-{size[0]}", folder)
                    popup.hide()
    window.close()


def _look(window: QWidget, where: str, folder: Path | None) -> None:
    """Say what does not fit in it, and keep a picture where there is a folder."""
    for wrong, found in (("cut", what_does_not_fit(window)), ("overlap", what_overlaps(window))):
        for each in dict.fromkeys(found):
            sys.stdout.write(json.dumps([where, wrong, each], ensure_ascii=False) + "\n")
    if folder:
        window.grab().save(str(folder / f"{where}.png"))


def _rest(app: QApplication, window: QMainWindow) -> None:
    """Until the pool is quiet and nothing is laid out any more."""
    for _ in range(100):
        loop = QEventLoop()
        QTimer.singleShot(20, loop.quit)
        loop.exec()
        if window.jobs.is_idle:  # type: ignore[attr-defined]
            break
    for _ in range(4):  # what lies in what lies in what scrolls
        app.processEvents()


def main() -> None:
    root, kind, *more = sys.argv[1:]
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(Path(root).parent / f"settings-{kind}"))
    walk(Path(root), kind, Path(more[0]) if more else None)


if __name__ == "__main__":
    main()
