"""Looks at the running program as a screen reader does, and works it with keys alone: `python3 reader.py tree | tour`.

Run by the system's own Python, which has AT-SPI (python3-gi, gir1.2-atspi-2.0), inside `desk.sh`. Keys are real, by xdotool.
Says what it did, a line each; what is not there in time ends it with the names that are.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import gi  # type: ignore[import-not-found]

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # type: ignore[import-not-found]  # noqa: E402

PATIENCE = 15.0
STATE = Atspi.StateType
INSIDE = ("page tab", "table cell", "list item")
Node = Any
heard = ["", ""]
"""Role and name of what was told to have the focus now."""


def program() -> Node | None:
    desktop = Atspi.get_desktop(0)
    for number in range(desktop.get_child_count()):
        found = desktop.get_child_at_index(number)
        if found is not None and found.get_name() == "census-desktop" and found.get_child_count():
            return found
    return None


def nodes(of: Node, hidden: bool = False) -> Iterator[Node]:
    """All that is shown; of long tables and lists the beginning."""
    for number in range(min(of.get_child_count(), 80)):
        child = of.get_child_at_index(number)
        if child is not None and (hidden or child.get_state_set().contains(STATE.SHOWING)):
            yield child
            yield from nodes(child, hidden)


def wait(what: str, look: Callable[[], Any]) -> Any:
    """What it finds, as soon as it finds it."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        while GLib.MainContext.default().iteration(False):
            pass
        try:
            if found := look():
                return found
        except GLib.Error:  # it went while it was looked at
            pass
        time.sleep(0.05)
    there = [f"{n.get_role_name()} “{n.get_name()}”" for n in nodes(program()) if n.get_name()]
    at = focused()
    raise SystemExit(
        f"not in time: {what}\nthe focus is on: {at and at.get_name()}, told: {heard}\nthere is: {', '.join(there)}"
    )


def shown(role: str, name: str) -> Node | None:
    whole = not name.endswith("…")
    for node in nodes(program()):
        if node.get_role_name() == role and (node.get_name() == name if whole else node.get_name().startswith(name[:-1])):
            return node
    return None


def see(role: str, name: str) -> Node:
    return wait(f"{role} “{name}”", lambda: shown(role, name))


def focused() -> Node | None:
    """The control that has the keyboard. Qt says of each current tab, cell and line that it has, even if its list has not."""
    there = (n for n in nodes(program()) if n.get_state_set().contains(STATE.FOCUSED) and n.get_role_name() not in INSIDE)
    return next(there, None)


def on(name: str) -> Node:
    """Wait until the keyboard is on what is called so."""
    return wait(f"the focus on “{name}”", lambda: (n := focused()) is not None and n.get_name().startswith(name) and n)


def hear(event: Any) -> None:
    """The focus is told too: of a popup, which Qt leaves out of the tree, it is all that a screen reader has."""
    if event.detail1:
        heard[:] = [event.source.get_role_name(), event.source.get_name()]


def press(*keys: str) -> None:
    subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=True)


def type_in(text: str) -> None:
    subprocess.run(["xdotool", "type", "--delay", "15", text], check=True)


def done(what: str) -> None:
    sys.stdout.write(what + "\n")
    sys.stdout.flush()


def tab_to(name: str, most: int = 40) -> None:
    went = []
    for _ in range(most):
        at = focused()
        went.append(at.get_name() if at is not None else "")
        if went[-1] == name:
            return
        press("Tab")
        wait("Tab to move on", lambda: (now := focused()) is not None and now.get_name() != went[-1])
    raise SystemExit(f"Tab does not reach “{name}”, it goes {went}")


def begin() -> None:
    wait("the program", program)
    see("table cell", "High value customers…")
    wait("the workspace", lambda: see("check box", "Segments").get_state_set().contains(STATE.ENABLED))
    wait("the window in front", lambda: any(n.get_state_set().contains(STATE.ACTIVE) for n in nodes(program())))


