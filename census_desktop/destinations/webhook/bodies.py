"""What a request carries: records in one of four shapes, or as a Liquid template makes it.

A template knows `records` (the batch's, as they would be sent), `sync`, `run`, `operation` and `key_field`, and `record` where
every record goes out alone. What it puts into JSON has to end with the filter json, so that no value can be more than a value
(url_encode in a form, escape in XML); and what should be JSON and is not is never sent. A field that is left out of a record is
not in it here either, and naming it is an error: `{% if record contains "city" %}` asks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from census_desktop.domain.errors import BatchRejected, ConfigError
from census_desktop.domain.ports import Batch

if TYPE_CHECKING:
    from liquid.ast import Node

    from census_desktop.domain.template import Template

SHAPES = ("envelope", "list", "single", "lines")
NAMES = ("records", "sync", "run", "operation", "key_field")
_FIRST = "{% assign record = records | first -%}\n"
_SAFE = frozenset({"size", "md5", "sha1", "sha256", "sha512"})
"""Filters whose result is no more than a value anywhere."""
_ESCAPES = {"JSON": "json", "lines of JSON": "json", "a form": "url_encode", "XML": "escape"}
"""By the kind of a body, the filter that its values have to end with."""

MakeBody = Callable[[Batch], bytes]


@dataclass(frozen=True)
class Bodies:
    """How bodies are made. `tells`: whether they say which operation they are."""

    make: MakeBody
    content_type: str
    tells: bool


def bodies(shape: str, template: str, content_type: str) -> Bodies:
    """Raises ConfigError for a template or a content type that cannot be used."""
    if content_type and not re.fullmatch(r"[\w.+-]+/[\w.+-]+(; *[\w-]+=[\w.+-]+)*", content_type, re.A):
        raise ConfigError(f"“{content_type}” is not a content type.", hint="Write it as application/json.")
    content_type = content_type or ("application/x-ndjson" if shape == "lines" else "application/json")
    if not template.strip():
        return Bodies(
            {"envelope": body_of, "list": _list, "single": _single, "lines": _lines}[shape], content_type, shape == "envelope"
        )
    kind = _kind(content_type)
    parsed = _parsed(template, alone=shape == "single", kind=kind)
    return Bodies(lambda batch: _rendered(parsed, batch, kind), content_type, "operation" in parsed.columns)


def body_of(batch: Batch) -> bytes:
    """The documented body. The records' texts are joined as they are: never decoded and encoded again."""
    _need_texts(batch)
    head = json.dumps({"sync": batch.sync_name, "run": batch.run_id, "operation": str(batch.operation)}, ensure_ascii=False)
    return f'{head[:-1]}, "records": ['.encode() + batch.json_list() + b"]}"


def _list(batch: Batch) -> bytes:
    _need_texts(batch)
    return b"[" + batch.json_list() + b"]"


def _single(batch: Batch) -> bytes:
    _need_texts(batch)
    (text,) = batch.json
    return text.encode()


def _lines(batch: Batch) -> bytes:
    _need_texts(batch)
    return "".join(f"{text}\n" for text in batch.json).encode()


def _need_texts(batch: Batch) -> None:
    if len(batch.json) != len(batch):
        raise ValueError("a batch for a webhook needs the JSON text of each of its records")


# Templates ----------------------------------------------------------------------------------------------------------------


def _rendered(template: Template, batch: Batch, kind: str) -> bytes:
    """Raises BatchRejected, so that a record that cannot be rendered is found and the others go out."""
    from census_desktop.domain.template import RenderError

    _need_texts(batch)
    told = {
        "records": [json.loads(text) for text in batch.json],
        "sync": batch.sync_name,
        "run": batch.run_id,
        "operation": str(batch.operation),
        "key_field": batch.key_field,
    }
    try:
        text = template.render(told)
    except RenderError as error:
        raise BatchRejected(f"The body template {error}; nothing was sent.") from None
    documents = {"JSON": [text], "lines of JSON": [line for line in text.split("\n") if line.strip()]}.get(kind, [])
    if not all(map(_is_json, documents)):
        raise BatchRejected("The body template makes something that is not JSON; nothing was sent.")
    return text.encode()


def _kind(content_type: str) -> str:
    """What a body of this type is, as far as that is known here; "" for another type."""
    kinds = {
        "lines of JSON": r"application/(x-ndjson|jsonl|x-jsonlines)\b",
        "JSON": r"(application|text)/([\w.-]+\+)?json\b",
        "a form": r"application/x-www-form-urlencoded\b",
        "XML": r"(application|text)/([\w.-]+\+)?xml\b|text/html\b",
    }
    return next((kind for kind, pattern in kinds.items() if re.match(pattern, content_type, re.I)), "")


def _is_json(text: str) -> bool:
    try:
        json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return False
    return True


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _parsed(text: str, *, alone: bool, kind: str) -> Template:
    from census_desktop.domain.template import TemplateError, parsed

    try:
        template = parsed(_FIRST + text if alone else text)
    except TemplateError as error:
        line = error.line - 1 if alone and error.line else error.line
        raise ConfigError(
            f"The body template, {error.message.replace(f'line {error.line},', f'line {line},', 1)}.", hint=error.hint
        ) from None
    if not re.search(r"\brecords?\b", text):
        raise ConfigError("The body template holds no record.", hint="Name records in it, as in {{ records | json }}.")
    if unknown := [name for name in template.columns if name not in NAMES]:
        named = re.search(r"\brecord\b", text) is not None and not alone
        hint = f"It knows {', '.join(NAMES)}" + (", and record where the shape is “single”." if named else " and record.")
        raise ConfigError(f"The body template names “{unknown[0]}”, which it does not have.", hint=hint)
    escape = _ESCAPES.get(kind, "")
    if escape and (found := next(_unsafe(text, escape), None)):
        raise ConfigError(
            f"The body template puts “{found}” into {kind} as it is; a value could be more than a value there.",
            hint=f"End it with the filter {escape}: {{{{ {found} | {escape} }}}}."
            + (" It brings its own quotes." if escape == "json" else ""),
        )
    return template


def _unsafe(text: str, escape: str) -> Iterator[str]:
    """Outputs that do not end in the filter that makes them a value. What is captured is judged where it is put out."""
    from liquid import Environment, RenderContext

    whole = Environment().parse(text)
    context = RenderContext(whole)

    def of(nodes: Iterable[Node]) -> Iterator[str]:
        from liquid.builtin.output import OutputNode
        from liquid.builtin.tags.capture_tag import CaptureNode
        from liquid.builtin.tags.cycle_tag import CycleNode

        for node in nodes:
            if isinstance(node, OutputNode):
                yield from (str(e) for e in node.expressions() if not _is_safe(e, escape))
            elif isinstance(node, CycleNode):
                yield from (str(e) for e in node.expressions() if not _is_written(e))
            if not isinstance(node, CaptureNode):
                yield from of(node.children(context))

    yield from of(whole.nodes)


def _is_safe(expression: Any, escape: str) -> bool:
    if expression.filters:
        return expression.filters[-1].name in _SAFE | {escape}
    return _is_written(expression.left) or str(expression.left).startswith("forloop.")


def _is_written(expression: Any) -> bool:
    """It stands in the template itself."""
    from liquid.builtin.expressions import Literal

    return isinstance(expression, Literal)
