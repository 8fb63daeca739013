"""The parts of the secret ballot by themselves."""
