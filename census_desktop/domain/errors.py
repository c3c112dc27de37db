"""Errors by meaning. The class decides what a caller does; the texts tell the user.

Three texts: `message` is what happened, `kept` what was not lost, `hint` what to do next. None of them may hold
a credential or a value of a person's record. Specialise only where somebody catches.
"""

from __future__ import annotations


class CensusError(Exception):
    """Base of everything the program reports on purpose. Anything else is a defect."""

    title = "Something went wrong"

    def __init__(self, message: str, *, hint: str = "", kept: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.kept = kept

    def __str__(self) -> str:
        return " ".join(part for part in (self.message, self.kept, self.hint) if part)


class ConfigError(CensusError):
    """The user's configuration cannot work as it is (unknown name, missing column, wrong type). Exit code 2."""

    title = "This cannot work as it is set up"


class NotFoundError(ConfigError):
    """A name or id that the workspace does not have."""

    title = "Not found"


class DocumentError(ConfigError):
    """A workspace document that is refused as a whole. `line` is 1-based, 0 when unknown."""

    title = "The document was not taken"

    def __init__(self, message: str, *, line: int = 0, hint: str = "", kept: str = "Nothing was changed.") -> None:
        super().__init__(f"line {line}: {message}" if line else message, hint=hint, kept=kept)
        self.line = line


class SourceError(CensusError):
    """The data could not be read: file moved, empty, unreadable, server away, column dropped."""

    title = "The source could not be read"


class StoreError(CensusError):
    """The workspace's own file is damaged, too new, read-only or has no room."""

    title = "The workspace cannot be opened"


class SecretsError(CensusError):
    """The keyring is missing, locked, slow or refused."""

    title = "The keyring is not available"


class SignInError(CensusError):
    """A person's sign-in at a vendor that did not come to its end. What was there before is as it was."""

    title = "Signing in did not work"


class DestinationError(CensusError):
    """The destination cannot take this at all (object missing, contract broken). Fails the run; nothing is lost."""

    title = "The destination did not take the records"


class CredentialError(DestinationError):
    """401 or 403: stop at once and ask for the credential; retrying only locks accounts."""

    title = "The destination refused the credential"


class TransientError(DestinationError):
    """Worth another try: network, 429, 5xx. `retry_after` in seconds when the destination named it."""

    title = "The destination is not answering"

    def __init__(
        self, message: str, *, retry_after: float | None = None, hint: str = "", kept: str = "", outcome_known: bool = False
    ) -> None:
        super().__init__(message, hint=hint, kept=kept)
        self.retry_after = retry_after
        self.outcome_known = outcome_known
        """True when the destination certainly did not apply the request (refused connection, 429)."""


class JobLost(DestinationError):
    """The destination does not know a submitted job any more: what became of its batch is unknown."""


class BatchRejected(DestinationError):
    """The whole batch was refused for a reason in its records; the engine halves it until the bad record stands alone."""


class PlanStale(CensusError):
    """The plan no longer matches its source, its sync or what was acknowledged; a new review is needed."""

    title = "The plan is out of date"


class UndoRefused(CensusError):
    """A run that cannot be taken back; the message says why."""

    title = "This run cannot be undone"


class AlertError(CensusError):
    """A message to a person that was not delivered. No run is touched by it."""

    title = "The message was not delivered"


class Cancelled(CensusError):
    """The user asked to stop. What was acknowledged stays acknowledged."""

    title = "Cancelled"

    def __init__(self, message: str = "Cancelled.", **texts: str) -> None:
        super().__init__(message, **texts)
