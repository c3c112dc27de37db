"""A server of the Custom Destination API with a memory, as its documents describe one and its two samples are written.

It keeps to the documents by the letter: unknown members of a request, a plan that does not describe its records, values that
do not travel as their field's type, more records than it asked for, all are answered with an error of JSON-RPC.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from tests.destinations.fakes.vendor import Asked, Said, Vendor, route

TYPES: Mapping[str, Callable[[Any], bool]] = {
    "boolean": lambda v: isinstance(v, bool),
    "decimal": lambda v: isinstance(v, str) and re.fullmatch(r"-?\d+(\.\d+)?", v) is not None,
    "float": lambda v: isinstance(v, int | float) and not isinstance(v, bool),
    "integer": lambda v: isinstance(v, int) and not isinstance(v, bool),
    "date": lambda v: isinstance(v, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", v) is not None,
    "date_time": lambda v: isinstance(v, str) and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", v) is not None,
    "string": lambda v: isinstance(v, str),
}
CALLS = ("test_connection", "list_objects", "list_fields", "supported_operations", "get_sync_speed", "sync_batch")


def field(name: str, type_: str = "string", **marks: Any) -> dict[str, Any]:
    usual = {"identifier": False, "required": False, "createable": True, "updateable": True, "array": False}
    return {"field_api_name": name, "label": name.replace("_", " ").capitalize(), "type": type_, **usual, **marks}


class Refused(Exception):
    """A call that gets an error member."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code


