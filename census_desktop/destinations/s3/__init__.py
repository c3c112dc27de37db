"""Files in a bucket: Amazon S3, or any service that speaks its protocol.

An object of the bucket appears whole or not at all, and one that somebody else wrote since it was read is never overwritten:
- Add preconditions to S3 operations with conditional requests:
  https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html
- How to prevent object overwrites with conditional writes:
  https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from census_desktop.destinations._files import FACTS, FILES, FORM_FIELDS, LIMITS
from census_desktop.destinations._files.remote import RemoteFiles
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.manifest import ConfigField, Document, Manifest
from census_desktop.domain.ports import DestinationContext

PASTED, OWN = "These keys", "This computer's"

MANIFEST = Manifest(
    type="s3",
    title="S3 bucket",
    summary="Keeps one CSV, JSON Lines or Parquet file per object up to date in a bucket of Amazon S3 or a service like it.",
    icon="folder",
    tint="green",
    group="files",
    extra="s3",
    needs=("botocore",),
    config=(
        ConfigField("bucket", "Bucket", "Its name alone. It must be there already.", required=True, placeholder="my-segments"),
        ConfigField("prefix", "Prefix", "Goes before every file's name, like a folder.", placeholder="census/segments/"),
        ConfigField("region", "Region", "Where the bucket is, as in eu-central-1. Other services often take any word.",
                    default="us-east-1"),
        ConfigField("endpoint", "Endpoint", "Address of a service like S3 (MinIO, Cloudflare R2, Ceph …). Empty means Amazon.",
                    placeholder="https://storage.example.com"),
        ConfigField("path_style", "Bucket in the path",
                    "Asks for https://endpoint/bucket instead of https://bucket.endpoint; many services of one's own need it.",
                    kind="boolean", default=False),
        ConfigField("sign_in", "Credentials", f"“{OWN}” are those that Amazon's own tools find here: environment, profile, "
                    "single sign-on or the machine's role.", kind="choice", default=PASTED, choices=(PASTED, OWN)),
        ConfigField("profile", "Profile", f"Of the file ~/.aws/config, for “{OWN}”. Empty means the usual one."),
        ConfigField("access_key", "Access key ID", f"For “{PASTED}”.", placeholder="AKIA…"),
        ConfigField("secret_key", "Secret access key", f"For “{PASTED}”.", secret=True),
        ConfigField("session_token", "Session token", "With temporary keys only; they run out after some hours.", secret=True),
        ConfigField("guard", "Guard against other writers",
                    "Refuses to write over a file that somebody else changed meanwhile (If-Match). Turn it off for a service "
                    "that does not know this; then nobody else may write these files.", kind="boolean", default=True),
        ConfigField("kms_key", "KMS key", "Encrypts with this key (SSE-KMS). Empty means as the bucket is set up.",
                    placeholder="arn:aws:kms:…"),
        *FORM_FIELDS,
    ),
    objects=(FILES,),
    limits=LIMITS,
    payload="columns",
    keywords="s3 amazon aws bucket object storage minio r2 cloudflare ceph wasabi csv json jsonl parquet lake",
    documentation="https://docs.aws.amazon.com/AmazonS3/latest/userguide/Welcome.html",
    facts={**FACTS, "Writing": "One request a file; large ones in parts that show only when all are there",
           "Two writers": "The second one merges anew into what the first one wrote"},
    credential_help="1. In the AWS console, open IAM and make a user or role for this program.\n"
    "2. Give it s3:ListBucket on the bucket, and s3:GetObject, s3:PutObject and s3:AbortMultipartUpload on its objects "
    "(with a KMS key also kms:GenerateDataKey and kms:Decrypt).\n"
    "3. Make an access key for it, and enter its ID and its secret here.",
    cost="Each run fetches the file it changes and sends it back: two requests and the file's size twice, for each object.",
    unverified=(
        "The names of S3's errors that are told apart here (ExpiredToken, SlowDown, RequestTimeTooSkewed …).",
        "That services other than Amazon S3 keep the promise of If-Match and If-None-Match; some answer that they do not know "
        "it, and the file is not written then.",
    ),
    documents=(
        Document("Add preconditions to S3 operations with conditional requests",
                 "https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html", "2026-11-27"),
        Document("How to prevent object overwrites with conditional writes",
                 "https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html", "2026-11-27"),
    ),
)  # fmt: skip


class S3(RemoteFiles):
    manifest = MANIFEST

    def __init__(self, context: DestinationContext) -> None:
        config = context.connection.config
        bucket, prefix, endpoint = _checked(config["bucket"], config["prefix"] or "", config["endpoint"] or "")
        try:
            from census_desktop.destinations.s3.bucket import Bucket
        except ImportError:
            raise ConfigError(
                "What speaks to S3 is not installed.", hint='Install it: pip install "census-desktop[s3]".'
            ) from None
        self._bucket = Bucket(
            bucket,
            prefix,
            endpoint,
            config,
            context.secrets,
            pasted=config["sign_in"] == PASTED,
            clock=context.clock,
            calls=context.calls,
        )
        super().__init__(context, self._bucket)

    @staticmethod
    def where(config: Mapping[str, Any]) -> str:
        bucket, prefix, endpoint = _checked(config["bucket"], config["prefix"] or "", config["endpoint"] or "")
        return f"{endpoint}\n{bucket}\n{prefix}"

    def test(self) -> str:
        count = sum(map(self._form.is_object, self._bucket.names()))
        self._bucket.ready()
        return f"{self._bucket.title}: {count} {self._form.extension} files."


def _checked(bucket: str, prefix: str, endpoint: str) -> tuple[str, str, str]:
    bucket, prefix, endpoint = bucket.strip(), prefix.strip().strip("/"), endpoint.strip().rstrip("/")
    if "/" in bucket and not bucket.startswith("arn:"):
        raise ConfigError("The bucket is its name alone.", hint="What comes after the slash belongs into the prefix.")
    if any(part in ("", ".", "..") for part in prefix.split("/")) and prefix:
        raise ConfigError("The prefix has a part without a name, or one of points alone.", hint="As in census/segments/.")
    if endpoint:
        from census_desktop.destinations._http import check_url

        check_url(endpoint)
    return bucket, f"{prefix}/" if prefix else "", endpoint
