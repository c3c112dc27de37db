"""census_desktop: send customer segments to any tool and keep them fresh, from a desktop."""

__version__ = "0.1.0"

import os

os.environ.setdefault("DUCKDB_JE_MALLOC_CONF", "dirty_decay_ms:0,muzzy_decay_ms:0")
"""DuckDB's allocator gives memory back at once instead of after seconds; read when its library is loaded."""
