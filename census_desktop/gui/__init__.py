"""The window: the only package that knows Qt.

The core is imported first: once PySide6 is loaded, it reads the source text of every module that is imported after it
(shibokensupport/feature.py, for its `__feature__` switches), which costs a fifth of a start.
"""

import census_desktop.bootstrap  # noqa: F401
