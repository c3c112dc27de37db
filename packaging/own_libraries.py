"""Runs before the program in a bundle on Linux: what the program starts, as the browser, uses the system's own libraries.

The starter points LD_LIBRARY_PATH at the bundle. The loader has read it by now, so this process keeps finding them. This very
program, started from here, must set it anew instead of taking it for set, as a starter below another one does.
"""

import os

if "LD_LIBRARY_PATH" in os.environ:
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", "")
    del os.environ["LD_LIBRARY_PATH"]
    if before:
        os.environ["LD_LIBRARY_PATH"] = before
os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
