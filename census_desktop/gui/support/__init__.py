"""What helps when something is wrong: the log, the health check, the report of a crash, and news of versions."""
