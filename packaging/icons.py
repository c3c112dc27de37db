"""The program's icon in the forms that systems ask for, drawn from census-desktop.svg.

python packaging/icons.py FOLDER       → 16.png … 512.png
python packaging/icons.py              → census-desktop.ico and census-desktop.icns beside the SVG, for build.spec
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
HERE = Path(__file__).parent


def drawn(size: int) -> QImage:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(HERE / "census-desktop.svg")).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return image


def save(image: QImage, path: Path) -> None:
    if not image.save(str(path)):
        raise SystemExit(f"{path} cannot be written: this Qt has no plugin for it.")


def main(folder: Path | None) -> None:
    app = QGuiApplication([])
    if folder is None:
        save(drawn(256), HERE / "census-desktop.ico")
        save(drawn(512), HERE / "census-desktop.icns")
    else:
        folder.mkdir(parents=True, exist_ok=True)
        for size in SIZES:
            save(drawn(size), folder / f"{size}.png")
    app.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
