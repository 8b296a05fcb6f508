"""Releases: what is made public, screened, frozen, rendered and signed."""