class CensusServer(Vendor):
    """Customers can be upserted, updated, inserted and mirrored; events are inserted and take fields that are new; plans of
    a version to come know an operation that nobody knows yet. `secret` is asked for in the address, `token` as a bearer."""

    base_path = "/census"

    def __init__(self, secret: str = "", token: str = "") -> None:
        super().__init__()
        self.secret = secret
        self.token = token
        self.broken = ""
        """Why the connection to the tool behind it does not work."""
        self.speed: dict[str, Any] = {
            "maximum_batch_size": 200,
            "maximum_records_per_second": 100,
            "maximum_parallel_batches": 4,
        }
        self.objects: list[dict[str, Any]] = [
            {"object_api_name": "customer", "label": "Customers"},
            {"object_api_name": "event", "label": "Events", "can_create_fields": "on_write"},
            {"object_api_name": "plan", "label": "Plans"},
        ]
        self.operations = {
            "customer": ["upsert", "update", "insert", "mirror"],
            "event": ["insert", "foretell"],
            "plan": ["foretell"],
        }
        self.fields = {
            "customer": [
                field("email", identifier=True, required=True),
                field("number", "integer", identifier=True),
                field("name", required=True),
                field("vip", "boolean"),
                field("spent", "decimal"),
                field("score", "float"),
                field("born", "date"),
                field("seen_at", "date_time"),
                field("tags", array=True),
                field("made_by", updateable=False),
                field("made_at", "date_time", createable=False, updateable=False),
            ],
            "event": [field("event_id", identifier=True, required=True)],
            "plan": [field("code", identifier=True, required=True)],
        }
        self.stored: dict[str, dict[str, dict[str, Any]]] = {name: {} for name in self.fields}
        self.plans: list[dict[str, Any]] = []
        self.alter: Callable[[str, dict[str, Any]], Any] = lambda method, answer: answer
        """What becomes of an answer before it is sent: for servers that get it wrong."""

    def answer(self, asked: Asked) -> Said | str:
        """All calls go to one address, so the spy and the faults to come see which one it is behind a “#”."""
        with suppress(ValueError, KeyError, TypeError):
            asked = replace(asked, path=f"{asked.path}#{json.loads(asked.body)['method']}")
        return super().answer(asked)

    def refusal(self, asked: Asked) -> Said | None:
        if self.secret and asked.one("census_secret") != self.secret:
            return Said(401, "Invalid request authentication", {"Content-Type": "text/plain"})
        if self.token and asked.headers.get("authorization") != f"Bearer {self.token}":
            return Said(401, "Invalid request authentication", {"Content-Type": "text/plain"})
        return None

    @route("POST", "")
    def call(self, asked: Asked) -> Said:
        said: dict[str, Any] = {"jsonrpc": "2.0", "id": None}
        method = ""
        try:
            request = self._request(asked)
            said["id"], method = request["id"], request["method"]
            said["result"] = getattr(self, f"_{method}")(request["params"])
        except Refused as error:
            said["error"] = {"code": error.code, "message": str(error)}
        return Said(200, self.alter(method, said))

    def _request(self, asked: Asked) -> dict[str, Any]:
        if not asked.headers.get("content-type", "").startswith("application/json"):
            raise Refused(-32600, "Content-Type is not application/json")
        try:
            request = json.loads(asked.body)
        except ValueError:
            raise Refused(-32700, "Parse error") from None
        if set(request) != {"jsonrpc", "method", "id", "params"} or request["jsonrpc"] != "2.0" or not request["id"]:
            raise Refused(-32600, "Invalid request")
        if request["method"] not in CALLS:
            raise Refused(-32601, "Method not found")
        if not isinstance(request["params"], dict):
            raise Refused(-32602, "Params are not an object")
        return request

    def _test_connection(self, params: dict[str, Any]) -> dict[str, Any]:
        _only(params)
        return {"success": False, "error_message": self.broken} if self.broken else {"success": True}

    def _list_objects(self, params: dict[str, Any]) -> dict[str, Any]:
        _only(params)
        return {"objects": self.objects}

    def _supported_operations(self, params: dict[str, Any]) -> dict[str, Any]:
        _only(params, "object")
        return {"operations": self.operations[self._named(params["object"])]}

    def _list_fields(self, params: dict[str, Any]) -> dict[str, Any]:
        _only(params, "object")
        return {"fields": self.fields[self._named(params["object"])]}

    def _get_sync_speed(self, params: dict[str, Any]) -> dict[str, Any]:
        if params:
            _only(params, "sync_plan")
            self._check_plan(params["sync_plan"])
        return self.speed

    def _sync_batch(self, params: dict[str, Any]) -> dict[str, Any]:
        _only(params, "sync_plan", "records")
        plan, records = params["sync_plan"], params["records"]
        key = self._check_plan(plan)
        self.plans.append(plan)
        if len(records) > self.speed["maximum_batch_size"]:
            raise Refused(-32602, "More records than maximum_batch_size")
        stored = self.stored[plan["object"]["object_api_name"]]
        return {"record_results": [self._synced(plan, key, record, stored) for record in records]}

    def _synced(
        self, plan: dict[str, Any], key: str, record: dict[str, Any], stored: dict[str, dict[str, Any]]
    ) -> dict[str, Any]:
        if set(record) != set(plan["schema"]):
            raise Refused(-32602, "A record has other fields than the plan's schema")
        for name, value in record.items():
            described = plan["schema"][name]["field"]
            values = value if described["array"] and isinstance(value, list) else [value]
            if described["array"] and value is not None and not isinstance(value, list):
                return _failed(record[key], f"{name} takes a list")
            if not all(v is None or TYPES[described["type"]](v) for v in values):
                return _failed(record[key], f"{name} is not a {described['type']}: {value}")
        known, operation = str(record[key]), plan["operation"]
        if operation == "delete":
            stored.pop(known, None)
        elif record.get("name", "there") in (None, ""):
            return _failed(record[key], f"{record[key]} needs a name")
        elif operation == "insert" and known not in stored:
            stored[known] = record
        elif operation == "upsert" or (operation == "update" and known in stored):
            stored[known] = {**stored.get(known, {}), **record}
        return {"identifier": record[key], "success": True}

    def _named(self, object_: dict[str, Any]) -> str:
        if set(object_) != {"object_api_name", "label"} or object_["object_api_name"] not in self.fields:
            raise Refused(-32602, "There is no such object")
        return str(object_["object_api_name"])

    def _check_plan(self, plan: dict[str, Any]) -> str:
        """The active identifier of a plan that is right."""
        _only(plan, "object", "operation", "schema")
        name = self._named(plan["object"])
        listed = {f["field_api_name"]: f for f in self.fields[name]}
        creates = next(o for o in self.objects if o["object_api_name"] == name).get("can_create_fields") == "on_write"
        allowed = {*self.operations[name], *(("upsert", "delete") if "mirror" in self.operations[name] else ())}
        if plan["operation"] not in allowed - {"mirror"}:
            raise Refused(-32602, "The object does not support this operation")
        active = [n for n, part in plan["schema"].items() if part["active_identifier"]]
        if len(active) != 1 or not listed.get(active[0], {}).get("identifier"):
            raise Refused(-32602, "A plan has exactly one active identifier")
        for field_name, part in plan["schema"].items():
            if set(part) != {"active_identifier", "field"} or set(part["field"]) != set(field("x")):
                raise Refused(-32602, "A field is not described whole")
            if part["field"] != listed.get(field_name, part["field"] if creates else None):
                raise Refused(-32602, "A field is not described as it was listed")
        return active[0]


def _only(given: dict[str, Any], *names: str) -> None:
    if set(given) != set(names):
        raise Refused(-32602, f"Params are {', '.join(names) or 'empty'}")


def _failed(identifier: Any, why: str) -> dict[str, Any]:
    return {"identifier": identifier, "success": False, "error_message": why}
