"""Signing in: how a connection gets the access tokens that it calls a vendor with.

Three ways. A person signs in by the system's browser (RFC 8252 with PKCE, RFC 7636): `sign_in`, and afterwards `KeptTokens`
renews what it brought. A program signs in by itself, with the key of a Google service account (RFC 7523) or with a client's
own credentials (RFC 6749, 4.4): `MachineTokens`. Nothing here is imported before a connection needs it.
"""

from census_desktop.signin.exchange import renewal
from census_desktop.signin.flow import sign_in
from census_desktop.signin.granted import FIELDS, Granted
from census_desktop.signin.kept import KeptTokens, Place
from census_desktop.signin.machine import MachineTokens, client_tokens, service_tokens
from census_desktop.signin.registration import Registration, registration_of

__all__ = [
    "FIELDS",
    "Granted",
    "KeptTokens",
    "MachineTokens",
    "Place",
    "Registration",
    "client_tokens",
    "registration_of",
    "renewal",
    "service_tokens",
    "sign_in",
]
