"""Liquid templates over one record: parsed strictly, rendered within limits, with no way to files or other templates.

Variables are `record['any column']`, `record.column` and, for columns whose name is an identifier, `column` itself. Extra
filters beside Liquid's own: sha256, sha1, md5, base64, json. python-liquid is imported when the first template is met.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import math
import operator
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from census_desktop.domain.errors import ConfigError

if TYPE_CHECKING:
    from liquid import BoundTemplate

LONGEST = 10_000
"""Characters of a template."""
MOST_OUTPUT = 100_000
"""Characters of what it renders, and of any text on the way there."""
_MOST_TURNS = 10_000
_MOST_LOCALS = 1_000_000
_DEEPEST = 20
_TAGS_LEFT_OUT = ("include", "render", "tablerow", "doc")


class TemplateError(ConfigError):
    """A template that cannot be used. `line` and `column` are 1-based places in its text, 0 when unknown."""

    def __init__(self, message: str, line: int = 0, column: int = 0, *, hint: str = "") -> None:
        super().__init__(f"line {line}, character {column}: {message}" if line else message, hint=hint)
        self.line = line
        self.column = column


class RenderError(ValueError):
    """Why one record has no text. The message completes "«field» …" and never holds a value."""


@dataclass(frozen=True)
class Template:
    """A parsed template; `columns` are those it names, in the order of the text."""

    columns: tuple[str, ...]
    _bound: BoundTemplate

    def render(self, record: Mapping[str, Any]) -> str:
        """The text for a record, which has at least `columns`. Raises RenderError."""
        from liquid.exceptions import LiquidError, ResourceLimitError, UndefinedError

        values = {name: _proper(record[name]) for name in self.columns}
        try:
            return self._bound.render({**values, "record": values})
        except UndefinedError:
            raise RenderError("names something that this record does not have") from None
        except (ResourceLimitError, _TooLarge, RecursionError, MemoryError):
            raise RenderError("grows too large") from None
        except (LiquidError, ArithmeticError, ValueError, TypeError, AttributeError, LookupError):
            raise RenderError("cannot be computed: a filter or a comparison does not suit its value") from None


def checked(text: str, columns: Collection[str]) -> Template:
    """The template, if it names only these columns. Raises TemplateError with the place of what is wrong."""
    template = parsed(text)
    for name, at in _named(template._bound):
        if name not in columns:
            from difflib import get_close_matches

            near = get_close_matches(name, columns, n=1)
            hint = f"Did you mean “{near[0]}”?" if near else "Write record['name'] with the column's exact name."
            raise TemplateError(f"there is no column “{name}”", *_place(text, at), hint=hint)
    return template


@lru_cache(maxsize=256)
def parsed(text: str) -> Template:
    """The template, whatever columns it names. Raises TemplateError."""
    if len(text) > LONGEST:
        raise TemplateError(f"the template is longer than {LONGEST:,} characters")
    from liquid.exceptions import LiquidError

    try:
        bound = _environment().parse(text)
        analysis = bound.analyze()
    except LiquidError as error:
        place = error.context()
        line, column = (place[0], place[1] + 1) if place else (0, 0)
        raise TemplateError(str(error.message), line, column) from None
    except RecursionError:
        raise TemplateError("the template is nested too deeply") from None
    for name, spans in analysis.filters.items():
        if name not in bound.env.filters:
            raise TemplateError(f"there is no filter “{name}”", *_place(text, spans[0].index))
    return Template(tuple(dict.fromkeys(name for name, _ in _named(bound))), bound)


def _named(bound: BoundTemplate) -> Iterator[tuple[str, int]]:
    """(column, place in the text) of what the template reads. Raises TemplateError where that cannot be told beforehand."""
    found = [variable for variables in bound.analyze().globals.values() for variable in variables]
    for variable in sorted(found, key=lambda v: v.span.index):
        name, at = variable.segments[0], variable.span.index
        if name != "record":
            yield str(name), at
            continue
        column = variable.segments[1] if len(variable.segments) > 1 else None
        if not isinstance(column, str):
            source = _source_of(bound)
            raise TemplateError(
                "“record” has to name one of its columns", *_place(source, at), hint="Write record['name'] or record.name."
            )
        yield column, at


def _source_of(bound: BoundTemplate) -> str:
    return bound.nodes[0].token.source if bound.nodes else ""


def _place(text: str, index: int) -> tuple[int, int]:
    before = text[: max(0, index)]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


# Values -----------------------------------------------------------------------------------------------------------------


class _Moment(dt.datetime):
    """A time that prints as payloads write it."""

    def __str__(self) -> str:
        return self.replace(tzinfo=None).isoformat() + "Z"


class _Exact(Decimal):
    """A decimal that never prints an exponent."""

    def __str__(self) -> str:
        return format(self, "f")


class _Shown(dict[str, Any]):
    """An object that prints as JSON."""

    def __str__(self) -> str:
        return _json(self)


def _proper(value: Any) -> Any:
    """A source's value as templates meet it: times in UTC, decimals exact, no NaN."""
    if isinstance(value, dt.datetime):
        utc = value.astimezone(dt.UTC) if value.tzinfo else value.replace(tzinfo=dt.UTC)
        return _Moment(utc.year, utc.month, utc.day, utc.hour, utc.minute, utc.second, utc.microsecond, dt.UTC)
    if isinstance(value, Decimal):
        return _Exact(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, Mapping):
        return _Shown({str(key): _proper(item) for key, item in value.items()})
    if isinstance(value, list | tuple):
        return [_proper(item) for item in value]
    return value


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_jsonable)


