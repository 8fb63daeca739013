"""The routes of each service."""
