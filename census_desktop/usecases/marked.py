"""Text of a workspace document (YAML or JSON) as plain data that knows on which line each value stands.

Scalars follow the JSON types, not YAML 1.1: only true, false and null are special, `on`, `no`, 01067, 12:30 and 2024-01-01
stay text. Anchors and merge keys work; other tags, duplicate keys and more than one document are refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from census_desktop.domain.document import KINDS
from census_desktop.domain.errors import DocumentError

MAX_CHARACTERS = 20_000_000
MAX_VALUES = 2_000_000
"""Counted with aliases written out, so that a few lines of nested aliases cannot fill the memory."""
MAX_DEPTH = 60

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
_TAG = "tag:yaml.org,2002:"
_PAIR = re.compile(r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_MERGE = "<<"


@dataclass(frozen=True, slots=True)
class Marked:
    """Plain data (dicts with text keys, lists, scalars) and the line of every value in it."""

    data: Any
    lines: dict[int, dict[str | int, int]] = field(default_factory=dict)
    """By identity of a dict or list: the line of each key or position."""

    def line(self, path: str) -> int:
        """The line of a path such as segments[0].where.all[1].op, or of the deepest part of it that exists."""
        here, line, rest = self.data, 1 if self.lines else 0, path
        while rest:
            found = _first_step(here, rest)
            if found is None:
                break
            step, rest = found
            line = self.lines.get(id(here), {}).get(step, line)
            here = here[step]
        return line


def _first_step(here: Any, path: str) -> tuple[str | int, str] | None:
    """The key or position that the path begins with, and what is left; keys may hold dots, so the longest wins."""
    if isinstance(here, list):
        match = re.match(r"\[([0-9]+)\]\.?", path)
        if match and int(match[1]) < len(here):
            return int(match[1]), path[match.end() :]
        return None
    if not isinstance(here, dict):
        return None
    keys = [key for key in here if path == key or path.startswith((f"{key}.", f"{key}["))]
    key = max(keys, key=len, default=None)
    return None if key is None else (key, path[len(key) :].removeprefix("."))


def read(text: str) -> Marked:
    """Parse a document. Raises DocumentError with the line of what is wrong."""
    import yaml

    if len(text) > MAX_CHARACTERS:
        raise DocumentError(f"The document is longer than {MAX_CHARACTERS:,} characters.", hint="Split it into several.")
    text = _json_as_yaml(text.removeprefix("\ufeff"))
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    builder = _Builder()
    try:
        for event in yaml.parse(text, Loader=loader):
            builder.take(event)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise DocumentError("There is a control character that a document cannot hold.", line=line) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        hint = "Check the indentation, the colons and the quotes around it."
        raise DocumentError(
            f"This is not YAML or JSON: {error.problem or error.context}.", line=mark.line + 1 if mark else 0, hint=hint
        ) from error
    return Marked(builder.root, builder.lines)


def _json_as_yaml(text: str) -> str:
    """JSON is YAML but for two things: tabs between values, and characters written as surrogate pairs."""
    if not text.lstrip().startswith(("{", "[")):
        return text
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return text
    return _PAIR.sub(lambda m: m[1] + bytes.fromhex(m[2] + m[3]).decode("utf-16-be"), text.replace("\t", " "))


@dataclass(slots=True)
class _Open:
    """A dict or list that is being filled."""

    value: dict[str, Any] | list[Any]
    anchor: str | None
    line: int
    size: int = 1
    key: str | None = None
    key_line: int = 0
    merged: list[dict[str, Any]] = field(default_factory=list)


class _Builder:
    """Makes plain data from YAML events. Not recursive, so that depth costs nothing before it is refused."""

    def __init__(self) -> None:
        self.root: Any = None
        self.lines: dict[int, dict[str | int, int]] = {}
        self._documents = 0
        self._stack: list[_Open] = []
        self._anchors: dict[str, tuple[Any, int]] = {}

    def take(self, event: Any) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 0
        match type(event).__name__:
            case "DocumentStartEvent":
                self._documents += 1
                if self._documents > 1:
                    raise DocumentError("There is a second document.", line=line, hint="Keep one document in a file.")
            case "MappingStartEvent":
                self._begin({}, event, line)
            case "SequenceStartEvent":
                self._begin([], event, line)
            case "MappingEndEvent" | "SequenceEndEvent":
                self._end()
            case "ScalarEvent":
                self._scalar(event, line)
            case "AliasEvent":
                if event.anchor not in self._anchors:
                    raise DocumentError(f"*{event.anchor} refers to an anchor that is not finished before it.", line=line)
                value, size = self._anchors[event.anchor]
                self._add(value, size, line)

    def _begin(self, value: dict[str, Any] | list[Any], event: Any, line: int) -> None:
        if event.tag not in (None, "!", f"{_TAG}map", f"{_TAG}seq"):
            raise _unknown_tag(event.tag, line)
        if len(self._stack) >= MAX_DEPTH:
            raise DocumentError(f"Values are nested more than {MAX_DEPTH} deep.", line=line)
        if self._stack and isinstance(self._stack[-1].value, dict) and self._stack[-1].key is None:
            raise DocumentError("A key is text, not a list or a group of keys.", line=line)
        self.lines[id(value)] = {}
        self._stack.append(_Open(value, event.anchor, line))

    def _end(self) -> None:
        done = self._stack.pop()
        for source in done.merged:
            for key, value in source.items():
                if isinstance(done.value, dict) and key not in done.value:
                    done.value[key] = value
                    self.lines[id(done.value)][key] = self.lines[id(source)][key]
        if done.anchor:
            self._anchors[done.anchor] = (done.value, done.size)
        self._add(done.value, done.size, done.line)

    def _scalar(self, event: Any, line: int) -> None:
        parent = self._stack[-1] if self._stack else None
        if parent and isinstance(parent.value, dict) and parent.key is None:
            key = str(event.value)
            if key in parent.value:
                first = self.lines[id(parent.value)][key]
                raise DocumentError(f"The key “{key}” appears twice; it stands on line {first} too.", line=line)
            parent.key, parent.key_line = key, line
            return
        value = _scalar_value(event, line)
        if event.anchor:
            self._anchors[event.anchor] = (value, 1)
        self._add(value, 1, line)

    def _add(self, value: Any, size: int, line: int) -> None:
        if not self._stack:
            self.root = value
            return
        parent = self._stack[-1]
        parent.size += size
        if parent.size > MAX_VALUES:
            raise DocumentError(f"The document has more than {MAX_VALUES:,} values.", line=line)
        lines = self.lines[id(parent.value)]
        if isinstance(parent.value, list):
            lines[len(parent.value)] = line
            parent.value.append(value)
        elif parent.key is None:
            raise DocumentError("A key is written out, not an alias.", line=line)
        elif parent.key == _MERGE:
            parent.merged += _mappings(value, line)
            parent.key = None
        else:
            lines[parent.key] = parent.key_line
            parent.value[parent.key] = value
            parent.key = None


def _mappings(value: Any, line: int) -> list[dict[str, Any]]:
    """What a merge key brings in: one mapping or a list of them."""
    sources = value if isinstance(value, list) else [value]
    if not all(isinstance(source, dict) for source in sources):
        raise DocumentError("<< takes an alias of keys and values.", line=line)
    return sources


def _scalar_value(event: Any, line: int) -> Any:
    text = str(event.value)
    if event.tag in (None, "!"):
        return _plain_value(text, line) if event.implicit[0] else text
    if event.tag == f"{_TAG}str":
        return text
    if event.tag in (f"{_TAG}int", f"{_TAG}float", f"{_TAG}bool", f"{_TAG}null"):
        return _plain_value(text, line)
    raise _unknown_tag(event.tag, line)


def _plain_value(text: str, line: int) -> Any:
    if text.lower() in _WORDS and text in (text.lower(), text.upper(), text.capitalize()):
        return _WORDS[text.lower()]
    if not _NUMBER.fullmatch(text):
        return text
    if len(text) > 100:
        raise DocumentError("This number is too long.", line=line, hint="Put quotes around it if it is text.")
    if _INTEGER.fullmatch(text):
        return int(text)
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise DocumentError("This number is too large.", line=line, hint="Put quotes around it if it is text.")
    return number


def _unknown_tag(tag: str, line: int) -> DocumentError:
    return DocumentError(f"The tag {tag} is not allowed here.", line=line, hint="A document holds text, numbers, true, false.")


def write(document: Mapping[str, Any]) -> str:
    """A document, or one thing of it, as YAML: a block for each thing, short values in one line, keys in the order given."""
    import yaml

    class Dumper(yaml.SafeDumper):
        """The emitter of libyaml would write emoji as escapes; this one keeps them readable."""

        def ignore_aliases(self, data: Any) -> bool:
            return True

        def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
            super().increase_indent(flow, False)

    class Block(dict[str, Any]):
        pass

    def block(dumper: Dumper, data: Block) -> Any:
        return dumper.represent_mapping(f"{_TAG}map", data.items(), flow_style=False)

    Dumper.add_representer(Block, block)
    # Text that only our own reading takes for a number has to be quoted too, as in "1e5".
    Dumper.add_implicit_resolver(f"{_TAG}float", re.compile(f"^(?:{_NUMBER.pattern})$"), list("-0123456789"))
    parts = {k: [Block(item) for item in v] if k in KINDS else v for k, v in document.items()}
    return str(yaml.dump(Block(parts), Dumper=Dumper, sort_keys=False, allow_unicode=True, width=120, default_flow_style=None))
