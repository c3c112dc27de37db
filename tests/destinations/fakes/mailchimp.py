"""Mailchimp's Marketing API 3.0 as its reference has it: one account with one audience, its members, merge fields and tags."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import tarfile
from typing import Any, Self
from urllib.parse import urlencode

from tests.destinations.fakes.vendor import Asked, Said, Vendor, pages, route

KEY = "0123456789abcdef0123456789abcdef-us21"
LIST = "a1b2c3d4e5"
PROBLEM = {"Content-Type": "application/problem+json; charset=utf-8"}
STATUSES = {"subscribed", "unsubscribed", "cleaned", "pending", "transactional"}
MEMBER = {
    "email_address",
    "email_type",
    "status",
    "status_if_new",
    "merge_fields",
    "interests",
    "language",
    "vip",
    "location",
    "marketing_permissions",
    "ip_signup",
    "timestamp_signup",
    "ip_opt",
    "timestamp_opt",
}


def md5(email: str) -> str:
    return hashlib.md5(email.lower().encode()).hexdigest()


def problem(status: int, title: str, detail: str, errors: list[dict[str, str]] | None = None) -> Said:
    body = {
        "type": "https://mailchimp.com/developer/marketing/docs/errors/",
        "title": title,
        "status": status,
        "detail": detail,
        "instance": "d0fb5992-c3b9-4761-bac2-c043e5be6cdd",
    }
    return Said(status, {**body, "errors": errors} if errors else body, PROBLEM)


MISSING = problem(404, "Resource Not Found", "The requested resource could not be found.")


class Archive(Vendor):
    """The other host, where results of batches lie for a while under addresses that carry their own permission."""

    def __init__(self) -> None:
        super().__init__()
        self.files: dict[str, bytes] = {}

    @route("GET", "/results/{file}")
    def get_file(self, asked: Asked) -> Said:
        if "authorization" in asked.headers or asked.one("signature") != "valid":
            return Said(400, "<Error>Only one way to sign is allowed</Error>", {"Content-Type": "application/xml"})
        return Said(200, self.files[asked.params["file"]], {"Content-Type": "application/x-gzip"})


def packed(results: list[dict[str, Any]], parts: int = 2) -> bytes:
    """Results of a batch as Mailchimp packs them: JSON files in a gzipped tar, below a folder."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as files:
        folder = tarfile.TarInfo("./")
        folder.type = tarfile.DIRTYPE
        files.addfile(folder)
        for number in range(parts):
            content = json.dumps(results[number::parts]).encode()
            info = tarfile.TarInfo(f"./{number}.json")
            info.size = len(content)
            files.addfile(info, io.BytesIO(content))
    return out.getvalue()


