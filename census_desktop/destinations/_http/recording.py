"""How a request may be shown: field names and structure stay, values of records and credentials do not.

Bodies are never parsed as a whole: what is shown is their beginning, and reading that far is cheap.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, unquote_plus, urlsplit

from census_desktop.domain.records import Call
from census_desktop.domain.redaction import HIDDEN, SHORTEST_VALUE, mask_values, redact

SHOWN = 2_000
"""Characters of a body that are shown."""
_MARGIN = 2_000
"""Read beyond what is shown, so that a value at the cut is recognised."""
_PIECE = _MARGIN // 2
LARGEST_KEPT = 256 * 1024
"""A body up to this size may wait to be rendered; of a larger one nothing is kept."""
ENVELOPE = frozenset({"sync", "run", "operation"})
"""Of the webhook's body: said by the program, not by a record."""
_OUR_BODY = re.compile(r'\s*\{"sync":')

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}:,"]|[^\s"\[\]{}:,]+|\s+', re.S)
_CREDENTIAL_HEADER = re.compile(r"(?i)auth|cookie|token|secret|signature|password|(?:^|[_-])(?:api[_-]?)?key$")
_PLAIN_HEADERS = frozenset({"idempotency-key", "www-authenticate"})
_TELLING = re.compile(r"(?=.*\d).{6,}|.{16,}")
"""Parts of an entered address that are looked for in replies; what is shorter or one word may be a word of theirs."""
_SAYS_NOTHING = re.compile(
    rb'(?i)(?::\s*\d{1,3}(?=[\s,}])|[\s\[\]{}:,"]|true|false|null|ok|rejected|accepted|received|success|status)*'
)
_PLAIN_SEGMENT = re.compile(r"v\d{1,3}|(?=.{0,24}$)[a-z]+(?:[._-][a-z]+)*")
_PHONE_REST = re.compile(rf"\+\d[\d ().\-]*{HIDDEN}")
"""A phone number of which a part was among the values."""
_WORD = re.compile(r"[^\W_]+")
_VALUE_WORD = re.compile(r"[^\s\"'&=,:;|<>{}\[\]]{4,}")
"""Of a body that is not one JSON document: forms, lines, XML, text."""
_NAME = re.compile(rb'"((?:[^"\\]|\\.)*)"\s*:')
_ESCAPED = re.compile(r'["\\\x00-\x1f]')
_LITERALS = frozenset({"true", "false", "null"})
_HEX = re.compile(r"\b[0-9a-fA-F]{32,}\b")


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and what came of it, as it was. `base` is the address that the user entered, `path` what was added. `people`:
    the reply holds people as they are known there."""

    at: datetime
    method: str
    url: str
    base: str
    status: int
    seconds: float
    headers: Mapping[str, str]
    body: bytes
    size: int
    reply_headers: Mapping[str, str]
    reply: bytes
    error: str
    secrets: tuple[str, ...]
    batch: int
    records: int
    people: bool = False

    def call(self) -> Call:
        """The request as it may be stored and shown."""
        return Call(
            at=self.at,
            method=self.method,
            address=shown_address(self.url, self.base, self.secrets),
            status=self.status,
            seconds=round(self.seconds, 6),
            batch=self.batch,
            records=self.records,
            request=shown_request(self.body, self.size, self.headers),
            response=shown_structure(self.reply) if self.people else shown_response(self.reply, self.body, self.secrets),
            error=self.error,
            request_headers=shown_headers(self.headers, self.secrets),
            response_headers=shown_headers(self.reply_headers, self.secrets),
        )


def shown_address(url: str, base: str, secrets: Iterable[str]) -> str:
    """Of the address that the user entered only plain words are shown: hooks carry their secret in the path."""
    parts = urlsplit(url)
    entered = set(urlsplit(base).path.split("/"))
    path = "/".join(
        HIDDEN if segment in entered and segment and not _PLAIN_SEGMENT.fullmatch(segment) else segment
        for segment in parts.path.split("/")
    )
    query = "&".join(f"{pair.partition('=')[0]}={HIDDEN}" for pair in parts.query.split("&")) if parts.query else ""
    path = mask_values(_HEX.sub(HIDDEN, redact(path, secrets)))  # a digest whole: a long number may stand in it
    origin = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
    return f"{origin}{path}" + (f"?{query}" if query else "")


def telling_parts(url: str) -> Iterator[str]:
    """Parts of the address that the user entered which may be its secret; replies like to repeat them ("cannot POST …")."""
    parts = urlsplit(url)
    values = (value for _, value in parse_qsl(parts.query))
    segments = (segment for segment in parts.path.split("/") if not _PLAIN_SEGMENT.fullmatch(segment))
    yield from (part for part in (*segments, *values) if _TELLING.fullmatch(part))


def shown_headers(headers: Mapping[str, str], secrets: Iterable[str]) -> dict[str, str]:
    """Header names as they are; the value of one that carries a credential is hidden, and an address is shown as one."""
    return {name: _shown_header(name, str(value), secrets) for name, value in headers.items()}


def _shown_header(name: str, value: str, secrets: Iterable[str]) -> str:
    if _carries_credential(name):
        return HIDDEN
    if name.lower() in ("location", "content-location"):
        try:
            return shown_address(value, value, secrets)[:SHOWN]
        except ValueError:
            return HIDDEN
    return redact(value, secrets)[:SHOWN]


def _carries_credential(name: str) -> bool:
    return name.lower() not in _PLAIN_HEADERS and _CREDENTIAL_HEADER.search(name) is not None


def shown_request(body: bytes, size: int, headers: Mapping[str, str]) -> str:
    """The body's beginning with its values masked. What is neither JSON nor a form is told by its size alone."""
    if not size:
        return ""
    kind = next((v for k, v in headers.items() if k.lower() == "content-type"), "").lower()
    if "x-www-form-urlencoded" in kind:
        text = body[: 2 * SHOWN].decode("utf-8", "replace")
        return _cut("&".join(f"{pair.partition('=')[0]}={HIDDEN}" for pair in text.split("&")), size)
    return _structure(body, size)


