"""The first run: a welcome of three steps while there is no workspace, and the tour over the real window."""
