"""收集建议: notices and rounds, departments' replies, suggestions and their tracking."""
