"""Google's Data Manager API, from its protos: lists, requests that are worked through later, and who is in a list since when.

Each identifier is an entry of its own: what is not removed by name stays.
"""

from __future__ import annotations

import json
import re
import time
from datetime import UTC, datetime
from typing import Any

from tests.destinations.fakes.google import described, failed, invalid, unauthenticated
from tests.destinations.fakes.vendor import Asked, Said, Vendor, pages, route

ACCOUNT = "1234567890"
MEMBERS, IDENTIFIERS = 10_000, 10
LISTS = f"/v1/accountTypes/GOOGLE_ADS/accounts/{ACCOUNT}/userLists"
DATA = {"userData": "CONTACT_ID", "mobileData": "MOBILE_ID", "userIdData": "USER_ID"}


class GoogleDataManager(Vendor):
    def __init__(self) -> None:
        super().__init__()
        self.lists: dict[str, dict[str, Any]] = {}
        self.entries: dict[str, dict[str, float]] = {}
        """By list: each identifier as text, and when it was last added."""
        self.consents: list[Any] = []
        self.requests: dict[str, dict[str, Any]] = {}
        self.polls = 1
        """How often a request is answered as being worked through."""
        self.outcome: dict[str, Any] = {"requestStatus": "SUCCESS"}
        self.page_size = 1000

    def make(self, name: str, kind: str = "CONTACT_ID", **fields: Any) -> str:
        id_ = str(9_000_000_000 + len(self.lists))
        path = f"{LISTS[4:]}/{id_}"
        info = {"ingestedUserListInfo": {"uploadKeyTypes": [kind]}}
        self.lists[id_] = {"name": path, "id": id_, "displayName": name, "membershipStatus": "OPEN", **info, **fields}
        self.entries[id_] = {}
        return id_

    def there(self, name: str, kind: str = "emailAddress") -> set[str]:
        """Who is in the list of that name; nobody while there is none."""
        ids = [i for i, found in self.lists.items() if found["displayName"] == name]
        read = [json.loads(entry) for id_ in ids for entry in self.entries[id_]]
        return {str(entry[kind]) for entry in read if kind in entry}

    # Rules ----------------------------------------------------------------------------------------------------------

    def refusal(self, asked: Asked) -> Said | None:
        return unauthenticated(asked)

    def not_found(self, asked: Asked) -> Said:
        return failed(404, "NOT_FOUND", "Requested entity was not found.", "NOT_FOUND")

    def validate(self, asked: Asked) -> Said | None:
        schema = {
            "ingest": "IngestAudienceMembersRequest",
            "remove": "RemoveAudienceMembersRequest",
            "removeAll": "RemoveAllAudienceMembersRequest",
        }.get(asked.path.partition("audienceMembers:")[2], "UserList" if asked.method in ("POST", "PATCH") else "")
        judge = described("google-datamanager/datamanager.v1.json")
        if schema and judge and (wrong := judge(schema, asked.json)):
            return invalid(f"Invalid JSON payload received. {wrong}")
        return None

    # Lists ----------------------------------------------------------------------------------------------------------

    @route("GET", LISTS)
    def listed(self, asked: Asked) -> Said:
        size, start = min(int(asked.one("pageSize", "50")), self.page_size), int(asked.one("pageToken", "0"))
        page, after = pages(self.lists.values(), size, start)
        return Said(200, {"userLists": page, **({"nextPageToken": str(after)} if after else {})})

    @route("GET", LISTS + "/{id}")
    def read(self, asked: Asked) -> Said:
        found = self.lists.get(asked.params["id"])
        return Said(200, found) if found else self.not_found(asked)

    @route("POST", LISTS)
    def create(self, asked: Asked) -> Said:
        given = asked.json
        kinds = given["ingestedUserListInfo"]["uploadKeyTypes"]
        if any(found["displayName"] == given["displayName"] for found in self.lists.values()):
            return invalid("The name is used.", "DISPLAY_NAME_ALREADY_USED")
        if not re.fullmatch(r"\d+s", given["membershipDuration"]) or int(given["membershipDuration"][:-1]) % 86_400:
            return invalid("Durations are whole days.", "INVALID_ARGUMENT")
        mobile = given["ingestedUserListInfo"].get("mobileIdInfo", {})
        if kinds == ["MOBILE_ID"] and not (mobile.get("keySpace") and mobile.get("appId")):
            return invalid("keySpace and appId are required.", "REQUIRED_FIELD_MISSING")
        id_ = self.make(given["displayName"], kinds[0])
        self.lists[id_].update(given)
        return Said(200, self.lists[id_])

    @route("PATCH", LISTS + "/{id}")
    def rename(self, asked: Asked) -> Said:
        if asked.one("updateMask") != "displayName":
            return invalid("Say which fields.", "INVALID_UPDATE_MASK")
        self.lists[asked.params["id"]]["displayName"] = asked.json["displayName"]
        return Said(200, self.lists[asked.params["id"]])

    # Members --------------------------------------------------------------------------------------------------------

    @route("POST", "/v1/audienceMembers:ingest")
    def ingest(self, asked: Asked) -> Said:
        refused, list_id, members = self.judged(asked)
        if refused:
            return refused
        terms = asked.json.get("termsOfService", {}).get("customerMatchTermsOfServiceStatus")
        if "userIdData" not in asked.json["audienceMembers"][0] and terms != "ACCEPTED":
            return invalid("The terms are not accepted.", "TERMS_AND_CONDITIONS_NOT_SIGNED")
        self.consents += [m.get("consent") or asked.json.get("consent") for m in asked.json["audienceMembers"]]
        for identifiers in members:
            self.entries[list_id].update(dict.fromkeys(identifiers, time.time()))
        return self.taken("audienceMembersIngestionStatus", members)

    @route("POST", "/v1/audienceMembers:remove")
    def remove(self, asked: Asked) -> Said:
        refused, list_id, members = self.judged(asked)
        if refused:
            return refused
        if {"consent", "termsOfService"} & set(asked.json):
            return invalid("Unknown name", "INVALID_ARGUMENT")
        for identifiers in members:
            for identifier in identifiers:
                self.entries[list_id].pop(identifier, None)
        return self.taken("audienceMembersRemovalStatus", members)

    @route("POST", "/v1/audienceMembers:removeAll")
    def remove_all(self, asked: Asked) -> Said:
        at = datetime.strptime(asked.json["removeAsOfTime"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).timestamp()
        if at > time.time():
            return invalid("The time is in the future.", "INVALID_REMOVE_AS_OF_TIME")
        (destination,) = asked.json["destinations"]
        entries = self.entries[destination["productDestinationId"]]
        for identifier in [i for i, added in entries.items() if added < at]:
            del entries[identifier]
        return self.taken("removeAllAudienceMembersStatus", [])

    def judged(self, asked: Asked) -> tuple[Said | None, str, list[list[str]]]:
        """One record that fails the basic checks fails its request."""
        body = asked.json
        (destination,) = body["destinations"]
        account, list_id = destination["operatingAccount"], destination["productDestinationId"]
        if account != {"accountType": "GOOGLE_ADS", "accountId": ACCOUNT}:
            return invalid("Account ids are digits.", "INVALID_DESTINATION"), "", []
        if list_id not in self.lists:
            return invalid("No such list.", "INVALID_USER_LIST_ID"), "", []
        members = body["audienceMembers"]
        if not 0 < len(members) <= MEMBERS:
            return invalid("At most 10000 members.", "TOO_MANY_AUDIENCE_MEMBERS"), "", []
        kinds = {kind for member in members for kind in member if kind in DATA}
        if len(kinds) != 1:
            return invalid("One kind of data.", "MULTIPLE_DATA_TYPES_NOT_ALLOWED"), "", []
        if self.lists[list_id]["ingestedUserListInfo"]["uploadKeyTypes"] != [DATA[kinds.pop()]]:
            return invalid("The list takes another kind.", "UNSUPPORTED_USER_LIST_UPLOAD_KEY_TYPES"), "", []
        if "userData" in members[0] and body.get("encoding") != "HEX":
            return invalid("The encoding is required.", "REQUIRED_FIELD_MISSING"), "", []
        read = []
        for member in members:
            identifiers, fault = identifiers_of(member)
            if fault:
                return invalid("A member is wrong.", fault), "", []
            read.append(identifiers)
        return None, list_id, read

    def taken(self, kind: str, members: list[list[str]]) -> Said:
        id_ = f"request-{len(self.requests) + 1}"
        counts = {"recordCount": str(len(members))}
        self.requests[id_] = {"left": self.polls, "status": {**self.outcome, kind: {"userDataIngestionStatus": counts}}}
        return Said(200, {"requestId": id_})

    @route("GET", "/v1/requestStatus:retrieve")
    def status(self, asked: Asked) -> Said:
        found = self.requests.get(asked.one("requestId"))
        if found is None:
            return invalid("The request id is not valid.", "INVALID_REQUEST_ID")
        found["left"] -= 1
        status = {"requestStatus": "PROCESSING"} if found["left"] >= 0 else found["status"]
        return Said(200, {"requestStatusPerDestination": [status]})


def identifiers_of(member: dict[str, Any]) -> tuple[list[str], str]:
    """Identifiers as texts, and what is wrong with them."""
    if mobile := member.get("mobileData"):
        ids = mobile["mobileIds"]
        fits = 0 < len(ids) <= IDENTIFIERS and all(re.fullmatch(r"[0-9A-Fa-f-]{36}", i) for i in ids)
        return [json.dumps({"mobile": i}) for i in ids], "" if fits else "INVALID_MOBILE_ID_FORMAT"
    if user := member.get("userIdData"):
        return [json.dumps({"user": user["userId"]})], "" if user["userId"] else "REQUIRED_FIELD_MISSING"
    found = member["userData"]["userIdentifiers"]
    if not found:
        return [], "NO_IDENTIFIERS_PROVIDED"
    if len(found) > IDENTIFIERS:
        return [], "TOO_MANY_USER_IDENTIFIERS"
    for one in found:
        if len(one) != 1:
            return [], "INVALID_ARGUMENT"
        if address := one.get("address"):
            if not all(address.get(name) for name in ("givenName", "familyName", "regionCode", "postalCode")):
                return [], "REQUIRED_FIELD_MISSING"
            if not re.fullmatch(r"[A-Z]{2}", address["regionCode"]):
                return [], "INVALID_REGION_CODE"
            if len(address["postalCode"]) > 20:
                return [], "INVALID_POSTAL_CODE"
        elif not re.fullmatch(r"[0-9a-f]{64}", next(iter(one.values()))):
            return [], "INVALID_SHA256_FORMAT"
    return [json.dumps(one, sort_keys=True) for one in found], ""
