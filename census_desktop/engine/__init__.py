"""The pipeline: extract → diff → plan → batches → delivery → ledger. Knows ports only; DuckDB and Arrow are its tools."""
