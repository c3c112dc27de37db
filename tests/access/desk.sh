#!/bin/bash
# usage: desk.sh WORKSPACE COMMAND…   inside a session bus and a display: a window manager, the bus of screen readers, the
# program on the workspace; then the command, which looks and presses keys. The program is ended afterwards.
set -u
workspace=$1; shift
export CENSUS_DESKTOP_HOME=$workspace QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1 QT_QPA_PLATFORM=xcb
openbox >/dev/null 2>&1 &
/usr/libexec/at-spi-bus-launcher --launch-immediately >/dev/null 2>&1 &
"$PYTHON" -m census_desktop 2>"$workspace.err" &
program=$!
"$@"
code=$?
kill "$program" 2>/dev/null
wait "$program" 2>/dev/null
cat "$workspace.err" >&2
exit $code
