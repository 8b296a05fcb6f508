"""Profiles: named, versioned sets of assessment rules, each rule with its source."""

from tollbook.assessments.profiles.load import Profile, Settings, names, profile

__all__ = ["Profile", "Settings", "names", "profile"]
