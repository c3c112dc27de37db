"""Whether the folder is a good place for a workspace: SQLite's log needs a local disk that nothing else writes to."""

from __future__ import annotations

from pathlib import Path

_SYNCED = ("dropbox", "onedrive", "google drive", "googledrive", "icloud", "mobile documents", "cloudstorage", "nextcloud")
_NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "afs", "ceph", "glusterfs", "fuse.glusterfs"})

_MOUNTS = Path("/proc/self/mounts")


def warning(folder: Path, mounts: Path = _MOUNTS) -> str:
    """What is wrong with the place, for the user; "" when nothing is known to be."""
    if part := next((part for part in folder.parts if part.casefold().startswith(_SYNCED)), ""):
        return (
            f"The workspace is inside “{part}”, which another program keeps in step: it can replace or damage the file while "
            "it is open. Keep the workspace elsewhere and export its document instead."
        )
    if folder.drive.startswith("\\\\") or _file_system(folder, mounts) in _NETWORK:
        return (
            "The workspace is on a network drive, where its file can be damaged when two computers open it. Use a local disk."
        )
    return ""


def _file_system(folder: Path, mounts: Path) -> str:
    """The type of the file system that holds the folder, where the system tells (Linux)."""
    if not mounts.exists():
        return ""
    found = [(Path(line[1].replace("\\040", " ")), line[2]) for line in map(str.split, mounts.read_text().splitlines())]
    holding = [(len(place.parts), type_) for place, type_ in found if folder.is_relative_to(place)]
    return max(holding, default=(0, ""))[1]
