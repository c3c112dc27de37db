"""What the window's own executable starts: the program without a console.

On Windows such a program has no standard streams; what is written to them is thrown away, and the log file keeps what matters.
"""

from __future__ import annotations

import os
import sys

for name in ("stdout", "stderr"):
    if getattr(sys, name) is None:
        setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123 -- for as long as the program runs

import multiprocessing  # noqa: E402

from census_desktop.__main__ import main  # noqa: E402

if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
