"""The rules of congress by themselves."""
