"""What the API must answer after the play: the demo year's figures once more, written down apart from the script.

A slip of the pen in the script's own tables is thereby found, not repeated.
"""
