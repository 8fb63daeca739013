"""票决: sessions, ballot measures, paper ballots, counts and results."""
