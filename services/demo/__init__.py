"""Plays the demo year through the public API."""
