"""Alembic's scripts, run by store/upgrade.py through its API.

A new revision: add versions/r0002_what.py after r0001_first.py (ids are numbers, so that "newer" can be told), change
schema.py and its REVISION, and keep a dump of the old revision in tests/store/fixtures: tests hold that every old dump
arrives at exactly the tables of schema.py.
"""
