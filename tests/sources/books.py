"""Spreadsheets for tests, written cell by cell as the format says (ECMA-376, SpreadsheetML): no writer is a dependency."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

_TYPES = """<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/xl/workbook.xml" \
ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>\
</Types>"""
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STYLES = f'<styleSheet xmlns="{_MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>'
EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001


def write_book(path: Path, sheets: Mapping[str, Mapping[str, Any]]) -> Path:
    """`sheets`: name → {cell such as "B3": value}; a tuple is a formula with its saved value."""
    numbers = range(1, len(sheets) + 1)
    listed = "".join(f'<sheet name="{escape(s)}" sheetId="{n}" r:id="r{n}"/>' for n, s in zip(numbers, sheets, strict=True))
    parts = [(f"worksheets/sheet{n}.xml", f"r{n}", "worksheet") for n in numbers] + [("styles.xml", "rs", "styles")]
    links = "".join(f'<Relationship Id="{i}" Type="{_RELATED}/{kind}" Target="{target}"/>' for target, i, kind in parts)
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("[Content_Types].xml", _TYPES)
        top = f'<Relationship Id="w" Type="{_RELATED}/officeDocument" Target="xl/workbook.xml"/>'
        book.writestr("_rels/.rels", f'<Relationships xmlns="{package}">{top}</Relationships>')
        book.writestr("xl/workbook.xml", f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATED}"><sheets>{listed}</sheets></workbook>')
        book.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{package}">{links}</Relationships>')
        book.writestr("xl/styles.xml", _STYLES)
        for number, cells in zip(numbers, sheets.values(), strict=True):
            book.writestr(f"xl/worksheets/sheet{number}.xml", _sheet(cells))
    return path


def rows(table: Sequence[Sequence[Any]], top: int = 1, left: str = "A") -> dict[str, Any]:
    """A table as cells, from this corner; None is no cell."""
    return {
        f"{chr(ord(left) + n)}{top + r}": value
        for r, row in enumerate(table)
        for n, value in enumerate(row)
        if value is not None
    }


def _sheet(cells: Mapping[str, Any]) -> str:
    lines: dict[int, str] = {}
    for place, value in cells.items():
        row = int(place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        lines[row] = lines.get(row, "") + _cell(place, value)
    data = "".join(f'<row r="{row}">{lines[row]}</row>' for row in sorted(lines))
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{data}</sheetData></worksheet>'


def _cell(place: str, value: Any) -> str:
    if isinstance(value, tuple):
        formula, saved = value
        return f'<c r="{place}"><f>{escape(formula)}</f><v>{saved}</v></c>'
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, dt.datetime):
        return f'<c r="{place}" s="1"><v>{(value - EPOCH) / dt.timedelta(days=1)!r}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value!r}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'
