"""The Data sets section: what segments are built on."""
