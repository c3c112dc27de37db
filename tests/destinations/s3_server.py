"""A real S3 protocol server for tests (moto's), one a session, on loopback."""

from __future__ import annotations

import itertools
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.postgres import free_port

REGION = "eu-central-1"


@dataclass
class S3Server:
    """Requests are signed and checked, and allowed by policies of users."""

    url: str
    access_key: str = ""
    secret_key: str = ""
    _clients: dict[tuple[str, ...], Any] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    @property
    def secrets(self) -> dict[str, str]:
        return {"secret_key": self.secret_key}

    def client(self, service: str = "s3") -> Any:
        import boto3

        key = (self.access_key or "first", self.secret_key or "first")
        if (service, *key) not in self._clients:
            session = boto3.Session(*key, region_name=REGION)
            self._clients[(service, *key)] = session.client(service, endpoint_url=self.url)
        return self._clients[(service, *key)]

    def new_user(self, *actions: str) -> tuple[str, str]:
        """Access key and secret of somebody who may do these."""
        iam, name = self.client("iam"), f"user-{next(self._numbers)}"
        iam.create_user(UserName=name)
        rights = [{"Effect": "Allow", "Action": list(actions), "Resource": "*"}]
        policy = json.dumps({"Version": "2012-10-17", "Statement": rights})
        iam.put_user_policy(UserName=name, PolicyName="rights", PolicyDocument=policy)
        key = iam.create_access_key(UserName=name)["AccessKey"]
        return key["AccessKeyId"], key["SecretAccessKey"]

    def new_bucket(self) -> str:
        name = f"segments-{next(self._numbers)}"
        self.client().create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
        return name

    def config(self, bucket: str, **more: Any) -> dict[str, Any]:
        there = {"endpoint": self.url, "region": REGION, "path_style": True}
        return {"bucket": bucket, **there, "access_key": self.access_key, **more}

    def files(self, bucket: str) -> dict[str, bytes]:
        client = self.client()
        found = client.list_objects_v2(Bucket=bucket).get("Contents", [])
        return {f["Key"]: client.get_object(Bucket=bucket, Key=f["Key"])["Body"].read() for f in found}

    def unfinished(self, bucket: str) -> list[str]:
        return [u["Key"] for u in self.client().list_multipart_uploads(Bucket=bucket).get("Uploads", [])]


@pytest.fixture(scope="session")
def s3() -> Iterator[S3Server]:
    import requests
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    port = free_port()
    running = ThreadedMotoServer("127.0.0.1", port, verbose=False)
    running.start()
    server = S3Server(f"http://127.0.0.1:{port}")
    try:
        server.access_key, server.secret_key = server.new_user("*")
        requests.post(f"{server.url}/moto-api/reset-auth", data=b"0", timeout=5).raise_for_status()
        yield server
    finally:
        running.stop()
