"""The installed program on a desktop, used as its user would: `python -m tests.installed ROOT FOLDER [pictures=DIR]`.

ROOT is / or a Debian root (as root; its /proc mounted), FOLDER where `census-desktop` and `census-desktop-window` are in it.
The screen, the session bus and the keyring daemon are real, private and thrown away; the program of a Debian root meets them
by abstract sockets, and the service that takes what a sync sends by 127.0.0.1. Everything is judged from outside: by what the
service got, by files, by windows of the X server, by what the program started as a browser, and by what another call says.

Needs Xvfb, xdotool, dbus-daemon, gnome-keyring-daemon; for pictures ImageMagick's import.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar
from urllib.parse import quote

PASSWORD = "Bearer s3cret-of-the-hook-9f1c"
LONGEST_SECONDS = 60.0
T = TypeVar("T")
SYNC = "Newsletter readers → CRM hook"


class Service(ThreadingHTTPServer):
    """Takes records from those who have the credential, and remembers their keys."""

    def __init__(self) -> None:
        self.keys: set[str] = set()
        self.refused = 0
        super().__init__(("127.0.0.1", 0), Taking)


class Taking(BaseHTTPRequestHandler):
    server: Service

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        allowed = self.headers["Authorization"] == PASSWORD
        if allowed:
            self.server.keys.update(str(sorted(record.items())) for record in body["records"])
        else:
            self.server.refused += 1
        self.send_response(200 if allowed else 401)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_: object) -> None:
        pass


class Installed:
    """The program in its root, with a home folder and a desktop of its own."""

    def __init__(self, root: Path, folder: str, home: Path, environment: dict[str, str]) -> None:
        """`home` is where it is on this side."""
        self.root, self.folder, self.home = root, folder, home
        self.environment = environment

    def inside(self, path: Path) -> str:
        return "/" + str(path.relative_to(self.root)) if self.root != Path("/") else str(path)

    def command(self, program: str, *arguments: str, **more: str) -> list[str]:
        home = self.inside(self.home)
        told = {
            "HOME": home,
            "PATH": f"{home}/bin:/usr/local/bin:/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "XDG_RUNTIME_DIR": f"{home}/run",
            "CENSUS_DESKTOP_HOME": f"{home}/workspace",
            **self.environment,
            **more,
        }
        prefix = ["chroot", str(self.root)] if self.root != Path("/") else []
        return [*prefix, "env", "-i", *(f"{k}={v}" for k, v in told.items()), f"{self.folder}/{program}", *arguments]

    def says(self, *arguments: str, given: str = "") -> str:
        """What the command line answers. Its failure is one."""
        done = subprocess.run(self.command("census-desktop", *arguments), input=given, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"census-desktop {' '.join(arguments)}: exit code {done.returncode}\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def asked(self, *arguments: str) -> Any:
        return json.loads(self.says(*arguments, "--json"))

    @contextmanager
    def window(self, **more: str) -> Iterator[str]:
        """The window, open; the X server's number of it. At the end it is told to close, and must."""
        process = subprocess.Popen(self.command("census-desktop-window", **more))
        try:
            found = until("a window", lambda: self.windows() if process.poll() is None else ["none: it ended"])
            yield found[0]
            process.terminate()
            if code := process.wait(LONGEST_SECONDS):
                sys.exit(f"The window ended with {code}.")
        finally:
            process.kill()

    def windows(self) -> list[str]:
        return self.by_hand("search", "--onlyvisible", "--name", " – Census Desktop$").split()

    def by_hand(self, *arguments: str) -> str:
        command = ["xdotool", *arguments]
        return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **self.environment}).stdout

    def key(self, *keys: str) -> None:
        self.by_hand("key", "--clearmodifiers", "--delay", "60", *keys)

    def picture(self, folder: Path | None, name: str) -> None:
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            command = ["import", "-window", "root", str(folder / f"{name}.png")]
            subprocess.run(command, check=True, env={**os.environ, **self.environment})


def say(text: str) -> None:
    sys.stdout.write(f"{text.rstrip()}\n")
    sys.stdout.flush()


def until(what: str, ask: Callable[[], T]) -> T:
    """The first answer that is one."""
    end = time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < end:
        if answer := ask():
            return answer
        time.sleep(0.1)
    sys.exit(f"Waited {LONGEST_SECONDS:.0f} seconds for {what}.")


