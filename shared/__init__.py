"""What every service stands on: kernel, contracts, messaging, tenancy, persistence."""
