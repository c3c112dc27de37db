"""Bodies of requests against a vendor's own OpenAPI file, where the folder of such files is there: CENSUS_DESKTOP_SPECS, or
`shared/specs` beside the repository. Without it every body is fine here, and the fake's own rules alone decide."""

from __future__ import annotations

import functools
import json
import os
import re
from pathlib import Path
from typing import Any

FOLDER = Path(os.environ.get("CENSUS_DESKTOP_SPECS") or Path(__file__).parents[4] / "shared" / "specs")


def fault(file: str, method: str, path: str, body: Any) -> str:
    """What in the JSON body is not as the file describes it; "" when nothing is, or when the file is not there."""
    if (validator := _validator(file, method.lower(), path)) is None:
        return ""
    found = next(iter(validator.iter_errors(body)), None)
    return f"{'/'.join(map(str, found.absolute_path))}: {found.message}" if found else ""


@functools.cache
def _description(file: str) -> Any:
    place = FOLDER / file
    return json.loads(place.read_text(encoding="utf-8")) if place.exists() else None


@functools.cache
def _template(file: str, method: str, path: str) -> str | None:
    """The described path that this one is; one without parameters first."""
    described = sorted((p for p, of in _description(file)["paths"].items() if method in of), key=lambda p: p.count("{"))
    return next((p for p in described if re.fullmatch(re.sub(r"\{[^}]+\}", "[^/]+", p), path)), None)


def _validator(file: str, method: str, path: str) -> Any:
    if _description(file) is None:
        return None
    template = _template(file, method, path)
    assert template is not None, f"{file} has no {method.upper()} {path}"
    return _compiled(file, method, template)


@functools.cache
def _compiled(file: str, method: str, template: str) -> Any:
    from jsonschema import Draft202012Validator

    whole = _description(file)
    content = _plain(whole["paths"][template][method].get("requestBody") or {}, whole).get("content") or {}
    schema = next((of["schema"] for of in content.values()), None)
    return Draft202012Validator(schema) if schema is not None else None


def _plain(node: Any, whole: Any) -> Any:
    """Without references, and with OpenAPI 3.0's `nullable` as JSON Schema says it."""
    if isinstance(node, list):
        return [_plain(item, whole) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        target = whole
        for name in node["$ref"].removeprefix("#/").split("/"):
            target = target[name]
        return _plain(target, whole)
    made = {name: _plain(item, whole) for name, item in node.items() if name not in ("example", "examples")}
    return {"anyOf": [{"type": "null"}, made]} if made.pop("nullable", None) is True else made
