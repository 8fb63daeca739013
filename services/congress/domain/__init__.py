"""The rules of congress."""
