"""Charts and their tables as files: PNG at twice the size, SVG, CSV that a spreadsheet may open, Parquet.

Painting belongs to the GUI thread and takes milliseconds; `picture` does it there. Writing is for the pool.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, QSizeF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from census_desktop.gui.kit import palette
from census_desktop.gui.kit.delegates import draw_text
from census_desktop.gui.kit.exports import write_csv
from census_desktop.gui.kit.plots import Chart, Share, Table
from census_desktop.paths import written_whole

PICTURES = "PNG (*.png);;SVG (*.svg)"
TABLES = "CSV (*.csv);;Parquet (*.parquet)"
SCALE = 2
MARGIN, HEAD, FOOT = 20, 40, 34
LEAST_WIDTH = 560


def picture(chart: Chart, title: str, foot: str, form: str) -> bytes:
    """The chart with its title and what it was made of; `form` is "png" or "svg"."""
    inner = QSizeF(max(LEAST_WIDTH, chart.width()), chart.height())
    size = QSize(int(inner.width()) + 2 * MARGIN, int(inner.height()) + HEAD + FOOT)

    def paint(painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, 0, size.width(), size.height()), palette.color("pane"))
        draw_text(painter, QRectF(MARGIN, 8, inner.width(), 24), title, "text", bold=True)
        draw_text(painter, QRectF(MARGIN, size.height() - 26, inner.width(), 20), foot, "secondary", -1)
        painter.translate(MARGIN, HEAD)
        chart.render_on(painter, inner)

    return _png(size, paint) if form == "png" else _svg(size, title, foot, paint)


def _png(size: QSize, paint: Callable[[QPainter], None]) -> bytes:
    image = QImage(size * SCALE, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(SCALE)
    painter = QPainter(image)
    paint(painter)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())


def _svg(size: QSize, title: str, foot: str, paint: Callable[[QPainter], None]) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    made = QSvgGenerator()
    made.setOutputDevice(buffer)
    made.setSize(size)
    made.setViewBox(QRectF(0, 0, size.width(), size.height()))
    made.setResolution(96)
    made.setTitle(title)
    made.setDescription(foot)
    painter = QPainter(made)
    paint(painter)
    painter.end()
    return bytes(data.data())


def write_bytes(path: Path, data: bytes) -> None:
    """The file appears when it is whole. Raises CensusError when the disk refuses."""
    with written_whole(path) as partial:
        partial.write_bytes(data)


def write_table(path: Path, table: Table) -> None:
    """The ending decides the form. Shares and ratios are plain numbers, so that they can be counted with."""
    if path.suffix.lower() == ".parquet":
        _write_parquet(path, table)
    else:
        write_csv(path, table.titles, ([_rounded(cell) for cell in row] for row in table.rows))


def _rounded(cell: object) -> object:
    return round(float(cell), 6) if isinstance(cell, Share | float) else cell


def _write_parquet(path: Path, table: Table) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = [[float(c) if isinstance(c, Share) else c for c in column] for column in zip(*table.rows, strict=True)]
    arrays = [pa.array(column) for column in columns] if columns else [pa.nulls(0) for _ in table.titles]
    with written_whole(path) as partial:
        pq.write_table(pa.Table.from_arrays(arrays, list(table.titles)), partial)


def file_name(*parts: str) -> str:
    """A name that every file system takes."""
    text = " - ".join(parts)
    return re.sub(r'[\x00-\x1f<>:"/\\|?*]+', " ", text).strip(" .")[:120] or "chart"
