"""Every text is readable in both schemes, and no file but the palette names a colour."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from census_desktop.gui.kit import icons, palette
from census_desktop.gui.kit.palette import ROLES, SHAPE_PAIRS, TEXT_PAIRS, TINTS, Scheme, Theme, contrast, hex_of

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize(("text", "surface"), TEXT_PAIRS)
def test_each_text_reaches_4_5_to_1(scheme: Scheme, text: str, surface: str) -> None:
    assert contrast(hex_of(text, scheme), hex_of(surface, scheme)) >= 4.5


@pytest.mark.parametrize("high", [False, True])
@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize(("shape", "surface"), SHAPE_PAIRS)
def test_each_border_icon_and_focus_reaches_3_to_1(scheme: Scheme, shape: str, surface: str, high: bool) -> None:
    assert contrast(hex_of(shape, scheme, high), hex_of(surface, scheme, high)) >= 3


@pytest.mark.parametrize("scheme", list(Scheme))
def test_high_contrast_makes_everything_stronger(scheme: Scheme) -> None:
    for role in palette.HIGH_CONTRAST:
        usual, strong = (contrast(hex_of(role, scheme, high), hex_of("pane", scheme)) for high in (False, True))
        assert strong > usual
    for text, surface in TEXT_PAIRS:
        assert contrast(hex_of(text, scheme, True), hex_of(surface, scheme, True)) >= 7
    assert hex_of("line", scheme, True) in palette.stylesheet(scheme, high=True)
    assert palette.qpalette(scheme, True).color(QPalette.ColorRole.PlaceholderText).name() == hex_of("text", scheme, True)


@pytest.mark.parametrize("name", TINTS)
def test_each_pictogram_is_readable_on_its_tile(name: str) -> None:
    for background, ink in TINTS[name]:
        assert contrast(background, ink) >= 4.5


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", list(Scheme))
def test_the_style_sheet_is_filled_whole(scheme: Scheme) -> None:
    sheet = palette.stylesheet(scheme)
    assert "$" not in sheet
    assert hex_of("accent", scheme) in sheet


@pytest.mark.parametrize("scheme", list(Scheme))
def test_the_palette_knows_every_role_of_fusion(scheme: Scheme) -> None:
    made = palette.qpalette(scheme)
    assert made.color(QPalette.ColorRole.Window).name() == hex_of("pane", scheme)
    assert made.color(QPalette.ColorRole.WindowText).name() == hex_of("text", scheme)


def test_a_theme_reaches_the_screen_and_comes_back(qapp: QApplication) -> None:
    try:
        palette.apply_theme(qapp, Theme.DARK)
        assert palette.scheme() is Scheme.DARK
        assert qapp.palette().color(QPalette.ColorRole.Window).name() == ROLES["pane"][1]
    finally:
        palette.apply_theme(qapp, Theme.LIGHT)
    assert palette.color("pane").name() == ROLES["pane"][0]


def test_only_the_palette_names_colours() -> None:
    for path in (ROOT / "census_desktop" / "gui").glob("*.py"):
        if path.name != "palette.py":
            assert not re.search(r"#[0-9a-fA-F]{6}\b", path.read_text(encoding="utf-8")), path.name
    assert not re.search(r"#[0-9a-fA-F]{3,6}\b", (ROOT / "resources" / "theme.qss").read_text(encoding="utf-8"))


def test_every_icon_can_be_drawn_and_takes_its_colour(qapp: QApplication) -> None:
    for path in (ROOT / "resources" / "icons").glob("*.svg"):
        if path.stem.startswith("qss-"):
            continue
        text = path.read_text(encoding="utf-8")
        assert "currentColor" in text
        assert not re.search(r"#[0-9a-fA-F]{3,6}\b", text), path.name
        image = icons.icon(path.stem, "fail").pixmap(16, 16).toImage()
        inks = {image.pixelColor(x, y).name() for x in range(16) for y in range(16) if image.pixelColor(x, y).alpha() == 255}
        assert inks <= {hex_of("fail", palette.scheme())}, path.name


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_icons_are_drawn_for_each_scale(qapp: QApplication, scale: float) -> None:
    assert icons.icon("check").pixmap(icons.QSize(16, 16), scale).width() == round(16 * scale)


def test_every_icon_that_code_names_exists() -> None:
    named = set()
    for path in (ROOT / "census_desktop" / "gui").glob("*.py"):
        text = path.read_text(encoding="utf-8")
        named |= set(re.findall(r"(?:icons\.draw\(\w+, |icon\(|set_icon\(\w+(?:\.\w+)?, |icon=)\"([a-z-]+)\"", text))
    for name in sorted(named):
        assert icons.exists(name), name


def test_an_unknown_pictogram_or_tint_still_makes_a_tile(qapp: QApplication) -> None:
    assert not icons.tile("no-such-thing", "no-such-tint").isNull()
