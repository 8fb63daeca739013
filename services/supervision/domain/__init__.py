"""The rules of supervision; the standard library and ``shared.kernel`` are all it knows."""
