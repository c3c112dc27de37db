"""Whether there is a way out of this computer. The system's own table of routes is asked; no packet is sent."""

from __future__ import annotations

import socket

_NOWHERE = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))
"""Addresses kept for documentation (RFC 5737 and 3849): nobody has them."""


def has_route() -> bool:
    """Connecting a datagram socket only looks the route up."""
    for family, address in _NOWHERE:
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as found:
                found.connect((address, 9))
                return True
        except OSError:
            continue
    return False
