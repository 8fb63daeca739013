"""The use cases of evaluation, a file a theme."""
