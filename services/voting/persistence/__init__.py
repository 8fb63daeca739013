"""The tables of voting."""
