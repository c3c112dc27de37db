"""The part of JSONPath (RFC 9535) that settings need: names, places, every item, and items by one comparison.

    $.result.errors    $['not found']    $.results[0]    $.results[*].id    $.results[?@.status != "ok"]

Comparisons are those of the RFC: a value of another type, or none at all, is unequal and neither less nor more.
"""

from __future__ import annotations

import json
import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from census_desktop.domain.errors import ConfigError

Step = Callable[[Any], Iterator[Any]]

_LITERAL = r"""true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|"(?:[^"\\]|\\.)*"|'[^'\\]*'"""
_PLAIN = r"(?:\.[^\W\d][\w-]*|\[\s*(?:\d+|'[^'\\]*'|\"[^\"\\]*\")\s*\])*"
_COMPARISON = r"\s*(==|!=|<=|>=|<|>)\s*(" + _LITERAL + r")\s*"
_STEP = re.compile(
    r"""\.(?P<name>[^\W\d][\w-]*)|\[\s*(?:(?P<index>\d+)|'(?P<single>[^'\\]*)'|"(?P<double>[^"\\]*)")\s*\]"""
    r"""|(?P<every>\.\*|\[\s*\*\s*\])"""
    rf"""|\[\s*\?\s*(?P<open>\(?)\s*@(?P<of>{_PLAIN})(?:\s*(?P<sign>==|!=|<=|>=|<|>)\s*(?P<literal>{_LITERAL}))?\s*(?P<close>\)?)\s*\]"""
)
_SIGNS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@dataclass(frozen=True)
class Path:
    """`many`: it may find more than one value."""

    steps: tuple[Step, ...]
    many: bool

    def find(self, value: Any) -> list[Any]:
        found = [value]
        for step in self.steps:
            found = [one for each in found for one in step(each)]
        return found


@dataclass(frozen=True)
class Condition:
    """A path and what it is compared with."""

    path: Path
    sign: str
    literal: Any

    def holds(self, value: Any) -> bool:
        return _holds(self.path.find(value), self.sign, self.literal)


def path(text: str, setting: str) -> Path:
    """The path, or ConfigError that names the setting. `$`, `@` or nothing stand for where it begins."""
    text = text.strip()
    rest = text[1:] if text[:1] in ("$", "@") else text if text[:1] in ("", "[") else f".{text}"
    steps: list[Step] = []
    many, at = False, 0
    while at < len(rest):
        match = _STEP.match(rest, at)
        if match is None or bool(match["open"]) != bool(match["close"]):
            raise ConfigError(
                f"{setting}: “{text}” is not a path that can be used.",
                hint='Write it as $.errors, $.results[*] or $.results[?@.status != "ok"].',
            )
        many = many or match["every"] is not None or match["of"] is not None
        steps.append(_step(match, setting))
        at = match.end()
    return Path(tuple(steps), many)


def condition(text: str, setting: str) -> Condition:
    """A path compared with a value, as in `$.ok == true`; or ConfigError that names the setting."""
    match = re.fullmatch(rf"(?P<path>.+?){_COMPARISON}", text.strip(), re.S)
    if match is None:
        raise ConfigError(
            f"{setting}: “{text.strip()}” compares nothing.", hint='Write it as $.ok == true or $.status == "done".'
        )
    return Condition(path(match["path"], setting), match[2], _literal(match[3]))


def _step(match: re.Match[str], setting: str) -> Step:
    for group in ("name", "single", "double"):
        if (name := match[group]) is not None:
            return lambda value: iter([value[name]] if isinstance(value, dict) and name in value else ())
    if match["index"] is not None:
        place = int(match["index"])
        return lambda value: iter(value[place : place + 1] if isinstance(value, list) else ())
    if match["every"] is not None:
        return _items
    inner, sign = path(f"@{match['of']}", setting), match["sign"] or ""
    literal = _literal(match["literal"]) if sign else None
    return lambda value: (item for item in _items(value) if _holds(inner.find(item), sign, literal))


def _items(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        return iter(value.values())
    return iter(value if isinstance(value, list) else ())


def _holds(found: list[Any], sign: str, literal: Any) -> bool:
    """Without a sign: whether there is anything."""
    if not sign:
        return bool(found)
    if sign in ("==", "!="):
        equal = len(found) == 1 and _kind(found[0]) == _kind(literal) and found[0] == literal
        return equal is (sign == "==")
    comparable = len(found) == 1 and _kind(found[0]) == _kind(literal) and _kind(literal) in ("number", "text")
    return comparable and _SIGNS[sign](found[0], literal)


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "truth"
    return "number" if isinstance(value, int | float) else "text" if isinstance(value, str) else "other"


def _literal(text: str) -> Any:
    return text[1:-1] if text[0] == "'" else json.loads(text)
