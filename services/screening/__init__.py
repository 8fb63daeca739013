"""screening: from the project library to a frozen list of candidate projects."""
