"""What each page shows, gathered from the services: functions from questions to plain dicts."""
