"""The hall's own network: HTTPS without the internet (ballot-format.md, "Keys, envelopes and order of acts")."""
