"""What a domain may stand on; it knows no framework, no database and no broker."""
