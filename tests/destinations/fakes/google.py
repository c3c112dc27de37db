"""What Google's fakes share: its form of errors, the token, and its own descriptions of bodies where they are at hand."""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.destinations.fakes.vendor import Asked, Said, bearer

TOKEN = "ya29.token"
SPECS = Path(os.environ.get("CENSUS_DESKTOP_SPECS") or Path(__file__).parents[4] / "shared" / "specs")


def failed(status: int, code: str, message: str, reason: str = "", **info: Any) -> Said:
    """An error as google.aip.dev/193 has it."""
    error: dict[str, Any] = {"code": status, "message": message, "status": code}
    if reason:
        error["details"] = [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": reason, **info}]
    return Said(status, {"error": error})


def invalid(message: str, reason: str = "") -> Said:
    return failed(400, "INVALID_ARGUMENT", message, reason)


def unauthenticated(asked: Asked) -> Said | None:
    if bearer(asked) == TOKEN:
        return None
    return failed(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.")


QUOTA = Said(
    429,
    {
        "error": {
            "code": 429,
            "message": "Quota exceeded for quota metric 'Write requests'.",
            "status": "RESOURCE_EXHAUSTED",
            "details": [{"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "7s"}],
        }
    },
)


@functools.cache
def described(file: str) -> Callable[[str, Any], str] | None:
    """Judges a body by a schema of a discovery document: what is wrong with it, "" where nothing is. None where the document
    or the package for it is not at hand."""
    path = SPECS / file
    if not path.is_file():
        return None
    try:
        from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
    except ImportError:
        return None
    schemas = {name: _closed(schema) for name, schema in json.loads(path.read_text(encoding="utf-8"))["schemas"].items()}

    def judge(name: str, body: Any) -> str:
        validator = Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": schemas})
        return next((f"{error.json_path}: {error.message}" for error in validator.iter_errors(body)), "")

    return judge


def _closed(schema: Any) -> Any:
    """Google's own dialect as JSON Schema; an object takes the properties that it names and no others."""
    if isinstance(schema, list):
        return [_closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema and isinstance(schema["$ref"], str):
        return {"$ref": f"#/$defs/{schema['$ref']}"}
    made: dict[str, Any] = {}
    if schema.get("type") not in (None, "any"):
        made["type"] = schema["type"]
    if "enum" in schema:
        made["enum"] = schema["enum"]
    if "items" in schema:
        made["items"] = _closed(schema["items"])
    if "properties" in schema:
        made["properties"] = {name: _closed(part) for name, part in schema["properties"].items()}
        made["additionalProperties"] = False
    elif isinstance(schema.get("additionalProperties"), dict):
        made["additionalProperties"] = _closed(schema["additionalProperties"])
    return made
