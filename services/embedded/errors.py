"""Why the embedded database is not there. Each message is a sentence that says what to do."""

from __future__ import annotations


class EmbeddedPostgresError(RuntimeError):
    """The embedded database could not be brought up."""


class WheelMissing(EmbeddedPostgresError):
    """The wheel is not installed, or has no server of our major version."""


class FolderNotUsable(EmbeddedPostgresError):
    """The folder cannot be written, or holds what is not ours."""


class OtherMajorVersion(EmbeddedPostgresError):
    """The data were written by another major version of PostgreSQL."""


class ServerDidNotStart(EmbeddedPostgresError):
    """The server ended while starting."""
