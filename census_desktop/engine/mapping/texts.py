"""Fields that only Python can compute: templates, text made uniform and hashed, JSON parsed. Per batch, columns to columns."""

from __future__ import annotations

import base64
import datetime as dt
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from census_desktop.domain.conversions import WANTED
from census_desktop.domain.normalise import ALREADY, Unfit, digest, hashed, normalised
from census_desktop.domain.template import RenderError, Template

Values = tuple[list[str | None], list[str | None]]
"""Texts, and for each record why it has none, None where nothing is wrong."""


@dataclass(frozen=True)
class Text:
    """How the text of one field comes about: `columns` are read, by a template or as the one value; then `rule` makes it
    uniform, `hash` hashes it (`algorithm`: what a digest that is there already must be), and `parse` reads it as JSON."""

    field: str
    columns: tuple[str, ...]
    template: Template | None = None
    rule: str = ""
    country: str = ""
    hash: str = ""
    algorithm: str = ""
    parse: str = ""

    def values(self, read: Mapping[str, Sequence[Any]], rows: int) -> Values:
        """`read` holds the columns as Python values."""
        made: Sequence[Any]
        if self.template:
            made = [_rendered(self.template, {name: read[name][number] for name in self.columns}) for number in range(rows)]
        else:
            made = [as_text(value) for value in read[self.columns[0]]]
        texts: list[str | None] = []
        reasons: list[str | None] = []
        for value in made:
            reason = None
            try:
                value = None if value is None else self.finished(value)
            except (Unfit, RenderError) as error:
                value, reason = None, f"{self.field} {error}"
            texts.append(value)
            reasons.append(reason)
        return texts, reasons

    def finished(self, value: Any) -> str | None:
        """The text as it is sent, None for an empty one where empty is no value. Raises Unfit."""
        if isinstance(value, RenderError):
            raise value
        text: str | None = value
        if self.rule:
            text = normalised(value, self.rule, self.country)
        if text and self.hash:
            text = digest(text, self.algorithm) if self.hash == ALREADY else hashed(text, self.hash)
        elif self.hash:
            return None
        return strict_json(text, self.parse) if text is not None and self.parse else text


def _rendered(template: Template, record: Mapping[str, Any]) -> str | RenderError:
    """The record's text, or the error that it met."""
    try:
        return template.render(record)
    except RenderError as error:
        return error


def as_text(value: Any) -> str | None:
    """A source's value as the text that is made uniform, hashed or parsed; the same as payloads write it."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dt.datetime):
        utc = value.astimezone(dt.UTC).replace(tzinfo=None) if value.tzinfo else value
        return utc.isoformat() + "Z"
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


_KINDS: Mapping[str, type] = {"array": list, "object": dict}


def strict_json(text: str, wanted: str) -> str | None:
    """The JSON text, written anew in one form; None for a blank one. Engines let pass what no receiver takes: NaN, commas
    too many, numbers beyond all bounds, halves of characters. Raises Unfit."""
    if not text.strip():
        return None
    try:
        value = json.loads(text, parse_constant=_refuse, parse_float=_finite)
        again = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        again.encode()
    except (ValueError, RecursionError):
        raise Unfit(f"must be {WANTED[wanted]}") from None
    if not isinstance(value, _KINDS.get(wanted, object)):
        raise Unfit(f"must be {WANTED[wanted]}")
    return again


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number
