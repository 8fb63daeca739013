"""The use cases, one file a theme."""
