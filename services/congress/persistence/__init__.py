"""The tables of congress."""
