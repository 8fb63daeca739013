"""Comparing what the API answers after the play with what it must, a module a part of the demo."""
