"""Messages between services: topology, entrypoints, outbox relay, inbox, dead letters, in-process bus."""
