"""congress: tenants, people, rulebooks and cycles."""
