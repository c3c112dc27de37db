"""What build.spec needs to know of files: which nobody uses, whose they are, and what a bundle says about itself."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Sequence
from importlib import metadata
from pathlib import Path

GUIDE_PARTS = ("Sphinx", "furo", "sphinx-basic-ng", "Pygments")
"""Whose style sheets and scripts are in the pages of the user guide."""

Entry = tuple[str, str, str]
"""Name in the bundle, file, PyInstaller's kind."""

UNWANTED = re.compile(
    # libarrow_substrait and libarrow_dataset must stay: pyarrow's own library is linked to them.
    r"pyarrow/(include|includes|tests|src)/|pyarrow/[^/]+\.(pxd|pyx|pxi|h)$|"
    r"pyarrow/_(azurefs|cuda|dataset|feather|flight|gcsfs|hdfs|json|orc|parquet_encryption|s3fs|substrait|pyarrow_cpp)|"
    r"libarrow_(flight|python_flight|python_parquet_encryption|s3)|"
    # Qt: no QML, no printing, and on Linux the platforms of a desktop and the one without a screen.
    r"Qt6?(Quick|Qml|Designer|Pdf|VirtualKeyboard|Sql|Test|PrintSupport|Help|UiTools|LabsPlatform|EglFS|Eglfs|EglFs)|"
    r"plugins/(qmltooling|sqldrivers|printsupport|designer|virtualkeyboard|egldeviceintegrations|generic)|"
    # What tells of the network asks NetworkManager or ConnMan by D-Bus; GLib's own would bring GIO.
    r"networkinformation/libqglib|"
    r"platforms/libq(eglfs|linuxfb|minimal|minimalegl|vkkhrdisplay|vnc)\.so|"
    r"imageformats/(lib)?q(icns|tga|tiff|wbmp)\.|qml/|translations/qt(?!base_(de|es)\.qm)|"
    r"platformthemes/libqgtk3|"
    # What translators work on; the program reads what is made of it.
    r"resources/translations/[^/]+\.ts$|"
    # Data of services and languages that nothing here asks for; templates write numbers and dates in English.
    r"botocore/data/(?!(s3|sts|sso|sso-oidc|signin)/|[^/]+\.json(\.gz)?$)|botocore/docs/|"
    r"babel/locale-data/(?!(root|en|en_US|en_001|en_GB)\.dat$)|pytz/zoneinfo/|"
    # Where the package was built is nobody's business, and differs from build to build.
    r"dist-info/(direct_url\.json|RECORD|INSTALLER|REQUESTED)$"
)
KEPT = re.compile(r"libgcc_s|libstdc\+\+|libpython|libssl|libcrypto|libz\.|vcruntime|msvcp|ucrt|api-ms|python3")
"""Libraries that are asked for by name while running, or by the starter itself."""


def wanted(entries: Iterable[Entry]) -> list[Entry]:
    """Without what nobody uses. pyarrow's wheel has libarrow_python.so, ….so.N and ….so.N.M.K, all whole: only the middle one
    is linked to, so it alone stays."""
    left = [entry for entry in entries if not UNWANTED.search(entry[0].replace("\\", "/"))]
    linked = {entry[0] for entry in left if re.fullmatch(r"pyarrow/lib\w+\.so\.\d+", entry[0])}
    copies = re.compile("|".join(f"{re.escape(name.rpartition('.')[0])}|{re.escape(name)}\\..+" for name in linked) or "(?!)")
    return [entry for entry in left if not copies.fullmatch(entry[0])]


def without_orphans(binaries: Sequence[Entry]) -> list[Entry]:
    """Without libraries of the system that only left-out ones wanted, such as GTK's."""
    from PyInstaller.depend.bindepend import get_imports

    if not sys.platform.startswith("linux"):
        return list(binaries)
    linked = {entry[0]: {name.rsplit("/", 1)[-1] for name, _ in get_imports(entry[1])} for entry in binaries}
    left = list(binaries)
    while True:
        asked = set().union(*(linked[entry[0]] for entry in left))
        kept = [e for e in left if "/" in e[0] or e[0] in asked or KEPT.search(e[0]) or ".cpython" in e[0] or ".abi3" in e[0]]
        if len(kept) == len(left):
            return kept
        left = kept


def about(entries: Iterable[Entry], extras: Sequence[str]) -> str:
    """What is inside, as JSON: distributions of Python packages, and the system's libraries by their files."""
    entries = list(entries)
    owners = {
        str(Path(str(file.locate())).resolve()): dist.metadata["Name"]
        for dist in metadata.distributions()
        for file in dist.files or ()
        if not str(file).startswith("..")
    }
    distributions: set[str] = {"pyinstaller"}  # its starter is in each executable
    system: dict[str, str] = {}
    homes = [Path(p).resolve() for p in (sys.base_prefix, sys.prefix, Path.cwd())]
    if any(name.startswith("guide/") for name, _, _ in entries):
        distributions.update(metadata.metadata(part)["Name"] for part in GUIDE_PARTS)
    for name, file, kind in entries:
        path = Path(file).resolve() if file else Path()
        if owner := owners.get(str(path)):
            distributions.add(owner)
        elif kind == "BINARY" and not any(path.is_relative_to(home) for home in homes):
            system[name] = str(path)
    facts = {
        "python": sys.version.split()[0],
        "platform": sys.platform,
        "extras": sorted(extras),
        "distributions": {name: metadata.version(name) for name in sorted(distributions, key=str.lower)},
        "system": dict(sorted(system.items())),
    }
    return json.dumps(facts, indent=1) + "\n"
