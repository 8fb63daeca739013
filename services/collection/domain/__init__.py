"""The rules of collection."""
