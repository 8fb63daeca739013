"""The rules of evaluation; no framework, no database, no transport."""
