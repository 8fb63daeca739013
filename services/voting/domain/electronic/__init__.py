"""The electronic ballot of a session: key ceremony, envelopes, the vote and its board (ballot-format.md)."""
