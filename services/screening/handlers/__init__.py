"""The use cases of screening, one file a theme."""
