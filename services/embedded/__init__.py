"""Everything in one process and one PostgreSQL: ``make run``."""