class Mailchimp(Vendor):
    """`members` by md5 of the address; `gone` were deleted for ever. More than 10 open connections are refused."""

    base_path = "/3.0"

    def __init__(self) -> None:
        super().__init__()
        self.members: dict[str, dict[str, Any]] = {}
        self.segments: dict[int, dict[str, Any]] = {}
        self.merge_fields: list[dict[str, Any]] = [
            {"merge_id": 1, "tag": "FNAME", "name": "First name", "type": "text", "required": False, "options": {"size": 25}},
            {"merge_id": 2, "tag": "PLAN", "name": "Plan", "type": "dropdown", "options": {"choices": ["Free", "Pro"]}},
            {"merge_id": 3, "tag": "SPENT", "name": "Spent", "type": "number", "required": False, "options": {}},
        ]
        self.gone: set[str] = set()
        self.silent: set[str] = set()
        """Addresses of which the answer to a change of a tag says nothing, and does nothing."""
        self.batches: dict[str, dict[str, Any]] = {}
        self.archive = Archive()
        self._last_segment = 500

    def __enter__(self) -> Self:
        self.archive.__enter__()
        return super().__enter__()

    def __exit__(self, *raised: object) -> None:
        super().__exit__(*raised)
        self.archive.__exit__(*raised)

    # For tests ------------------------------------------------------------------------------------------------------

    def add(self, email: str, status: str = "subscribed", **merge: Any) -> None:
        self.members[md5(email)] = {"email_address": email, "status": status, "merge_fields": merge, "vip": False}

    def make_segment(self, name: str, type_: str = "static") -> str:
        self._last_segment += 1
        self.segments[self._last_segment] = {"name": name, "type": type_, "members": set()}
        return str(self._last_segment)

    def tagged(self, name: str) -> set[str]:
        found = next((s for s in self.segments.values() if s["name"] == name), None)
        return {self.members[m]["email_address"].lower() for m in found["members"]} if found else set()

    def consent(self) -> dict[str, str]:
        """Who agreed to mail or refused it; of "transactional" people neither is known."""
        return {m["email_address"]: m["status"] for m in self.members.values() if m["status"] != "transactional"}

    # The API --------------------------------------------------------------------------------------------------------

    def refusal(self, asked: Asked) -> Said | None:
        kind, _, given = asked.headers.get("authorization", "").partition(" ")
        if kind != "Basic" or base64.b64decode(given).decode().partition(":")[2] != KEY:
            return problem(
                401, "API Key Invalid", "Your API key may be invalid, or you've attempted to access the wrong datacenter."
            )
        if self.open_now > 10:
            return Said(429, "<html><body>Too Many Requests</body></html>", {"Content-Type": "text/html"})
        return None

    def validate(self, asked: Asked) -> Said | None:
        if asked.body and not asked.headers.get("content-type", "").startswith("application/json"):
            return problem(415, "Unsupported Media Type", "JSON is expected.")
        return MISSING if asked.params.get("list") not in (None, LIST) else None

    def not_found(self, asked: Asked) -> Said:
        return MISSING

    @route("GET", "/lists")
    def get_lists(self, asked: Asked) -> Said:
        return Said(200, {"lists": [self._list()], "total_items": 1})

    @route("GET", "/lists/{list}")
    def get_list(self, asked: Asked) -> Said:
        return Said(200, self._list())

    def _list(self) -> dict[str, Any]:
        subscribed = sum(m["status"] == "subscribed" for m in self.members.values())
        return {"id": LIST, "name": "Newsletter", "stats": {"member_count": subscribed}}

    @route("GET", "/lists/{list}/merge-fields")
    def get_merge_fields(self, asked: Asked) -> Said:
        found, _ = pages(self.merge_fields, int(asked.one("count", "10")), int(asked.one("offset", "0")))
        return Said(200, {"merge_fields": found, "total_items": len(self.merge_fields)})

    @route("GET", "/lists/{list}/members/{hash}")
    def get_member(self, asked: Asked) -> Said:
        found = self.members.get(asked.params["hash"])
        return Said(200, self._shown(asked.params["hash"])) if found else MISSING

    @route("GET", "/lists/{list}/members/{hash}/tags")
    def get_tags(self, asked: Asked) -> Said:
        if asked.params["hash"] not in self.members:
            return MISSING
        found = self._tags(asked.params["hash"])
        page, _ = pages(found, min(1000, int(asked.one("count", "10"))), int(asked.one("offset", "0")))
        return Said(200, {"tags": page, "total_items": len(found)})

    def _tags(self, hash_: str) -> list[dict[str, Any]]:
        return [{"id": id_, "name": s["name"]} for id_, s in self.segments.items() if hash_ in s["members"]]

    def _shown(self, hash_: str) -> dict[str, Any]:
        tags = self._tags(hash_)
        known = {"full_name": "Marlene Marlowe", "ip_signup": "203.0.113.7", "location": {"country_code": "DE", "region": "BE"}}
        merge = {"merge_fields": {"FNAME": "Marlene", **self.members[hash_]["merge_fields"]}}
        return {"id": hash_, **known, **self.members[hash_], **merge, "tags_count": len(tags), "tags": tags[:50]}

    @route("PUT", "/lists/{list}/members/{hash}")
    def put_member(self, asked: Asked) -> Said:
        return self._write(asked, asked.params["hash"], create=True)

    @route("PATCH", "/lists/{list}/members/{hash}")
    def patch_member(self, asked: Asked) -> Said:
        if asked.params["hash"] not in self.members:
            return MISSING
        return self._write(asked, asked.params["hash"], create=False)

    def _write(self, asked: Asked, hash_: str, *, create: bool) -> Said:
        body = asked.json
        known = self.members.get(hash_)
        email = body.get("email_address", known["email_address"] if known else "")
        if fault := self._fault(body, email, new=known is None, skip=asked.one("skip_merge_validation") == "true"):
            return fault
        if known is None and md5(email) != hash_:
            return problem(400, "Invalid Resource", "The subscriber hash does not match the email address.")
        status = body.get("status")
        if known and status == "subscribed" and known["status"] in ("unsubscribed", "cleaned"):
            return problem(
                400,
                "Member In Compliance State",
                f"{email} is in a compliance state due to unsubscribe, bounce, or compliance review and cannot be subscribed.",
            )
        member = known or {"email_address": email, "status": body.get("status_if_new"), "merge_fields": {}, "vip": False}
        member["status"] = status or member["status"]
        member["merge_fields"] = {**member["merge_fields"], **body.get("merge_fields", {})}
        member.update({name: body[name] for name in ("language", "vip", "email_type") if name in body})
        self.members[hash_] = member
        return Said(200, self._shown(hash_))

    def _fault(self, body: dict[str, Any], email: str, *, new: bool, skip: bool) -> Said | None:
        if unknown := sorted(set(body) - MEMBER):
            faults = [{"field": name, "message": "Schema describes no such property."} for name in unknown]
            return problem(400, "Invalid Resource", "The resource submitted could not be validated.", faults)
        for name in ("status", "status_if_new"):
            if name in body and body[name] not in STATUSES:
                faults = [{"field": name, "message": "Data presented is not one of the accepted values."}]
                return problem(400, "Invalid Resource", "The resource submitted could not be validated.", faults)
        if "@" not in email or email.endswith("@example.invalid"):
            return problem(400, "Invalid Resource", f"{email} looks fake or invalid, please enter a real email address.")
        if email.lower() in self.gone:
            return problem(400, "Forgotten Email Not Subscribed", f"{email} was permanently deleted and cannot be re-imported.")
        if new and "status_if_new" not in body:
            faults = [{"field": "status_if_new", "message": "This value is required."}]
            return problem(400, "Invalid Resource", "The resource submitted could not be validated.", faults)
        merge = body.get("merge_fields", {})
        required = [f["tag"] for f in self.merge_fields if f.get("required") and not merge.get(f["tag"])]
        if new and required and not skip:
            faults = [{"field": required[0], "message": "Please enter a value"}]
            return problem(400, "Invalid Resource", "Your merge fields were invalid.", faults)
        numbers = [f["tag"] for f in self.merge_fields if f["type"] == "number"]
        for tag in numbers:
            if merge.get(tag, "") != "" and not isinstance(merge[tag], int | float):
                faults = [{"field": tag, "message": "This value should be a number"}]
                return problem(400, "Invalid Resource", "Your merge fields were invalid.", faults)
        return None

    @route("GET", "/lists/{list}/segments")
    def get_segments(self, asked: Asked) -> Said:
        fitting = [(i, s) for i, s in self.segments.items() if asked.one("type") in ("", s["type"])]
        found, _ = pages(fitting, int(asked.one("count", "10")), int(asked.one("offset", "0")))
        return Said(200, {"segments": [self._segment(i) for i, _ in found], "total_items": len(fitting)})

    def _segment(self, id_: int) -> dict[str, Any]:
        found = self.segments[id_]
        active = sum(self.members[m]["status"] == "subscribed" for m in found["members"])
        return {"id": id_, "name": found["name"], "type": found["type"], "member_count": active, "list_id": LIST}

    @route("POST", "/lists/{list}/segments")
    def post_segment(self, asked: Asked) -> Said:
        body = asked.json
        if not body.get("name") or ("static_segment" not in body and "options" not in body):
            return problem(400, "Invalid Resource", 'Must provide either an "options" field or a "static_segment" field')
        if any(s["name"].lower() == body["name"].lower() for s in self.segments.values()):
            return problem(400, "Bad Request", "Sorry, that tag already exists.")
        return Said(200, self._segment(int(self.make_segment(body["name"]))))

    @route("GET", "/lists/{list}/segments/{segment}")
    def get_segment(self, asked: Asked) -> Said:
        found = int(asked.params["segment"])
        return Said(200, self._segment(found)) if found in self.segments else MISSING

    @route("PATCH", "/lists/{list}/segments/{segment}")
    def patch_segment(self, asked: Asked) -> Said:
        found = self.segments.get(int(asked.params["segment"]))
        if found is None:
            return MISSING
        if not asked.json.get("name"):
            return problem(400, "Invalid Resource", "The name is required.")
        found["name"] = asked.json["name"]
        if "static_segment" in asked.json:
            found["members"] = {md5(email) for email in asked.json["static_segment"]} & set(self.members)
        return Said(200, self._segment(int(asked.params["segment"])))

    @route("POST", "/lists/{list}/segments/{segment}")
    def change_segment(self, asked: Asked) -> Said:
        found = self.segments.get(int(asked.params["segment"]))
        if found is None or found["type"] != "static":
            return problem(404, "Resource Not Found", "A Static Segment with that id does not exist for this list.")
        adding, removing = asked.json.get("members_to_add", []), asked.json.get("members_to_remove", [])
        if max(len(adding), len(removing)) > 500:
            return problem(400, "Invalid Resource", "Maximum allowed member items exceeded, please provide at most 500 items.")
        added, missing = [], []
        for email in (e for e in adding if e not in self.silent):
            if md5(email) not in self.members or md5(email) in found["members"]:
                missing.append(email)
            else:
                found["members"].add(md5(email))
                added.append(self._shown(md5(email)))
        removed, absent = [], []
        for email in (e for e in removing if e not in self.silent):
            if md5(email) in found["members"]:
                found["members"].discard(md5(email))
                removed.append(self._shown(md5(email)))
            else:
                absent.append(email)
        why = ((missing, "Email is not on the list or already has the tag."), (absent, "Email does not have the tag."))
        errors = [{"email_addresses": emails, "error": error} for emails, error in why if emails]
        return Said(
            200,
            {
                "members_added": added,
                "members_removed": removed,
                "errors": errors,
                "total_added": len(added),
                "total_removed": len(removed),
                "error_count": len(errors),
            },
        )

    @route("GET", "/lists/{list}/segments/{segment}/members")
    def segment_members(self, asked: Asked) -> Said:
        found = self.segments[int(asked.params["segment"])]
        hidden = {s for s in ("cleaned", "transactional", "unsubscribed") if asked.one(f"include_{s}") != "true"}
        fitting = [self._shown(m) for m in sorted(found["members"]) if self.members[m]["status"] not in hidden]
        page, _ = pages(fitting, min(1000, int(asked.one("count", "10"))), int(asked.one("offset", "0")))
        return Said(200, {"members": page, "total_items": len(fitting)})

    # Batches --------------------------------------------------------------------------------------------------------

    @route("POST", "/batches")
    def post_batch(self, asked: Asked) -> Said:
        operations = asked.json.get("operations")
        if not isinstance(operations, list) or not 0 < len(operations) <= 1000:
            return problem(400, "Invalid Resource", "1 to 1,000 operations are needed.")
        for operation in operations:
            unknown = set(operation) - {"method", "path", "params", "body", "operation_id"}
            if unknown or not isinstance(operation.get("body", ""), str) or not operation["path"].startswith("/"):
                return problem(400, "Invalid Resource", "The resource submitted could not be validated.")
        id_ = f"b{len(self.batches) + 1:09}"
        self.batches[id_] = {"operations": operations, "results": None, "asked": 0}
        return Said(200, self._batch(id_))

    @route("GET", "/batches/{batch}")
    def get_batch(self, asked: Asked) -> Said:
        found = self.batches.get(asked.params["batch"])
        if found is None:
            return MISSING
        found["asked"] += 1
        if found["asked"] > 1 and found["results"] is None:
            found["results"] = [self._work(operation) for operation in found["operations"]]
            self.archive.files[f"{asked.params['batch']}.tar.gz"] = packed(found["results"])
        return Said(200, self._batch(asked.params["batch"]))

    def _work(self, operation: dict[str, Any]) -> dict[str, Any]:
        params = operation.get("params") or {}
        query = {name: [str(value)] for name, value in params.items()}
        path = f"{self.base_path}{operation['path']}{'?' + urlencode(params) if params else ''}"
        basic = base64.b64encode(f"any:{KEY}".encode()).decode()
        headers = {"authorization": f"Basic {basic}", "content-type": "application/json"}
        said = self._found(Asked(operation["method"], path, query, headers, operation["body"].encode()))
        return {"status_code": said.status, "operation_id": operation["operation_id"], "response": json.dumps(said.body)}

    def _batch(self, id_: str) -> dict[str, Any]:
        found = self.batches[id_]
        results = found["results"] or []
        failed = sum(result["status_code"] >= 400 for result in results)
        done = found["results"] is not None
        return {
            "id": id_,
            "status": "finished" if done else "started" if found["asked"] else "pending",
            "total_operations": len(found["operations"]),
            "finished_operations": len(results),
            "errored_operations": failed,
            "response_body_url": f"{self.archive.url}/results/{id_}.tar.gz?signature=valid" if done else "",
        }
