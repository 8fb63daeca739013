"""The use cases of congress, one file a theme."""
