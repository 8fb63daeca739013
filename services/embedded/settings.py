"""The configuration of the embedded server: small, quiet, on loopback."""

from __future__ import annotations

_SMALL = """\
unix_socket_directories = ''
timezone = 'UTC'
log_timezone = 'UTC'
shared_buffers = 32MB
huge_pages = off
work_mem = 4MB
maintenance_work_mem = 32MB
jit = off
max_parallel_workers = 0
max_parallel_workers_per_gather = 0
max_parallel_maintenance_workers = 0
max_worker_processes = 1
max_logical_replication_workers = 0
autovacuum_max_workers = 1
autovacuum_worker_slots = 2
io_method = sync
wal_level = minimal
max_wal_senders = 0
min_wal_size = 32MB
max_wal_size = 256MB
# A statement or its parameters may hold what a resident wrote: never into the log.
log_min_messages = warning
log_min_error_statement = panic
log_error_verbosity = terse
log_checkpoints = off
"""

_VOLATILE = """\
fsync = off
full_page_writes = off
synchronous_commit = off
"""


def server_settings(host: str, port: int, max_connections: int, *, durable: bool) -> str:
    """The whole ``postgresql.conf``."""
    head = f"listen_addresses = '{host}'\nport = {port}\nmax_connections = {max_connections}\n"
    return head + _SMALL + ("" if durable else _VOLATILE)
