"""gateway: HTTP API and portal; owns no business data."""
