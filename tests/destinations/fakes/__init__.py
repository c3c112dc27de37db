"""Vendors' APIs as they document them, over loopback, with a memory: what the connectors are tested against.

Each fake is written from the vendor's reference, not from our connector, and enforces documented limits and wire format.
"""
