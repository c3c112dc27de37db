"""Every command and noun, in the order of the help: its module and what it is about."""

NOUNS = {
    "demo": ("demo", "make the sample workspace and open it"),
    "receiver": ("receiver", "receive what webhooks send on this computer, keep it and show it"),
    "sources": ("sources", "folders, files and databases that data is read from"),
    "datasets": ("datasets", "tables, files and queries that segments are built on"),
    "segments": ("segments", "living groups of records of a data set"),
    "destinations": ("destinations", "connections to the tools that records go to"),
    "syncs": ("syncs", "how segments and data sets keep destinations in step"),
    "quick-sync": ("quick_sync", "a new sync of a segment in one step, copied from an active one"),
    "plan": ("plan", "compute what a run would change; nothing is sent"),
    "run": ("run", "run a sync now and wait for its end"),
    "runs": ("runs", "what ran, how it went, and which records did not arrive"),
    "export": ("export", "write the workspace document, without credentials"),
    "import": ("import_", "create or change what a workspace document names, all or nothing"),
    "doctor": ("doctor", "show versions, the keyring's state and the workspace's health"),
}