@contextmanager
def desktop(root: Path) -> Iterator[tuple[Path, dict[str, str]]]:
    """A home folder, and where screen and session bus are."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="census-", dir=root / "tmp")))
        (home / "run").mkdir(mode=0o700)

        def kept(*command: str, **more: Any) -> subprocess.Popen[bytes]:
            process = subprocess.Popen(command, **more)
            stack.callback(process.wait, 20)
            stack.callback(process.terminate)
            return process

        number, told = os.pipe()
        screen = ("-screen", "0", "1280x800x24", "-nolisten", "tcp", "-ac")
        kept("Xvfb", "-displayfd", str(told), *screen, pass_fds=(told,), stderr=subprocess.DEVNULL)
        os.close(told)
        with os.fdopen(number) as answer:
            display = f":{answer.readline().strip()}"
        quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        address = f"unix:abstract={home}/bus"
        bus = kept("dbus-daemon", "--session", "--nofork", "--print-address", "--address", address, **quiet)
        assert bus.stdout is not None
        environment = {"DISPLAY": display, "DBUS_SESSION_BUS_ADDRESS": bus.stdout.readline().decode().strip()}
        # A keyring that is open, as after logging in; its password is a newline.
        keyring = {**os.environ, **environment, "HOME": str(home), "XDG_RUNTIME_DIR": str(home / "run")}
        keyring = {key: value for key, value in keyring.items() if key not in ("XDG_DATA_HOME", "XDG_CONFIG_HOME")}
        daemon = ("gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets")
        held = kept(*daemon, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=keyring)
        assert held.stdin is not None
        held.stdin.write(b"\n")
        held.stdin.close()
        # Stands for a browser: it notes what it was asked to open, and which libraries it would have used.
        (home / "bin").mkdir()
        browser = home / "bin" / "xdg-open"
        browser.write_text('#!/bin/sh\nprintf "%s %s\\n" "$1" "${LD_LIBRARY_PATH:-none}" >> "$HOME/opened"\n', encoding="utf-8")
        browser.chmod(0o755)
        yield home, environment


def main(root: Path, folder: str, pictures: Path | None) -> None:
    service = Service()
    Thread(target=service.serve_forever, daemon=True).start()
    with desktop(root) as (home, environment):
        program = Installed(root, folder, home, environment)
        say(program.says("selftest"))
        program.says("demo", "--no-window")
        keyring_and_run(program, service)
        say(program.says("doctor"))
        main_job(program, pictures)
        german(program, pictures)
        left = [path for path in (home / "workspace").rglob("*") if path.is_file() and PASSWORD.encode() in path.read_bytes()]
        if left:
            sys.exit(f"The credential is in {left}.")
    service.shutdown()
    say("The installed program was used: everything as it should be.")


def keyring_and_run(program: Installed, service: Service) -> None:
    """A credential goes to the keyring by one process, and another takes it from there."""
    url = f"http://127.0.0.1:{service.server_port}/in"
    hook = ("--name", "CRM hook", "--type", "webhook", "--config", f"url={url}", "--secret-stdin")
    program.says("destinations", "add", *hook, given=json.dumps({"auth": PASSWORD}))
    size = next(s["size"] for s in program.asked("segments", "list") if s["name"] == "Newsletter readers")
    program.says("run", SYNC)
    if (len(service.keys), service.refused) != (size, 0):
        sys.exit(f"Of {size} records {len(service.keys)} arrived; {service.refused} requests had no credential.")
    say(f"{size} records arrived, with the credential from the keyring")


def main_job(program: Installed, pictures: Path | None) -> None:
    """By keyboard: Quick Sync of a segment that a link showed, to the folder; then help."""
    segment = "VIP, Germany and France"
    before = {sync["name"] for sync in program.asked("syncs", "list")}
    with program.window() as window:
        begun = time.monotonic()
        program.says("open", f"census-desktop://segment/{quote(segment)}")
        took = time.monotonic() - begun
        if program.windows() != [window]:
            sys.exit("A second start opened a second window.")
        say(f"a second start handed its link over in {took:.1f} s")
        time.sleep(2)
        program.picture(pictures, "segment")
        program.by_hand("windowfocus", "--sync", window)
        program.key("ctrl+j")
        time.sleep(2)
        program.by_hand("type", "--delay", "30", "team")
        time.sleep(1)
        program.picture(pictures, "quick-sync")
        program.key("Return")
        made = until("a new sync", lambda: [s for s in program.asked("syncs", "list") if s["name"] not in before])
        run = until("its run", lambda: ran(program, made[0]["name"]))
        size = next(s["size"] for s in program.asked("segments", "list") if s["name"] == segment)
        told = (run["status"], run["counts"]["added"], run["counts"]["unknown"])
        files = [*(program.home / "workspace" / "outbox").rglob("VIP*.csv")]
        if told != ("completed", size, 0) or not files:
            sys.exit(f"The run of Quick Sync ended as {told}, with {files}; {size} were to be sent.")
        say(f"Quick Sync wrote {size} records to {files[0].name}")
        program.picture(pictures, "after")
        program.key("F1")
        notes = program.home / "opened"
        address, libraries = until("help", lambda: notes.read_text(encoding="utf-8").split() if notes.exists() else [])
        page = program.root / address.removeprefix("file://").lstrip("/")
        if not page.is_file() or libraries != "none":
            sys.exit(f"F1 opened {address}, with the libraries of {libraries}.")
        say(f"F1 opened {address}")


def ran(program: Installed, sync: str) -> dict[str, Any]:
    """The newest run of a sync, when it has ended."""
    runs = [run for run in program.asked("runs", "list", "--limit", "5") if run["sync"] == sync and run["finished_at"]]
    return runs[0] if runs else {}


def german(program: Installed, pictures: Path | None) -> None:
    with program.window(LANG="de_DE.UTF-8", LANGUAGE="de") as window:
        time.sleep(2)
        program.by_hand("windowfocus", "--sync", window)
        program.key("ctrl+comma")
        time.sleep(2)
        program.picture(pictures, "german")


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if "=" not in word]
    options = dict(word.split("=", 1) for word in sys.argv[1:] if "=" in word)
    if len(words) != 2:
        sys.exit(__doc__)
    missing = [name for name in ("Xvfb", "xdotool", "dbus-daemon", "gnome-keyring-daemon") if not shutil.which(name)]
    if missing:
        sys.exit(f"{', '.join(missing)} not installed")
    main(Path(words[0]), words[1], Path(options["pictures"]) if "pictures" in options else None)
