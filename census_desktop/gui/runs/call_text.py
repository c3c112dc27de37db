"""A request and its answer as text: for the detail of the inspector and for the clipboard."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from http import HTTPStatus

from census_desktop.domain.records import Call
from census_desktop.gui.kit import words
from census_desktop.gui.kit.words import tr

INDENT = 2
_PARTS = re.compile(r'"(?:[^"\\]|\\.)*"?|[{}\[\],:]|[^\s"{}\[\],:]+|(?<=[^\s{}\[\],:"])\s+(?=[^\s{}\[\],:"])')
"""Strings (the last may be open), signs, other words, and blanks between words."""


def status_text(call: Call) -> str:
    """200 OK, or that no answer came."""
    if not call.status:
        return tr("no answer")
    try:
        return f"{call.status} {HTTPStatus(call.status).phrase}"
    except ValueError:
        return str(call.status)


def pretty(body: str) -> str:
    """JSON with line breaks, also where it is cut off; anything else as it is."""
    try:
        return json.dumps(json.loads(body), indent=INDENT, ensure_ascii=False)
    except ValueError:
        return _indented(body) if body.startswith(("{", "[")) else body


def _indented(text: str) -> str:
    """JSON that ends in the middle, broken into lines by its signs alone."""
    lines, depth = [""], 0
    for part in _PARTS.findall(text):
        if part in "}]":
            depth = max(0, depth - 1)
            lines.append(" " * INDENT * depth)
        lines[-1] += ": " if part == ":" else part
        if part in "{[":
            depth += 1
        if part in "{[,":
            lines.append(" " * INDENT * depth)
    return "\n".join(lines)


def whole(call: Call) -> str:
    """Everything that is kept of a call."""
    took = words.duration(call.seconds)
    records = words.counted(call.records, tr("record"), tr("records"))
    head = f"{words.exact(call.at)} · {took} · {records}" if call.records else f"{words.exact(call.at)} · {took}"
    parts = [f"{call.method} {call.address}", head, ""]
    parts += [*_headers(call.request_headers), "", pretty(call.request) or tr("(no body)"), ""]
    parts += [f"← {status_text(call)}{f': {call.error}' if call.error else ''}"]
    parts += [*_headers(call.response_headers), "", pretty(call.response) or tr("(no body)")]
    return "\n".join(parts)


def _headers(headers: Mapping[str, str]) -> list[str]:
    return [f"{name}: {value}" for name, value in headers.items()]
