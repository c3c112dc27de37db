"""A HubSpot account, after its reference: batches of CRM objects, properties, schemas, static lists and subscriptions."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, ClassVar

from tests.destinations.fakes.vendor import Asked, Said, Vendor, bearer, pages, route

TOKEN = "pat-eu1-0123-abcd"
CONTACTS, COMPANIES, CARS = "0-1", "0-2", "2-117"
ALL_SCOPES = ("contacts", "companies", "deals", "tickets", "custom", "schemas", "lists")
BATCH_INPUT = {
    "upsert": {"id", "idProperty", "properties", "objectWriteTraceId"},
    "update": {"id", "idProperty", "properties", "objectWriteTraceId"},
    "create": {"properties", "associations", "objectWriteTraceId"},
}


def prop(name: str, type_: str = "string", field: str = "text", **more: Any) -> dict[str, Any]:
    said = {"name": name, "label": name.capitalize(), "type": type_, "fieldType": field, "description": "", "options": []}
    said |= {"groupName": "g", "hidden": False, "calculated": False, "hasUniqueValue": False}
    said["modificationMetadata"] = {"archivable": True, "readOnlyDefinition": False, "readOnlyValue": more.pop("fixed", False)}
    return said | more


def options(*values: str) -> list[dict[str, Any]]:
    return [{"value": v, "label": v.capitalize(), "hidden": False, "displayOrder": n} for n, v in enumerate(values)]


ID = prop("hs_object_id", "number", "number", fixed=True, hasUniqueValue=True)
PROPERTIES: dict[str, list[dict[str, Any]]] = {
    CONTACTS: [
        prop("email"),
        prop("firstname"),
        prop("lastname"),
        prop("customer_no", hasUniqueValue=True),
        prop("score", "number", "number"),
        prop("birthday", "date", "date"),
        prop("seen_at", "datetime", "date"),
        prop("vip", "enumeration", "booleancheckbox", options=options("true", "false")),
        prop("lifecyclestage", "enumeration", "radio", options=options("lead", "customer")),
        prop("interests", "enumeration", "checkbox", options=options("chess", "tea")),
        prop("hs_additional_emails", fixed=True, hidden=True),
        prop("days_to_close", "number", "calculation_equation", calculated=True),
        prop("hs_email_optout", "bool", "booleancheckbox"),
        prop("hs_marketable_status", "bool", "booleancheckbox"),
        ID,
    ],
    COMPANIES: [prop("name"), prop("domain"), ID],
    "0-3": [prop("dealname"), ID],
    "0-5": [prop("subject"), ID],
    CARS: [prop("vin", hasUniqueValue=True), prop("model"), ID],
}
NAMES = {"contacts": CONTACTS, "companies": COMPANIES, "deals": "0-3", "tickets": "0-5", "p1_cars": CARS}
SCOPES = {CONTACTS: "contacts", COMPANIES: "companies", "0-3": "deals", "0-5": "tickets", CARS: "custom"}


class HubSpot(Vendor):
    """`records` by object type and id; `lists` by id; `subscriptions` by e-mail: what only HubSpot's own calls may change."""

    shuffles: ClassVar[bool] = True

    def __init__(self) -> None:
        super().__init__()
        self.scopes = set(ALL_SCOPES)
        self.records: dict[str, dict[str, dict[str, str]]] = {type_: {} for type_ in PROPERTIES}
        self.archived: dict[str, dict[str, dict[str, str]]] = {type_: {} for type_ in PROPERTIES}
        self.lists: dict[str, dict[str, Any]] = {}
        self.members: dict[str, list[str]] = {}
        self.subscriptions: dict[str, dict[str, str]] = {}
        self.traces = True
        """Whether results and errors carry objectWriteTraceId."""
        self._next = 100

    # For tests ------------------------------------------------------------------------------------------------------

    def add(self, type_: str = CONTACTS, **properties: str) -> str:
        self._next += 1
        self.records[type_][str(self._next)] = {**properties, "hs_object_id": str(self._next)}
        return str(self._next)

    def add_list(self, name: str, processing: str = "MANUAL", type_: str = CONTACTS, members: Iterable[str] = ()) -> str:
        id_ = str(len(self.lists) + 1)
        self.lists[id_] = {"listId": id_, "name": name, "processingType": processing, "objectTypeId": type_}
        self.lists[id_] |= {"processingStatus": "COMPLETE", "listVersion": 1}
        self.members[id_] = list(members)
        return id_

    def list_named(self, name: str) -> dict[str, Any] | None:
        there = [one for one in self.lists.values() if not one.get("deletedAt")]
        return next((one for one in there if one["name"].lower() == name.lower()), None)

    def emails_on(self, name: str) -> set[str]:
        found = self.list_named(name)
        return {self.records[CONTACTS][m]["email"] for m in self.members[found["listId"]]} if found else set()

    def contact(self, email: str) -> dict[str, str] | None:
        return next((r for r in self.records[CONTACTS].values() if r.get("email") == email), None)

    def consent(self) -> dict[str, Any]:
        """The subscriptions, and what else decides who may be written to."""
        people = self.records[CONTACTS].values()
        names = ("hs_email_optout", "hs_marketable_status", "hs_legal_basis")
        told = {p["email"]: {n: p[n] for n in names if n in p} for p in people if "email" in p}
        return {"subscriptions": {**self.subscriptions}, "contacts": {email: said for email, said in told.items() if said}}

    # Every call ------------------------------------------------------------------------------------------------------

    def refusal(self, asked: Asked) -> Said | None:
        if bearer(asked) != TOKEN:
            said = "Authentication credentials not found. This API supports OAuth 2.0 authentication."
            return error(401, "INVALID_AUTHENTICATION", said)
        if asked.method in ("POST", "PUT") and asked.body and asked.headers.get("content-type") != "application/json":
            return Said(415)
        return None

    def not_found(self, asked: Asked) -> Said:
        return Said(404, b"<html><body>Not found</body></html>", {"Content-Type": "text/html"})

    def _type(self, asked: Asked) -> str | Said:
        name = asked.params["type"]
        type_ = NAMES.get(name, name)
        if type_ not in PROPERTIES:
            return error(400, "VALIDATION_ERROR", f"Unable to infer object type from: {name}")
        if SCOPES[type_] not in self.scopes:
            return error(403, "MISSING_SCOPES", "This app hasn't been granted all required scopes to make this call.")
        return type_

    # Properties and objects ------------------------------------------------------------------------------------------

    @route("GET", "/crm/v3/properties/{type}")
    def properties(self, asked: Asked) -> Said:
        type_ = self._type(asked)
        return type_ if isinstance(type_, Said) else Said(200, {"results": PROPERTIES[type_]})

    @route("GET", "/crm-object-schemas/v3/schemas")
    def schemas(self, asked: Asked) -> Said:
        if "schemas" not in self.scopes:
            return error(403, "MISSING_SCOPES", "This app hasn't been granted all required scopes to make this call.")
        labels = {"singular": "Car", "plural": "Cars"}
        car = {"id": "117", "name": "cars", "objectTypeId": CARS, "fullyQualifiedName": "p1_cars", "labels": labels}
        return Said(200, {"results": [{**car, "requiredProperties": ["vin"], "archived": False}]})

    @route("POST", "/crm/v3/objects/{type}/batch/read")
    def read(self, asked: Asked) -> Said:
        type_ = self._type(asked)
        if isinstance(type_, Said):
            return type_
        if refused := _bad_batch(asked.json, {"id"}, {"inputs", "properties", "propertiesWithHistory", "idProperty"}):
            return refused
        by = asked.json.get("idProperty")
        found, missing = [], []
        for one in asked.json["inputs"]:
            id_ = self._find(type_, by, one["id"])
            if id_ is None:
                missing.append(one["id"])
                continue
            record = self.records[type_][id_]
            shown = {n: record.get(n) for n in [*asked.json["properties"], "hs_object_id"]}
            found.append({"id": id_, "properties": shown, "archived": False})
        body: dict[str, Any] = {"status": "COMPLETE", "results": found[::-1]}
        if missing:
            context = {"ids": missing}
            said = "Could not get some CONTACT objects, they may be deleted or not exist. Check that ids are valid."
            fault = {"status": "error", "category": "OBJECT_NOT_FOUND", "message": said, "context": context}
            return Said(207, {**body, "numErrors": 1, "errors": [fault]})
        return Said(200, body)

    def _find(self, type_: str, by: str | None, value: str) -> str | None:
        if by is None:
            return value if value in self.records[type_] else None
        for id_, record in self.records[type_].items():
            if by == "email":
                addresses = [record.get("email", ""), *record.get("hs_additional_emails", "").split(";")]
                if value.lower() in [a.lower() for a in addresses if a]:
                    return id_
            elif record.get(by) == value:
                return id_
        return None

    @route("POST", "/crm/v3/objects/{type}/batch/archive")
    def archive(self, asked: Asked) -> Said:
        type_ = self._type(asked)
        if isinstance(type_, Said):
            return type_
        if refused := _bad_batch(asked.json, {"id"}, {"inputs"}):
            return refused
        for one in asked.json["inputs"]:
            if one["id"] in self.records[type_]:
                self.archived[type_][one["id"]] = self.records[type_].pop(one["id"])
                for members in self.members.values():
                    if one["id"] in members:
                        members.remove(one["id"])
        return Said(204)

    @route("POST", "/crm/v3/objects/{type}/batch/{verb}")
    def write(self, asked: Asked) -> Said:
        type_, verb = self._type(asked), asked.params["verb"]
        if isinstance(type_, Said):
            return type_
        if verb not in BATCH_INPUT:
            return self.not_found(asked)
        if refused := _bad_batch(asked.json, BATCH_INPUT[verb], {"inputs"}):
            return refused
        inputs = asked.json["inputs"]
        if refused := self._refused_together(type_, verb, inputs):
            return refused
        results, errors = [], []
        for one in inputs:
            fault = self._fault(type_, verb, one)
            trace = one.get("objectWriteTraceId")
            if fault:
                context = {"objectWriteTraceId": [trace]} if trace and self.traces else {}
                errors.append({"status": "error", "context": context, **fault})
                continue
            id_, new = self._put(type_, verb, one)
            said = {"id": id_, "properties": {**self.records[type_][id_]}, "archived": False, "new": new}
            results.append(said | ({"objectWriteTraceId": trace} if trace and self.traces else {}))
        if errors and not all(one.get("objectWriteTraceId") for one in inputs):
            return error(400, errors[0]["category"], errors[0]["message"])
        body: dict[str, Any] = {"status": "COMPLETE", "results": results[::-1]}
        if errors:
            return Said(207, {**body, "numErrors": len(errors), "errors": errors})
        return Said(201 if verb == "create" else 200, body)

    def _refused_together(self, type_: str, verb: str, inputs: list[dict[str, Any]]) -> Said | None:
        seen: set[str] = set()
        for one in inputs:
            by = one.get("idProperty")
            unique = by is None or any(p["name"] == by and p["hasUniqueValue"] for p in PROPERTIES[type_])
            if by == "hs_object_id" or not (unique or (type_ == CONTACTS and by == "email" and verb == "upsert")):
                said = f"Unable to perform update/upsert by non-unique {type_} property {by} in portal ID 1"
                return error(400, "VALIDATION_ERROR", said)
            if verb == "upsert" and by is None:
                return error(400, "VALIDATION_ERROR", "idProperty is required")
            same = str(one.get("id", len(seen))).lower()
            if same in seen:
                return error(400, "VALIDATION_ERROR", "Duplicate IDs found in batch input", {"ids": [one["id"]]})
            seen.add(same)
        return None

    def _fault(self, type_: str, verb: str, one: dict[str, Any]) -> dict[str, Any] | None:
        known = {p["name"]: p for p in PROPERTIES[type_]}
        for name, value in one["properties"].items():
            found = known.get(name)
            if found is None:
                return invalid(f'Property "{name}" does not exist')
            if not isinstance(value, str):
                return invalid(f"{name} must be a string")
            if found["calculated"] or found["modificationMetadata"]["readOnlyValue"]:
                return invalid(f'"{name}" is a read only property; its value cannot be set.')
            if value and (why := _unfit(found, value)):
                return invalid(why)
        email = one["properties"].get("email", "")
        if email and type_ == CONTACTS:
            owner = self._find(type_, "email", email)
            mine = self._find(type_, one.get("idProperty"), one["id"]) if "id" in one else None
            if owner and owner != mine:
                return {"category": "CONFLICT", "message": f"Contact already exists. Existing ID: {owner}"}
        if verb == "update" and self._find(type_, one.get("idProperty"), one["id"]) is None:
            context = {"ids": [one["id"]]}
            return {"category": "OBJECT_NOT_FOUND", "message": "Could not get some objects.", "context": context}
        return None

    def _put(self, type_: str, verb: str, one: dict[str, Any]) -> tuple[str, bool]:
        by = one.get("idProperty")
        id_ = self._find(type_, by, one["id"]) if "id" in one else None
        new = id_ is None
        if id_ is None:
            id_ = self.add(type_, **({by: one["id"]} if by else {}))
        record = self.records[type_][id_]
        for name, value in one["properties"].items():
            text = value.lower() if name == "email" else value
            text = re.sub(r"(:\d\d)Z$", r"\1.000Z", text) if name == "seen_at" else text
            if text:
                record[name] = text
            else:
                record.pop(name, None)
        return id_, new

    # Lists -----------------------------------------------------------------------------------------------------------

    @route("GET", "/crm/v3/lists/{id}")
    def get_list(self, asked: Asked) -> Said:
        return self._shown(self.lists.get(asked.params["id"]))

    @route("GET", "/crm/v3/lists/object-type-id/{type}/name/{name}")
    def get_by_name(self, asked: Asked) -> Said:
        found = self.list_named(asked.params["name"])
        return self._shown(found if found and found["objectTypeId"] == asked.params["type"] else None)

    def _shown(self, found: dict[str, Any] | None) -> Said:
        if "lists" not in self.scopes:
            return error(403, "MISSING_SCOPES", "This app hasn't been granted all required scopes to make this call.")
        if found is None:
            return error(404, "OBJECT_NOT_FOUND", "List does not exist.", sub="ILS.LIST_NOT_FOUND")
        return Said(200, {"list": {**found, "size": len(self.members[found["listId"]])}})

    @route("POST", "/crm/v3/lists/")
    def make_list(self, asked: Asked) -> Said:
        wanted = asked.json
        if not {"name", "objectTypeId", "processingType"} <= set(wanted):
            return error(400, "VALIDATION_ERROR", "Some required fields were not set")
        if self.list_named(wanted["name"]):
            return error(400, "VALIDATION_ERROR", "List name already exists.", sub="ILS.DUPLICATE_LIST_NAMES")
        return self._shown(self.lists[self.add_list(wanted["name"], wanted["processingType"], wanted["objectTypeId"])])

    @route("POST", "/crm/v3/lists/search")
    def search_lists(self, asked: Asked) -> Said:
        if "lists" not in self.scopes:
            return error(403, "MISSING_SCOPES", "This app hasn't been granted all required scopes to make this call.")
        wanted = asked.json
        if "additionalProperties" not in wanted or "offset" not in wanted:
            return error(400, "VALIDATION_ERROR", "Some required fields were not set")
        count = min(int(wanted.get("count", 20)), 500)
        named = [one for one in self.lists.values() if wanted.get("query", "").lower() in one["name"].lower()]
        page, next_ = pages(named, count, wanted["offset"])
        shown = [{**one, "additionalProperties": {"hs_list_size": str(len(self.members[one["listId"]]))}} for one in page]
        more = {"offset": wanted["offset"] + len(page), "hasMore": next_ is not None, "total": len(named)}
        return Said(200, {"lists": shown, **more})

    @route("PUT", "/crm/v3/lists/{id}/update-list-name")
    def rename_list(self, asked: Asked) -> Said:
        name, found = asked.one("listName"), self.lists.get(asked.params["id"])
        if found and self.list_named(name):
            return error(400, "VALIDATION_ERROR", "List name already exists.", sub="ILS.DUPLICATE_LIST_NAMES")
        if found:
            found["name"] = name
        return self._shown(found)

    @route("GET", "/crm/v3/lists/{id}/memberships")
    def memberships(self, asked: Asked) -> Said:
        limit = int(asked.one("limit", "100"))
        if limit > 250:
            return error(400, "VALIDATION_ERROR", "limit must be at most 250")
        page, after = pages(self.members[asked.params["id"]], limit, int(asked.one("after", "0")))
        results = [{"recordId": id_, "membershipTimestamp": "2026-11-24T10:20:00Z"} for id_ in page]
        paging = {"paging": {"next": {"after": str(after), "link": ""}}} if after else {}
        return Said(200, {"results": results, "total": len(self.members[asked.params["id"]]), **paging})

    @route("PUT", "/crm/v3/lists/{id}/memberships/add-and-remove")
    def change_members(self, asked: Asked) -> Said:
        found, wanted = self.lists.get(asked.params["id"]), asked.json
        if found is None or "lists" not in self.scopes:
            return self._shown(found)
        if found["processingType"] == "DYNAMIC":
            said = "Memberships of DYNAMIC lists cannot be changed."
            return error(400, "VALIDATION_ERROR", said, sub="ILS.INVALID_LIST_PROCESSING_TYPE")
        if set(wanted) != {"recordIdsToAdd", "recordIdsToRemove"} or not all(
            isinstance(id_, str) for ids in wanted.values() for id_ in ids
        ):
            return error(400, "VALIDATION_ERROR", "Invalid input JSON")
        members, there = self.members[found["listId"]], self.records[found["objectTypeId"]]
        added = [id_ for id_ in wanted["recordIdsToAdd"] if id_ in there and id_ not in members]
        removed = [id_ for id_ in wanted["recordIdsToRemove"] if id_ in members]
        missing = [id_ for ids in wanted.values() for id_ in ids if id_ not in there]
        members += added
        members[:] = [id_ for id_ in members if id_ not in removed]
        return Said(200, {"recordsIdsAdded": added, "recordIdsRemoved": removed, "recordIdsMissing": missing})


