"""What a command prints: one JSON document, or text for people; notes and progress go to stderr."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from census_desktop.domain.plan import Progress

Cell = str | int | float | datetime | None


class Output:
    """Where a command's words go. Streams are looked up at each use, so that they can be replaced meanwhile."""

    def __init__(self, *, as_json: bool = False, quiet: bool = False) -> None:
        self.as_json = as_json
        self._quiet = quiet
        self._shown = 0

    def result(self, data: Callable[[], Any], human: Callable[[], None]) -> None:
        """The answer of a command: the JSON document when asked for, else the text."""
        if self.as_json:
            ascii_only = "utf" not in (sys.stdout.encoding or "").lower()
            self._write(json.dumps(data(), indent=2, ensure_ascii=ascii_only, allow_nan=False, default=str))
        else:
            human()

    def text(self, line: str = "") -> None:
        self._write(line)

    def table(self, titles: Sequence[str], rows: Iterable[Sequence[Cell]], *, empty: str) -> None:
        """Aligned columns without borders; an empty table is a note. On a terminal, wide columns give way."""
        listed = [tuple(row) for row in rows]
        if not listed:
            self.note(empty)
            return
        for line in table_lines(titles, listed, _terminal_width()):
            self._write(line)

    def facts(self, facts: Iterable[tuple[str, Cell]]) -> None:
        """Names and values below one another; those without a value are left out."""
        known = [(name, shown(value)) for name, value in facts if value not in (None, "")]
        width = max((_width(name) for name, _ in known), default=0)
        for name, value in known:
            self._write(f"{_padded(name, width)}  {value}")

    def note(self, line: str) -> None:
        """Something besides the answer: on stderr, so that stdout stays clean."""
        if not self._quiet:
            self.complain(line)

    def complain(self, line: str) -> None:
        """A warning or an error: on stderr, also with --quiet."""
        self.end_progress()
        _write_to(sys.stderr, line + "\n")

    def progress(self, progress: Progress) -> None:
        """One line on stderr that renews itself; only for people at a terminal."""
        if self._quiet or not sys.stderr.isatty():
            return
        line = progress_line(progress)
        _write_to(sys.stderr, "\r" + line.ljust(self._shown))
        self._shown = len(line)

    def end_progress(self) -> None:
        if self._shown:
            _write_to(sys.stderr, "\r" + " " * self._shown + "\r")
            self._shown = 0

    def _write(self, text: str) -> None:
        self.end_progress()
        _write_to(sys.stdout, text + "\n")


def _write_to(stream: TextIO, text: str) -> None:
    """A reader that went away (`| head`) is no failure: nothing more is written to it."""
    try:
        stream.write(text)
        stream.flush()
    except UnicodeEncodeError:
        encoding = stream.encoding or "ascii"
        stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
    except OSError as error:
        if error.errno not in (errno.EPIPE, errno.EINVAL):  # Windows says EINVAL
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def progress_line(progress: Progress) -> str:
    """ "Sending 12,000 of 50,000, 1,200 a second, 3 rejected"."""
    words = {"reading": "Reading", "comparing": "Comparing", "sending": "Sending", "finishing": "Finishing"}
    parts = [words.get(progress.phase, progress.phase)]
    if progress.total:
        parts[0] += f" {progress.done:,} of {progress.total:,}"
    elif progress.done:
        parts[0] += f" {progress.done:,}"
    if progress.rate >= 1:
        parts.append(f"{progress.rate:,.0f} a second")
    if progress.rejected:
        parts.append(f"{progress.rejected:,} rejected")
    return ", ".join(parts)


def shown(value: Any) -> str:
    """A value in one line of text: thousands separators, local time, no control characters."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, datetime):
        return value.astimezone().strftime("%Y-%m-%d %H:%M")
    return printable(str(value))


def printable(text: str) -> str:
    """Text that cannot steer a terminal: control characters become their pictures, as in ␛ and ␊."""
    return "".join(_picture(c) for c in text) if any(unicodedata.category(c)[0] == "C" for c in text) else text


def _picture(character: str) -> str:
    if unicodedata.category(character)[0] != "C" or character == "\u200d":
        return character
    return chr(0x2400 + ord(character)) if ord(character) < 32 else "\ufffd"


def plain_value(value: Any) -> Any:
    """A value of a record as JSON has it; what JSON lacks becomes text."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if value == value and abs(value) != float("inf") else None
    if isinstance(value, Decimal):
        if not value.is_finite():
            return None
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, dict):
        return {str(k): plain_value(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain_value(v) for v in value]
    return str(value)


def table_lines(titles: Sequence[str], rows: Sequence[Sequence[Cell]], limit: int = 0) -> list[str]:
    """Lines of a table; numbers stand at the right. With a limit, the widest columns are cut until a line fits."""
    texts = [tuple(titles), *(tuple(shown(cell) for cell in row) for row in rows)]
    right = [
        any(_is_number(row[n]) for row in rows) and all(row[n] is None or _is_number(row[n]) for row in rows)
        for n in range(len(titles))
    ]
    widths = [max(_width(text[n]) for text in texts) for n in range(len(titles))]
    # The first column names the thing, so it gives way last.
    for floors in ([24] + [8] * (len(widths) - 1), [8] * len(widths)):
        while limit and sum(widths) + 2 * (len(widths) - 1) > limit and any(w > f for w, f in zip(widths, floors, strict=True)):
            spare = [w - f for w, f in zip(widths, floors, strict=True)]
            widths[spare.index(max(spare))] -= 1
    lines = []
    for text in texts:
        cells = [_padded(_cut(t, w), w, right=r) for t, w, r in zip(text, widths, right, strict=True)]
        lines.append("  ".join(cells).rstrip())
    return lines


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _terminal_width() -> int:
    """Columns of the terminal; 0, for no limit, when stdout is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 0


def _width(text: str) -> int:
    """Columns that the text takes on a terminal: wide characters take two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(c) or unicodedata.category(c) in ("Mn", "Cf")
        else 2
        if unicodedata.east_asian_width(c) in "WF"
        else 1
        for c in text
    )


def _cut(text: str, width: int) -> str:
    if _width(text) <= width:
        return text
    while text and _width(text) > width - 1:
        text = text[:-1]
    return text + "…"


def _padded(text: str, width: int, *, right: bool = False) -> str:
    gap = " " * (width - _width(text))
    return gap + text if right else text + gap
