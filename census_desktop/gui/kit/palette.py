"""Every colour of the window, by role, light and dark, and how it reaches Qt: a palette for Fusion and one style sheet.

Nothing else names a colour. A colour carries meaning only and never stands alone: state is icon, word and colour.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from string import Template
from weakref import WeakSet

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication, QWidget

from census_desktop.gui.kit import text_size
from census_desktop.gui.kit.text_size import px
from census_desktop.paths import resource


class Scheme(StrEnum):
    LIGHT = "light"
    DARK = "dark"


class Theme(StrEnum):
    """What the user chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST_LIGHT = "contrast-light"
    CONTRAST_DARK = "contrast-dark"

    @property
    def is_high(self) -> bool:
        return self in (Theme.CONTRAST_LIGHT, Theme.CONTRAST_DARK)


ROLES: dict[str, tuple[str, str]] = {
    "background": ("#f6f6f7", "#1b1b1f"),
    "pane": ("#ffffff", "#232328"),
    "rail": ("#ececef", "#17171a"),
    "line": ("#dedee3", "#37373f"),
    "edge": ("#c9c9d1", "#4a4a54"),
    "field": ("#80808a", "#80808c"),
    "focus": ("#4338ca", "#a5a7ff"),
    "hover": ("#f0f0f3", "#2b2b31"),
    "track": ("#eaeaee", "#34343b"),
    "text": ("#1c1c21", "#ededf0"),
    "secondary": ("#5c5c66", "#a5a5b0"),
    "disabled": ("#a0a0aa", "#6a6a74"),
    "accent": ("#4338ca", "#5a5ced"),
    "accent_hover": ("#3730a3", "#4d4fdc"),
    "accent_soft": ("#8b83de", "#6163c4"),
    "on_accent": ("#ffffff", "#ffffff"),
    "link": ("#4338ca", "#a5a7ff"),
    "selection": ("#e4e3fb", "#33335c"),
    "ok": ("#136b35", "#5ad27f"),
    "ok_tint": ("#e6f4ea", "#1d3325"),
    "warn": ("#9a4d05", "#f2b84b"),
    "warn_tint": ("#fdf1dc", "#3a2d15"),
    "fail": ("#b91c1c", "#f58080"),
    "fail_tint": ("#fdeaea", "#3e2020"),
    "run": ("#1d4ed8", "#8fb4ff"),
    "run_tint": ("#e6edfd", "#1f2b47"),
    "shadow": ("#101018", "#000000"),
    "rest": ("#5c5c66", "#a5a5b0"),
    "rest_tint": ("#ececef", "#34343b"),
}

TINTS: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "rose": (("#f9dfe5", "#a3123f"), ("#43242e", "#f793ad")),
    "blue": (("#dcebf5", "#0b6394"), ("#1e3544", "#7cc4ee")),
    "violet": (("#ecdff5", "#7a1fa8"), ("#38274a", "#cf9bf2")),
    "amber": (("#f5ead2", "#8a5608"), ("#3d321b", "#eabf66")),
    "lime": (("#ebf2d9", "#54700a"), ("#323a1d", "#b5d25a")),
    "teal": (("#d8f0ee", "#0b6b66"), ("#1d3b3a", "#6cd5cd")),
    "green": (("#dff1e3", "#1b6b35"), ("#20392a", "#77d394")),
    "indigo": (("#e2e2fb", "#3b36ad"), ("#2c2c52", "#a9abff")),
}
"""Tile tints: (background, pictogram) for light and for dark."""

_ON_SURFACES = ("pane", "background", "selection", "hover")
TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((text, surface) for surface in _ON_SURFACES for text in ("text", "secondary", "link", "ok", "warn", "fail", "run")),
    ("text", "rail"),
    ("secondary", "rail"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    *((state, f"{state}_tint") for state in ("ok", "warn", "fail", "run", "rest")),
    *(("text", f"{state}_tint") for state in ("ok", "warn", "fail", "run", "rest")),
)
"""(text role, surface role) of every text that the window draws; each reaches 4.5 : 1."""

SHAPE_PAIRS: tuple[tuple[str, str], ...] = (
    *((shape, surface) for surface in _ON_SURFACES for shape in ("field", "focus")),
    *((shape, "rail") for shape in ("focus", "secondary", "fail")),
    *((shape, surface) for surface in ("pane", "background") for shape in ("accent", "accent_soft", "fail", "secondary")),
    ("focus", "track"),
    ("on_accent", "accent"),
)
"""(shape, surface) of borders that say where something can be typed or ticked, of the focus, of icons and of data in charts;
each reaches 3 : 1. Lines that only part one thing from another are not among them."""

