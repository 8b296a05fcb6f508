"""Incidents: which claims speak of one event."""
