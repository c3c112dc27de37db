"""People in and out of a customer list, as requests that are asked about until Google has worked through them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from census_desktop.destinations._beside import Beside
from census_desktop.destinations._connector import HandedOver
from census_desktop.destinations._google import error_of, reasons_of
from census_desktop.destinations._http import KEPT
from census_desktop.destinations._http.api import records_of
from census_desktop.destinations._http.said import at, count, no_answer, objects
from census_desktop.destinations.google_data_manager import LIMITS, GoogleDataManager
from census_desktop.domain.errors import JobLost, TransientError
from census_desktop.domain.model import Operation
from census_desktop.domain.ports import Batch, CancelToken, JobState, Reply, Target

ASKED_EVERY = 15.0
UNDER_WAY = {"PROCESSING", "REQUEST_STATUS_UNKNOWN"}
TAKEN = ("SUCCESS", "PARTIAL_SUCCESS")
IDENTIFIERS = 10
ADDRESS = {"given_name": "givenName", "family_name": "familyName", "region_code": "regionCode", "postal_code": "postalCode"}
CONSENT = {"ad_user_data": "adUserData", "ad_personalization": "adPersonalization"}


class ListWriter(HandedOver):
    limits = LIMITS

    def __init__(self, google: GoogleDataManager, target: Target, list_id: str) -> None:
        self.audience_id = list_id
        self._google = google
        self._object = target.object
        self._beside = Beside(google.ids, f"identifiers beside {target.key_field} in list {list_id}", IDENTIFIERS - 1)

    def submit(self, batch: Batch, cancel: CancelToken) -> str:
        records = records_of(batch)
        removes = batch.operation is Operation.DELETE
        keys = [str(record[batch.key_field]) for record in records]
        found = [self._identifiers(record) for record in records]
        if self._object == "customer_list" and removes:
            known = self._beside.known(keys)
            found = [[*own, *known.get(key, ())] for key, own in zip(keys, found, strict=True)]
        elif self._object == "customer_list":
            self._beside.remember(
                {key: [i for i in own if key not in i.values()] for key, own in zip(keys, found, strict=True)}
            )
        members = [
            {**self._data(ids), **({} if removes else self._consent(record))}
            for record, ids in zip(records, found, strict=True)
        ]
        body: dict[str, Any] = {"destinations": [self._google.destination(self.audience_id)], "audienceMembers": members}
        if self._object == "customer_list":
            body["encoding"] = "HEX"
        if not removes:
            if self._object != "user_id_list":
                body["termsOfService"] = {"customerMatchTermsOfServiceStatus": "ACCEPTED"}
            if self._google.consent:
                body["consent"] = self._google.consent
        verb = "remove" if removes else "ingest"
        said = self._google.call("POST", f"v1/audienceMembers:{verb}", body, cancel=cancel, batch=batch).json()
        if not (job := str(at(said, "requestId") or "")):
            raise TransientError("Google's answer does not name the request.", kept=KEPT)
        return job

    def poll(self, job: str, cancel: CancelToken) -> JobState:
        """Google names each destination of a request; ours have one."""
        states = {str(status.get("requestStatus") or "") for status in self._statuses(job, cancel)}
        if "" in states:
            raise no_answer("Google", ("requestStatus",))
        done = not states & UNDER_WAY
        return JobState(done, None if done else ASKED_EVERY)

    def results(self, job: str, batch: Batch, cancel: CancelToken) -> Reply:
        (status, *_) = self._statuses(job, cancel)
        counts = [
            (str(error.get("reason") or "").removeprefix("PROCESSING_ERROR_REASON_"), count(error.get("recordCount")))
            for error in objects(at(status, "errorInfo", "errorCounts"))
        ]
        told = ", ".join(f"{number:,} × {reason}" for reason, number in counts)
        notes = tuple(self._notes(batch))
        if status.get("requestStatus") == "FAILED":
            reason = f"Google could not take it: {told or 'no reason is given'}."
            return Reply(dict.fromkeys(range(len(batch)), reason), accepted=True, notes=notes)
        if (state := status.get("requestStatus")) not in TAKEN:
            known = f"Google answers “{state}”, which says nothing of the record."
            return Reply(accepted=True, unknown=dict.fromkeys(range(len(batch)), known), notes=notes)
        if batch.operation is Operation.DELETE and not counts:
            keys = batch.keys()
            self._beside.forget([str(key) for key in keys])
        refused = min(sum(number for _, number in counts), len(batch))
        if told:
            notes = (f"Google did not take: {told}.", *notes)
        elif state == "PARTIAL_SUCCESS":
            notes = ("Google took a part alone, and does not say how many it refused.", *notes)
        return Reply(accepted=True, unnamed=refused, notes=notes)

    def _statuses(self, job: str, cancel: CancelToken) -> list[Mapping[str, Any]]:
        reply = self._google.call("GET", "v1/requestStatus:retrieve", query={"requestId": job}, cancel=cancel, check=False)
        error = error_of(reply)
        if reply.status == 404 or (error and "INVALID_REQUEST_ID" in reasons_of(error)):
            raise JobLost(
                "Google does not know the request any more.",
                kept="Its records may have arrived; they are sent again.",
            )
        self._google.check(reply)
        if not (found := objects(at(reply.json(), "requestStatusPerDestination"))):
            raise no_answer("Google", ("requestStatusPerDestination",))
        return found

    # Members --------------------------------------------------------------------------------------------------------

    def _identifiers(self, record: Mapping[str, Any]) -> list[dict[str, Any]]:
        """What identifies a person, each once; an address whole or not at all."""
        if self._object == "mobile_list":
            return [{"mobile": str(record["mobile_id"])}]
        if self._object == "user_id_list":
            return [{"user": str(record["user_id"])}]
        found: list[dict[str, Any]] = []
        for name, ours in (("emailAddress", "email"), ("emailAddress", "email_with_plus"), ("phoneNumber", "phone")):
            if record.get(ours) and {name: record[ours]} not in found:
                found.append({name: record[ours]})
        if all(record.get(ours) for ours in ADDRESS):
            found.append({"address": {theirs: str(record[ours]) for ours, theirs in ADDRESS.items()}})
        return found

    def _data(self, ids: list[dict[str, Any]]) -> dict[str, Any]:
        if self._object == "mobile_list":
            return {"mobileData": {"mobileIds": [i["mobile"] for i in ids]}}
        if self._object == "user_id_list":
            return {"userIdData": {"userId": ids[0]["user"]}}
        return {"userData": {"userIdentifiers": ids}}

    @staticmethod
    def _consent(record: Mapping[str, Any]) -> dict[str, Any]:
        said = {theirs: record[ours] for ours, theirs in CONSENT.items() if record.get(ours)}
        return {"consent": said} if said else {}

    def _notes(self, batch: Batch) -> Iterator[str]:
        if self._object != "customer_list" or batch.operation is Operation.DELETE:
            return
        some = [[bool(record.get(name)) for name in ADDRESS] for record in records_of(batch)]
        if partly := sum(any(parts) and not all(parts) for parts in some):
            yield f"{partly:,} addresses were left out: Google takes one with both names, country and postal code only."


class SwapWriter(ListWriter):
    """Adds everybody; then those go who were last added before the run began, by Google's own clock."""

    def __init__(self, google: GoogleDataManager, target: Target, list_id: str, began: datetime) -> None:
        super().__init__(google, target, list_id)
        self._began = began

    def finish(self) -> None:
        body = {
            "destinations": [self._google.destination(self.audience_id)],
            "removeAsOfTime": self._began.strftime("%Y-%m-%dT%H:%M:%SZ"),
        }
        self._google.call("POST", "v1/audienceMembers:removeAll", body)
