"""The command ``piaojue``."""
