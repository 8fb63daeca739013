"""Why the embedded database is not there. Each message is a sentence that says what to do."""

from __future__ import annotations


class EmbeddedError(RuntimeError):
    """The embedded suite cannot run as things are; the message says what to do."""


class EmbeddedPostgresError(EmbeddedError):
    """The embedded database could not be brought up."""


class WheelMissing(EmbeddedPostgresError):
    """The wheel is not installed, or has no server of our major version."""


class FolderNotUsable(EmbeddedPostgresError):
    """The folder cannot be written, or holds what is not ours."""


class NoAccount(EmbeddedPostgresError):
    """Root runs it, and the system has no account that PostgreSQL could run under."""


class OtherMajorVersion(EmbeddedPostgresError):
    """The data were written by another major version of PostgreSQL."""


class ServerDidNotStart(EmbeddedPostgresError):
    """The server ended while starting."""