def tree() -> None:
    """What a screen reader finds."""
    begin()
    press("alt+1", "ctrl+3")
    for role, name in (
        ("table", "Segments"),
        ("page tab", "Definition"),
        ("page tab", "Syncs"),
        ("push button", "Quick Sync"),
        ("push button", "New Sync"),
        ("table", "Syncs"),
        ("text", "Segment name"),
        ("filler", "Status"),
    ):
        see(role, name)
        done(f"{role}: {name}")
    press("ctrl+1")
    for role, name in (
        ("combo box", "all of"),
        ("push button", "Field country"),
        ("combo box", "is"),
        ("text", "Value of country…"),
    ):
        found = see(role, name)
        if role == "combo box" and not found.get_description():  # Qt names it by its value on Linux
            raise SystemExit(f"“{name}” does not say what it is the value of")
        done(f"{role}: {name}, {found.get_description()}".rstrip(", "))
    for keys in ("alt+0", "alt+1", "alt+2", "alt+3", "alt+4", "ctrl+comma"):
        press(keys)
        wait("the page", lambda: focused() or True)
        nameless = wait("the tree", lambda: [sorted({n.get_role_name() for n in nodes(program()) if is_nameless(n)})])
        if nameless[0]:
            raise SystemExit(f"{keys}: without a name: {nameless[0]}")
    done("every control has a name")


def is_nameless(node: Node) -> bool:
    states = node.get_state_set()
    takes_keys = states.contains(STATE.FOCUSABLE) and states.contains(STATE.ENABLED)
    return takes_keys and not node.get_name().strip() and "cell" not in node.get_role_name()


def tour() -> None:
    """The main job, without a mouse."""
    begin()
    press("alt+1", "ctrl+f")
    on("Search segments")
    type_in("high")
    press("Return")
    wait("the segment", lambda: (n := shown("text", "Segment name")) and text_of(n) == "High value customers")
    done("chose a segment")
    press("ctrl+3", "ctrl+j")
    offers = [n.get_name() for n in nodes(see("list", "Active templates"))]
    done(f"opened Quick Sync: {offers}")
    tab_to("Run at once")
    press("space")
    tab_to("Active templates")
    press("Return")
    done("copied a sync")
    see("push button", "Review changes")
    press("ctrl+e")
    wait("what can be sent", lambda: (n := shown("push button", "Send…")) and n.get_state_set().contains(STATE.ENABLED))
    done("reviewed")
    press("ctrl+Return")
    wait("that it was sent", lambda: any("54 sent" in n.get_name() and "Archive" in n.get_name() for n in nodes(program())))
    press("alt+4")
    see("table", "Runs")
    wait("the run", lambda: shown("table cell", "High value customers → Archive…"))
    done("saw the run")
    press("ctrl+k")
    on("Find anything")
    type_in("newsletter")
    press("Return")
    wait("the segment", lambda: (n := shown("text", "Segment name")) and text_of(n) == "Newsletter readers")
    done("went by the palette")
    press("ctrl+1")
    see("push button", "Add condition")
    press("ctrl+shift+a")
    wait("the choice of a field", lambda: heard[0] == "text" and "ield" in heard[1])
    type_in("country")
    press("Return")
    see("push button", "Field country")
    wait("the value", lambda: heard[1].startswith("Value of country"))
    type_in("FR")
    press("Return")
    wait(
        "the count",
        lambda: shown("label", "0 of 200 match…") or shown("label", "33 of 200 match…") or shown("label", "34 of 200 match…"),
    )
    done("added a condition")
    for keys, name in (
        ("alt+0", "Home"),
        ("alt+2", "Data sets"),
        ("alt+3", "Destinations"),
        ("alt+4", "Runs"),
        ("alt+1", "Segments"),
    ):
        press(keys)
        wait(name, lambda: (n := shown("check box", name)) and n.get_state_set().contains(STATE.CHECKED))  # noqa: B023
    done("went through the pages")


def text_of(node: Node) -> str:
    return str(Atspi.Text.get_text(node, 0, -1))


if __name__ == "__main__":
    listener = Atspi.EventListener.new(hear)
    listener.register("object:state-changed:focused")
    {"tree": tree, "tour": tour}[sys.argv[1]]()
