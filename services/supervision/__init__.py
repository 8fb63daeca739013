"""督办监督: projects, ledger, calendar, task forces, visits, reminder letters, opinions and adjustments."""
