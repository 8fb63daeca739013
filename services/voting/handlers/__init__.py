"""The use cases of voting."""
