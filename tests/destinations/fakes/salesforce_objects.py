"""What a fake Salesforce org has: objects and their fields, record ids with their checksum, and how it words a refusal."""

from __future__ import annotations

from typing import Any

from tests.destinations.fakes.vendor import Said

TOKEN = "00D!AQEAQ.token"
VERSION = "/services/data/v64.0"
PREFIXES = {"Contact": "003", "Lead": "00Q", "Account": "001", "Campaign": "701", "CampaignMember": "00v", "Car__c": "a01"}
CHECKSUM = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"


def f(name: str, type_: str = "string", **more: Any) -> dict[str, Any]:
    said = {"name": name, "label": name, "type": type_, "length": 80 if type_ == "string" else 0, "nillable": True}
    said |= {"createable": True, "updateable": True, "externalId": False, "idLookup": False, "unique": False}
    said |= {"caseSensitive": False, "picklistValues": [], "restrictedPicklist": False, "referenceTo": []}
    return said | {"relationshipName": None, "defaultedOnCreate": False} | more


FIXED: dict[str, Any] = {"createable": False, "updateable": False}
ID = f("Id", "id", idLookup=True, length=18, nillable=False, **FIXED)
OPTED_OUT = f("HasOptedOutOfEmail", "boolean", nillable=False, defaultedOnCreate=True)
OWNER = f("OwnerId", "reference", referenceTo=["User", "Group"], relationshipName="Owner")
TO_ACCOUNT = f("AccountId", "reference", referenceTo=["Account"], relationshipName="Account")
OBJECTS: dict[str, list[dict[str, Any]]] = {
    "Contact": [
        ID,
        f("Email", "email", idLookup=True, length=80),
        f("LastName", nillable=False),
        f("FirstName"),
        f("Number__c", externalId=True, idLookup=True, unique=True),
        f("Score__c", "double"),
        f("Birthdate", "date"),
        f("Seen__c", "datetime"),
        f("Vip__c", "boolean", nillable=False, defaultedOnCreate=True),
        f("Level__c", "picklist", restrictedPicklist=True, picklistValues=[{"value": v, "active": True} for v in ("A", "B")]),
        f("CreatedDate", "datetime", **FIXED),
        OPTED_OUT,
        TO_ACCOUNT,
        OWNER,
    ],
    "Lead": [ID, f("Email", "email", idLookup=True), f("LastName", nillable=False), f("Company", nillable=False), OPTED_OUT],
    "Account": [ID, f("Name", nillable=False), f("Number__c", "double", externalId=True, idLookup=True)],
    "Campaign": [ID, f("Name", nillable=False), f("IsActive", "boolean")],
    "CampaignMember": [
        ID,
        f("CampaignId", "reference", updateable=False, nillable=False),
        f("ContactId", "reference", updateable=False),
        f("LeadId", "reference", updateable=False),
        f("Status", "picklist", length=40),
        f("HasResponded", "boolean", **FIXED),
    ],
    "Car__c": [ID, f("Vin__c", externalId=True, idLookup=True, caseSensitive=True), f("Model__c")],
}


def error(status: int, code: str, message: str) -> Said:
    return Said(status, [{"errorCode": code, "message": message}])


def failed(code: str, message: str, fields: list[str] | None = None) -> dict[str, Any]:
    return {"success": False, "errors": [{"statusCode": code, "message": message, "fields": fields or []}]}


def with_checksum(id_: str) -> str:
    if len(id_) != 15:
        return id_
    marks = ["".join("1" if c.isupper() else "0" for c in reversed(id_[n : n + 5])) for n in (0, 5, 10)]
    return id_ + "".join(CHECKSUM[int(bits, 2)] for bits in marks)
