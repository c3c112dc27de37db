"""Keeping credentials and personal data out of logs, error texts and the store."""

from __future__ import annotations

import json
import logging
import os
import re
import traceback
from collections.abc import Iterable
from urllib.parse import quote

HIDDEN = "•••"

SHORTEST_VALUE = 4
"""Secret values shorter than this are not looked for: they would blank ordinary words."""

_EMAIL = re.compile(r"""[^\s•@<>"'“”(),;:=/?&\[\]{}]+@[^\s@<>"'“”(),;:=/?&\[\]{}]+\.[^\W\d_]{2,}""")
_SHAPES = (
    (
        re.compile(r"(?i)(\bauthorization[\"']?\s*[:=]\s*[\"']?)(?:(?:bearer|basic|token|digest|apikey)\s+)?[^\s\"',;]+"),
        rf"\1{HIDDEN}",
    ),
    (re.compile(r"(?i)\b(bearer\s+)[^\s\"',;]{8,}"), rf"\1{HIDDEN}"),
    (re.compile(r"\beyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)?"), HIDDEN),  # a JSON Web Token
    (
        re.compile(
            r"(?i)([\w-]*(?:password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|signature|credential)s?"
            r"[\"']?\s*[=:]\s*[\"']?)[^\s\"'&,;}]+"
        ),
        rf"\1{HIDDEN}",
    ),
    (re.compile(r"(?i)((?:^|[?&\s])key=)[^\s\"'&,;]{8,}"), rf"\1{HIDDEN}"),
    (re.compile(r"(://)[^\s/@:]*:[^\s/@]+@"), rf"\1{HIDDEN}@"),
)
_DIGITS = re.compile(
    r"\+\d[\d ().\-]{5,}\d"  # +49 (170) 123-45 67
    r"|(?<!\d)\d{3}\.\d{3}\.\d{4}(?!\d)"  # 555.123.4567
    r"|(?<![\d-])(?!\d{4}-\d{2}-\d{2}(?!\d))\(?\d{2,}\)?(?:[ -]\d{2,}){2,}(?![\d-])"  # 4111 1111 1111 1111, not 2026-11-24
    r"|\d{7,}"
)


def redact(text: str, values: Iterable[str] = ()) -> str:
    """The text without these secret values, and without whatever looks like a credential or an e-mail address."""
    for value in sorted(set(values), key=len, reverse=True):
        if len(value) >= SHORTEST_VALUE:
            for form in {value, json.dumps(value)[1:-1], quote(value, safe="")}:
                text = text.replace(form, HIDDEN)
    for shape, replacement in _SHAPES:
        text = shape.sub(replacement, text)
    return _EMAIL.sub(HIDDEN, text)


def mask_values(text: str) -> str:
    """A destination's reason without e-mail addresses, phone numbers and other long runs of digits that it may quote."""
    return _DIGITS.sub(HIDDEN, _EMAIL.sub(HIDDEN, text))


def fit_to_send(text: str) -> str:
    """An error's text as it may leave this computer: without the user's folder, e-mail addresses, phone numbers, long runs of
    digits, and whatever looks like a credential."""
    return mask_values(redact(_homeless(text)))


_QUERY = re.compile(r"(?i)(\bhttps?://[^\s?#\"'<>]+)[?#][^\s\"'<>]*")
_IDS = re.compile(r"(\b[0-9a-f]{32}\b)")
_NAMES = re.compile("“[^”]*”")
"""What somebody named: our texts put every such name between these."""


def redact_line(text: str, values: Iterable[str] = ()) -> str:
    """A line of a log without secret values, e-mail addresses, phone numbers, long runs of digits, queries of web
    addresses, names that somebody gave, and the user's own folder. Ids of ours stay."""
    text = _QUERY.sub(rf"\1?{HIDDEN}", redact(_NAMES.sub(f"“{HIDDEN}”", _homeless(text)), values))
    return "".join(part if n % 2 else mask_values(part) for n, part in enumerate(_IDS.split(text)))


def _homeless(text: str) -> str:
    home = os.path.expanduser("~")  # noqa: PTH111 (pathlib raises where there is none)
    return text.replace(home, "~") if len(home) > 1 else text


def trace_of(error: BaseException) -> str:
    """Where an exception comes from and of which class it and its causes are, without their texts: those may quote a
    person's record."""
    parts: list[str] = []
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        frames = "".join(traceback.format_list(traceback.extract_tb(link.__traceback__)))
        parts.append(f"{frames}{type(link).__name__}")
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return _homeless("\nfrom:\n".join(parts))


class Redaction(logging.Filter):
    """Redacts log records. Belongs on every handler of the root logger (a logger's own filters do not see its children's
    records). Secrets are told to it as they become known."""

    def __init__(self) -> None:
        super().__init__()
        self._values: set[str] = set()

    def remember(self, values: Iterable[str]) -> None:
        """Values that no record may show from now on."""
        self._values = self._values | set(values)

    def filter(self, record: logging.LogRecord) -> bool:
        try:
            message = record.getMessage()
        except (TypeError, ValueError, KeyError):
            message = str(record.msg)  # arguments that do not fit: a defect, but no reason to lose the line
        record.msg = redact_line(message, self._values)
        record.args = None
        if facts := getattr(record, "facts", None):
            record.facts = {k: redact_line(v, self._values) if isinstance(v, str) else v for k, v in facts.items()}
        if record.exc_info:
            record.exc_text = trace_of(record.exc_info[1]) if record.exc_info[1] else ""
            record.exc_info = None
        if record.stack_info:
            record.stack_info = redact(_homeless(record.stack_info), self._values)
        return True


log_redaction = Redaction()
"""The one that the program's log handlers share; bootstrap tells it every credential that passes."""
