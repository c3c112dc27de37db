"""Workspaces as wholes: which one is open, the way to others, what is said of this one, and documents that come in."""
