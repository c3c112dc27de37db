"""The Runs section: every run, its figures, and records that did not arrive."""
