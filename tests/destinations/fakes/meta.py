"""Meta's custom audiences, from the pages of its Marketing API: accounts, audiences, members, sessions and error codes."""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import Any

from tests.destinations.fakes.vendor import Asked, Said, Vendor, bearer, route

TOKEN = "EAAsystemuser"
ACCOUNT = "1234567890"
HASHED = {"EMAIL", "PHONE", "GEN", "DOBY", "DOBM", "DOBD", "LN", "FN", "FI", "CT", "ST", "ZIP", "COUNTRY"}
KEYS = HASHED | {"EXTERN_ID", "MADID"}
ROWS = 10_000


def failed(code: int, message: str, *, sub: int = 0, status: int = 400, user: str = "", **more: Any) -> Said:
    error = {"message": message, "type": "OAuthException", "code": code, "fbtrace_id": "Abc", **more}
    if sub:
        error["error_subcode"] = sub
    if user:
        error["error_user_msg"] = user
    return Said(status, {"error": error})


class Meta(Vendor):
    base_path = "/v25.0"

    def __init__(self) -> None:
        super().__init__()
        self.audiences: dict[str, dict[str, Any]] = {}
        self.members: dict[str, list[dict[str, str]]] = {}
        self.sessions: dict[tuple[str, int], list[dict[str, str]]] = {}
        self.batches: list[tuple[str, dict[str, Any]]] = []
        self.app_secret = ""
        self.terms = True
        self.page_size = 200

    def make(self, name: str, subtype: str = "CUSTOM", **fields: Any) -> str:
        id_ = str(23840000000000000 + len(self.audiences))
        self.audiences[id_] = {"id": id_, "name": name, "subtype": subtype, "approximate_count_lower_bound": -1, **fields}
        self.members[id_] = []
        return id_

    def keys(self, name: str, column: str = "EMAIL") -> set[str]:
        """Who is in the customer list of that name; nobody while there is none."""
        ids = [a["id"] for a in self.audiences.values() if a["name"] == name and a["subtype"] == "CUSTOM"]
        return {m[column] for id_ in ids for m in self.members[id_] if m.get(column)}

    # Rules ----------------------------------------------------------------------------------------------------------

    def refusal(self, asked: Asked) -> Said | None:
        if bearer(asked) != TOKEN:
            return failed(190, "Error validating access token: the session is invalid.")
        if self.app_secret:
            given = (asked.json or {}) if asked.body else {name: values[0] for name, values in asked.query.items()}
            text = f"{TOKEN}|{given.get('appsecret_time')}"
            wanted = hmac.new(self.app_secret.encode(), text.encode(), hashlib.sha256).hexdigest()
            if given.get("appsecret_proof") != wanted:
                return failed(100, "Invalid appsecret_proof provided in the API argument", status=400)
        return None

    def not_found(self, asked: Asked) -> Said:
        return failed(2500, "Unknown path components")

    def validate(self, asked: Asked) -> Said | None:
        if asked.body and asked.headers.get("content-type") not in ("application/json", "application/x-www-form-urlencoded"):
            return failed(100, "Invalid parameter")
        return None

    @route("GET", "/{node}")
    def read(self, asked: Asked) -> Said:
        node, fields = asked.params["node"], asked.one("fields").split(",")
        if node == f"act_{ACCOUNT}":
            whole = {"name": "Acme ads", "tos_accepted": {"custom_audience_tos": 1} if self.terms else {}}
        elif node in self.audiences:
            whole = self.audiences[node]
        else:
            return self.missing(node)
        return Said(200, {"id": node, **{f: whole[f] for f in fields if f in whole}})

    @route("POST", "/{node}")
    def change(self, asked: Asked) -> Said:
        node = asked.params["node"]
        if node not in self.audiences:
            return self.missing(node)
        self.audiences[node]["name"] = asked.json["name"]
        return Said(200, {"success": True})

    @route("GET", "/{account}/customaudiences")
    def audiences_of(self, asked: Asked) -> Said:
        if asked.params["account"] != f"act_{ACCOUNT}":
            return self.missing(asked.params["account"])
        size, start = min(int(asked.one("limit", "25")), self.page_size), int(asked.one("after", "0") or 0)
        listed = list(self.audiences.values())
        page, fields = listed[start : start + size], asked.one("fields").split(",")
        paging: dict[str, Any] = {"cursors": {"before": str(start), "after": str(start + len(page))}} if page else {}
        if start + size < len(listed):
            paging["next"] = f"{self.url}{asked.path}"
        return Said(200, {"data": [{f: a[f] for f in fields if f in a} for a in page], "paging": paging})

    @route("POST", "/{account}/customaudiences")
    def create(self, asked: Asked) -> Said:
        given = asked.json
        if not self.terms:
            return failed(2655, "Terms of service has not been accepted.", sub=1713092)
        if given.get("subtype") != "CUSTOM" or not given.get("name"):
            return failed(100, "Invalid parameter")
        sources = ("USER_PROVIDED_ONLY", "PARTNER_PROVIDED_ONLY", "BOTH_USER_AND_PARTNER_PROVIDED")
        if given.get("customer_file_source") not in sources:
            return failed(100, "Invalid parameter", user="customer_file_source is required")
        return Said(200, {"id": self.make(given["name"])})

    @route("POST", "/{audience}/users")
    def add(self, asked: Asked) -> Said:
        return self.taken(asked, "add")

    @route("DELETE", "/{audience}/users")
    def remove(self, asked: Asked) -> Said:
        return self.taken(asked, "remove")

    @route("POST", "/{audience}/usersreplace")
    def swap(self, asked: Asked) -> Said:
        return self.taken(asked, "replace")

    # Members --------------------------------------------------------------------------------------------------------

    def missing(self, id_: str) -> Said:
        return failed(100, f"Unsupported request. Object with ID '{id_}' does not exist", sub=33)

    def taken(self, asked: Asked, what: str) -> Said:
        id_, body = asked.params["audience"], asked.json
        if id_ not in self.audiences:
            return self.missing(id_)
        if self.audiences[id_]["subtype"] != "CUSTOM":
            return failed(2650, "Failed to update the custom audience")
        if unknown := set(body) - {"payload", "session", "appsecret_proof", "appsecret_time"}:
            return failed(100, f"Invalid parameter {sorted(unknown)}")
        payload, session = body["payload"], body.get("session")
        if not session or not {"session_id", "batch_seq", "last_batch_flag"} <= set(session):
            return failed(100, "The parameter session is required")
        if not 0 < session["session_id"] < 2**63:
            return failed(100, "session_id must be a 64-bit number")
        schema, rows = payload["schema"], payload["data"]
        if len(rows) > ROWS:
            return failed(1, "An unknown error occurred", sub=99, status=500)
        if not rows or any(len(row) != len(schema) for row in rows):
            return failed(100, "Invalid parameter", user="Each row must be as long as the schema.")
        if set(schema) - KEYS - {"DATA_PROCESSING_OPTIONS"}:
            return failed(100, "Invalid parameter", user="The schema has an unknown key.")
        self.batches.append((what, session))
        read = [dict(zip(schema, row, strict=True)) for row in rows]
        good = [member for member in read if is_good(member)]
        self.moved(id_, what, session, good)
        invalid = len(read) - len(good)
        return Said(
            200,
            {
                "audience_id": id_,
                "session_id": str(session["session_id"]),
                "num_received": len(read),
                "num_invalid_entries": invalid,
                "invalid_entry_samples": {},
            },
        )

    def moved(self, id_: str, what: str, session: dict[str, Any], rows: list[dict[str, str]]) -> None:
        here = self.members[id_]
        if what == "remove":
            self.members[id_] = [m for m in here if not any(all(m.get(k) == v for k, v in row.items() if v) for row in rows)]
        elif what == "add":
            here.extend(row for row in rows if row not in here)
        else:
            gathered = self.sessions.setdefault((id_, session["session_id"]), [])
            gathered.extend(row for row in rows if row not in gathered)
            if session["last_batch_flag"]:
                self.members[id_] = self.sessions.pop((id_, session["session_id"]))


def is_good(member: dict[str, Any]) -> bool:
    """Whether every identifier has its form, and there is one."""
    given = {name: value for name, value in member.items() if value != "" and name != "DATA_PROCESSING_OPTIONS"}
    hashes = all(re.fullmatch(r"[0-9a-f]{64}", given[name]) for name in HASHED & set(given))
    device = re.fullmatch(
        r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", given.get("MADID", "0" * 8 + "-0000" * 3 + "-" + "0" * 12)
    )
    return bool(given) and hashes and device is not None
