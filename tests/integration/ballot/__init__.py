"""The secret ballot before programs of others."""