HIGH_CONTRAST = {
    "secondary": "text",
    "rest": "text",
    "disabled": "secondary",
    "line": "secondary",
    "edge": "text",
    "field": "text",
    "accent_soft": "accent",
}
"""Roles that give way to a stronger one in high contrast, …"""

STRONGER: dict[str, tuple[str, str]] = {
    "background": ("#ffffff", "#000000"),
    "pane": ("#ffffff", "#000000"),
    "rail": ("#f4f4f6", "#0c0c0e"),
    "hover": ("#ececf0", "#1c1c22"),
    "track": ("#e4e4ea", "#26262c"),
    "text": ("#000000", "#ffffff"),
    "accent": ("#2e22a8", "#a5a7ff"),
    "accent_hover": ("#201780", "#c4c5ff"),
    "on_accent": ("#ffffff", "#000000"),
    "link": ("#2e22a8", "#b9baff"),
    "focus": ("#000000", "#ffe14d"),
    "selection": ("#dcdafc", "#2c2c5a"),
    "ok": ("#0a4d22", "#7fe39b"),
    "warn": ("#6b3300", "#ffcf70"),
    "fail": ("#8a0f0f", "#ffb0b0"),
    "run": ("#12349c", "#b3ccff"),
}
"""… and those that are drawn in a stronger colour of their own: texts reach 7 : 1."""

_ROOM = re.compile(r"(\b(?:m(?:in|ax)-)?(?:height|width): )(\d\d+)px")
"""Lengths of the style sheet that grow with texts: not borders, roundings and gaps."""
_GENERIC_FAMILIES = {"Sans Serif", "Sans", ""}
_PREFERRED_FAMILIES = ("Inter", "Noto Sans", "Cantarell", "Ubuntu", "DejaVu Sans")

_current = Scheme.LIGHT
_high_contrast = False
_on_change: list[Callable[[], None]] = []


def scheme() -> Scheme:
    """The scheme that is on the screen now."""
    return _current


def high_contrast() -> bool:
    """Whether the user asked for more contrast, here or of the system."""
    return _high_contrast


def color(role: str) -> QColor:
    """The colour of a role in the scheme that is on the screen now."""
    return QColor(_color(role, _current, _high_contrast))


@cache
def _color(role: str, in_scheme: Scheme, high: bool) -> QColor:
    return QColor(hex_of(role, in_scheme, high))


def hex_of(role: str, in_scheme: Scheme, high: bool = False) -> str:
    place = 0 if in_scheme is Scheme.LIGHT else 1
    if high:
        role = HIGH_CONTRAST.get(role, role)
        return STRONGER.get(role, ROLES[role])[place]
    return ROLES[role][place]


