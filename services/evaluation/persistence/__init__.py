"""How evaluation is kept."""
