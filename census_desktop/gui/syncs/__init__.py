"""Syncs: the Syncs tab, Quick Sync, New Sync and Review changes."""
