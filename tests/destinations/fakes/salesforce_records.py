"""The records of a fake Salesforce org: describe, collections, and what is refused of a record or of a whole call."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from tests.destinations.fakes.salesforce_objects import OBJECTS, PREFIXES, TOKEN, VERSION, error, failed, with_checksum
from tests.destinations.fakes.vendor import Asked, Said, Vendor, bearer, route


class Org(Vendor):
    """`records` by object and id. `locked` ids are refused with UNABLE_TO_LOCK_ROW as often as said; `page` is the size of a
    query's page."""

    largest_address: ClassVar[int] = 16_384

    def __init__(self) -> None:
        super().__init__()
        self.records: dict[str, dict[str, dict[str, Any]]] = {name: {} for name in OBJECTS}
        self.bin: dict[str, dict[str, Any]] = {}
        self.locked: dict[str, int] = {}
        """Times that a key is refused, by the value of whatever field."""
        self.jobs: dict[str, dict[str, Any]] = {}
        self.page = 2000
        self.asks = 2
        """How often a job is asked for until it is done."""
        self.stop_after = -1
        """Records after which a job fails; -1: none does."""
        self._cursors: dict[str, list[Any]] = {}
        self._next = 0

    # For tests ------------------------------------------------------------------------------------------------------

    def add(self, object_: str, **fields: Any) -> str:
        self._next += 1
        id_ = with_checksum(f"{PREFIXES[object_]}xx{self._next:010d}")
        self.records[object_][id_] = {"Id": id_, **fields}
        return id_

    def member(self, campaign: str, **person: str) -> str:
        return self.add("CampaignMember", CampaignId=campaign, Status="Sent", **person)

    def one(self, object_: str, **fields: Any) -> dict[str, Any] | None:
        return next((r for r in self.records[object_].values() if all(r.get(n) == v for n, v in fields.items())), None)

    def in_campaign(self, name: str) -> list[dict[str, Any]]:
        campaign = self.one("Campaign", Name=name)
        members = self.records["CampaignMember"].values()
        return [m for m in members if campaign and m["CampaignId"] == campaign["Id"]]

    def consent(self) -> dict[str, Any]:
        people = [*self.records["Contact"].values(), *self.records["Lead"].values()]
        return {p["Id"]: p["HasOptedOutOfEmail"] for p in people if "HasOptedOutOfEmail" in p}

    # Every call ------------------------------------------------------------------------------------------------------

    def refusal(self, asked: Asked) -> Said | None:
        if bearer(asked) != TOKEN:
            return error(401, "INVALID_SESSION_ID", "Session expired or invalid")
        if len(asked.path) > self.largest_address:
            return Said(414, b"")
        sends = asked.method in ("POST", "PATCH", "PUT")
        wanted = "text/csv" if asked.path.endswith("/batches") else "application/json"
        if sends and not asked.headers.get("content-type", "").startswith(wanted):
            return Said(415, [{"errorCode": "UNSUPPORTED_MEDIA_TYPE", "message": "Content type is not supported"}])
        return None

    def not_found(self, asked: Asked) -> Said:
        return error(404, "NOT_FOUND", "The requested resource does not exist")

    @route("GET", VERSION + "/sobjects/")
    def all_objects(self, asked: Asked) -> Said:
        shown = [self._about(name) for name in OBJECTS]
        return Said(200, {"sobjects": shown}, {"Sforce-Limit-Info": "api-usage=18/5000"})

    def _about(self, name: str) -> dict[str, Any]:
        flags = {"createable": True, "updateable": True, "deletable": True, "custom": name.endswith("__c")}
        return {"name": name, "label": name, "labelPlural": f"{name}s", **flags}

    @route("GET", VERSION + "/sobjects/{object}/describe")
    def describe(self, asked: Asked) -> Said:
        name = asked.params["object"]
        return Said(200, {**self._about(name), "fields": OBJECTS[name]}) if name in OBJECTS else self.not_found(asked)

    @route("POST", VERSION + "/composite/batch")
    def several(self, asked: Asked) -> Said:
        wanted = asked.json["batchRequests"]
        if not 0 < len(wanted) <= 25:
            return error(400, "INVALID_INPUT", "batchRequests must have 1 to 25 subrequests")
        said = []
        for one in wanted:
            found = re.fullmatch(r"v64\.0/sobjects/(\w+)/describe", one["url"])
            assert found, one
            answer = self.describe(Asked("GET", "", {}, {}, b"", {"object": found[1]}))
            said.append({"statusCode": answer.status, "result": answer.body})
        return Said(200, {"hasErrors": any(s["statusCode"] != 200 for s in said), "results": said})

    # Collections -----------------------------------------------------------------------------------------------------

    @route("PATCH", VERSION + "/composite/sobjects/{object}/{key}")
    def upsert(self, asked: Asked) -> Said:
        name, key = asked.params["object"], asked.params["key"]
        refused = self._malformed(asked)
        if refused is None and not any(x["name"] == key and x["idLookup"] and key != "Id" for x in OBJECTS.get(name, ())):
            refused = error(400, "INVALID_FIELD", f"Field name provided, {key} does not match an External ID for {name}")
        if refused:
            return refused
        if any(r["attributes"]["type"] != name for r in asked.json["records"]):
            return error(400, "INVALID_INPUT", "The type does not match the URI")
        keys = [self._fold(name, key, r.get(key)) for r in asked.json["records"]]
        return Said(
            200, [self._upserted(name, key, r, keys.count(k) > 1) for r, k in zip(asked.json["records"], keys, strict=True)]
        )

    def _upserted(self, name: str, key: str, record: dict[str, Any], twice: bool) -> dict[str, Any]:
        if twice:
            return failed("DUPLICATE_VALUE", f"Duplicate external id specified: {record.get(key)}")
        same = [
            r for r in self.records[name].values() if self._fold(name, key, r.get(key)) == self._fold(name, key, record[key])
        ]
        if len(same) > 1:
            return failed("DUPLICATE_EXTERNAL_ID", f"{key}: more than one record found for external id field: {record[key]}")
        if same:
            return self._put(name, same[0]["Id"], record) | {"created": False}
        return self._put(name, "", record) | {"created": True}

    @route("POST", VERSION + "/composite/sobjects")
    def create(self, asked: Asked) -> Said:
        if refused := self._malformed(asked):
            return refused
        return Said(200, [self._put(r["attributes"]["type"], "", r) for r in asked.json["records"]])

    @route("PATCH", VERSION + "/composite/sobjects")
    def update(self, asked: Asked) -> Said:
        if refused := self._malformed(asked):
            return refused
        return Said(200, [self._updated(r) for r in asked.json["records"]])

    def _updated(self, record: dict[str, Any]) -> dict[str, Any]:
        name, id_ = record["attributes"]["type"], with_checksum(str(record.get("id") or record.get("Id") or ""))
        if id_ in self.bin:
            return failed("ENTITY_IS_DELETED", "entity is deleted")
        if id_ not in self.records[name]:
            return failed("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id")
        return self._put(name, id_, {n: v for n, v in record.items() if n.lower() != "id"})

    @route("DELETE", VERSION + "/composite/sobjects")
    def delete(self, asked: Asked) -> Said:
        ids = asked.one("ids").split(",")
        if len(ids) > 200:
            return error(400, "LIMIT_EXCEEDED", "record limit reached. cannot submit more than 200 records in this call")
        return Said(200, [self._deleted(with_checksum(id_)) for id_ in ids])

    def _deleted(self, id_: str) -> dict[str, Any]:
        if self._locks(id_):
            return failed("UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record")
        for records in self.records.values():
            if id_ in records:
                self.bin[id_] = records.pop(id_)
                return {"id": id_, "success": True, "errors": []}
        return failed("ENTITY_IS_DELETED", "entity is deleted")

    def _malformed(self, asked: Asked) -> Said | None:
        body = asked.json
        if not isinstance(body, dict) or set(body) != {"allOrNone", "records"} or body["allOrNone"] is not False:
            return error(400, "JSON_PARSER_ERROR", "Unexpected parameter encountered during deserialization")
        if not 0 < len(body["records"]) <= 200:
            return error(400, "LIMIT_EXCEEDED", "record limit reached. cannot submit more than 200 records in this call")
        for record in body["records"]:
            name = record.get("attributes", {}).get("type")
            if name not in OBJECTS:
                return error(400, "INVALID_TYPE", f"sObject type '{name}' is not supported.")
            kinds = {x["name"]: x["type"] for x in OBJECTS[name]}
            given = [(n, v) for n, v in record.items() if n != "attributes" and isinstance(v, dict)]
            if any(isinstance(v, str) for n, inner in given for v in inner.values() if n == "Account"):
                return error(400, "JSON_PARSER_ERROR", "Cannot deserialize instance of double from VALUE_STRING value")
            for n, value in record.items():
                number = isinstance(value, int | float) and not isinstance(value, bool)
                if number and kinds.get(n) not in ("double", "int", "currency", "percent", None):
                    return error(400, "JSON_PARSER_ERROR", f"Cannot deserialize instance of {kinds[n]} from VALUE_NUMBER")
        return None

    def _fold(self, name: str, key: str, value: Any) -> str:
        cases = any(x["name"] == key and x["caseSensitive"] for x in OBJECTS[name])
        number = any(x["name"] == key and x["type"] == "double" for x in OBJECTS[name])
        return str(float(value)) if number and value is not None else str(value) if cases else str(value).lower()

    def _locks(self, value: Any) -> bool:
        left = self.locked.get(str(value), 0)
        if left:
            self.locked[str(value)] = left - 1
        return bool(left)

    def _put(self, name: str, id_: str, record: Mapping[str, Any]) -> dict[str, Any]:
        values = {n: v for n, v in record.items() if n != "attributes"}
        if any(self._locks(v) for v in values.values() if isinstance(v, str)):
            return failed("UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record or 1 records: 001xx")
        if fault := self._fault(name, id_, values):
            return fault
        known = {x["name"] for x in OBJECTS[name]}
        if not id_:
            id_ = self.add(name)
        there = self.records[name][id_]
        for n, value in values.items():
            if n not in known:
                relation, inner = n, value
                target = self.one("Account", **inner) if inner else None
                there[f"{relation}Id"] = target["Id"] if target else None
            elif value is None:
                there.pop(n, None)
            elif value != "":
                there[n] = value
        return {"id": id_, "success": True, "errors": []}

    def _fault(self, name: str, id_: str, values: Mapping[str, Any]) -> dict[str, Any] | None:
        fields = {x["name"]: x for x in OBJECTS[name]}
        relations = {x["relationshipName"]: x for x in OBJECTS[name] if x["relationshipName"]}
        for n, value in values.items():
            if n in relations:
                if value and not self.one("Account", **value):
                    return failed("INVALID_FIELD", f"Foreign key external ID: {value} not found for field in entity Account")
                continue
            if n not in fields:
                return failed("INVALID_FIELD", f"No such column '{n}' on sobject of type {name}")
            found = fields[n]
            if not (found["updateable"] if id_ else found["createable"]):
                return failed("INVALID_FIELD_FOR_INSERT_UPDATE", f"Unable to create/update fields: {n}", [n])
            if found["type"] == "email" and value and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", str(value)):
                return failed("INVALID_EMAIL_ADDRESS", f"Email: invalid email address: {value}", [n])
            if found["length"] and isinstance(value, str) and len(value) > found["length"]:
                return failed("STRING_TOO_LONG", f"{n}: data value too large: {value} (max length={found['length']})", [n])
            allowed = [v["value"] for v in found["picklistValues"]]
            if found["restrictedPicklist"] and value and value not in allowed:
                return failed(
                    "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", f"bad value for restricted picklist field: {value}", [n]
                )
        if name == "CampaignMember" and not id_:
            person = values.get("ContactId") or values.get("LeadId")
            there = self.records["CampaignMember"].values()
            if any(m["CampaignId"] == values["CampaignId"] and person in (m.get("ContactId"), m.get("LeadId")) for m in there):
                return failed("DUPLICATE_VALUE", "Already a campaign member.")
        needed = [n for n, x in fields.items() if not x["nillable"] and x["createable"] and not x["defaultedOnCreate"]]
        missing = [n for n in needed if n not in values and not id_]
        if missing:
            return failed("REQUIRED_FIELD_MISSING", f"Required fields are missing: {missing}", missing)
        return None
