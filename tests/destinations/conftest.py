"""The PostgreSQL server of the session, for every test of destinations."""

from tests.postgres import postgres

__all__ = ["postgres"]