def _jsonable(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, dt.date) and not isinstance(value, dt.datetime) else str(value)


# Environment ------------------------------------------------------------------------------------------------------------


class _TooLarge(Exception):
    """A filter's result, or what it would become, is beyond the limit."""


@cache
def _environment() -> Any:
    from liquid import Environment, StrictUndefined

    class Sandbox(Environment):
        block_nesting_limit = _DEEPEST
        context_depth_limit = _DEEPEST
        loop_iteration_limit = _MOST_TURNS
        local_namespace_limit = _MOST_LOCALS
        output_stream_limit = MOST_OUTPUT

    environment = Sandbox(undefined=StrictUndefined, strict_filters=True)
    for tag in _TAGS_LEFT_OUT:
        del environment.tags[tag]
    own: dict[str, Callable[..., Any]] = {
        **{name: _digest(name) for name in ("md5", "sha1", "sha256", "sha512")},
        "base64": lambda value: base64.b64encode(_text(value).encode()).decode(),
        "json": _json,
        "date": _date,
    }
    for name, filter_ in {**environment.filters, **own}.items():
        environment.add_filter(name, _limited(name, filter_))
    return environment


def _limited(name: str, filter_: Callable[..., Any]) -> Callable[..., Any]:
    """The filter, refusing what would fill the memory and what is no number; decimals, which python-liquid takes for 0, are
    computed exactly."""

    def limited(value: Any, *args: Any, **kwargs: Any) -> Any:
        if any(isinstance(given, range) and given.stop - given.start > _MOST_TURNS for given in (value, *args)):
            raise _TooLarge
        if name in ("replace", "replace_first", "replace_last", "join") and args:
            _refuse_growth(name, value, args)
        if name in _MATHS and isinstance(value, str):
            float(value)  # Liquid itself takes for 0 what is no number
        exact = isinstance(value, Decimal) and name in _MATHS
        result = _maths(name, value, args) if exact else filter_(value, *args, **kwargs)
        if isinstance(result, str | list) and len(result) > MOST_OUTPUT:
            raise _TooLarge
        if isinstance(result, int) and result.bit_length() > 4096:
            raise _TooLarge
        return result

    for mark in ("with_context", "with_environment"):
        if getattr(filter_, mark, False):
            setattr(limited, mark, True)
    return limited


def _refuse_growth(name: str, value: Any, args: tuple[Any, ...]) -> None:
    """Before it is made: each piece that a replacement or a join may put in counts."""
    if name == "join":
        size = len(value) if isinstance(value, list | tuple | range) else 1
        pieces, piece = size, len(_text(args[0])) + (max(map(len, map(_text, value)), default=0) if size > 1 else 0)
    else:
        text, old = _text(value), _text(args[0])
        pieces = text.count(old) if name == "replace" else 1
        piece = len(_text(args[1])) if len(args) > 1 else 0
    if pieces * piece > 10 * MOST_OUTPUT:
        raise _TooLarge


def _maths(name: str, number: Decimal, args: tuple[Any, ...]) -> Any:
    match name:
        case "abs":
            return _Exact(abs(number))
        case "ceil":
            return math.ceil(number)
        case "floor":
            return math.floor(number)
        case "round":
            digits = int(args[0]) if args else 0
            rounded = number.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
            return _Exact(rounded) if digits > 0 else int(rounded)
    return _Exact(_WITH_ANOTHER[name](number, Decimal(str(args[0]))))


_WITH_ANOTHER: Mapping[str, Callable[[Decimal, Decimal], Decimal]] = {
    "at_least": max,
    "at_most": min,
    "divided_by": operator.truediv,
    "minus": operator.sub,
    "modulo": operator.mod,
    "plus": operator.add,
    "times": operator.mul,
}
_MATHS = ("abs", "ceil", "floor", "round", *_WITH_ANOTHER)


def _digest(algorithm: str) -> Callable[[Any], str]:
    def digest(value: Any) -> str:
        text = _text(value)
        return hashlib.new(algorithm, text.encode(), usedforsecurity=False).hexdigest() if text else ""

    return digest


def _text(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _date(value: Any, form: Any) -> str:
    """A time, a date, ISO 8601 text or seconds since 1970, in UTC. There is no “now”: it would make every record differ in
    every run."""
    if value is None or value == "":
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        moment = dt.datetime.fromtimestamp(value, dt.UTC)
    elif isinstance(value, dt.date):
        moment = value if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time(), dt.UTC)
    else:
        moment = dt.datetime.fromisoformat(_text(value))
        moment = moment.astimezone(dt.UTC) if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return moment.strftime(_text(form))