def tint(name: str) -> tuple[QColor, QColor]:
    """(background, pictogram) of a tile tint; an unknown name is indigo, so that an added destination still has a tile."""
    pair = TINTS.get(name, TINTS["indigo"])[0 if _current is Scheme.LIGHT else 1]
    return QColor(pair[0]), QColor(pair[1])


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio of two #rrggbb colours."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(hex_: str) -> float:
    parts = [int(hex_[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def qpalette(in_scheme: Scheme, high: bool = False) -> QPalette:
    """The palette that Fusion draws with, complete, so that no platform colour shines through."""

    def of(role: str) -> QColor:
        return _color(role, in_scheme, high)

    palette = QPalette()
    for qt_role, role in (
        (QPalette.ColorRole.Window, "pane"),
        (QPalette.ColorRole.WindowText, "text"),
        (QPalette.ColorRole.Base, "pane"),
        (QPalette.ColorRole.AlternateBase, "background"),
        (QPalette.ColorRole.ToolTipBase, "pane"),
        (QPalette.ColorRole.ToolTipText, "text"),
        (QPalette.ColorRole.PlaceholderText, "secondary"),
        (QPalette.ColorRole.Text, "text"),
        (QPalette.ColorRole.Button, "pane"),
        (QPalette.ColorRole.ButtonText, "text"),
        (QPalette.ColorRole.BrightText, "fail"),
        (QPalette.ColorRole.Light, "pane"),
        (QPalette.ColorRole.Midlight, "hover"),
        (QPalette.ColorRole.Mid, "line"),
        (QPalette.ColorRole.Dark, "edge"),
        (QPalette.ColorRole.Shadow, "edge"),
        (QPalette.ColorRole.Highlight, "selection"),
        (QPalette.ColorRole.HighlightedText, "text"),
        (QPalette.ColorRole.Link, "link"),
        (QPalette.ColorRole.LinkVisited, "link"),
        (QPalette.ColorRole.Accent, "accent"),
    ):
        palette.setColor(qt_role, of(role))
    for qt_role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, qt_role, of("disabled"))
    return palette


def stylesheet(in_scheme: Scheme, base: int = 13, high: bool = False) -> str:
    """resources/theme.qss with the roles of this scheme; `base` is the size of text in pixels."""
    ink = "-dark" if contrast("#ffffff", hex_of("accent", in_scheme, high)) < 4.5 else ""
    values = {role: hex_of(role, in_scheme, high) for role in ROLES}
    sizes = {"base": f"{base}px", "small": f"{base - 1}px", "title": f"{base + 7}px", "figure": f"{base + 4}px"}
    sizes["round"] = f"{px(14) // 2 + 1}px"
    roomy = _ROOM.sub(lambda m: f"{m[1]}{px(int(m[2]))}px", resource("theme.qss").read_text(encoding="utf-8"))
    return Template(roomy).substitute(values, **sizes, icons=resource("icons").as_posix(), ink=ink)


@cache
def style_hints(app: QGuiApplication) -> QStyleHints:
    """The application's style hints, kept: once their wrapper is collected, that of their accessibility hints is dead too."""
    return app.styleHints()


def system_scheme(app: QGuiApplication) -> Scheme:
    """What the desktop asks for. Platforms that do not say (bare X) count as light."""
    dark = style_hints(app).colorScheme() is Qt.ColorScheme.Dark
    return Scheme.DARK if dark else Scheme.LIGHT


def ui_font() -> QFont:
    """The platform's own UI font with tabular figures. Where the platform names none, the best known family it has."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if font.family() in _GENERIC_FAMILIES:
        known = set(QFontDatabase.families())
        font.setFamily(next((f for f in _PREFERRED_FAMILIES if f in known), font.family()))
    font.setPixelSize(base_size())
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def base_size() -> int:
    """Text size in pixels."""
    return text_size.base()


@cache
def sized(step: int = 0, *, bold: bool = False) -> QFont:
    """The UI font `step` pixels larger than text (secondary text is -1), semi-bold on demand. Shared: do not change it."""
    font = QFont(QApplication.font())
    font.setPixelSize(base_size() + step)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)  # said, else the painted widget's own holds
    return font


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Put a theme on the screen. Call again when the system's scheme or the user's choice changes."""
    set_theme(app, theme)
    sheet = stylesheet(_current, base_size(), _high_contrast)
    if _dressed:
        for window in [w for w in _dressed if shiboken6.isValid(w)]:
            window.setStyleSheet(sheet)
    else:
        app.setStyleSheet(sheet)
    for listener in _on_change:
        listener()


def set_theme(app: QApplication, theme: Theme) -> None:
    """Colours and sizes alone, for windows that are dressed when they are built."""
    global _current, _high_contrast
    asked = style_hints(app).accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast
    _high_contrast = theme.is_high or asked
    _current = system_scheme(app) if theme is Theme.SYSTEM else Scheme(theme.value.removeprefix("contrast-"))
    sized.cache_clear()
    app.setPalette(qpalette(_current, _high_contrast))


_dressed: WeakSet[QWidget] = WeakSet()


def dress(window: QWidget) -> None:
    """Give a window, and what will be in it, its style sheet.

    The application has none: Qt would style each half-built part of a page anew whenever it is put into another, which made a
    large page take four times as long. Windows and popups that have a dressed parent need no call.
    """
    app = QApplication.instance()
    if isinstance(app, QApplication) and not app.styleSheet():
        _dressed.add(window)
        window.setStyleSheet(stylesheet(_current, base_size(), _high_contrast))


def on_theme_change(listener: Callable[[], None]) -> None:
    """Be called after each `apply_theme`; for caches of the whole program, widgets watch PaletteChange instead."""
    _on_change.append(listener)
