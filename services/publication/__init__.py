"""公文: papers numbered, laid out, kept and published."""
