"""The rules of deciding projects: gates of a session, the measure, the count and the determination."""
