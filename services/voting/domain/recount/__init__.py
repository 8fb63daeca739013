"""复核: a scrutineer counts sealed mark patterns again, offline, with the counting code of the vote (Y-039, Y-040)."""