def shown_structure(reply: bytes) -> str:
    """The reply's beginning with its values masked. What is not JSON is told by its size alone."""
    return _structure(reply, len(reply)) if reply else ""


def _structure(body: bytes, size: int) -> str:
    text = body[: 2 * SHOWN].decode("utf-8", "replace")
    return _cut(masked_json(text), size) if text.lstrip()[:1] in ("{", "[") else f"({size:,} bytes)"


def _cut(masked: str, size: int) -> str:
    return f"{masked[:SHOWN]} … ({size:,} bytes)" if size > 2 * SHOWN or len(masked) > SHOWN else masked


def masked_json(text: str) -> str:
    """The text's beginning with every value masked: ••• for texts and truths, 0 for numbers; names and nulls stay.

    The text may end anywhere: a value that is cut is left out.
    """
    shown: list[str] = []
    inside: list[str] = []
    name, awaits_name, length = "", False, 0
    ours = _OUR_BODY.match(text) is not None
    parts = _TOKEN.findall(text)
    for place, part in enumerate(parts):
        if part == '"' or (place == len(parts) - 1 and part[0] not in '"[]{}'):
            break
        if part in "{[":
            inside.append(part)
            awaits_name = part == "{"
        elif part in "}]":
            del inside[-1:]
            awaits_name = False
        elif part == ",":
            awaits_name = inside[-1:] == ["{"]
        elif part != ":" and not part.isspace():
            if awaits_name:
                name, awaits_name = part, False
                part = _shown_name(part) if part[0] == '"' else f'"{HIDDEN}"'  # some tools key records by an address
            elif part != "null" and not (ours and len(inside) == 1 and name.strip('"') in ENVELOPE):
                part = f'"{HIDDEN}"' if part[0] == '"' or part in ("true", "false") else "0"
        shown.append(part)
        length += len(part)
        if length > SHOWN:
            break
    return "".join(shown)


