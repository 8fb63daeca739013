"""The HTTP API, made from the contracts."""
