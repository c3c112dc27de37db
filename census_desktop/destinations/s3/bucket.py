"""A bucket over botocore: whole objects, written on condition; and what its errors mean."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from botocore import exceptions as failed
from botocore.config import Config
from botocore.loaders import create_loader
from botocore.session import Session

from census_desktop.destinations._files.place import Changed
from census_desktop.destinations._files.remote import KEPT, LISTED
from census_desktop.destinations._http.address import authorities, is_loopback
from census_desktop.destinations._http.recording import shown_address
from census_desktop.domain.errors import CensusError, ConfigError, CredentialError, DestinationError, TransientError
from census_desktop.domain.ports import CallLog, Clock
from census_desktop.domain.records import Call

PART = 64 * 1024 * 1024
"""A file up to this size goes in one request, a larger one in parts of it: 10,000 of them at most, 640 GB."""

_KINDS = {".csv": "text/csv; charset=utf-8", ".jsonl": "application/x-ndjson", ".parquet": "application/vnd.apache.parquet"}

_REFUSED = {"InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken", "TokenRefreshRequired", "401",
            "InvalidClientTokenId", "RequestExpired", "Unauthorized"}  # fmt: skip
_PASSING = {"SlowDown", "InternalError", "ServiceUnavailable", "RequestTimeout", "OperationAborted", "TooManyRequests",
            "Throttling", "ThrottlingException", "429", "500", "502", "503", "504"}  # fmt: skip
_ELSEWHERE = {"PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException", "301", "307", "400"}
_OTHERS_WROTE = {"PreconditionFailed", "ConditionalRequestConflict", "412"}
_NOT_THERE = {"NoSuchKey", "404"}


class Bucket:
    """One bucket and prefix. What lies deeper than the prefix is none of its files."""

    def __init__(
        self,
        name: str,
        prefix: str,
        endpoint: str,
        config: Mapping[str, Any],
        secrets: Mapping[str, str],
        *,
        pasted: bool,
        clock: Clock,
        calls: CallLog | None = None,
    ) -> None:
        self.title = f"s3://{name}/{prefix}"
        self._name = name
        self._prefix = prefix
        self._guard: bool = config["guard"]
        self._extra: dict[str, Any] = {}
        if key := config["kms_key"]:
            self._extra = {"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": key}
        self._part = PART
        with self._errors(outcome_known=True):
            self._client = _session(config, secrets, pasted).create_client(
                "s3",
                region_name=config["region"] or None,
                endpoint_url=endpoint or None,
                verify=authorities(),
                config=_settings(bool(config["path_style"]), pasted, is_here=is_loopback(urlsplit(endpoint).hostname)),
            )
        if calls is not None:
            _Requests(calls, clock, secrets).listen(self._client)

    def names(self) -> Sequence[str]:
        found: list[str] = []
        with self._errors(outcome_known=True):
            pages = self._client.get_paginator("list_objects_v2").paginate(
                Bucket=self._name, Prefix=self._prefix, Delimiter="/", PaginationConfig={"MaxItems": LISTED}
            )
            for page in pages:
                found += [entry["Key"].removeprefix(self._prefix) for entry in page.get("Contents", ())]
        return found

    def ready(self) -> None:
        """Begins a file in parts and drops it, which shows the right to write; nothing can be seen of it meanwhile."""
        with self._errors(outcome_known=True):
            self._abort(self._begin("census-desktop-test"))

    def beginning(self, name: str, size: int) -> bytes:
        try:
            with self._errors(outcome_known=True):
                answer = self._client.get_object(Bucket=self._name, Key=self._prefix + name, Range=f"bytes=0-{size - 1}")
                return bytes(answer["Body"].read())
        except DestinationError:
            return b""  # an empty file has no range; a locked one only lacks its fields here

    def fetch(self, name: str, into: Path, known: str) -> str:
        condition = {"IfNoneMatch": known} if known else {}
        try:
            with self._errors(outcome_known=True):
                answer = self._client.get_object(Bucket=self._name, Key=self._prefix + name, **condition)
                with into.open("wb") as file:
                    for chunk in answer["Body"].iter_chunks(1024 * 1024):
                        file.write(chunk)
                return str(answer["ETag"])
        except _Unchanged:
            return known
        except _NotThere:
            return ""

    def put(self, file: Path, name: str, over: str | None) -> None:
        condition: dict[str, Any] = {}
        if self._guard and over is not None:
            condition = {"IfMatch": over} if over else {"IfNoneMatch": "*"}
        try:
            with self._errors(outcome_known=False):
                if file.stat().st_size > self._part:
                    self._put_parts(file, name, condition)
                else:
                    with file.open("rb") as body:
                        self._client.put_object(**self._new(name), Body=body, **condition)
        except _NotThere:  # it was deleted since it was read
            raise Changed from None

    def _put_parts(self, file: Path, name: str, condition: Mapping[str, Any]) -> None:
        upload = self._begin(name)
        parts: list[dict[str, Any]] = []
        try:
            with file.open("rb") as body:
                while chunk := body.read(self._part):
                    number = len(parts) + 1
                    answer = self._client.upload_part(**upload, PartNumber=number, Body=chunk)
                    parts.append({"ETag": answer["ETag"], "PartNumber": number})
            self._client.complete_multipart_upload(**upload, MultipartUpload={"Parts": parts}, **condition)
        except BaseException:
            with suppress(failed.BotoCoreError, failed.ClientError):
                self._abort(upload)
            raise

    def _begin(self, name: str) -> dict[str, str]:
        answer = self._client.create_multipart_upload(**self._new(name))
        return {**self._at(name), "UploadId": answer["UploadId"]}

    def _abort(self, upload: Mapping[str, str]) -> None:
        self._client.abort_multipart_upload(**upload)

    def _at(self, name: str) -> dict[str, str]:
        return {"Bucket": self._name, "Key": self._prefix + name}

    def _new(self, name: str) -> dict[str, Any]:
        kind = _KINDS.get(Path(name).suffix)
        return {**self._at(name), **self._extra, **({"ContentType": kind} if kind else {})}

    def close(self) -> None:
        self._client.close()

    @contextmanager
    def _errors(self, *, outcome_known: bool) -> Iterator[None]:
        try:
            yield
        except failed.ClientError as error:
            raise _meaning(error, self.title, outcome_known) from None
        except failed.BotoCoreError as error:
            raise _without_answer(error, self.title, outcome_known) from None
        except ValueError:  # botocore's word for an endpoint that is none
            raise ConfigError("The endpoint is not a web address.", hint="As in https://storage.example.com.") from None


class _Requests:
    """Tells the record of requests of each: its address without what a query holds, and how it ended."""

    def __init__(self, calls: CallLog, clock: Clock, secrets: Mapping[str, str]) -> None:
        self._calls = calls
        self._clock = clock
        self._secrets = tuple(value for value in secrets.values() if value)

    def listen(self, client: Any) -> None:
        client.meta.events.register("before-call.s3", self._begun)
        client.meta.events.register("after-call.s3", self._answered)
        client.meta.events.register("after-call-error.s3", self._unanswered)

    def _begun(self, params: Mapping[str, Any], context: dict[str, Any], **_: Any) -> None:
        context["census_desktop"] = (str(params["method"]), str(params["url"]), self._clock.monotonic())

    def _answered(self, http_response: Any, parsed: Mapping[str, Any], context: Mapping[str, Any], **_: Any) -> None:
        code = str(parsed.get("Error", {}).get("Code", ""))
        self._record(context, int(http_response.status_code), code)

    def _unanswered(self, exception: Exception, context: Mapping[str, Any], **_: Any) -> None:
        self._record(context, 0, type(exception).__name__)

    def _record(self, context: Mapping[str, Any], status: int, error: str) -> None:
        method, url, began = context["census_desktop"]
        address = shown_address(url, "", self._secrets)
        seconds = round(self._clock.monotonic() - began, 6)
        call = Call(self._clock.now(), method, address, status, seconds, error=error)
        self._calls.record(lambda: call)


class _NotThere(Exception):
    """No object of that name."""


class _Unchanged(Exception):
    """It is the version that is known."""


@functools.cache
def _loader() -> Any:
    """Reads the descriptions of services, which takes longer than a request: once."""
    return create_loader()


def _session(config: Mapping[str, Any], secrets: Mapping[str, str], pasted: bool) -> Any:
    if not pasted:
        session = Session(profile=config["profile"] or None)
        session.register_component("data_loader", _loader())
        return session
    key, secret = config["access_key"], secrets.get("secret_key", "")
    if not key or not secret:
        raise CredentialError(
            "The access key ID or its secret is missing.",
            kept=KEPT,
            hint="Enter both under Destinations, or choose the credentials of this computer.",
        )
    # Pasted keys stand alone: no profile, file or variable of this computer has a say.
    session = Session(session_vars={"profile": (None, None, None, None), "config_file": (None, None, os.devnull, None)})
    session.register_component("data_loader", _loader())
    session.set_credentials(key, secret, secrets.get("session_token") or None)
    return session


def _settings(path_style: bool, pasted: bool, *, is_here: bool) -> Any:
    return Config(
        signature_version="s3v4",
        s3={"addressing_style": "path" if path_style else "auto"},
        connect_timeout=5,
        read_timeout=60,
        retries={"mode": "standard", "total_max_attempts": 2},
        # Other services do not know the newer checksums.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        proxies={} if is_here else None,
        # Pasted keys go to the endpoint of the form alone, whatever the environment says.
        ignore_configured_endpoint_urls=pasted,
        user_agent_appid="census-desktop",
    )


def _meaning(error: Any, title: str, outcome_known: bool) -> Exception:
    code = str(error.response.get("Error", {}).get("Code", ""))
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    if code == "304" or status == 304:
        return _Unchanged()
    if code == "NoSuchBucket":
        return ConfigError(f"There is no bucket of {title}.", hint="Make it, or correct its name, region or endpoint.")
    if code in _NOT_THERE:
        return _NotThere()
    if code in _OTHERS_WROTE:
        return Changed()
    if code in _PASSING or status in (429, 500, 502, 503, 504):
        return TransientError(f"{title} could not take this ({code}).", kept=KEPT, outcome_known=outcome_known)
    return _refusal(code, status, title)


def _refusal(code: str, status: int, title: str) -> CensusError:
    if code == "NotImplemented" or status == 501:
        return ConfigError(
            f"The service of {title} does not know how to write on condition.",
            hint="Turn off “Guard against other writers” if this program alone writes these files.",
        )
    if code in _REFUSED:
        what = "The keys have run out" if code in ("ExpiredToken", "RequestExpired") else f"{title} refused the keys ({code})"
        return CredentialError(f"{what}.", kept=KEPT, hint="Enter them again under Destinations, then run the sync once more.")
    if code == "RequestTimeTooSkewed":
        return DestinationError(f"{title} refused this computer's time.", kept=KEPT, hint="Set its clock, then run again.")
    if code in _ELSEWHERE:
        return ConfigError(f"The bucket of {title} is in another region ({code}).", hint="Correct the region or the endpoint.")
    if status == 403:
        return CredentialError(
            f"These keys may not do this in {title} ({code}).",
            kept=KEPT,
            hint="They need s3:ListBucket, s3:GetObject, s3:PutObject and s3:AbortMultipartUpload there; or enter others under "
            "Destinations.",
        )
    return DestinationError(f"{title} cannot take this ({code or status}).", kept=KEPT, hint="Look at the bucket's rules.")


def _without_answer(error: Exception, title: str, outcome_known: bool) -> CensusError:
    if isinstance(error, failed.NoCredentialsError | failed.PartialCredentialsError | failed.ProfileNotFound):
        return CredentialError(
            "This computer has no credentials for S3.", kept=KEPT, hint="Enter keys under Destinations, or correct the profile."
        )
    if isinstance(error, failed.TokenRetrievalError | failed.SSOError | failed.CredentialRetrievalError):
        return CredentialError(
            "The sign-in of this computer has run out.",
            kept=KEPT,
            hint="Sign in again with Amazon's own tool (aws sso login), or enter keys under Destinations.",
        )
    if isinstance(error, failed.ParamValidationError | failed.UnknownServiceError | failed.InvalidRegionError):
        return ConfigError(f"{title} is no place that can be asked for.", hint="Correct the bucket's name or the region.")
    if isinstance(error, failed.SSLError):
        return ConfigError(
            f"The certificate of {title} does not check.",
            hint="A company's own authority is taken from REQUESTS_CA_BUNDLE; else correct the endpoint.",
        )
    never_there = isinstance(error, failed.EndpointConnectionError | failed.ConnectTimeoutError | failed.ProxyConnectionError)
    return TransientError(
        f"{title} cannot be reached ({type(error).__name__}).",
        kept=KEPT,
        hint="Check the network and the endpoint.",
        outcome_known=outcome_known or never_there,
    )