def error(status: int, category: str, message: str, context: Any = None, sub: str = "") -> Said:
    body = {"status": "error", "message": message, "correlationId": "c-1", "category": category}
    return Said(status, body | ({"context": context} if context else {}) | ({"subCategory": sub} if sub else {}))


def invalid(why: str) -> dict[str, Any]:
    return {"category": "VALIDATION_ERROR", "message": f"Property values were not valid: {json.dumps(why)}"}


def _bad_batch(body: Any, fields: set[str], around: set[str]) -> Said | None:
    if not isinstance(body, dict) or not isinstance(body.get("inputs"), list) or set(body) - around:
        return error(400, "VALIDATION_ERROR", "Invalid input JSON")
    if not 0 < len(body["inputs"]) <= 100:
        return error(400, "VALIDATION_ERROR", "The maximum number of inputs supported in a batch request is 100")
    if any(set(one) - fields for one in body["inputs"]):
        return error(400, "VALIDATION_ERROR", "Invalid input JSON: unknown field")
    if "associations" in fields and any("associations" not in one for one in body["inputs"]):
        return error(400, "VALIDATION_ERROR", "Some required fields were not set: [associations]")
    return None


def _unfit(found: dict[str, Any], value: str) -> str:
    name = found["name"]
    if name == "email" and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value):
        return f"Email address {value} is invalid"
    if len(value) > 65_536:
        return f"{name} is too long"
    if found["type"] == "number" and not re.fullmatch(r"-?\d+(\.\d+)?", value):
        return f"{value} was not a valid number."
    if found["type"] == "date" and not re.fullmatch(r"\d{4}-\d\d-\d\d|\d+", value):
        return f"{value} is at the wrong time of day; a date has to be midnight UTC."
    allowed = {o["value"] for o in found["options"]}
    wanted = value.split(";") if found["fieldType"] == "checkbox" else [value]
    if allowed and not set(wanted) <= allowed:
        return f"{value} was not one of the allowed options: {sorted(allowed)}"
    return ""
