"""Assessments: ranges, grades, positions and their reasons, by named and versioned profiles."""
