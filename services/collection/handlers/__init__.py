"""Use cases of collection, one file a theme."""
