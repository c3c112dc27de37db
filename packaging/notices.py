"""The bill of materials (CycloneDX 1.6) and the licences of all that a built package has inside.

    python packaging/notices.py dist/census-desktop      → sbom.cdx.json and THIRD-PARTY-NOTICES.txt in it

Run it with the Python that built the package: its installed packages and, on Debian, the system's tell of their licences.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import uuid
from datetime import UTC, datetime
from email.message import Message
from importlib import metadata
from pathlib import Path
from typing import Any

from census_desktop import __version__

NAME = "census-desktop"
_LICENCE_FILE = re.compile(r"(^|/)(licen[cs]es?/.+|(licen[cs]e|copying|notice|authors|copyright)[^/]*)$", re.IGNORECASE)
_RULE = "=" * 100


def main(bundle: Path) -> None:
    facts = json.loads(next(bundle.rglob("bundle.json")).read_text(encoding="utf-8"))
    libraries = system_packages(facts["system"])
    (bundle / "sbom.cdx.json").write_text(json.dumps(bill(facts, libraries), indent=1) + "\n", encoding="utf-8")
    text, without = notices(facts, libraries)
    (bundle / "THIRD-PARTY-NOTICES.txt").write_text(text, encoding="utf-8")
    counted = f"{len(facts['distributions'])} Python packages, {len(libraries)} system packages"
    print(f"{counted}; without a licence text of their own: {', '.join(without) or 'none'}")


# Bill of materials --------------------------------------------------------------------------------------------------


def bill(facts: dict[str, Any], libraries: dict[str, dict[str, Any]]) -> dict[str, Any]:
    names = [name for name in facts["distributions"] if name != NAME]
    components = [_python_package(name) for name in names]
    components.append(_component("Python", facts["python"], f"pkg:generic/python@{facts['python']}", [_licence("PSF-2.0")]))
    for name, library in libraries.items():
        purl = f"pkg:deb/debian/{name}@{library['version']}?arch={library['arch']}"
        files = [{"name": f"{NAME}:file", "value": file} for file in library["files"]]
        components.append({**_component(name, library["version"], purl, []), "properties": files})
    known = {_key(name): component["bom-ref"] for name, component in zip(names, components, strict=False)}
    root = f"{NAME}@{__version__}"
    links = [{"ref": root, "dependsOn": sorted(component["bom-ref"] for component in components)}]
    for name in names:
        needed = {known[key] for key in map(_key, _needs(name)) if key in known} - {known[_key(name)]}
        links.append({"ref": known[_key(name)], "dependsOn": sorted(needed)})
    body: dict[str, Any] = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": _when().isoformat().replace("+00:00", "Z"),
            "component": {
                "type": "application",
                "bom-ref": root,
                "name": NAME,
                "version": __version__,
                "licenses": [_licence("Apache-2.0")],
                "properties": [{"name": f"{NAME}:extras", "value": " ".join(facts["extras"])}],
            },
        },
        "components": components,
        "dependencies": links,
    }
    # The same package has the same number, whenever its bill is written.
    number = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(body, sort_keys=True))
    return {**body, "serialNumber": f"urn:uuid:{number}"}


def _when() -> datetime:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC).replace(microsecond=0)


def _python_package(name: str) -> dict[str, Any]:
    about: Message = metadata.metadata(name)
    version = metadata.version(name)
    component = _component(name, version, f"pkg:pypi/{_key(name)}@{version}", licences(about))
    if about.get("Summary"):
        component["description"] = about["Summary"]
    return component


def _component(name: str, version: str, purl: str, licences_: list[dict[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}
    return made | ({"licenses": licences_} if licences_ else {})


def licences(about: Message) -> list[dict[str, Any]]:
    """What a package says of its licence: its expression, else its classifiers, else its own words."""
    if expression := about.get("License-Expression"):
        return [{"expression": expression}]
    told = [c.rpartition(" :: ")[2] for c in about.get_all("Classifier") or () if c.startswith("License :: ")]
    words = (about.get("License") or "").strip().splitlines()
    told = [name for name in told if name != "OSI Approved"] or words[:1]
    return [{"license": {"name": name}} for name in told]


def _licence(id_: str) -> dict[str, Any]:
    return {"license": {"id": id_}}


def _needs(name: str) -> list[str]:
    asked = [text for text in metadata.requires(name) or () if "extra ==" not in text]
    return [found[0] for text in asked if (found := re.match(r"[A-Za-z0-9._-]+", text))]


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


# Libraries of the system that were taken along -----------------------------------------------------------------------


def system_packages(files: dict[str, str]) -> dict[str, dict[str, Any]]:
    """By Debian package: version, architecture, files. Elsewhere nothing is known, and nothing is taken from the system."""
    if not files or not shutil.which("dpkg-query"):
        return {}
    found: dict[str, dict[str, Any]] = {}
    for name, path in files.items():
        package = _owner(path)
        if not package:
            raise SystemExit(f"{path} is in the package, and no package of this system owns it.")
        if package not in found:
            version, arch = _asked("dpkg-query", "-W", "-f", "${Version} ${Architecture}", package).split()
            found[package] = {"version": version, "arch": arch, "files": []}
        found[package]["files"].append(name)
    return dict(sorted(found.items()))


def _owner(path: str) -> str:
    for candidate in (path, path.removeprefix("/usr")):
        answer = _asked("dpkg-query", "-S", candidate)
        if answer:
            return answer.partition(": ")[0].partition(":")[0].partition(",")[0]
    return ""


def _asked(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


# Licence texts ------------------------------------------------------------------------------------------------------


def notices(facts: dict[str, Any], libraries: dict[str, dict[str, Any]]) -> tuple[str, list[str]]:
    """All licence texts, and the names of packages that bring none."""
    parts = [
        f"{NAME} {__version__} is licensed under the Apache License 2.0. It contains the works below, under their licences.\n"
    ]
    without = []
    for name in facts["distributions"]:
        if name == NAME:
            continue
        about = metadata.metadata(name)
        texts = _texts(name)
        told = "; ".join(entry.get("expression") or entry["license"]["name"] for entry in licences(about)) or "see below"
        if not texts:
            without.append(name)
            texts = ["It brings no licence text of its own."]
        parts.append(_part(f"{name} {metadata.version(name)}", told, texts))
    base = Path(sys.base_prefix)
    own = [p for p in (base / "LICENSE.txt", *sorted(base.glob("lib/python3*/LICENSE.txt"))) if p.exists()]
    parts.append(_part(f"Python {facts['python']}", "PSF-2.0", [_read(path) for path in own[:1]]))
    for name, library in libraries.items():
        text = Path("/usr/share/doc") / name / "copyright"
        parts.append(_part(f"{name} {library['version']} ({', '.join(library['files'])})", "Debian", [_read(text)]))
    for common in sorted(Path("/usr/share/common-licenses").glob("*GPL-*")) if libraries else ():
        if not common.is_symlink():
            parts.append(_part(common.name, "as referred to above", [_read(common)]))
    return f"\n{_RULE}\n".join(parts), without


def _part(title: str, licence: str, texts: list[str]) -> str:
    return f"{title}\nLicence: {licence}\n\n" + "\n\n".join(dict.fromkeys(text.strip() for text in texts)) + "\n"


def _texts(name: str) -> list[str]:
    files = [
        file for file in metadata.files(name) or () if _LICENCE_FILE.search(str(file)) and file.suffix not in {".py", ".pyc"}
    ]
    return [_read(Path(str(file.locate()))) for file in files]


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


if __name__ == "__main__":
    main(Path(sys.argv[1]))
