"""The rules of screening."""
