"""Aggregates in PostgreSQL: documents with declared columns, a unit of work, migrations, the audit chain."""
