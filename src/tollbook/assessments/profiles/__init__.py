"""Profiles: named, versioned sets of assessment rules, each rule with its source."""

from tollbook.assessments.profiles.load import DEFAULT, Profile, Settings, names, profile

__all__ = ["DEFAULT", "Profile", "Settings", "names", "profile"]
