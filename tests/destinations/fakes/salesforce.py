"""A Salesforce org, after its reference: describe, collections, SOQL of a simple kind, Bulk API 2.0 and campaigns."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

from tests.destinations.fakes.salesforce_objects import OBJECTS, TOKEN, VERSION, error, with_checksum
from tests.destinations.fakes.salesforce_records import Org
from tests.destinations.fakes.vendor import Asked, Said, route

__all__ = ["TOKEN", "Salesforce", "error", "with_checksum"]


class Salesforce(Org):
    """An org with its queries and jobs, over the records that it has."""

    # Single records and queries --------------------------------------------------------------------------------------

    @route("POST", VERSION + "/sobjects/{object}")
    def create_one(self, asked: Asked) -> Said:
        made = self._put(asked.params["object"], "", asked.json)
        return Said(201, made) if made["success"] else error(400, made["errors"][0]["statusCode"], made["errors"][0]["message"])

    @route("PATCH", VERSION + "/sobjects/{object}/{id}")
    def update_one(self, asked: Asked) -> Said:
        name, id_ = asked.params["object"], asked.params["id"]
        if id_ not in self.records[name]:
            return error(404, "NOT_FOUND", "Provided external ID field does not exist or is not accessible")
        made = self._put(name, id_, asked.json)
        return Said(204) if made["success"] else error(400, made["errors"][0]["statusCode"], made["errors"][0]["message"])

    @route("GET", VERSION + "/query")
    def query(self, asked: Asked) -> Said:
        form = r"SELECT (.+?) FROM (\w+)(?: WHERE (.+?))?(?: ORDER BY (\w+))?(?: LIMIT (\d+))?"
        parsed = re.fullmatch(form, asked.one("q"), re.S)
        if parsed is None or parsed[2] not in OBJECTS:
            return error(400, "MALFORMED_QUERY", "unexpected token")
        columns = [c.strip() for c in parsed[1].split(",")]
        found = [r for r in self.records[parsed[2]].values() if self._holds(parsed[2], r, parsed[3] or "")]
        if parsed[4]:
            found.sort(key=lambda r: str(r.get(parsed[4])))
        shown = [self._shown(parsed[2], r, columns) for r in found[: int(parsed[5] or len(found))]]
        return self._page_of(shown)

    @route("GET", VERSION + "/query/{cursor}")
    def more(self, asked: Asked) -> Said:
        return self._page_of(self._cursors.pop(asked.params["cursor"]))

    def _page_of(self, records: list[Any]) -> Said:
        page, rest = records[: self.page], records[self.page :]
        body: dict[str, Any] = {"totalSize": len(records), "done": not rest, "records": page}
        if rest:
            cursor = f"01g-{len(self._cursors)}-{len(rest)}"
            self._cursors[cursor] = rest
            body["nextRecordsUrl"] = f"{VERSION}/query/{cursor}"
        return Said(200, body)

    def _shown(self, name: str, record: dict[str, Any], columns: list[str]) -> dict[str, Any]:
        shown: dict[str, Any] = {"attributes": {"type": name}}
        for column in columns:
            relation, dot, inner = column.partition(".")
            if column in ("NumberOfContacts", "NumberOfLeads"):
                person = f"{column[8:-1]}Id"
                members = self.records["CampaignMember"].values()
                shown[column] = sum(m["CampaignId"] == record["Id"] and person in m for m in members)
            elif dot:
                other = self.records[relation].get(record.get(f"{relation}Id", ""))
                shown[relation] = {inner: other.get(inner)} if other else None
            else:
                shown[column] = record.get(column)
        return shown

    def _holds(self, name: str, record: dict[str, Any], where: str) -> bool:
        text = r"'((?:[^'\\]|\\.)*)'"
        terms = re.split(r" AND (?=\w+ (?:=|!=|IN|LIKE) )", where) if where else []
        for term in terms:
            found = re.fullmatch(r"(\w+) (=|!=|IN|LIKE) (.+)", term, re.S)
            assert found, term
            field, op, rest = found.groups()
            values = [_unescaped(v) for v in re.findall(text, rest)]
            if not values and op == "IN":
                values = rest.strip("()").split(",")
            there = record.get(field)
            if op == "!=":
                ok = there is not None
            elif op == "LIKE":
                pattern = re.escape(values[0]).replace("%", ".*") if values else ""
                ok = there is not None and re.fullmatch(pattern, str(there), re.I | re.S) is not None
            else:
                ok = there is not None and self._fold(name, field, there) in [self._fold(name, field, v) for v in values]
                if field in ("Id", "CampaignId", "ContactId", "LeadId"):
                    ok = there in [with_checksum(v) for v in values]
            if not ok:
                return False
        return True

    # Bulk API 2.0 ----------------------------------------------------------------------------------------------------

    @route("POST", VERSION + "/jobs/ingest")
    def create_job(self, asked: Asked) -> Said:
        wanted = asked.json
        if wanted.get("operation") == "upsert" and not wanted.get("externalIdFieldName"):
            return error(400, "INVALIDJOB", "External ID field is required for upsert")
        if wanted.get("operation") not in ("insert", "update", "upsert", "delete") or wanted.get("object") not in OBJECTS:
            return error(400, "INVALIDJOB", "Invalid job")
        id_ = f"750xx{len(self.jobs):013d}"
        self.jobs[id_] = {"id": id_, "state": "Open", **wanted, "file": None, "polls": 0, "done": [], "failed": [], "left": []}
        return Said(200, self._job(id_))

    def _job(self, id_: str) -> dict[str, Any]:
        job = self.jobs[id_]
        counts = {"numberRecordsProcessed": len(job["done"]) + len(job["failed"]), "numberRecordsFailed": len(job["failed"])}
        kept = {n: v for n, v in job.items() if n not in ("file", "polls", "done", "failed", "left")}
        return kept | counts | ({"errorMessage": "InternalServerError: stopped"} if job["state"] == "Failed" else {})

    @route("PUT", VERSION + "/jobs/ingest/{id}/batches")
    def upload(self, asked: Asked) -> Said:
        job = self.jobs[asked.params["id"]]
        if job["file"] is not None or job["state"] != "Open":
            return error(400, "INVALIDJOBSTATE", "Found multiple contents for job")
        if len(asked.body) > 100_000_000 or b"\0" in asked.body or b"\r\n" in asked.body.split(b"\n")[0]:
            return error(400, "INVALIDBATCH", "The file cannot be read")
        job["file"] = asked.body.decode()
        return Said(201)

    @route("PATCH", VERSION + "/jobs/ingest/{id}")
    def close_job(self, asked: Asked) -> Said:
        job = self.jobs[asked.params["id"]]
        if job["state"] != "Open" or job["file"] is None:
            return error(400, "INVALIDJOBSTATE", "Job is not open")
        job["state"] = asked.json["state"]
        return Said(200, self._job(asked.params["id"]))

    @route("GET", VERSION + "/jobs/ingest/{id}")
    def job(self, asked: Asked) -> Said:
        job = self.jobs.get(asked.params["id"])
        if job is None:
            return self.not_found(asked)
        if job["state"] == "UploadComplete":
            job["polls"] += 1
            if job["polls"] >= self.asks:
                self._work(job)
        return Said(200, self._job(job["id"]))

    def _work(self, job: dict[str, Any]) -> None:
        rows = list(csv.DictReader(io.StringIO(job["file"], newline="")))
        job["state"] = "JobComplete"
        for n, row in enumerate(rows):
            if n == self.stop_after:
                job["state"], job["left"] = "Failed", rows[n:]
                break
            record: dict[str, Any] = {}
            for name, value in row.items():
                relation, dot, inner = name.partition(".")
                given = None if value == "#N/A" else self._typed(job["object"], name, value)
                if value != "":
                    record[relation if dot else name] = {inner: float(value)} if dot and given is not None else given
            made = self._worked(job, record)
            fault = "" if made["success"] else f"{made['errors'][0]['statusCode']}:{made['errors'][0]['message']}:--"
            about = {"sf__Id": made.get("id") or "", **row}
            if fault:
                job["failed"].append({"sf__Error": fault, **about})
            else:
                job["done"].append({"sf__Created": str(made.get("created", False)).lower(), **about})
        job["done"].reverse()

    def _typed(self, name: str, field: str, value: str) -> Any:
        kind = next((x["type"] for x in OBJECTS[name] if x["name"] == field), "")
        return value == "true" if kind == "boolean" else float(value) if kind == "double" and value else value

    def _worked(self, job: dict[str, Any], record: dict[str, Any]) -> dict[str, Any]:
        name = job["object"]
        if job["operation"] == "upsert":
            return self._upserted(name, job["externalIdFieldName"], record, twice=False)
        if job["operation"] == "insert":
            return self._put(name, "", record)
        if job["operation"] == "update":
            return self._updated({"attributes": {"type": name}, **record})
        return self._deleted(with_checksum(record["Id"]))

    @route("GET", VERSION + "/jobs/ingest/{id}/successfulResults/")
    def succeeded(self, asked: Asked) -> Said:
        return self._results(asked, "done")

    @route("GET", VERSION + "/jobs/ingest/{id}/failedResults/")
    def failures(self, asked: Asked) -> Said:
        return self._results(asked, "failed")

    @route("GET", VERSION + "/jobs/ingest/{id}/unprocessedrecords/")
    def unprocessed(self, asked: Asked) -> Said:
        return self._results(asked, "left")

    def _results(self, asked: Asked, which: str) -> Said:
        job = self.jobs.get(asked.params["id"])
        if job is None or job["state"] not in ("JobComplete", "Failed", "Aborted"):
            return self.not_found(asked)
        first = {"done": ["sf__Id", "sf__Created"], "failed": ["sf__Id", "sf__Error"], "left": []}[which]
        head = job["file"].split("\n")[0].split(",")
        file = io.StringIO(newline="")
        writer = csv.DictWriter(file, [*first, *head], quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writeheader()
        writer.writerows(job[which])
        return Said(200, file.getvalue(), {"Content-Type": "text/csv"})


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda m: {"n": "\n", "r": "\r", "t": "\t"}.get(m[1], m[1]), text)
