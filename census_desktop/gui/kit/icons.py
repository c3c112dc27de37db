"""One family of line icons, drawn for this program, and the tinted tiles of destinations.

Each is an SVG on a 24 grid in resources/icons whose `currentColor` becomes a palette role. Buttons and actions that were
given an icon with `set_icon` get it anew when the scheme changes.
"""

from __future__ import annotations

from functools import cache
from weakref import WeakSet

import shiboken6
from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from census_desktop.gui.kit import palette
from census_desktop.gui.kit.text_size import px
from census_desktop.paths import resource

_SCALES = (1.0, 1.5, 2.0)
_SIZES = tuple(sorted({16, 20, px(16), px(20)}))
GAP = 6
"""Pixels between a button's icon and its text; Fusion leaves 4 and cannot be told."""
TURNING = frozenset({"arrow-left", "arrow-right", "chevron-right", "undo", "redo"})
"""Mirrored where texts run from right to left."""

_carriers: WeakSet[QAbstractButton | QAction] = WeakSet()


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


def draw(painter: QPainter, name: str, rect: QRectF, color: QColor) -> None:
    """Draw an icon into a rectangle, at whatever scale the painter has. What points along the line turns with the language."""
    if name in TURNING and QGuiApplication.isRightToLeft():
        painter.save()
        painter.translate(rect.center().x() * 2, 0)
        painter.scale(-1, 1)
        _renderer(name, color.name()).render(painter, rect)
        painter.restore()
    else:
        _renderer(name, color.name()).render(painter, rect)


@cache
def _renderer(name: str, hex_: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", hex_).encode()))


def _pixmap(name: str, color: QColor, size: int, scale: float, gap: int = 0) -> QPixmap:
    pixmap = QPixmap(QSize(round((size + gap) * scale), round(size * scale)))
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw(painter, name, QRectF(gap if QGuiApplication.isRightToLeft() else 0, 0, size, size), color)
    painter.end()
    return pixmap


def icon(name: str, role: str = "text", gap: int = 0) -> QIcon:
    """The icon in a palette role of the present scheme; greyed when its control is disabled. `gap` widens it on the
    text's side."""
    return _icon(name, role, gap, palette.scheme(), palette.high_contrast(), QGuiApplication.isRightToLeft())


@cache
def _icon(name: str, role: str, gap: int, scheme: palette.Scheme, high: bool, _leftward: bool) -> QIcon:
    made = QIcon()
    for mode, mode_role in ((QIcon.Mode.Normal, role), (QIcon.Mode.Disabled, "disabled")):
        color = QColor(palette.hex_of(mode_role, scheme, high))
        for size in _SIZES:
            for scale in _SCALES:
                made.addPixmap(_pixmap(name, color, size, scale, gap), mode)
    return made


def draw_tile(painter: QPainter, name: str, tint: str, rect: QRectF) -> None:
    """A destination's rounded tinted tile with its pictogram; an unknown pictogram is a cloud."""
    background, ink = palette.tint(tint)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(background)
    painter.drawRoundedRect(rect, rect.width() * 0.23, rect.width() * 0.23)
    side = round(rect.width() * 0.6)
    margin = (rect.width() - side) / 2
    draw(painter, name if exists(name) else "cloud", QRectF(rect.x() + margin, rect.y() + margin, side, side), ink)
    painter.restore()


def tile(name: str, tint: str, size: int = 26) -> QIcon:
    """The tile as an icon, for menus, combo boxes and buttons."""
    return _tile(name, tint, size, palette.scheme())


@cache
def _tile(name: str, tint: str, size: int, scheme: palette.Scheme) -> QIcon:
    made = QIcon()
    for scale in _SCALES:
        pixmap = QPixmap(QSize(round(size * scale), round(size * scale)))
        pixmap.setDevicePixelRatio(scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        draw_tile(painter, name, tint, QRectF(0, 0, size, size))
        painter.end()
        made.addPixmap(pixmap)
    return made


@cache
def exists(name: str) -> bool:
    try:
        _source(name)
    except FileNotFoundError:
        return False
    return True


def set_icon(carrier: QAbstractButton | QAction, name: str, role: str = "") -> None:
    """Give a button or action an icon that follows the scheme. Without a role it keeps the one it has (at first: text)."""
    carrier.setProperty("icon_name", name)
    carrier.setProperty("icon_role", role or carrier.property("icon_role") or "text")
    _carriers.add(carrier)
    _put_icon(carrier)


def _put_icon(carrier: QAbstractButton | QAction) -> None:
    gap = GAP if isinstance(carrier, QAbstractButton) and carrier.text() else 0
    carrier.setIcon(icon(carrier.property("icon_name"), carrier.property("icon_role"), gap))
    if isinstance(carrier, QAbstractButton):
        carrier.setIconSize(QSize(px(16) + gap, px(16)))


def _recolour() -> None:
    for carrier in [c for c in _carriers if shiboken6.isValid(c)]:
        _put_icon(carrier)


palette.on_theme_change(_recolour)
