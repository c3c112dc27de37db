"""How large texts are, and all that has to make room for them. Settled once, when the program starts.

The platform's own size counts, and what was chosen in Settings on top of it. Whatever is drawn or measured by hand asks `px`,
so that a row grows with the words in it; constants are made with it, so the size is settled before the
window's modules are read.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication

USUAL, LARGEST = 13, 40
CHOICES = (100, 110, 125, 150, 175, 200)
SETTING = "look/text-size"

_settled: int | None = None


def prepare(argv: Sequence[str] = ()) -> QApplication:
    """The application, which knows the platform's font. Before the window's modules are imported."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
        app = QApplication([sys.argv[0], *argv])
    base()
    return app


def chosen() -> int:
    """Per cent of the usual size."""
    kept = str(QSettings().value(SETTING, "100"))
    return int(kept) if kept.isdigit() and int(kept) in CHOICES else 100


def choose(percent: int) -> None:
    """From the next start on."""
    QSettings().setValue(SETTING, percent)


def base() -> int:
    """The size of text in pixels: 13, or the platform's if that is larger, by what was chosen."""
    global _settled
    if _settled is None and QGuiApplication.instance() is None:  # nobody knows the platform's yet
        return _sized(USUAL)
    if _settled is None:
        points = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()
        _settled = _sized(max(USUAL, round(points * 96 / 72)))
    return _settled


def _sized(pixels: int) -> int:
    return min(LARGEST, round(pixels * chosen() / 100))


def px(at_usual_size: float) -> int:
    """So many pixels where texts have their usual size, as many more where they are larger."""
    return round(at_usual_size * base() / USUAL)


def sideways() -> Qt.ScrollBarPolicy:
    """Of what scrolls up and down and is as wide as it has room: with larger texts it may have to be wider."""
    return Qt.ScrollBarPolicy.ScrollBarAsNeeded if base() > USUAL else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
