"""Files on an SFTP server.

A file is written under another name and renamed when it is whole, so that nobody reads half of one; the server is known by its
host key before it learns anything of ours.

The protocol's own rename refuses to take the place of a file; OpenSSH's addition does it at once, and servers without it answer
that they do not know it (libssh2_sftp_posix_rename_ex): https://libssh2.org/libssh2_sftp_posix_rename_ex.html
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import Any

from census_desktop.destinations._files import FACTS, FILES, FORM_FIELDS, LIMITS
from census_desktop.destinations._files.remote import RemoteFiles
from census_desktop.domain.errors import ConfigError
from census_desktop.domain.manifest import ConfigField, Document, Manifest
from census_desktop.domain.ports import DestinationContext

MANIFEST = Manifest(
    type="sftp",
    title="SFTP server",
    summary="Keeps one CSV, JSON Lines or Parquet file per object up to date in a folder of an SFTP server.",
    icon="folder",
    tint="indigo",
    group="files",
    extra="sftp",
    needs=("paramiko",),
    config=(
        ConfigField("host", "Server", "Its name or address alone.", required=True, placeholder="files.example.com"),
        ConfigField("port", "Port", kind="number", default=22, least=1, most=65_535, whole=True),
        ConfigField("user", "User", required=True),
        ConfigField("password", "Password", "Leave it empty where a private key is enough.", secret=True),
        ConfigField("private_key", "Private key", "The whole text of the key file, as in -----BEGIN OPENSSH PRIVATE KEY-----.",
                    kind="lines", secret=True),
        ConfigField("passphrase", "Passphrase", "Of the private key, if it has one.", secret=True),
        ConfigField("host_key", "Host key",
                    "How the server is known: its fingerprint (SHA256:…) or public key. Leave it empty and test the connection "
                    "to see what the server shows; compare that with what its operator says. Nothing is sent before.",
                    kind="lines", placeholder="ssh-ed25519 SHA256:…"),
        ConfigField("folder", "Folder", "On the server. Without a slash in front it starts where the user does.", default=".",
                    placeholder="/upload/segments"),
        ConfigField("create", "Make the folder", "Makes the folder, and those above it, if they are missing.", kind="boolean",
                    default=True),
        *FORM_FIELDS,
    ),
    objects=(FILES,),
    limits=LIMITS,
    payload="columns",
    keywords="sftp ssh ftp file server upload csv json jsonl parquet",
    documentation="https://man.openbsd.org/sftp-server",
    facts={**FACTS, "Writing": "Under a hidden name first, then renamed; a broken connection begins the file anew",
           "Two writers": "Size and time are compared before the rename; let one computer write a file where you can"},
    credential_help="1. Ask whoever runs the server for the user, the folder, and the server's host key fingerprint.\n"
    "2. Best make a key pair for this program (ssh-keygen -t ed25519) and give them the public part.\n"
    "3. The user needs the right to list, read, write, rename and delete in the folder.",
    cost="Each run fetches the file it changes and sends it back.",
    unverified=(
        "On a server without OpenSSH's rename over a file, the old file is put aside for the moment between two renames.",
        "What a server says when its disk is full or a quota is reached: most give no reason, so it is told as the likely one.",
    ),
    documents=(
        Document("libssh2_sftp_posix_rename_ex", "https://libssh2.org/libssh2_sftp_posix_rename_ex.html", "2026-11-27"),
    ),
)  # fmt: skip


def folder_of(config: Mapping[str, Any]) -> str:
    return posixpath.normpath((config["folder"] or ".").strip() or ".")


class Sftp(RemoteFiles):
    manifest = MANIFEST

    def __init__(self, context: DestinationContext) -> None:
        config = context.connection.config
        host, user = config["host"].strip(), config["user"].strip()
        if not host or any(c in host for c in "/@ "):
            raise ConfigError("The server is its name or address alone.", hint="User, port and folder have their own fields.")
        try:
            from census_desktop.destinations.sftp.server import Server
        except ImportError:
            raise ConfigError(
                "What speaks to SFTP servers is not installed.", hint='Install it: pip install "census-desktop[sftp]".'
            ) from None
        self._server = Server(
            host,
            user,
            config,
            context.secrets,
            writer=str(context.folder),
            clock=context.clock,
            calls=context.calls,
        )
        super().__init__(context, self._server)

    @staticmethod
    def where(config: Mapping[str, Any]) -> str:
        host, user = config["host"].strip(), config["user"].strip()
        return f"{user}@{host}:{int(config['port'])}\n{folder_of(config)}"

    def test(self) -> str:
        """Makes and removes a hidden file of no content, where the folder is there."""
        if not self._server.has_folder():
            return f"{self._server.title} does not exist yet; the first run makes it."
        self._server.ready()
        count = sum(map(self._form.is_object, self._server.names()))
        return f"{self._server.title}: {count} {self._form.extension} files."