@lru_cache(maxsize=1024)
def _shown_name(name: str) -> str:
    return mask_values(name)


def shown_response(reply: bytes, body: bytes, secrets: Iterable[str]) -> str:
    """The reply's beginning without credentials, without the values that were sent and without addresses and numbers."""
    if not reply:
        return ""
    text = _readable(reply)
    long = len(text) > SHOWN
    text = text[: SHOWN + _MARGIN]
    for value in _echoed(text, body):
        text = text.replace(value, HIDDEN)
    text = _PHONE_REST.sub(HIDDEN, mask_values(_HEX.sub(HIDDEN, redact(text, secrets))))
    if not long:
        return text
    shown = text[: max(0, min(SHOWN, len(text) - _PIECE))]  # the end may be the beginning of a value
    return f"{shown} … ({len(reply):,} bytes)"


def is_wordy(reply: bytes) -> bool:
    """Whether the reply may repeat what was sent, so that it takes the whole request to know what to hide."""
    return len(reply) > 64 or _SAYS_NOTHING.fullmatch(reply) is None


def _readable(reply: bytes) -> str:
    """JSON is written anew, so that every character stands for itself."""
    if len(reply) <= LARGEST_KEPT:
        try:
            return json.dumps(json.loads(reply), ensure_ascii=False)
        except (ValueError, RecursionError):
            pass
    return reply[: 4 * (SHOWN + _MARGIN)].decode("utf-8", "replace")


def _echoed(text: str, body: bytes) -> list[str]:
    """Values of the request that the reply repeats, longest first, in the forms in which it may do so."""
    if _WORD.search(text) is None or not _may_repeat(text, body):
        return []
    found: set[str] = set()
    for value in _values(body):
        if value in text:
            found.add(value)
        elif not value.isascii() or _ESCAPED.search(value):
            forms = (json.dumps(value, ensure_ascii=ascii_only)[1:-1] for ascii_only in (True, False))
            found.update(form for form in forms if form in text)
    return sorted(found, key=len, reverse=True)


def _may_repeat(text: str, body: bytes) -> bool:
    """Whether any word of the reply is in the request, or two that follow each other and are too short to be looked for.

    Most replies have none, and the request need not be parsed for them.
    """
    names = {word for name in _NAME.findall(body[: 2 * SHOWN]) for word in _WORD.findall(name.decode("utf-8", "replace"))}
    before: re.Match[str] | None = None
    for match in _WORD.finditer(text):
        word = match[0]
        if len(word) >= SHORTEST_VALUE:
            found = word not in names and word not in _LITERALS and (not word.isascii() or word.encode() in body)
        else:
            pair = text[before.start() : match.end()] if before and len(before[0]) < SHORTEST_VALUE else ""
            found = len(pair) >= SHORTEST_VALUE and (not pair.isascii() or pair.encode() in body)
        if found:
            return True
        before = match
    return False


def _values(body: bytes) -> set[str]:
    """Texts and numbers of a body, without what is too short to be looked for. Long texts in pieces, for the reply may be
    cut within one."""
    values: set[str] = set()
    try:
        data = json.loads(body)
        if isinstance(data, dict) and "sync" in data:
            data = [value for name, value in data.items() if name not in ENVELOPE]
        _collect(data, values)
    except (ValueError, RecursionError):
        text = body.decode("utf-8", "replace")
        values.update(word for form in (text, unquote_plus(text)) for word in _VALUE_WORD.findall(form))
    return values


def _collect(data: Any, values: set[str]) -> None:
    if isinstance(data, dict):
        data = list(data.values())
    if isinstance(data, list):
        for value in data:
            _collect(value, values)
    elif data is not None and not isinstance(data, bool):
        text = str(data)
        if len(text) > _PIECE:
            values.update(text[start : start + _PIECE] for start in range(0, len(text), _PIECE))
        elif len(text) >= SHORTEST_VALUE:
            values.add(text)
